/** CSV and TSV by `csv-parse`. The delimiter is found by trying which one gives even rows; no page numbers. */
import { type CsvError, parse } from 'csv-parse/sync'
import { AppError } from '../../core/errors.ts'
import { finishDocument } from '../finish-document.ts'
import type { Parser } from '../parser.ts'
import { sheetBlocks } from './sheet-blocks.ts'
import { readText } from './text.ts'

export const parseCsv: Parser = async (source) => {
  const { text, warnings } = readText(source)
  // Excel's own way to name the delimiter.
  const named = /^sep=(.)\r?\n/i.exec(text)
  const body = named === null ? text : text.slice(named[0].length)
  const rows = readRows(body, named?.[1] ?? findDelimiter(body))
  return finishDocument(
    {
      mediaType: 'text/csv',
      pageCount: null,
      blocks: sheetBlocks({ name: '', rows: withoutGaps(rows) }, null, false),
      warnings,
    },
    source.limits,
  )
}

/** A CSV is one table: blank lines and blank columns part nothing. */
function withoutGaps(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const filled = rows.filter((row) => row.some((cell) => cell !== ''))
  const width = filled.reduce((most, row) => Math.max(most, row.length), 0)
  const used = Array.from({ length: width }, (_, column) => filled.some((row) => (row[column] ?? '') !== ''))
  return filled.map((row) => used.flatMap((keep, column) => (keep ? [row[column] ?? ''] : [])))
}

function readRows(text: string, delimiter: string): readonly (readonly string[])[] {
  try {
    return parse(text, { delimiter, bom: true, relax_column_count: true, relax_quotes: true, trim: true })
  } catch (error) {
    const line = (error as CsvError)['lines']
    throw new AppError(
      'damaged',
      `The table cannot be read: a quotation mark is not closed (line ${line}).`,
      {
        cause: error,
      },
    )
  }
}

function findDelimiter(text: string): string {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 50)
  const score = (delimiter: string) => {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1)
    const first = counts[0] ?? 0
    return first === 0 ? 0 : counts.filter((count) => count === first).length * first
  }
  return [',', '\t', ';', '|', '，'].toSorted((a, b) => score(b) - score(a))[0] ?? ','
}
