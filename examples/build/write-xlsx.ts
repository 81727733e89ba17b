/**
 * The table of a source as an Excel file: a frozen header row with a filter, wrapped cells, dates as dates,
 * the notice in the first row and in the printed header.
 */
import type { Tokens } from 'marked'
import { contentTypes, escapeXml, HEAD, OFFICE, pack, packageParts, relationships } from './ooxml.ts'
import { NOTICE_ZH, plainText, type Source } from './read-source.ts'

const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export function writeXlsx(source: Source): Uint8Array {
  const table = source.tokens.find((token): token is Tokens.Table => token.type === 'table')
  if (table === undefined) throw new Error('An Excel source needs a table')
  const widths = (source.fields['widths'] ?? '').split('、').map(Number)
  const rows = [table.header, ...table.rows].map((cells) => cells.map((cell) => plainText(cell.tokens)))
  return writeWorkbook({
    sheetName: source.fields['sheet'] ?? 'Sheet1',
    title: source.fields['title'] ?? '',
    date: source.date,
    rows,
    widths,
    notice: `${source.fields['title']}（${NOTICE_ZH}）`,
  })
}

export interface Workbook {
  readonly sheetName: string
  readonly title: string
  readonly date: string
  /** The first row is the header. */
  readonly rows: readonly (readonly (string | number)[])[]
  /** Characters; missing columns have the usual width. */
  readonly widths?: readonly number[]
  /** Stands alone in the first row. */
  readonly notice?: string
}

/** Cell styles of the workbook, by their place in cellXfs. */
const BODY = 0
const HEADER = 1
const DATE = 2
const NOTICE = 3

export function writeWorkbook(book: Workbook): Uint8Array {
  const above = book.notice === undefined ? 0 : 1
  const columns = book.rows[0]?.length ?? 0
  const last = `${letter(columns - 1)}${book.rows.length + above}`
  const lines = book.rows.map((row, index) => line(row, index + 1 + above, index === 0 ? HEADER : BODY))
  if (book.notice !== undefined) lines.unshift(line([book.notice], 1, NOTICE))
  const widths = book.widths
    ?.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('')
  const pane = `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${1 + above}" topLeftCell="A${2 + above}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
  const printed = `<headerFooter><oddHeader>${escapeXml(`&C${NOTICE_ZH}`)}</oddHeader><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>`
  return pack({
    '[Content_Types].xml': contentTypes({
      'xl/workbook.xml': `${TYPES}.sheet.main+xml`,
      'xl/worksheets/sheet1.xml': `${TYPES}.worksheet+xml`,
      'xl/styles.xml': `${TYPES}.styles+xml`,
    }),
    ...packageParts('xl/workbook.xml', book.title, book.date),
    'xl/_rels/workbook.xml.rels': relationships([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
    ]),
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><sheets><sheet name="${escapeXml(book.sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `${HEAD}<worksheet xmlns="${SHEET}">${pane}${widths ? `<cols>${widths}</cols>` : ''}<sheetData>${lines.join('')}</sheetData><autoFilter ref="A${1 + above}:${last}"/>${printed}</worksheet>`,
    'xl/styles.xml': `${HEAD}<styleSheet xmlns="${SHEET}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="3"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font><font><sz val="11"/><color rgb="FFAA0000"/><name val="等线"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEEEEEE"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4">${xf(0, 0, 0)}${xf(0, 1, 2)}${xf(164, 0, 0)}<xf fontId="2" xfId="0" applyFont="1"/></cellXfs></styleSheet>`,
  })
}

function xf(format: number, font: number, fill: number): string {
  return `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`
}

function line(cells: readonly (string | number)[], number: number, style: number): string {
  const items = cells.map((cell, index) => {
    const place = `${letter(index)}${number}`
    if (typeof cell === 'number') return `<c r="${place}" s="${style}"><v>${cell}</v></c>`
    if (/^\d{4}-\d{2}-\d{2}$/.test(cell)) return `<c r="${place}" s="${DATE}"><v>${serial(cell)}</v></c>`
    return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`
  })
  return `<row r="${number}">${items.join('')}</row>`
}

/** Excel counts days from 30 December 1899. */
function serial(date: string): number {
  return (Date.parse(date) - Date.UTC(1899, 11, 30)) / 86_400_000
}

/** Up to 26 columns. */
function letter(index: number): string {
  return String.fromCharCode(65 + index)
}
