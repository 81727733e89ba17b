/** From the runs of one page to its regions in reading order: columns, lines, tables in their places. */
import { findAlignedTables } from './pdf-aligned-table.ts'
import type { Box } from './pdf-box.ts'
import { type ColumnRegion, type Edges, readColumns } from './pdf-columns.ts'
import { buildLines, type Line, median } from './pdf-line.ts'
import type { MeasuredPage, Measures } from './pdf-measures.ts'
import type { Region } from './pdf-paragraph.ts'
import type { Rules } from './pdf-rules.ts'
import { mergeRuns, type Run } from './pdf-run.ts'
import type { PlacedTable } from './pdf-table-rows.ts'

export interface PlacedPage {
  readonly number: number
  /** Without furniture and without the text of `tables`. */
  readonly runs: readonly Run[]
  readonly tables: readonly PlacedTable[]
  readonly rules: Rules
}

interface PlacedBox extends Box {
  /** Its place among the page's tables. */
  readonly table?: number
}

/** What stands on the page, for the search of columns. */
export function boxesOf(page: PlacedPage): MeasuredPage & { readonly boxes: readonly PlacedBox[] } {
  const boxes: PlacedBox[] = [
    ...mergeRuns(page.runs, 0.7).map((run) => ({
      x0: run.x0,
      x1: run.x1,
      top: run.y - 0.8 * run.size,
      bottom: run.y + 0.2 * run.size,
      run,
    })),
    ...page.tables.map(({ x0, x1, y0, y1 }, at) => ({ x0, x1, top: y0, bottom: y1, table: at })),
  ]
  return { boxes, ruled: page.rules.horizontal.map((rule) => ({ y: rule.at, x0: rule.from, x1: rule.to })) }
}

export function layoutPage(page: PlacedPage, measures: Measures = { gutters: [] }): readonly Region[] {
  const { boxes, ruled } = boxesOf(page)
  const edges = {
    left: Math.min(...boxes.map((box) => box.x0)),
    right: Math.max(0, ...boxes.map((box) => box.x1)),
  }
  const { regions } = readColumns(boxes, ruled, measures.gutters, edges)
  return regions.map((region) => {
    const lines = buildLines(region.boxes.flatMap((box) => box.run ?? []))
    const tables = region.boxes.flatMap((box) => {
      const at = (box as PlacedBox).table
      return at === undefined ? [] : (page.tables[at] ?? [])
    })
    const left = Math.min(region.left, measures.margins?.left ?? region.left, ...lines.map((line) => line.x0))
    const right = rightOf(region, lines, edges, measures.margins)
    const reach = region.left === edges.left ? left : region.left
    return { page: page.number, left: reach, right, items: arrange(page, lines, tables) }
  })
}

/** A region of so few lines does not show where full lines end. */
const FEW_LINES = 6

/** Where the lines of a region end when they are full. */
function rightOf(
  region: ColumnRegion,
  lines: readonly Line[],
  page: Edges,
  margins: Edges | undefined,
): number {
  const own = Math.max(...region.boxes.map((box) => box.x1))
  const start = Math.min(...region.boxes.map((box) => box.x0))
  if (region.right !== page.right) return Math.max(own, region.right)
  const size = median(lines.map((line) => line.size))
  const margin = margins?.right ?? 0
  if (region.left > page.left) return lines.length > FEW_LINES ? own : Math.max(own, margin)
  // A region that starts at the margin and reaches over the middle has the width of the page.
  const spans = own > (page.left + page.right) / 2 && start < page.left + 0.3 * (page.right - page.left)
  // On a page of short lines alone the other pages show the margin.
  const isShort =
    margins !== undefined && page.left - margins.left > -size && page.left - margins.left < 3 * size
  if (isShort && margin - page.right > 4 * size) {
    const full = lines.filter((line) => own - line.x1 < 0.5 * size).length
    return full >= Math.max(3, 0.3 * lines.length) ? own : margin
  }
  return spans ? page.right : own
}

function arrange(
  page: PlacedPage,
  lines: readonly Line[],
  grids: readonly PlacedTable[],
): readonly (Line | PlacedTable)[] {
  const items: { y: number; item: Line | PlacedTable }[] = grids.map((item) => ({ y: item.y0, item }))
  // Lines on both sides of a grid are not one table.
  const cuts = grids.map((grid) => grid.y0)
  let from = 0
  const take = (to: number) => {
    const part = lines.slice(from, to)
    const found = findAlignedTables(page.number, part, page.rules.horizontal)
    part.forEach((line, at) => {
      if (!found.some((table) => at >= table.from && at < table.to))
        items.push({ y: line.y - line.size, item: line })
    })
    for (const { table } of found) items.push({ y: table.y0, item: table })
    from = to
  }
  lines.forEach((line, at) => {
    const before = lines[at - 1]
    if (before !== undefined && cuts.some((cut) => before.y <= cut && line.y > cut)) take(at)
  })
  take(lines.length)
  return items.sort((a, b) => a.y - b.y).map(({ item }) => item)
}
