/**
 * Whether what stands left and right of a stripe of white are two columns of running text or the cells of a
 * table, and where columns end above a line that belongs to the whole page. Finding the stripe is
 * pdf-columns.ts's part.
 */
import type { Box, Gutter, Span } from './pdf-box.ts'
import { median } from './pdf-line.ts'

export interface Band {
  readonly boxes: readonly Box[]
  readonly left: readonly Box[]
  readonly right: readonly Box[]
  readonly isSplit: boolean
}

/** A column narrower than this, in font sizes, holds cells and not sentences. */
const NARROWEST = 9
const FEWEST_LINES = 4
/** A paragraph's first line stands in from the column's edge by this at most, in font sizes. */
const INDENT = 3
const LABEL_HEADING = /^【[^【】]{1,30}】/u

/** @param known gutters of this document: what lies on both sides of one needs less proof */
export function judgeBand(
  x: number,
  boxes: readonly Box[],
  size: number,
  ruled: readonly Span[],
  known: readonly Gutter[],
): readonly Band[] {
  const zone = tableZone(x, boxes, ruled)
  if (zone !== undefined) {
    const middle = (box: Box) => (box.top + box.bottom) / 2
    const above = boxes.filter((box) => middle(box) < zone.top)
    const below = boxes.filter((box) => middle(box) > zone.bottom)
    const inside = boxes.filter((box) => middle(box) >= zone.top && middle(box) <= zone.bottom)
    return [
      ...(above.length === 0 ? [] : judgeFree(x, above, size, known)),
      ...(inside.length === 0 ? [] : [whole(inside)]),
      ...(below.length === 0 ? [] : judgeFree(x, below, size, known)),
    ]
  }
  return judgeFree(x, boxes, size, known)
}

/** A band that is read across. */
export function whole(boxes: readonly Box[]): Band {
  return { boxes, left: [], right: [], isSplit: false }
}

/** Width of the white stripe, in points. */
export function gutterWidth({ left, right }: Pick<Band, 'left' | 'right'>): number {
  return Math.min(...right.map((box) => box.x0)) - Math.max(...left.map((box) => box.x1))
}

function judgeFree(
  x: number,
  boxes: readonly Box[],
  size: number,
  known: readonly Gutter[],
): readonly Band[] {
  const left = boxes.filter((box) => box.x1 <= x)
  const right = boxes.filter((box) => box.x0 >= x)
  if (left.length === 0 || right.length === 0 || gutterWidth({ left, right }) <= 0.8 * size)
    return [whole(boxes)]
  if (!areColumns(left, right, size) && !continueColumns(left, right, size, known)) return [whole(boxes)]
  const tail = tailOf(left, right, size)
  if (tail.length === 0) return [{ boxes, left, right, isSplit: true }]
  const main = boxes.filter((box) => !tail.includes(box))
  return [{ boxes: main, left: left.filter((box) => !tail.includes(box)), right, isSplit: true }, whole(tail)]
}

function areColumns(left: readonly Box[], right: readonly Box[], size: number): boolean {
  const [few, many] = [Math.min(left.length, right.length), Math.max(left.length, right.length)]
  if (few < 2 || many < FEWEST_LINES) return false
  const [leftIsProse, rightIsProse] = [isProse(left, size), isProse(right, size)]
  if (leftIsProse && rightIsProse) return true
  if (standInRows(left, right, size)) return false
  // A table of headings beside their texts has headings on the left alone.
  if (right.some((box) => LABEL_HEADING.test(box.run?.text ?? ''))) return true
  // Short lines (the tail of a label, a list) beside running text.
  const short = leftIsProse ? right : left
  return (leftIsProse || rightIsProse) && few > FEWEST_LINES && many > 5 && startTogether(short, size)
}

/** Few lines say little by themselves, but a gutter that the document has elsewhere at this place tells. */
function continueColumns(
  left: readonly Box[],
  right: readonly Box[],
  size: number,
  known: readonly Gutter[],
): boolean {
  if (known.length === 0 || Math.max(left.length, right.length) < 2) return false
  if (standInRows(left, right, size)) return false
  const [from, to] = [Math.max(...left.map((box) => box.x1)), Math.min(...right.map((box) => box.x0))]
  const start = Math.min(...left.map((box) => box.x0))
  return known.some(
    (gutter) =>
      from < gutter.from + 0.5 * size &&
      isAtEdge(start, gutter.left, size) &&
      isAtEdge(to, gutter.to, size) &&
      startTogether(right, size),
  )
}

function isAtEdge(x: number, edge: number, size: number): boolean {
  return x > edge - 0.5 * size && x < edge + INDENT * size
}

/** Lines of a column begin at its edge or stand in a little; labels of a figure and cells lie about. */
function startTogether(boxes: readonly Box[], size: number): boolean {
  const edge = Math.min(...boxes.map((box) => box.x0))
  return boxes.filter((box) => isAtEdge(box.x0, edge, size)).length >= 0.7 * boxes.length
}

/** Lines that mostly fill their column, as running text does. */
function isProse(boxes: readonly Box[], size: number): boolean {
  const [x0, x1] = [Math.min(...boxes.map((box) => box.x0)), Math.max(...boxes.map((box) => box.x1))]
  const width = x1 - x0
  if (width < NARROWEST * size) return false
  const rows = new Map<number, number>()
  for (const box of boxes) {
    const row = Math.round(box.bottom / (0.6 * size))
    rows.set(row, (rows.get(row) ?? 0) + box.x1 - box.x0)
  }
  const full = [...rows.values()].filter((filled) => filled > 0.6 * width).length
  return full >= 0.45 * rows.size
}

/** Whether most lines of the shorter side have one on the other side at the same height, as cells do. */
function standInRows(left: readonly Box[], right: readonly Box[], size: number): boolean {
  const [few, many] = left.length <= right.length ? [left, right] : [right, left]
  const shared = few.filter((box) => many.some((other) => Math.abs(other.bottom - box.bottom) < 0.2 * size))
  return shared.length >= 0.6 * few.length
}

/**
 * Short lines under the left column that come after both columns: where the columns end together and a gap
 * follows, what stands below belongs to the page. A line that fills the column is still text of the column.
 */
function tailOf(left: readonly Box[], right: readonly Box[], size: number): readonly Box[] {
  const bottom = Math.max(...right.map((box) => box.bottom))
  const edge = Math.max(...left.map((box) => box.x1))
  const below = left.filter((box) => box.top > bottom - 0.3 * size)
  const above = left.filter((box) => box.top <= bottom - 0.3 * size)
  if (below.length === 0 || above.length < 2) return []
  const [end, start] = [Math.max(...above.map((box) => box.bottom)), Math.min(...below.map((box) => box.top))]
  const endTogether = Math.abs(end - bottom) < 1.5 * size
  const isApart = start - end > 1.4 * size
  const fills = below.some((box) => edge - box.x1 < 1.5 * size)
  return endTogether && isApart && !fills ? below : []
}

/** Where three or more rules cross the stripe: the rows of a table stand between the first and the last. */
function tableZone(
  x: number,
  boxes: readonly Box[],
  ruled: readonly Span[],
): { readonly top: number; readonly bottom: number } | undefined {
  const [top, bottom] = [
    Math.min(...boxes.map((box) => box.top)),
    Math.max(...boxes.map((box) => box.bottom)),
  ]
  const size = median(boxes.map((box) => box.bottom - box.top))
  const heights = ruled
    .filter((rule) => rule.x0 < x && rule.x1 > x && rule.y > top - 2 * size && rule.y < bottom + 2 * size)
    .map((rule) => rule.y)
  return heights.length < 3
    ? undefined
    : { top: Math.min(...heights) - size / 2, bottom: Math.max(...heights) + size / 2 }
}
