/**
 * The common ground of all section rules: blocks as lines, and lines as a section's text with the page and
 * kind of each line kept. A table row is one line, its cells as printed joined by " | "; the header row is a
 * line of the text too and stands beside every row, so that a row can be understood without the table.
 */
import type { Block, TableBlock } from './parsed-document.ts'

export interface Line {
  readonly kind: 'heading' | 'text' | 'caption' | 'header' | 'row'
  readonly text: string
  /** 1-based page, slide or sheet; null where the format has none. */
  readonly page: number | null
  /** For headings, as parsed. */
  readonly level?: number
  /** For rows: the header row's text, if the table has one, and the cells. */
  readonly header?: string
  readonly cells?: readonly string[]
}

export interface SectionHead {
  /** As printed, without brackets. */
  readonly heading: string
  readonly code: string | null
  readonly path: readonly string[]
}

/** A section before it is cut into passages. */
export interface SectionDraft extends SectionHead {
  readonly text: string
  readonly pageFrom: number | null
  readonly pageTo: number | null
  readonly spans: readonly Span[]
}

/** One line of a section's text: `text.slice(start, end)`, the line end left out. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly page: number | null
  readonly kind: 'prose' | 'caption' | 'header' | 'row'
  readonly header: string | null
}

export const CELL_SEPARATOR = ' | '
/** Search reads a section's whole text with each passage: longer ones go on in a section of the same name. */
const LONGEST_SECTION = 12_000
const LONGEST_HEADING = 160

/** A line end inside a block is a line end of the document: headings may stand behind it. */
export function linesOf(blocks: readonly Block[]): readonly Line[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'table') return tableLines(block)
    if (block.kind === 'heading') {
      const text = block.text.replace(/\s*\n\s*/gu, ' ').trim()
      if (text === '') return []
      // A paragraph in large type, or one that a program took for a heading.
      if (text.length > LONGEST_HEADING) return textLines(block.text, block.page)
      return [
        {
          kind: 'heading',
          text,
          page: block.page,
          ...(block.level === undefined ? {} : { level: block.level }),
        },
      ]
    }
    return textLines(block.text, block.page)
  })
}

export function textLines(text: string, page: number | null): readonly Line[] {
  return text
    .split(/\r\n|\r|\n|\u2028|\u2029/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ kind: 'text', text: line, page }))
}

function tableLines(table: TableBlock): readonly Line[] {
  const caption = table.caption?.trim() ?? ''
  const header = rowText(table.header)
  const rows = table.rows.flatMap(({ cells, page }): Line[] => {
    const text = rowText(cells)
    if (text === '') return []
    return [{ kind: 'row', text, page: page ?? table.page, cells, ...(header === '' ? {} : { header }) }]
  })
  return [
    ...(caption === ''
      ? []
      : [{ kind: 'caption' as const, text: caption.replace(/\s+/gu, ' '), page: table.page }]),
    ...(header === ''
      ? []
      : [{ kind: 'header' as const, text: header, page: table.page, cells: table.header }]),
    ...rows,
  ]
}

/** Cells in their order; empty ones keep their place so that the header fits, but not at the end. */
function rowText(cells: readonly string[]): string {
  const texts = cells.map((cell) => cell.replace(/\s+/gu, ' ').trim())
  while (texts.at(-1) === '') texts.pop()
  return texts.every((text) => text === '') ? '' : texts.join(CELL_SEPARATOR).trim()
}

/** One section, or several of the same name when the text is very long; none when there is no text. */
export function draftSections(head: SectionHead, lines: readonly Line[]): readonly SectionDraft[] {
  const parts: Line[][] = []
  let length = 0
  for (const line of lines) {
    const open = parts.at(-1)
    if (open === undefined || length + line.text.length > LONGEST_SECTION) {
      parts.push([line])
      length = line.text.length
    } else {
      open.push(line)
      length += line.text.length + 1
    }
  }
  return parts.map((part) => draft(head, part))
}

function draft(head: SectionHead, lines: readonly Line[]): SectionDraft {
  const spans: Span[] = []
  let text = ''
  for (const line of lines) {
    if (text !== '') text += '\n'
    const start = text.length
    text += line.text
    const kind = line.kind === 'heading' || line.kind === 'text' ? 'prose' : line.kind
    spans.push({ start, end: text.length, page: line.page, kind, header: line.header ?? null })
  }
  const pages = lines.flatMap((line) => (line.page === null ? [] : [line.page]))
  return {
    ...head,
    text,
    spans,
    pageFrom: pages.length === 0 ? null : pages.reduce((least, page) => Math.min(least, page)),
    pageTo: pages.length === 0 ? null : pages.reduce((most, page) => Math.max(most, page)),
  }
}
