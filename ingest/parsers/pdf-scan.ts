/**
 * Pages that are pictures: renders a page, straightens it, has it recognised, and gives its lines as runs, so
 * that columns, paragraphs and headings are found the same way as on a page with text.
 */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { Ocr } from '../ocr.ts'
import type { OcrPage } from '../ocr-lines.ts'
import type { ReadingQuality } from '../ocr-quality.ts'
import { type Pixels, skewOf } from './page-skew.ts'
import { median } from './pdf-line.ts'
import type { Matrix } from './pdf-rules.ts'
import type { Run } from './pdf-run.ts'

export interface ScannedText extends ReadingQuality {
  /** Of the page once it is turned upright, points. */
  readonly width: number
  readonly height: number
  readonly runs: readonly Run[]
}

/** Dots per inch that OCR reads best, and a bound for posters (about A3 at that density): time goes by pixels. */
const DENSITY = 300
const MOST_PIXELS = 18_000_000

interface Canvas {
  readonly width: number
  readonly height: number
  toBuffer(type: 'image/png'): Uint8Array
}

interface Drawing {
  readonly canvas: Canvas
  readonly context: { getImageData(x: number, y: number, width: number, height: number): Pixels }
}

interface CanvasFactory {
  create(width: number, height: number): Drawing
  destroy(made: Drawing): void
}

export async function scanPage(document: PDFDocumentProxy, number: number, ocr: Ocr): Promise<ScannedText> {
  const page = await document.getPage(number)
  const { width, height } = page.getViewport({ scale: 1 })
  const scale = Math.min(DENSITY / 72, Math.sqrt(MOST_PIXELS / Math.max(1, width * height)))
  const viewport = page.getViewport({ scale })
  // pdf.js types its canvas for a browser; under Node it is one that can write PNG.
  const factory = document.canvasFactory as CanvasFactory
  const made = factory.create(Math.max(1, Math.ceil(viewport.width)), Math.max(1, Math.ceil(viewport.height)))
  const draw = (transform?: Matrix) =>
    page.render({
      canvas: made.canvas,
      canvasContext: made.context,
      viewport,
      background: 'white',
      ...(transform === undefined ? {} : { transform }),
    } as unknown as Parameters<typeof page.render>[0]).promise
  try {
    await draw()
    const { width: across, height: down } = made.canvas
    const skew = skewOf(made.context.getImageData(0, 0, across, down))
    if (skew !== 0) await draw(turnedBack(skew, across, down))
    return ocrRuns(await ocr.recognize(made.canvas.toBuffer('image/png')), scale, width, height)
  } finally {
    factory.destroy(made)
    page.cleanup()
  }
}

/** Turns about the middle of the picture. */
function turnedBack(degrees: number, width: number, height: number): Matrix {
  const [sin, cos] = [Math.sin((-degrees * Math.PI) / 180), Math.cos((-degrees * Math.PI) / 180)]
  const [x, y] = [width / 2, height / 2]
  return [cos, sin, -sin, cos, x - x * cos + y * sin, y - x * sin - y * cos]
}

/** @param scale pixels per point; `width` and `height` count where the program did not tell the size */
export function ocrRuns(page: OcrPage, scale: number, width: number, height: number): ScannedText {
  const usual = median(page.lines.map((line) => line.bottom - line.top)) / scale
  const runs = page.lines.map((line) => {
    const tall = (line.bottom - line.top) / scale
    // The height of a recognised line depends on its letters; only plain differences mean another font.
    const size = tall > 1.6 * usual ? tall : usual
    return {
      text: line.text,
      x0: line.left / scale,
      x1: line.right / scale,
      y: line.bottom / scale - 0.15 * usual,
      size,
      bold: false,
    }
  })
  return {
    width: page.size === undefined ? width : page.size.width / scale,
    height: page.size === undefined ? height : page.size.height / scale,
    runs,
    confidence: page.confidence,
    doubtfulNumbers: page.doubtfulNumbers,
  }
}
