/**
 * Cells with spans -> a full grid -> a table block. Every merged cell is repeated wherever it reaches, so
 * that each row can be read alone; one or several header rows become one header. Shared by all formats.
 */
import type { TableBlock } from './parsed-document.ts'

export interface GridCell {
  readonly text: string
  readonly columns?: number
  readonly rows?: number
}

export interface GridRow {
  readonly cells: readonly GridCell[]
  readonly page: number | null
  /** The file itself says that this is a header row. */
  readonly header?: boolean
}

/** Wider or taller spans than these are nonsense of the file, not tables. */
const MAX_COLUMNS = 1000
const MAX_ROW_SPAN = 10_000

export function buildTable(rows: readonly GridRow[], page: number | null, caption?: string): TableBlock {
  const grid = fillSpans(rows)
  const width = grid.reduce((most, row) => Math.max(most, row.length), 0)
  const used = grid
    .map((cells, index) => ({
      cells: Array.from({ length: width }, (_, column) => cells[column] ?? ''),
      page: rows[index]?.page ?? page,
      header: rows[index]?.header === true,
    }))
    .filter((row) => row.cells.some((cell) => cell !== ''))
  // Columns that spans alone have made (always empty, or always a repetition) carry nothing.
  const columns = Array.from({ length: width }, (_, column) => column).filter((column) =>
    used.some(
      (row) => row.cells[column] !== '' && (column === 0 || row.cells[column] !== row.cells[column - 1]),
    ),
  )
  const narrow = used.map((row) => ({ ...row, cells: columns.map((column) => row.cells[column] ?? '') }))
  const title = caption === undefined || caption === '' ? narrowTitle(narrow) : undefined
  const body = (title === undefined ? narrow : narrow.slice(1)).map((row) =>
    isOneCell(row.cells)
      ? { ...row, cells: row.cells.map((cell, column) => (column === 0 ? cell : '')) }
      : row,
  )
  const headers = headerRows(body)
  const name = caption || title
  return {
    kind: 'table',
    page,
    ...(name === undefined || name === '' ? {} : { caption: name }),
    header: headers === 0 ? [] : joinHeaders(body.slice(0, headers).map((row) => row.cells)),
    rows: body.slice(headers).map(({ cells, page: rowPage }) => ({ cells, page: rowPage })),
  }
}

/** One cell that reaches over the whole width: a title above the table or between its rows. */
function isOneCell(cells: readonly string[]): boolean {
  return cells.length > 1 && cells[0] !== '' && cells.every((cell) => cell === cells[0])
}

function narrowTitle(rows: readonly { readonly cells: readonly string[] }[]): string | undefined {
  const first = rows[0]?.cells
  if (first === undefined || rows.length < 3 || !isOneCell(first)) return undefined
  return (first[0]?.length ?? 0) <= 80 ? first[0] : undefined
}

/** Whether a first row names its columns: short, all filled, distinct, no figures. */
export function looksLikeHeader(first: readonly string[], rest: readonly (readonly string[])[]): boolean {
  if (rest.length === 0 || first.length < 2) return false
  const filled = first.filter((cell) => cell !== '')
  // The corner above the row names is often left empty; of many columns one may go without a name.
  if (filled.length < first.length - (first[0] === '' || first.length >= 4 ? 1 : 0)) return false
  if (filled.some((cell) => cell.length > 60 || /[。；;]$/u.test(cell) || isFigure(cell))) return false
  if (new Set(filled).size < 2) return false
  // Two columns of "name: value" have no header.
  const keys = rest.filter((row) => /[:：]$/u.test(row[0] ?? '')).length
  return !(/[:：]$/u.test(first[0] ?? '') && keys * 2 >= rest.length)
}

/** A cell that states a value and so cannot name a column: 12, 3.5%, ≥65, 2024-01-05, 100 mg. */
export function isFigure(cell: string): boolean {
  if (/^\d{4}\s*年?$/u.test(cell)) return false
  return /^[<>≤≥±~～＜＞-]?\s*[$¥￥€£]?\s*\d[\d\s,.:/~～×%‰()（）±-]*(mg|g|kg|[KkMB]|万|亿|ml|mL|μg|ug|IU|片|粒|支|盒|天|日|次|岁|元)?$/u.test(
    cell,
  )
}

function fillSpans(rows: readonly GridRow[]): readonly (readonly string[])[] {
  const grid: string[][] = rows.map(() => [])
  rows.forEach((row, index) => {
    let column = 0
    for (const cell of row.cells) {
      while (grid[index]?.[column] !== undefined) column += 1
      const columns = Math.min(Math.max(1, cell.columns ?? 1), MAX_COLUMNS)
      const reach = Math.min(index + Math.min(Math.max(1, cell.rows ?? 1), MAX_ROW_SPAN), rows.length)
      for (let at = index; at < reach; at += 1) {
        const line = grid[at]
        if (line === undefined) continue
        for (let offset = 0; offset < columns; offset += 1) line[column + offset] = cell.text
      }
      column += columns
    }
  })
  return grid.map((row) => Array.from(row, (cell) => cell ?? ''))
}

function headerRows(
  rows: readonly { readonly cells: readonly string[]; readonly header: boolean }[],
): number {
  const marked = rows.findIndex((row) => !row.header)
  // A table in which every row is marked has no header at all.
  if (marked > 0) return marked
  const [first, second] = rows
  if (first === undefined || second === undefined) return 0
  const rest = rows.slice(1).map((row) => row.cells)
  // A first row with cells merged across columns is completed by the row below it.
  const merged = first.cells.some(
    (cell, column) => column > 0 && cell !== '' && cell === first.cells[column - 1],
  )
  if (merged && rows.length > 2 && new Set(first.cells).size > 1) {
    const joined = joinHeaders([first.cells, second.cells])
    if (looksLikeHeader(joined, rest.slice(1)) && !second.cells.some(isFigure)) return 2
  }
  return looksLikeHeader(first.cells, rest) ? 1 : 0
}

function joinHeaders(rows: readonly (readonly string[])[]): readonly string[] {
  return (rows[0] ?? []).map((_, column) =>
    rows
      .map((row) => row[column] ?? '')
      .filter((cell, index, all) => cell !== '' && cell !== all[index - 1])
      .join(' '),
  )
}
