/** Paragraphs and tables of all pages as the blocks of a document: words rejoined, captions, tables over pages. */
import type { Block } from '../parsed-document.ts'
import { attachCaptions } from '../table-caption.ts'
import { headingRules } from './pdf-heading.ts'
import type { Line } from './pdf-line.ts'
import { isTable, type Paragraph, type Piece } from './pdf-paragraph.ts'
import { continuesTable, joinTables, type PlacedTable } from './pdf-table-rows.ts'

export function toBlocks(pieces: readonly Piece[]): readonly Block[] {
  const whole = mergeTables(pieces)
  const headings = headingRules(whole)
  const compounds = hyphenated(whole)
  const blocks: Block[] = []
  for (const piece of whole) {
    if (isTable(piece)) {
      const { page, header, rows } = piece
      blocks.push({ kind: 'table', page, header, rows })
      continue
    }
    const text = joinLines(piece.lines, compounds)
    if (text === '') continue
    blocks.push(textBlock(piece, text, headings.levelOf(piece, text)))
  }
  return attachCaptions(blocks)
}

function textBlock(piece: Paragraph, text: string, level: number | undefined): Block {
  const { page } = piece
  if (level === undefined) return { kind: piece.isList ? 'list_item' : 'paragraph', text, page }
  return level === 0 ? { kind: 'heading', text, page } : { kind: 'heading', text, page, level }
}

function mergeTables(pieces: readonly Piece[]): readonly Piece[] {
  const merged: Piece[] = []
  const heads = new Map<string, number>()
  for (const piece of pieces) {
    const last = merged.at(-1)
    if (!isTable(piece)) merged.push(piece)
    else if (isRepeatedHead(piece, heads)) continue
    else if (last !== undefined && isTable(last) && isNextPage(last, piece) && continuesTable(last, piece))
      merged[merged.length - 1] = joinTables(last, piece)
    else merged.push(piece)
  }
  return merged
}

function isNextPage(table: PlacedTable, next: PlacedTable): boolean {
  return next.page === (table.rows.at(-1)?.page ?? table.page) + 1
}

/** A frame with title, number and version at the head of every page is said once. */
function isRepeatedHead(table: PlacedTable, heads: Map<string, number>): boolean {
  if (table.y0 > 130 || table.y1 > 220 || table.page === 1) {
    if (table.page === 1 && table.y0 <= 130) heads.set(headKey(table), 1)
    return false
  }
  return heads.has(headKey(table))
}

function headKey(table: PlacedTable): string {
  return JSON.stringify([table.header, table.rows.map((row) => row.cells)]).replace(/\d+/gu, '#')
}

/** Words that the document itself writes with a hyphen: those keep it at the end of a line. */
function hyphenated(pieces: readonly Piece[]): ReadonlySet<string> {
  const words = new Set<string>()
  for (const piece of pieces) {
    if (isTable(piece)) continue
    for (const line of piece.lines)
      for (const match of line.text.matchAll(/\p{L}+-\p{L}+/gu)) words.add(match[0].toLowerCase())
  }
  return words
}

const CHINESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u

function joinLines(lines: readonly Line[], compounds: ReadonlySet<string>): string {
  let text = ''
  for (const line of lines) {
    const next = line.text.trim()
    if (text === '' || next === '') text += next
    else if (/\p{L}-$/u.test(text) && /^\p{Ll}/u.test(next)) {
      const compound = `${/\p{L}+-$/u.exec(text)?.[0] ?? ''}${/^\p{L}+/u.exec(next)?.[0] ?? ''}`.toLowerCase()
      text = (compounds.has(compound) ? text : text.slice(0, -1)) + next
    } else {
      const chinese = CHINESE.test(text.at(-1) ?? '') || CHINESE.test(next.at(0) ?? '')
      text += chinese || /[-‐–/]$/u.test(text) ? next : ` ${next}`
    }
  }
  return text.trim()
}
