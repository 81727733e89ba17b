/**
 * How much of a page pictures cover. Text is read without decoding pictures, which leaves only their placing
 * in the operators: a picture fills the unit square of its matrix.
 */
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type Matrix, type Operators, walkOperators } from './pdf-rules.ts'

/** Stand between the matrix of a picture and the picture. */
const BETWEEN: ReadonlySet<number | undefined> = new Set([OPS.setGState, OPS.dependency])
/** What follows where a picture was left out, and the pictures that are not. */
const PICTURE: ReadonlySet<number | undefined> = new Set([
  ...[undefined, OPS.restore, OPS.transform, OPS.paintFormXObjectEnd],
  ...[OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject],
])

/**
 * @param page maps PDF space to page coordinates
 * @returns 0..1; pictures over each other count twice, up to the whole page
 */
export function pictureShare(
  operators: Operators,
  page: Matrix,
  { width, height }: { readonly width: number; readonly height: number },
): number {
  let area = 0
  walkOperators(operators, page, (fn, _, matrix, at) => {
    if (fn !== OPS.transform) return
    let next = at + 1
    while (BETWEEN.has(operators.fnArray[next])) next += 1
    if (PICTURE.has(operators.fnArray[next])) area += shownArea(matrix, width, height)
  })
  return Math.min(1, area / Math.max(1, width * height))
}

function shownArea([a, b, c, d, x, y]: Matrix, width: number, height: number): number {
  const span = (start: number, first: number, second: number, end: number) => {
    const corners = [start, start + first, start + second, start + first + second]
    return Math.max(0, Math.min(end, Math.max(...corners)) - Math.max(0, Math.min(...corners)))
  }
  return span(x, a, c, width) * span(y, b, d, height)
}
