/**
 * The text of a section as a person reads it: paragraphs, tables, a mark where a page begins, and the
 * quotes lit up. The text itself is not changed by a letter.
 */
import { type Html, html } from './html.ts'

/** UTF-16 offsets into the section's text. */
export interface Range {
  readonly start: number
  readonly end: number
}

export interface SectionView {
  readonly text: string
  /** Quotes to light up; the one that was asked for is `first`. */
  readonly quotes: readonly (Range & { readonly first: boolean })[]
  /** Where passages begin and on which page, and what stretches are tables, in reading order. */
  readonly passages: readonly PassagePlace[]
  /** The words of the mark for a page. */
  readonly pageLabel: (page: number) => string
  /** What a table is called for those who do not see it. */
  readonly tableLabel: string
}

export interface PassagePlace extends Range {
  readonly page: number | null
  readonly kind: 'prose' | 'table'
  /** For a table: its header row, also where the text does not repeat it. */
  readonly header: string | null
}

interface Line extends Range {
  readonly text: string
  readonly cells: readonly Range[]
  /** A row of a table, as extraction says. */
  readonly isRow: boolean
  readonly header: string | null
  /** Set where a page begins. */
  readonly page: number | null
}

/** As extraction writes a row; an empty first cell leaves its bar at the beginning. */
const SEPARATOR = /(?:^| )\|(?: |$)/gu

/** The blocks, and the page that the text ended on; `page` is the one that it begins after. */
export function renderSection(
  view: SectionView,
  page: number | null,
): { readonly body: Html; readonly page: number | null } {
  const lines = readLines(view, page)
  const blocks: Html[] = []
  for (let index = 0; index < lines.length; ) {
    const rows = tableFrom(lines, index)
    const line = lines[index]!
    if (rows.length > 0) {
      blocks.push(renderTable(view, rows))
      index += rows.length
    } else {
      blocks.push(html`${markOf(view, line)}<p>${renderText(view, line)}</p>\n`)
      index += 1
    }
  }
  return { body: html`${blocks}`, page: lines.findLast((line) => line.page !== null)?.page ?? page }
}

function readLines(view: SectionView, before: number | null): readonly Line[] {
  const lines: Line[] = []
  let page = before
  let start = 0
  for (const text of view.text.split('\n')) {
    const end = start + text.length
    if (text.trim() !== '') {
      const passage = view.passages.findLast((one) => one.start < end && start < one.end)
      const next = passage?.page ?? page
      lines.push({
        text,
        start,
        end,
        cells: cellsOf(text, start),
        isRow: passage?.kind === 'table',
        header: passage?.kind === 'table' ? passage.header : null,
        page: next === page ? null : next,
      })
      page = next
    }
    start = end + 1
  }
  return lines
}

function cellsOf(text: string, offset: number): readonly Range[] {
  const cells: Range[] = []
  let start = 0
  for (const match of text.matchAll(SEPARATOR)) {
    cells.push({ start: offset + start, end: offset + match.index })
    start = match.index + match[0].length
  }
  return [...cells, { start: offset + start, end: offset + text.length }]
}

/**
 * The rows of a table that begins here. A stretch that extraction knows as a table may begin with its caption
 * and its own header row; elsewhere two neighbours with as many cells make a table.
 */
function tableFrom(lines: readonly Line[], from: number): readonly Line[] {
  const first = lines[from]!
  const header = first.header ?? lines[from + 1]?.header ?? null
  const headed = header !== null && (first.isRow || sameRow(first.text, header))
  if (first.cells.length < 2) return []
  let to = from + 1
  while (to < lines.length && belongs(lines, to, first, headed ? header : null)) to += 1
  return headed || to - from > 1 ? lines.slice(from, to) : []
}

function belongs(lines: readonly Line[], at: number, first: Line, header: string | null): boolean {
  const line = lines[at]!
  if (header === null) return line.header === null && line.cells.length === first.cells.length
  return line.isRow && line.header === header && !isCaption(lines, at, header)
}

/** A single cell right above the header row: the caption of the next table. */
function isCaption(lines: readonly Line[], at: number, header: string): boolean {
  const next = lines[at + 1]
  return lines[at]!.cells.length === 1 && next !== undefined && sameRow(next.text, header)
}

function renderTable(view: SectionView, rows: readonly Line[]): Html {
  const first = rows[0]!
  const header = rows.find((row) => row.header !== null)?.header ?? null
  const printed = header === null || sameRow(first.text, header)
  const width = Math.max(...rows.map((row) => row.cells.length), header?.split(SEPARATOR).length ?? 0)
  const head = printed
    ? first.cells.map((cell) => renderText(view, cell))
    : header.split(SEPARATOR).map((cell) => html`${cell}`)
  return html`${markOf(view, first)}<div class="table" tabindex="0" role="group" aria-label="${view.tableLabel}"><table>
<thead><tr>${padded(head, width).map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${rows.slice(printed ? 1 : 0).map((row) => renderRow(view, row, width, row === first))}</tbody>
</table></div>
`
}

function renderRow(view: SectionView, row: Line, width: number, marked: boolean): Html {
  const mark = row.page !== null && !marked && html`<tr><td colspan="${width}">${markOf(view, row)}</td></tr>`
  const cells = padded(
    row.cells.map((cell) => renderText(view, cell)),
    width,
  )
  return html`${mark}<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`
}

/** Extraction leaves empty cells at the end of a row out. */
function padded(cells: readonly Html[], width: number): readonly (Html | null)[] {
  return Array.from({ length: width }, (_, column) => cells[column] ?? null)
}

function markOf(view: SectionView, line: Line): Html | null {
  return line.page === null ? null : pageMark(line.page, view.pageLabel)
}

/** Where a page begins. */
export function pageMark(page: number, label: (page: number) => string): Html {
  return html`<span class="page-mark" id="page-${page}">${label(page)}</span>`
}

function renderText(view: SectionView, range: Range): Html {
  const parts: Html[] = []
  let at = range.start
  for (const quote of lit(view.quotes, range)) {
    const text = html`${view.text.slice(quote.start, quote.end)}`
    parts.push(html`${view.text.slice(at, quote.start)}`)
    parts.push(quote.first ? html`<mark class="quote" data-quote>${text}</mark>` : html`<mark>${text}</mark>`)
    at = quote.end
  }
  return html`${parts}${view.text.slice(at, range.end)}`
}

/** The quotes within a range, in order, cut to it; where two overlap the one that was asked for stands. */
function lit(quotes: SectionView['quotes'], range: Range): SectionView['quotes'] {
  const kept: SectionView['quotes'][number][] = []
  for (const quote of quotes.toSorted((a, b) => Number(b.first) - Number(a.first))) {
    const [start, end] = [Math.max(quote.start, range.start), Math.min(quote.end, range.end)]
    if (start < end && !kept.some((one) => one.start < end && start < one.end)) {
      kept.push({ start, end, first: quote.first })
    }
  }
  return kept.sort((a, b) => a.start - b.start)
}

const sameRow = (one: string, other: string): boolean => one.trim() === other.trim()
