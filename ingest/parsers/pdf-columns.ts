/**
 * Reading order: a page as regions that are read one after the other. A gutter that stays empty over many
 * lines of running text parts columns; headings and tables that cross it part the page into bands. Cells of
 * a table also stand apart, but they are short: those stay together for pdf-aligned-table.ts.
 */
import { median } from './pdf-line.ts'
import type { Run } from './pdf-run.ts'

/** Anything with a place: a piece of text, or a table that was already recognised. */
export interface Box {
  readonly x0: number
  readonly x1: number
  readonly top: number
  readonly bottom: number
  /** Undefined for a table. */
  readonly run?: Run
}

interface Band {
  readonly boxes: readonly Box[]
  readonly left: readonly Box[]
  readonly right: readonly Box[]
  readonly isSplit: boolean
}

/** A column narrower than this, in font sizes, holds cells and not sentences. */
const NARROWEST = 9
const FEWEST_LINES = 4
/** Points: a wide gutter is a better one, but beyond this it does not matter how wide. */
const WIDE_ENOUGH = 5

/** @param ruled y of horizontal rules that are wide enough to belong to a table */
export function readingOrder(
  boxes: readonly Box[],
  ruled: readonly Span[],
  depth = 0,
): readonly (readonly Box[])[] {
  if (depth > 4 || boxes.length < 2 * FEWEST_LINES) return boxes.length === 0 ? [] : [boxes]
  const bands = bestSplit(boxes, ruled)
  if (bands === undefined) return [boxes]
  const regions: (readonly Box[])[] = []
  let plain: Box[] = []
  const flush = () => {
    if (plain.length > 0) regions.push(plain)
    plain = []
  }
  for (const band of bands) {
    if (band.isSplit) {
      flush()
      regions.push(
        ...readingOrder(band.left, ruled, depth + 1),
        ...readingOrder(band.right, ruled, depth + 1),
      )
    } else plain.push(...band.boxes)
  }
  flush()
  return regions
}

export interface Span {
  readonly y: number
  readonly x0: number
  readonly x1: number
}

function bestSplit(boxes: readonly Box[], ruled: readonly Span[]): readonly Band[] | undefined {
  const texts = boxes.flatMap((box) => box.run ?? [])
  const size = median(texts.map((run) => run.size))
  const [x0, x1] = [Math.min(...boxes.map((box) => box.x0)), Math.max(...boxes.map((box) => box.x1))]
  const sorted = [...boxes].sort((a, b) => a.top - b.top)
  let best: { bands: readonly Band[]; score: number } | undefined
  const step = Math.max(2, size / 3)
  for (let x = x0 + 0.15 * (x1 - x0); x < x1 - 0.15 * (x1 - x0); x += step) {
    const bands = bandsAt(x, sorted, size, ruled)
    const score = bands.reduce(
      (sum, band) => sum + (band.isSplit ? band.boxes.length * Math.min(gutter(band), WIDE_ENOUGH) : 0),
      0,
    )
    if (score > (best?.score ?? 0)) best = { bands, score }
  }
  return best?.bands
}

function gutter({ left, right }: Pick<Band, 'left' | 'right'>): number {
  return Math.min(...right.map((box) => box.x0)) - Math.max(...left.map((box) => box.x1))
}

function bandsAt(x: number, sorted: readonly Box[], size: number, ruled: readonly Span[]): readonly Band[] {
  const bands: Band[] = []
  let open: Box[] = []
  const close = () => {
    if (open.length > 0) bands.push(judge(x, open, size, ruled))
    open = []
  }
  for (const box of sorted) {
    if (box.x0 < x && box.x1 > x) {
      close()
      bands.push({ boxes: [box], left: [], right: [], isSplit: false })
    } else open.push(box)
  }
  close()
  return bands
}

function judge(x: number, boxes: readonly Box[], size: number, ruled: readonly Span[]): Band {
  const left = boxes.filter((box) => box.x1 <= x)
  const right = boxes.filter((box) => box.x0 >= x)
  const [few, many] = [Math.min(left.length, right.length), Math.max(left.length, right.length)]
  const isSplit =
    few >= 2 &&
    many >= FEWEST_LINES &&
    isProse(left, size) &&
    isProse(right, size) &&
    gutter({ left, right }) > 0.8 * size &&
    !isTable(x, boxes, ruled)
  return { boxes, left, right, isSplit }
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

/** Three or more rules across the gutter within the band: rows of a table. */
function isTable(x: number, boxes: readonly Box[], ruled: readonly Span[]): boolean {
  const [top, bottom] = [
    Math.min(...boxes.map((box) => box.top)),
    Math.max(...boxes.map((box) => box.bottom)),
  ]
  const size = median(boxes.map((box) => box.bottom - box.top))
  return (
    ruled.filter(
      (rule) => rule.x0 < x && rule.x1 > x && rule.y > top - 2 * size && rule.y < bottom + 2 * size,
    ).length >= 3
  )
}
