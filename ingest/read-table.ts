/**
 * A company's table as rows for an import: CSV in any usual encoding and with any usual separator, or
 * the first sheet of a workbook that has rows. What the columns mean is the import's part.
 */
import { parse } from 'csv-parse/sync'
import { AppError } from '../core/errors.ts'
import type { ImportRow } from '../core/import-rows.ts'
import { decodeText } from './decode-text.ts'
import { openOoxml } from './ooxml-package.ts'
import { DEFAULT_PARSE_LIMITS } from './parser.ts'
import { readDateStyles, readSharedTexts, readSheetCells } from './parsers/sheet-cells.ts'
import { sniff } from './sniff.ts'
import { attribute, child, elements, prefixedAttribute } from './xml.ts'

const SEPARATORS = [',', ';', '\t', '，', '|'] as const

interface TableRecord {
  /** Number of the row as a spreadsheet shows it, also when a cell above holds a line end. */
  readonly line: number
  readonly cells: readonly string[]
}

/** Throws `empty` without a row, `unsupported_type` for what is no table, `damaged`, `encrypted`. */
export function readTable(bytes: Uint8Array, fileName: string): readonly ImportRow[] {
  const { format } = sniff(bytes, fileName)
  if (format !== 'xlsx' && !['csv', 'text', 'markdown'].includes(format)) {
    throw new AppError('unsupported_type', 'A table is a CSV or XLSX file.')
  }
  const rows = format === 'xlsx' ? readWorkbook(bytes, fileName) : toRows(readCsv(bytes))
  if (rows.length === 0) throw new AppError('empty', 'The table has no rows.')
  return rows
}

function readCsv(bytes: Uint8Array): readonly TableRecord[] {
  const decoded = decodeText(bytes)
  if (decoded === undefined) throw new AppError('unsupported_type', 'This file is no table of text.')
  // Excel's own way to name the separator.
  const named = /^sep=(.)\r?\n/i.exec(decoded.text)
  const text = named === null ? decoded.text : decoded.text.slice(named[0].length)
  try {
    const records: string[][] = parse(text, {
      bom: true,
      delimiter: named?.[1] ?? separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    })
    return records.map((cells, index) => ({ line: index + (named === null ? 1 : 2), cells }))
  } catch (error) {
    throw new AppError('damaged', 'This table cannot be read: a quoted cell never ends.', { cause: error })
  }
}

/** The separator that the heading line has most of, outside quotes. */
function separatorOf(text: string): string {
  const heading = (text.split(/\r?\n|\r/, 1)[0] ?? '').replace(/"[^"]*"/g, '')
  const count = (separator: string) => heading.split(separator).length
  return SEPARATORS.reduce((best, one) => (count(one) > count(best) ? one : best))
}

/** The first visible sheet with cells; its first row that is not empty is the heading. Blank columns part nothing. */
function readWorkbook(bytes: Uint8Array, fileName: string): readonly ImportRow[] {
  const opened = openOoxml({ bytes, fileName, limits: DEFAULT_PARSE_LIMITS }, 'xl/workbook.xml')
  const workbook = opened.xml(opened.main)
  const relations = opened.relations(opened.main)
  const target = (type: string) => relations.find((each) => each.type === type)?.target
  const sharedPath = target('sharedStrings')
  const context = {
    texts: sharedPath === undefined ? [] : readSharedTexts(opened.bytes(sharedPath)),
    dates: readDateStyles(opened.findXml(target('styles'))),
    startIn1904: ['1', 'true'].includes(attribute(child(workbook, 'workbookPr'), 'date1904') ?? ''),
  }
  for (const sheet of elements(child(workbook, 'sheets'), 'sheet')) {
    const part = relations.find((each) => each.id === prefixedAttribute(sheet, 'id'))
    if (part?.type !== 'worksheet' || (attribute(sheet, 'state') ?? 'visible') !== 'visible') continue
    const cells = readSheetCells(opened.bytes(part.target), context, DEFAULT_PARSE_LIMITS)
    const records = Array.from(cells, (row, index) => ({
      line: index + 1,
      cells: Array.from(row ?? [], (cell) => cell ?? ''),
    }))
    if (records.some((record) => isFilled(record.cells))) return toRows(records)
  }
  return []
}

function toRows(records: readonly TableRecord[]): readonly ImportRow[] {
  const [heading, ...body] = records.filter((record) => isFilled(record.cells))
  return body.map((record) => ({ row: record.line, cells: toCells(heading?.cells ?? [], record.cells) }))
}

function isFilled(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '')
}

/** Cells by heading; a second column of the same heading keeps both, the later one with its number. */
function toCells(heading: readonly string[], cells: readonly string[]): Readonly<Record<string, string>> {
  const named: Record<string, string> = {}
  for (const [index, title] of heading.entries()) {
    const name = title.trim()
    if (name === '') continue
    named[Object.hasOwn(named, name) ? `${name} (${index + 1})` : name] = cells[index] ?? ''
  }
  return named
}
