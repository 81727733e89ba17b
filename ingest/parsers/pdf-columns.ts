/**
 * The boxes of a page as regions that are read one after the other. A gutter that stays empty over many
 * lines of running text parts columns; headings and tables that cross it part the page into bands. Cells of
 * a table also stand apart, but they are short: those stay together for pdf-aligned-table.ts. What makes
 * columns is decided in pdf-column-band.ts.
 */

import type { Box, Gutter, Span } from './pdf-box.ts'
import { type Band, gutterWidth, judgeBand, whole } from './pdf-column-band.ts'
import { median } from './pdf-line.ts'

export interface Edges {
  readonly left: number
  readonly right: number
}

/** What is read together, and from where to where its lines could reach. */
export interface ColumnRegion extends Edges {
  readonly boxes: readonly Box[]
}

export interface Reading {
  readonly regions: readonly ColumnRegion[]
  readonly gutters: readonly Gutter[]
}

const FEWEST_BOXES = 8
/** Fewer boxes than this part only where other pages part, too. */
const FEWEST_BESIDE_KNOWN = 3
/** Points: a wide gutter is a better one, but beyond this it does not matter how wide. */
const WIDE_ENOUGH = 5

/**
 * @param ruled y of horizontal rules that are wide enough to belong to a table
 * @param known gutters of the document's pages
 * @param edges of the page, or of the column that is parted further
 */
export function readColumns(
  boxes: readonly Box[],
  ruled: readonly Span[],
  known: readonly Gutter[],
  edges: Edges,
  depth = 0,
): Reading {
  if (boxes.length === 0) return { regions: [], gutters: [] }
  const few = boxes.length < (known.length === 0 ? FEWEST_BOXES : FEWEST_BESIDE_KNOWN)
  const bands = depth > 4 || few ? undefined : bestSplit(boxes, ruled, known)
  if (bands === undefined) return { regions: [{ boxes, ...edges }], gutters: [] }
  const regions: ColumnRegion[] = []
  const gutters: Gutter[] = []
  let plain: Box[] = []
  // What lies between columns may be parted elsewhere: three columns under two, a list below a full-width block.
  const flush = () => {
    const inner = readColumns(plain, ruled, known, edges, depth + 1)
    regions.push(...inner.regions)
    gutters.push(...inner.gutters)
    plain = []
  }
  for (const band of bands) {
    if (!band.isSplit) {
      plain.push(...band.boxes)
      continue
    }
    flush()
    const own = gutterOf(band)
    gutters.push(own)
    const same = known.find((gutter) => Math.abs(gutter.to - own.to) < 4 && gutter.from < own.to)
    const sides = [
      [band.left, { left: edges.left, right: Math.max(own.from, same?.from ?? 0) }],
      [band.right, { left: same?.to ?? own.to, right: edges.right }],
    ] as const
    for (const [side, reach] of sides) {
      const inner = readColumns(side, ruled, known, reach, depth + 1)
      regions.push(...inner.regions)
      gutters.push(...inner.gutters)
    }
  }
  flush()
  return { regions, gutters }
}

function gutterOf({ boxes, left, right }: Band): Gutter {
  return {
    lines: boxes.length,
    left: Math.min(...left.map((box) => box.x0)),
    from: Math.max(...left.map((box) => box.x1)),
    to: Math.min(...right.map((box) => box.x0)),
  }
}

function bestSplit(
  boxes: readonly Box[],
  ruled: readonly Span[],
  known: readonly Gutter[],
): readonly Band[] | undefined {
  const texts = boxes.flatMap((box) => box.run ?? [])
  const size = median(texts.map((run) => run.size))
  const [x0, x1] = [Math.min(...boxes.map((box) => box.x0)), Math.max(...boxes.map((box) => box.x1))]
  const sorted = [...boxes].sort((a, b) => a.top - b.top)
  let best: { bands: readonly Band[]; score: number } | undefined
  const step = Math.max(2, size / 3)
  for (let x = x0 + 0.15 * (x1 - x0); x < x1 - 0.15 * (x1 - x0); x += step) {
    const bands = bandsAt(x, sorted, size, ruled, known)
    const score = bands.reduce(
      (sum, band) => sum + (band.isSplit ? band.boxes.length * Math.min(gutterWidth(band), WIDE_ENOUGH) : 0),
      0,
    )
    if (score > (best?.score ?? 0)) best = { bands, score }
  }
  return best?.bands
}

function bandsAt(
  x: number,
  sorted: readonly Box[],
  size: number,
  ruled: readonly Span[],
  known: readonly Gutter[],
): readonly Band[] {
  const bands: Band[] = []
  let open: Box[] = []
  const close = () => {
    if (open.length > 0) bands.push(...judgeBand(x, open, size, ruled, known))
    open = []
  }
  for (const box of sorted) {
    if (box.x0 < x && box.x1 > x) {
      close()
      bands.push(whole([box]))
    } else open.push(box)
  }
  close()
  return bands
}
