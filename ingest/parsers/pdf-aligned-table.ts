/**
 * Tables that show by alignment alone, or with horizontal rules only (the three-line table of journals and
 * labels): lines whose pieces stand under each other over wide gaps. Doubtful ones stay text: a table that
 * is none does more harm than one that was missed.
 */
import { type Line, median, toLine } from './pdf-line.ts'
import type { Rule } from './pdf-rules.ts'
import type { Run } from './pdf-run.ts'
import { type Cell, cellText, type PlacedTable, toTable } from './pdf-table-rows.ts'

export interface AlignedTable {
  readonly table: PlacedTable
  /** The lines [from, to) that it takes the place of. */
  readonly from: number
  readonly to: number
}

/** Gap that parts cells, in font sizes. */
const CELL_GAP = 1.3
const LIST_MARK = /^([•●○▪■◆▶·\-–—*]|[（(]?[\divxab一二三四五六七八九十]{1,3}[.)、）．]|[①-⑳])$/iu

/** @param lines of one region, top to bottom; `horizontal` the page's rules */
export function findAlignedTables(
  page: number,
  lines: readonly Line[],
  horizontal: readonly Rule[],
): readonly AlignedTable[] {
  const tables: AlignedTable[] = []
  const cells = lines.map(splitCells)
  const framed = ruledSpans(lines, horizontal)
  for (let at = 0; at < lines.length; ) {
    const frame = framed.find((span) => span.from === at)
    const to = frame?.to ?? endOfRun(at, lines, cells)
    const table =
      to - at < 2
        ? undefined
        : readRows(page, lines.slice(at, to), cells.slice(at, to), horizontal, frame !== undefined)
    if (table === undefined) at += 1
    else {
      tables.push({ table, from: at, to })
      at = to
    }
  }
  return tables
}

function splitCells(line: Line): readonly Run[] {
  const cells: Run[][] = []
  for (const piece of line.pieces) {
    const before = cells.at(-1)?.at(-1)
    if (before !== undefined && piece.x0 - before.x1 < CELL_GAP * line.size) cells.at(-1)?.push(piece)
    else cells.push([piece])
  }
  return cells.map((pieces) => toLine(pieces))
}

/** Lines between the first and the last of at least three rules of one width: a three-line table. */
function ruledSpans(
  lines: readonly Line[],
  horizontal: readonly Rule[],
): readonly { from: number; to: number }[] {
  const groups: Rule[][] = []
  for (const rule of horizontal.filter((each) => each.to - each.from > 80)) {
    const group = groups.find(
      (each) => Math.abs(each[0]!.from - rule.from) < 4 && Math.abs(each[0]!.to - rule.to) < 4,
    )
    if (group === undefined) groups.push([rule])
    else group.push(rule)
  }
  return groups
    .filter((group) => group.length >= 3)
    .map((group) => {
      const ys = group.map((rule) => rule.at)
      const [top, bottom] = [Math.min(...ys), Math.max(...ys)]
      const inside = lines.flatMap((line, at) => {
        const middle = line.y - 0.3 * line.size
        return middle > top && middle < bottom && line.x0 > group[0]!.from - 6 && line.x1 < group[0]!.to + 6
          ? [at]
          : []
      })
      return { from: inside[0] ?? 0, to: (inside.at(-1) ?? -1) + 1 }
    })
    .filter(({ from, to }) => to - from >= 2)
}

/** How far lines from `start` on keep at least two common columns. */
function endOfRun(start: number, lines: readonly Line[], cells: readonly (readonly Run[])[]): number {
  if ((cells[start]?.length ?? 0) < 2) return start
  let columns = columnsOf(cells[start] ?? [], lines[start]!.size)
  let end = start + 1
  let lastRow = end
  for (; end < lines.length; end += 1) {
    const line = lines[end]!
    const before = lines[end - 1]!
    if (line.y - before.y > 3.2 * line.size || Math.abs(line.size - before.size) > 0.25 * before.size) break
    const merged = columnsOf(cells.slice(start, end + 1).flat(), line.size)
    if (merged.length < 2 || merged.length < 0.6 * columns.length) break
    if (cells[end]!.length > 1) lastRow = end + 1
    else if (end - lastRow >= 3) break
    if (merged.length > columns.length || cells[end]!.length > 1) columns = merged
  }
  return lastRow
}

interface Column {
  x0: number
  x1: number
}

/** Stretches of x that hold text, parted by stretches that are free on every line. */
function columnsOf(cells: readonly Run[], size: number): readonly Column[] {
  const columns: Column[] = []
  for (const cell of [...cells].sort((a, b) => a.x0 - b.x0)) {
    const last = columns.at(-1)
    if (last !== undefined && cell.x0 - last.x1 < 0.6 * size) last.x1 = Math.max(last.x1, cell.x1)
    else columns.push({ x0: cell.x0, x1: cell.x1 })
  }
  return columns
}

function readRows(
  page: number,
  lines: readonly Line[],
  cells: readonly (readonly Run[])[],
  horizontal: readonly Rule[],
  framed: boolean,
): PlacedTable | undefined {
  const size = median(lines.map((line) => line.size))
  const multi = cells.filter((row) => row.length > 1)
  // A caption or a note inside the frame may run across all columns; it must not hide them.
  const columns = columnsOf(multi.flat(), size)
  if (columns.length < 2 || !isConvincing(cells, multi, columns, framed, size)) return undefined
  const [y0, y1] = [lines[0]!.y - size, lines.at(-1)!.y + 0.3 * size]
  const breaks = rowBreaks(lines, cells, columns, horizontal)
  const matrix: Cell[][] = []
  const bold: boolean[] = []
  for (let at = 0; at < breaks.length; at += 1) {
    const rows = cells.slice(breaks[at], breaks[at + 1])
    const all = rows.flat()
    matrix.push(
      columns.map((_, place) => {
        const inside = all.filter((cell) => columnAt(columns, cell) === place)
        return {
          text: inside.length === 0 ? '' : cellText(inside),
          span: false,
          cell: matrix.length * 1000 + place,
        }
      }),
    )
    bold.push(all.every((cell) => cell.bold))
  }
  const xs = [...columns.map((column) => column.x0), columns.at(-1)!.x1]
  return toTable({ page, x0: columns[0]!.x0, x1: columns.at(-1)!.x1, y0, y1, xs }, matrix, bold)
}

function columnAt(columns: readonly Column[], cell: Run): number {
  const overlap = columns.map((column) => Math.min(column.x1, cell.x1) - Math.max(column.x0, cell.x0))
  return overlap.indexOf(Math.max(...overlap))
}

function isConvincing(
  cells: readonly (readonly Run[])[],
  multi: readonly (readonly Run[])[],
  columns: readonly Column[],
  framed: boolean,
  size: number,
): boolean {
  if (multi.length < (framed ? 2 : 3) || multi.length < 0.4 * cells.length) return false
  const heads = cells.flatMap((row) => row[0]?.text ?? [])
  if (heads.filter((text) => LIST_MARK.test(text)).length > heads.length / 2) return false
  if (framed) return true
  if (columns.length >= 3) {
    const regular = multi.filter((row) => row.length >= columns.length - 1).length
    return regular >= 3 && regular >= 0.5 * multi.length
  }
  // Two columns without any rule: only short names with something beside each, and no form of labels.
  const narrow = columns[0]!.x1 - columns[0]!.x0 < 14 * size
  const labels = heads.filter((text) => /[：:]$/u.test(text)).length
  return narrow && multi.length >= 4 && multi.length >= 0.8 * cells.length && labels < heads.length / 3
}

/** First lines of the rows: at rules where there are rules, else where the first cell begins again. */
function rowBreaks(
  lines: readonly Line[],
  cells: readonly (readonly Run[])[],
  columns: readonly Column[],
  horizontal: readonly Rule[],
): readonly number[] {
  const ruleBetween = (at: number) =>
    horizontal.some(
      (rule) =>
        rule.at > lines[at - 1]!.y - 0.2 * lines[at]!.size &&
        rule.at < lines[at]!.y - 0.5 * lines[at]!.size &&
        rule.to - rule.from > 60,
    )
  const gaps = lines.map((line, at) => (at === 0 ? 0 : line.y - lines[at - 1]!.y))
  const ruledCount = lines.filter((_, at) => at > 0 && ruleBetween(at)).length
  const tight = Math.min(...gaps.slice(1))
  const spread = Math.max(...gaps.slice(1)) > 1.4 * tight
  return lines.flatMap((_, at) => {
    if (at === 0 || ruleBetween(at)) return [at]
    if (ruledCount >= 3 && ruledCount >= 0.3 * lines.length) return []
    const first = cells[at]!.some((cell) => columnAt(columns, cell) === 0)
    if (!first) return []
    // A name that wraps stands close under its first line and alone.
    const wraps = cells[at]!.length === 1 && spread && gaps[at]! < 1.2 * tight
    return wraps ? [] : [at]
  })
}
