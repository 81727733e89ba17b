/**
 * One sheet's cells as blocks, for Excel, CSV and OpenDocument alike. A sheet often holds several tables and
 * loose notes: blank rows and blank columns part them, a line with a single cell above a table is its caption,
 * and a part that goes on after a gap with the same columns keeps the header it had before.
 */
import type { Block, TableBlock } from '../parsed-document.ts'
import { buildTable, isFigure, looksLikeHeader } from '../table-grid.ts'

export interface Sheet {
  readonly name: string
  /** Row by row; a missing row or cell is empty. Merged cells are already filled. */
  readonly rows: readonly (readonly string[] | undefined)[]
}

interface Region {
  readonly rows: readonly (readonly string[])[]
  readonly firstColumn: number
}

/** @param page the sheet's number, 1-based; null for a file that has no sheets (CSV) */
export function sheetBlocks(sheet: Sheet, page: number | null, named: boolean): readonly Block[] {
  const blocks: Block[] = []
  let last: { table: TableBlock; firstColumn: number } | undefined
  for (const region of regions(sheet.rows)) {
    const notes = leadingNotes(region)
    const body = region.rows.slice(notes.length)
    if (body.every((row) => new Set(row.filter((cell) => cell !== '')).size <= 1)) {
      for (const row of region.rows) {
        const text = row.find((cell) => cell !== '')
        if (text !== undefined) blocks.push({ kind: 'paragraph', text, page })
      }
      continue
    }
    const caption = notes.length === 1 && (notes[0]?.length ?? 0) <= 60 ? notes[0] : undefined
    if (caption === undefined) for (const text of notes) blocks.push({ kind: 'paragraph', text, page })
    const table = buildTable(
      body.map((cells) => ({ cells: cells.map((text) => ({ text })), page })),
      page,
      caption,
    )
    if (last !== undefined && goesOn(last, table, region.firstColumn, body)) {
      const joined: TableBlock = {
        ...last.table,
        rows: [...last.table.rows, ...body.map((cells) => ({ cells, page }))],
      }
      blocks[blocks.indexOf(last.table)] = joined
      last = { table: joined, firstColumn: region.firstColumn }
    } else {
      blocks.push(table)
      last = { table, firstColumn: region.firstColumn }
    }
  }
  if (blocks.length === 0 || !named) return blocks
  return [{ kind: 'heading', text: sheet.name, page, level: 1 }, ...blocks]
}

/** Blocks of cells with blank rows, then blank columns, around them; top to bottom, left to right. */
function regions(rows: Sheet['rows']): readonly Region[] {
  const bands: (readonly string[])[][] = []
  let band: (readonly string[])[] | undefined
  for (const row of Array.from(rows)) {
    if (row === undefined || row.every((cell) => cell === undefined || cell === '')) band = undefined
    else if (band !== undefined) band.push(row)
    else {
      band = [row]
      bands.push(band)
    }
  }
  return bands.flatMap((each) => {
    // Not Math.max(...): a list of hundreds of thousands of rows does not fit on the stack.
    const width = each.reduce((most, row) => Math.max(most, row.length), 0)
    const used = Array.from({ length: width }, (_, column) => each.some((row) => (row[column] ?? '') !== ''))
    const parts: Region[] = []
    let from = -1
    for (let column = 0; column <= width; column += 1) {
      if (used[column] === true && from === -1) from = column
      if (used[column] !== true && from !== -1) {
        const [start, end] = [from, column]
        const cut = each.map((row) => Array.from({ length: end - start }, (_, at) => row[start + at] ?? ''))
        parts.push({ rows: cut.filter((row) => row.some((cell) => cell !== '')), firstColumn: start })
        from = -1
      }
    }
    // One narrow strip beside a gap is an empty column of the same table, not a table of its own.
    const narrow = parts.some((part) => part.rows[0]?.length === 1)
    if (parts.length < 2 || !narrow) return parts
    const kept = Array.from({ length: width }, (_, column) => column).filter((column) => used[column])
    return [{ rows: each.map((row) => kept.map((column) => row[column] ?? '')), firstColumn: kept[0] ?? 0 }]
  })
}

/** Rows above the table that hold one cell only: its title and remarks. */
function leadingNotes(region: Region): readonly string[] {
  const notes: string[] = []
  for (const row of region.rows) {
    const filled = row.filter((cell) => cell !== '')
    const merged = filled.length > 1 && new Set(filled).size === 1 && filled.length === row.length
    if (row.length < 2 || (filled.length !== 1 && !merged)) break
    notes.push(filled[0] ?? '')
  }
  return notes.length < region.rows.length - 1 ? notes : []
}

function goesOn(
  last: { table: TableBlock; firstColumn: number },
  next: TableBlock,
  firstColumn: number,
  body: readonly (readonly string[])[],
): boolean {
  if (last.firstColumn !== firstColumn || last.table.header.length !== body[0]?.length) return false
  if (next.caption !== undefined) return false
  const [first, ...rest] = body
  return (
    next.header.length === 0 || !looksLikeHeader(first ?? [], rest) || body.every((row) => row.some(isFigure))
  )
}
