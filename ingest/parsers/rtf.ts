/**
 * Rich Text Format: paragraphs, headings by style, outline level or a short bold line, lists with their
 * numbers, tables on a full grid. Read here from its tokens (rtf-text.ts), since no kept library knows
 * Chinese code pages and tables. It has no pages.
 */
import { finishDocument } from '../finish-document.ts'
import type { Block, ParseWarning } from '../parsed-document.ts'
import type { Parser } from '../parser.ts'
import { buildTable, type GridCell, type GridRow } from '../table-grid.ts'
import type { RtfEvent, RtfParagraph, RtfRow } from './rtf-content.ts'
import { readRtf } from './rtf-text.ts'
import { isBoldHeading, lineBlocks } from './text.ts'

/** Cells whose right edges differ by less than this many twips stand under each other. */
const SAME_EDGE = 60

interface OpenRow {
  readonly texts: readonly string[]
  readonly row: RtfRow
}

export const parseRtf: Parser = async (source) => {
  const { events, title, hasPictures, isCut } = readRtf(source.bytes)
  const paragraphs = events.filter((event) => event.kind === 'paragraph' && event.paragraph.text !== '')
  const bold = paragraphs.filter((event) => event.kind === 'paragraph' && event.paragraph.bold).length
  const warnings: readonly ParseWarning[] = isCut
    ? [{ code: 'truncated', message: 'The file was cut off: its end is missing.' }]
    : []
  return finishDocument(
    {
      mediaType: 'application/rtf',
      title,
      pageCount: null,
      blocks: toBlocks(events, bold * 2 <= paragraphs.length),
      warnings,
      hasPictures,
    },
    source.limits,
  )
}

function toBlocks(events: readonly RtfEvent[], boldTells: boolean): readonly Block[] {
  const blocks: Block[] = []
  let rows: OpenRow[] = []
  let texts: string[] = []
  let cell: RtfParagraph[] = []
  const closeTable = () => {
    if (rows.length > 0) blocks.push(...tableBlocks(rows))
    rows = []
  }
  for (const event of events) {
    if (event.kind === 'row_end') {
      rows.push({ texts, row: event.row })
      texts = []
    } else if (event.kind === 'cell_end') {
      const lines = [...cell, event.paragraph].map(({ text }) => text)
      texts.push(lines.filter((line) => line !== '').join('\n'))
      cell = []
    } else if (event.paragraph.tableDepth > 0) cell.push(event.paragraph)
    else {
      closeTable()
      blocks.push(...paragraphBlocks(event.paragraph, boldTells))
    }
  }
  // A file cut off inside a table still has the words of its last row.
  const rest = [...texts, ...cell.map(({ text }) => text)]
  closeTable()
  return [...blocks, ...rest.flatMap((text) => textLines(text))]
}

function paragraphBlocks(paragraph: RtfParagraph, boldTells: boolean): readonly Block[] {
  const { text, level, bold, listed } = paragraph
  if (text === '') return []
  if (level !== undefined && !/^\s*【/.test(text))
    return [{ kind: 'heading', text: text.replace(/\s*[\n\t]\s*/g, ' '), page: null, level }]
  const blocks = textLines(text)
  const [only] = blocks
  if (only?.kind === 'paragraph' && blocks.length === 1 && bold && boldTells && isBoldHeading(text))
    return [{ kind: 'heading', text, page: null }]
  return listed
    ? blocks.map((block): Block => (block.kind === 'paragraph' ? { ...block, kind: 'list_item' } : block))
    : blocks
}

function textLines(text: string): readonly Block[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : lineBlocks(line.trim(), null)))
}

/** Rows are aligned by the edges of their cells, which are all that RTF tells of columns. */
function tableBlocks(rows: readonly OpenRow[]): readonly Block[] {
  if (rows.every(({ texts }) => texts.length <= 1))
    return rows.flatMap(({ texts }) => texts.flatMap((text) => textLines(text)))
  const edges = distinctEdges(rows.flatMap(({ row }) => row.cells.map((cell) => cell.edge)))
  const open: { text: string; rows: number }[] = []
  const grid = rows.map(({ texts, row }): GridRow => {
    const cells: GridCell[] = []
    let column = 0
    texts.forEach((text, at) => {
      const definition = row.cells[at]
      const reach = definition === undefined ? column + 1 : edgeAt(edges, definition.edge) + 1
      const columns = Math.max(1, reach - column)
      const above = open[column]
      const before = cells.at(-1) as { columns: number } | undefined
      if (definition?.merge === 'right' && before !== undefined) before.columns += columns
      else if (definition?.merge === 'above' && above !== undefined) above.rows += 1
      else {
        const own = { text, columns, rows: 1 }
        cells.push(own)
        open[column] = own
      }
      column += columns
    })
    return { cells, page: null, header: row.isHeader }
  })
  return [buildTable(grid, null)]
}

function distinctEdges(edges: readonly number[]): readonly number[] {
  const distinct: number[] = []
  for (const edge of edges.toSorted((a, b) => a - b))
    if (distinct.length === 0 || edge - (distinct.at(-1) ?? 0) > SAME_EDGE) distinct.push(edge)
  return distinct
}

function edgeAt(edges: readonly number[], edge: number): number {
  const at = edges.findLastIndex((each) => each <= edge + SAME_EDGE / 2)
  return Math.max(0, at)
}
