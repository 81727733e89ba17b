/** What was filled into the text fields of a PDF form: it stands in no page content, yet it is printed. */
import type { PDFPageProxy } from 'pdfjs-dist'
import { type Matrix, multiply } from './pdf-rules.ts'
import { cleanText, type Run } from './pdf-run.ts'

interface Field {
  readonly subtype?: unknown
  readonly fieldType?: unknown
  readonly fieldValue?: unknown
  readonly hidden?: unknown
  readonly rect?: unknown
}

/** @param size of the page's print: a field's own size says nothing about headings */
export async function readForm(page: PDFPageProxy, size: number): Promise<readonly Run[]> {
  const transform = page.getViewport({ scale: 1 }).transform as unknown as Matrix
  const fields = (await page.getAnnotations()) as readonly Field[]
  return fields.flatMap((field) => {
    const { fieldValue: value, rect } = field
    if (field.subtype !== 'Widget' || !['Tx', 'Ch'].includes(String(field.fieldType))) return []
    if (field.hidden === true || !Array.isArray(rect)) return []
    const text = Array.isArray(value) ? value.join(' ') : value
    return typeof text === 'string' ? fieldRuns(text, rect as number[], size, transform) : []
  })
}

function fieldRuns(text: string, rect: readonly number[], size: number, transform: Matrix): readonly Run[] {
  const [left = 0, bottom = 0, right = 0, top = 0] = rect
  const upper = multiply(transform, [1, 0, 0, 1, left, top])
  const lower = multiply(transform, [1, 0, 0, 1, right, bottom])
  const [x0, x1] = [Math.min(upper[4], lower[4]), Math.max(upper[4], lower[4])]
  const [y0, y1] = [Math.min(upper[5], lower[5]), Math.max(upper[5], lower[5])]
  const lines = text.split(/\r\n|\r|\n/).map(cleanText)
  // A single line stands in the middle of its box, several fill it from the top.
  const first = lines.length === 1 ? (y0 + y1) / 2 + 0.35 * size : y0 + size
  return lines.flatMap((line, at) =>
    line.trim() === ''
      ? []
      : [
          {
            text: line,
            x0,
            x1: Math.min(x1, x0 + line.length * size),
            y: first + at * 1.2 * size,
            size,
            bold: false,
          },
        ],
  )
}
