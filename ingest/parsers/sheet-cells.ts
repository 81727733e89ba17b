/** The cells of one Excel sheet, streamed (sheets of a million rows exist), as the texts that a reader sees. */
import { AppError } from '../../core/errors.ts'
import type { ParseLimits } from '../parser.ts'
import { attribute, child, elements, streamXml, type XmlElement } from '../xml.ts'
import { serialDate } from './sheet-date.ts'

export interface Workbook {
  readonly texts: readonly string[]
  /** Index of a cell style -> whether it shows a date, a time, both or a percentage. */
  readonly dates: readonly (CellLook | undefined)[]
  /** Day 0 is 1904-01-01, as old Macs had it. */
  readonly startIn1904: boolean
}

export type CellLook = 'date' | 'time' | 'datetime' | 'percent'

/** Excel's own bounds. */
const MAX_ROWS = 1_048_576
const MAX_COLUMNS = 16_384
/** A merged area is filled up to this many cells; beyond, it is decoration. */
const MAX_MERGED = 5_000

export function readSharedTexts(bytes: Uint8Array): readonly string[] {
  const texts: string[] = []
  let text = ''
  let open = false
  let phonetic = false
  streamXml(bytes, {
    open: (name) => {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic = true
      if (name === 't') open = !phonetic
    },
    text: (part) => {
      if (open) text += part
    },
    close: (name) => {
      if (name === 't') open = false
      if (name === 'rPh') phonetic = false
      if (name === 'si') texts.push(plain(text))
    },
  })
  return texts
}

export function readDateStyles(styles: XmlElement | undefined): readonly (CellLook | undefined)[] {
  const own = new Map(
    elements(child(styles, 'numFmts'), 'numFmt').map((each) => [
      Number(attribute(each, 'numFmtId')),
      attribute(each, 'formatCode') ?? '',
    ]),
  )
  return elements(child(styles, 'cellXfs'), 'xf').map((xf) => {
    const id = Number(attribute(xf, 'numFmtId') ?? 0)
    return lookOf(id, own.get(id))
  })
}

/** @throws AppError damaged | too_large */
export function readSheetCells(
  bytes: Uint8Array,
  workbook: Workbook,
  limits: ParseLimits,
): readonly (readonly string[] | undefined)[] {
  const rows: string[][] = []
  const merges: string[] = []
  let at = { row: -1, column: -1 }
  let cell = { type: '', style: 0, value: '', inline: '' }
  let reading: 'value' | 'inline' | undefined
  let length = 0
  streamXml(bytes, {
    open: (name, attributes) => {
      if (name === 'row')
        at = { row: attributes['r'] === undefined ? at.row + 1 : Number(attributes['r']) - 1, column: -1 }
      else if (name === 'c') {
        const place = position(attributes['r'])
        at = place ?? { row: Math.max(0, at.row), column: at.column + 1 }
        cell = { type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), value: '', inline: '' }
      } else if (name === 'v') reading = 'value'
      else if (name === 't') reading = 'inline'
      else if (name === 'rPh') reading = undefined
      else if (name === 'mergeCell' && attributes['ref'] !== undefined) merges.push(attributes['ref'])
    },
    text: (text) => {
      if (reading !== undefined) cell[reading] += text
    },
    close: (name) => {
      if (name === 'v' || name === 't') reading = undefined
      if (name !== 'c') return
      const text = cellText(cell, workbook)
      if (text === '' || at.row < 0 || at.row >= MAX_ROWS || at.column >= MAX_COLUMNS) return
      length += text.length
      if (length > limits.maxTextLength)
        throw new AppError('too_large', 'The sheet is longer than can be read. Split it into several files.')
      const row = rows[at.row] ?? []
      row[at.column] = text
      rows[at.row] = row
    },
  })
  for (const merge of merges) fillMerge(rows, merge)
  return Array.from(rows, (row) => (row === undefined ? undefined : Array.from(row, (text) => text ?? '')))
}

function cellText(
  cell: { type: string; style: number; value: string; inline: string },
  workbook: Workbook,
): string {
  if (cell.type === 's') return workbook.texts[Number(cell.value)] ?? ''
  if (cell.type === 'inlineStr') return plain(cell.inline)
  if (cell.type === 'b') return cell.value === '' ? '' : cell.value === '1' ? 'TRUE' : 'FALSE'
  if (cell.type === 'e') return ''
  if (cell.type !== 'n') return plain(cell.value)
  if (cell.value === '') return ''
  return numberText(Number(cell.value), workbook.dates[cell.style], workbook.startIn1904) ?? cell.value
}

/** A number as it shows: dates in ISO form, percentages with their sign, no noise of binary fractions. */
export function numberText(
  value: number,
  look: CellLook | undefined,
  startIn1904: boolean,
): string | undefined {
  if (!Number.isFinite(value)) return undefined
  if (look === 'percent') return `${Number((value * 100).toPrecision(12))}%`
  if (look !== undefined) return serialDate(value, look, startIn1904)
  return Math.abs(value) >= 1e15 ? String(value) : String(Number(value.toPrecision(15)))
}

/** Excel's built-in formats, and the letters of a format code outside quotes and brackets. */
export function lookOf(id: number, code: string | undefined): CellLook | undefined {
  if (code === undefined) {
    if (id === 9 || id === 10) return 'percent'
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 50 && id <= 58) || id === 36) return 'date'
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return 'time'
    return id === 22 ? 'datetime' : undefined
  }
  const letters = (code.split(';')[0] ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '')
  const date = /[yd年月日]|(?<![hs:])m(?!:)/i.test(letters.replace(/general/i, ''))
  const time = /[hs]/i.test(letters)
  if (date && time) return 'datetime'
  if (date) return 'date'
  if (time) return 'time'
  return letters.includes('%') ? 'percent' : undefined
}

function fillMerge(rows: string[][], reference: string): void {
  const [first, last] = reference.split(':')
  const from = position(first)
  const to = position(last)
  if (from === undefined || to === undefined) return
  const text = rows[from.row]?.[from.column] ?? ''
  const height = Math.min(to.row, rows.length - 1) - from.row + 1
  if (text === '' || height * (to.column - from.column + 1) > MAX_MERGED) return
  for (let row = from.row; row < from.row + height; row += 1) {
    const cells = rows[row] ?? []
    for (let column = from.column; column <= to.column; column += 1) cells[column] = text
    rows[row] = cells
  }
}

/** "BC12" -> zero-based row and column. */
function position(reference: string | undefined): { row: number; column: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference ?? '')
  if (match === null) return undefined
  let column = 0
  for (const letter of (match[1] ?? '').toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  return { row: Number(match[2]) - 1, column: column - 1 }
}

/** _x000D_ is how Excel writes control characters. */
function plain(text: string): string {
  return text
    .replace(/_x([0-9A-F]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\r\n?/g, '\n')
    .trim()
}
