/** From the runs of one page to its regions in reading order: columns, lines, tables in their places. */
import { findAlignedTables } from './pdf-aligned-table.ts'
import { type Box, readingOrder } from './pdf-columns.ts'
import { buildLines, type Line } from './pdf-line.ts'
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

export function layoutPage(page: PlacedPage): readonly Region[] {
  const boxes: Box[] = [
    ...mergeRuns(page.runs, 0.7).map((run) => ({
      x0: run.x0,
      x1: run.x1,
      top: run.y - 0.8 * run.size,
      bottom: run.y + 0.2 * run.size,
      run,
    })),
    ...page.tables.map(({ x0, x1, y0, y1 }, at) => ({ x0, x1, top: y0, bottom: y1, table: at })),
  ]
  const right = Math.max(0, ...boxes.map((box) => box.x1))
  const left = Math.min(...boxes.map((box) => box.x0))
  const wide = page.rules.horizontal.map((rule) => ({ y: rule.at, x0: rule.from, x1: rule.to }))
  return readingOrder(boxes, wide).map((region) => {
    const lines = buildLines(region.flatMap((box) => box.run ?? []))
    const own = Math.max(...region.map((box) => box.x1))
    // A region that starts at the margin and reaches over the middle has the width of the page.
    const spans =
      own > (left + right) / 2 && Math.min(...region.map((box) => box.x0)) < left + 0.3 * (right - left)
    const tables = region.flatMap((box) => ('table' in box ? (page.tables[box.table as number] ?? []) : []))
    return { page: page.number, right: spans ? right : own, items: arrange(page, lines, tables) }
  })
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
