/**
 * Rows as a workbook (ECMA-376) of one sheet. Texts are inline strings, which no spreadsheet runs as a formula; numbers
 * are numbers. Compressed as it is written, so that a large table is never whole in memory.
 */
import { crc32, createDeflateRaw } from 'node:zlib'
import type { Cell } from './export-tables.ts'

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Rows of a sheet, its heading included (Excel's limit). */
const ROWS = 1_048_576
/** Characters of a cell (Excel's limit). */
const LONGEST = 32_767

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The bytes of the file, part by part. What is beyond a sheet's limit is left out. */
export async function* writeXlsx(
  sheetName: string,
  headings: readonly string[],
  rows: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<Buffer> {
  const entries: Entry[] = []
  let offset = 0
  const files: readonly (readonly [string, AsyncIterable<string> | Iterable<string>])[] = [
    ['[Content_Types].xml', [HEAD, contentTypes()]],
    ['_rels/.rels', [HEAD, relations([['rId1', 'officeDocument', 'xl/workbook.xml']])]],
    ['xl/workbook.xml', [HEAD, workbook(sheetName)]],
    ['xl/_rels/workbook.xml.rels', [HEAD, relations([['rId1', 'worksheet', 'worksheets/sheet1.xml']])]],
    ['xl/worksheets/sheet1.xml', sheetOf(headings, rows)],
  ]
  for (const [name, content] of files) {
    const begin = offset
    const header = localHeader(name)
    yield header
    offset += header.length
    const entry = { name, begin, crc: 0, size: 0, packed: 0 }
    for await (const part of deflated(content, entry)) {
      yield part
      offset += part.length
    }
    const after = descriptor(entry)
    yield after
    offset += after.length
    entries.push(entry)
  }
  yield directory(entries, offset)
}

interface Entry {
  readonly name: string
  readonly begin: number
  crc: number
  size: number
  packed: number
}

async function* deflated(
  content: AsyncIterable<string> | Iterable<string>,
  entry: Entry,
): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level: 6 })
  const feeding = (async () => {
    for await (const text of content) {
      const bytes = Buffer.from(text, 'utf8')
      entry.crc = crc32(bytes, entry.crc)
      entry.size += bytes.length
      if (!deflate.write(bytes)) await new Promise((resolve) => deflate.once('drain', resolve))
    }
    deflate.end()
  })().catch((error: unknown) => {
    deflate.destroy(error as Error)
  })
  for await (const part of deflate as AsyncIterable<Buffer>) {
    entry.packed += part.length
    yield part
  }
  await feeding
}

async function* sheetOf(
  headings: readonly string[],
  rows: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<string> {
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${rowOf(headings, 1)}`
  let number = 1
  let block = ''
  for await (const row of rows) {
    number += 1
    if (number > ROWS) break
    block += rowOf(row, number)
    if (block.length > 65_536) {
      yield block
      block = ''
    }
  }
  yield `${block}</sheetData></worksheet>`
}

function rowOf(cells: readonly Cell[], number: number): string {
  const inner = cells.map((cell, index) => cellOf(cell, `${columnName(index)}${number}`)).join('')
  return `<row r="${number}">${inner}</row>`
}

function cellOf(cell: Cell, place: string): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c r="${place}"><v>${cell}</v></c>` : ''
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell.slice(0, LONGEST))}</t></is></c>`
}

function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last
}

/** What XML cannot hold is left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function contentTypes(): string {
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET}.worksheet+xml"/></Types>`
}

function relations(all: readonly (readonly [id: string, type: string, target: string])[]): string {
  const each = all.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`
}

function workbook(sheetName: string): string {
  const name = escaped(sheetName.replace(/[[\]:*?/\\]/gu, ' ').slice(0, 31))
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`
}

// ---- ZIP (APPNOTE 6.3): sizes follow the data, names are UTF-8. A file stays below 4 GiB.
const FLAGS = 0x0808
/** 1980-01-01: the same rows give the same bytes. */
const DOS_DATE = 0x0021

function localHeader(name: string): Buffer {
  const bytes = Buffer.from(name, 'utf8')
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(8, 8)
  header.writeUInt16LE(DOS_DATE, 12)
  header.writeUInt16LE(bytes.length, 26)
  return Buffer.concat([header, bytes])
}

function descriptor({ crc, size, packed }: Entry): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32LE(0x08074b50, 0)
  bytes.writeUInt32LE(crc, 4)
  bytes.writeUInt32LE(packed, 8)
  bytes.writeUInt32LE(size, 12)
  return bytes
}

function directory(entries: readonly Entry[], offset: number): Buffer {
  const records = entries.map(({ name, begin, crc, size, packed }) => {
    const bytes = Buffer.from(name, 'utf8')
    const record = Buffer.alloc(46)
    record.writeUInt32LE(0x02014b50, 0)
    record.writeUInt16LE(20, 4)
    record.writeUInt16LE(20, 6)
    record.writeUInt16LE(FLAGS, 8)
    record.writeUInt16LE(8, 10)
    record.writeUInt16LE(DOS_DATE, 14)
    record.writeUInt32LE(crc, 16)
    record.writeUInt32LE(packed, 20)
    record.writeUInt32LE(size, 24)
    record.writeUInt16LE(bytes.length, 28)
    record.writeUInt32LE(begin, 42)
    return Buffer.concat([record, bytes])
  })
  const all = Buffer.concat(records)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(all.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([all, end])
}
