/**
 * From cells to a table: what is its header, which rows are empty, and how the parts of a table that runs
 * over pages become one again.
 */
import { seam } from '../join-lines.ts'
import { buildLines } from './pdf-line.ts'
import { mergeRuns, type Run } from './pdf-run.ts'

export interface PlacedTable {
  readonly page: number
  readonly x0: number
  readonly x1: number
  readonly y0: number
  readonly y1: number
  /** Edges of the columns. */
  readonly xs: readonly number[]
  readonly header: readonly string[]
  readonly rows: readonly { readonly cells: readonly string[]; readonly page: number }[]
}

export interface Cell {
  readonly text: string
  /** Belongs to the merged cell that begins further left. */
  readonly span: boolean
  /** Same number, same merged cell. */
  readonly cell: number
}

/** Text of one cell: its lines joined as a sentence. */
export function cellText(runs: readonly Run[]): string {
  return buildLines(mergeRuns(runs, 0.7))
    .map((line) => line.text)
    .reduce((before, after) => (before === '' ? after : seam(before, after)), '')
}

type Place = Pick<PlacedTable, 'page' | 'x0' | 'x1' | 'y0' | 'y1' | 'xs'>

export function toTable(
  place: Place,
  matrix: readonly (readonly Cell[])[],
  bold: readonly boolean[],
): PlacedTable {
  const kept = matrix
    .map((cells, at) => ({ cells, bold: bold[at] === true }))
    .filter(({ cells }) => cells.some((cell) => cell.text !== ''))
  const used = (kept[0]?.cells ?? []).map((_, column) => kept.some(({ cells }) => cells[column]?.text !== ''))
  const rows = kept.map((row) => ({ ...row, cells: row.cells.filter((_, column) => used[column]) }))
  const depth = headerDepth(rows)
  return {
    ...place,
    header: depth === 0 ? [] : joinHeader(rows.slice(0, depth).map((row) => row.cells)),
    rows: rows.slice(depth).map((row) => ({ cells: row.cells.map((cell) => cell.text), page: place.page })),
  }
}

interface Row {
  readonly cells: readonly Cell[]
  readonly bold: boolean
}

const NUMBER = /\d/

/** How many rows at the top name the columns: 0 when the first one looks like all the others. */
function headerDepth(rows: readonly Row[]): number {
  const first = rows[0]
  if (first === undefined || rows.length < 2) return 0
  if (first.cells.filter((cell) => cell.text !== '').length < 2) return 0
  const body = rows.slice(1)
  if (first.bold && body.some((row) => !row.bold)) return rows.findIndex((row) => !row.bold)
  // A second row belongs to the header when the first one has a cell that reaches down into it.
  const reaches = (row: Row, next: Row | undefined) =>
    next?.cells.some((cell, at) => cell.text !== '' && cell.cell === row.cells[at]?.cell) === true
  const spans = first.cells.some((cell) => cell.span)
  const depth = spans && reaches(first, rows[1]) && rows.length > 2 ? 2 : 1
  const texts = rows.slice(0, depth).flatMap((row) => row.cells.map((cell) => cell.text))
  const longest = Math.max(...texts.map((text) => text.length))
  const firstIsWordy = longest > 30 && rows.length < 4
  const numbersBelow = body.some((row) => row.cells.some((cell) => NUMBER.test(cell.text)))
  const numbersAbove = texts.filter((text) => /^[\d.,%~±<>≥≤\-–\s]+$/.test(text) && text !== '').length
  if (numbersAbove > 0 || firstIsWordy) return 0
  // Label and value side by side ("规格：10 mg") is a form, not a header.
  if (/[：:]$/u.test(first.cells[0]?.text ?? '')) return 0
  return numbersBelow || rows.length >= 3 ? depth : 0
}

/** Header rows as one: "剂量" over "起始" and "维持" gives "剂量 起始" and "剂量 维持". */
function joinHeader(rows: readonly (readonly Cell[])[]): readonly string[] {
  return (rows[0] ?? []).map((_, column) => {
    const words: string[] = []
    for (const cells of rows) {
      let from = column
      while (from > 0 && cells[from]?.span) from -= 1
      const text = cells[from]?.text ?? ''
      if (text !== '' && words.at(-1) !== text) words.push(text)
    }
    return words.join(' ')
  })
}

/** Whether `next`, at the head of a later page, is the same table going on. */
export function continuesTable(table: PlacedTable, next: PlacedTable): boolean {
  if (table.xs.length !== next.xs.length || width(table) !== width(next)) return false
  return table.xs.every((x, at) => Math.abs(x - (next.xs[at] ?? 0)) < 6)
}

const width = (table: PlacedTable) => table.rows[0]?.cells.length ?? table.header.length

/** Both parts as one table; the header is said once, a row that the page cut is mended. */
export function joinTables(table: PlacedTable, next: PlacedTable): PlacedTable {
  const repeats = next.header.length > 0 && key(next.header) === key(table.header)
  const rows =
    repeats || next.header.length === 0 ? next.rows : [{ cells: next.header, page: next.page }, ...next.rows]
  const [first, ...others] = rows
  const last = table.rows.at(-1)
  const isCut =
    !repeats && first !== undefined && last !== undefined && first.cells[0] === '' && last.cells[0] !== ''
  if (!isCut) return { ...table, rows: [...table.rows, ...rows] }
  const cells = last.cells.map((cell, at) =>
    [cell, first.cells[at] ?? ''].filter((text) => text !== '').reduce(seamOrEmpty, ''),
  )
  return { ...table, rows: [...table.rows.slice(0, -1), { ...last, cells }, ...others] }
}

const seamOrEmpty = (before: string, after: string) => (before === '' ? after : seam(before, after))
const key = (cells: readonly string[]) => cells.join('|').replace(/\s+/gu, '')
