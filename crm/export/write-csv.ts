/**
 * Rows as CSV (RFC 4180) that spreadsheets open as they should: UTF-8 with its mark, CRLF. A text that a spreadsheet would
 * run as a formula gets an apostrophe before it (OWASP, CSV injection): a note is written by people, and its reader
 * trusts us.
 */
import type { Cell } from './export-tables.ts'

const FORMULA = /^[\s\u0000]*[=+\-@＝＋－＠]|^[\t\r\n]/u

export async function* writeCsv(
  headings: readonly string[],
  rows: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<string> {
  yield `\uFEFF${lineOf(headings)}`
  let block = ''
  for await (const row of rows) {
    block += lineOf(row)
    if (block.length > 65_536) {
      yield block
      block = ''
    }
  }
  if (block !== '') yield block
}

function lineOf(cells: readonly Cell[]): string {
  return `${cells.map(fieldOf).join(',')}\r\n`
}

function fieldOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
