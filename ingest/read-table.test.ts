import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readTable } from './read-table.ts'

const HEADING = ['编号', '产品名称', '商品名']
const ROWS = [
  ['P1', '苯磺酸氨氯地平片', '甲;乙'],
  ['P2', '含"引号"，逗号, 与\n换行', ''],
]

describe('readTable', () => {
  const text = [HEADING, ...ROWS].map((row) => row.map(quoted).join(',')).join('\r\n')

  it('reads UTF-8 with and without a byte-order mark and keeps quotes, commas and line ends', () => {
    for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`)]) {
      expect(readTable(bytes, 'products.csv')).toEqual([
        { row: 2, cells: Object.fromEntries(HEADING.map((name, at) => [name, ROWS[0]![at]])) },
        { row: 3, cells: Object.fromEntries(HEADING.map((name, at) => [name, ROWS[1]![at]])) },
      ])
    }
  })

  it('reads what Excel saves on a Chinese computer', () => {
    // 编号,名称 / P1,片剂 in GB18030
    const bytes = Buffer.from('b1e0bac52cc3fbb3c60d0a50312cc6acbcc10d0a', 'hex')
    expect(readTable(bytes, 'a.csv')).toEqual([{ row: 2, cells: { 编号: 'P1', 名称: '片剂' } }])
  })

  it('finds the separator and numbers rows as a spreadsheet does, blank lines included', () => {
    expect(readTable(Buffer.from('id;name\n\nA;one, two\nB;\n'), 'a.csv')).toEqual([
      { row: 3, cells: { id: 'A', name: 'one, two' } },
      { row: 4, cells: { id: 'B', name: '' } },
    ])
    expect(readTable(Buffer.from('id\tname\nA\tone\n'), 'a.tsv')[0]?.cells).toEqual({ id: 'A', name: 'one' })
  })

  it('reads the first sheet with cells of a workbook, gaps and all', () => {
    expect(readTable(workbook(), 'a.xlsx')).toEqual([
      { row: 3, cells: { id: 'A', name: '片', note: '' } },
      { row: 5, cells: { id: '7', name: '', note: 'x' } },
    ])
  })

  it('says what is wrong with a file that holds no table', () => {
    expect(() => readTable(Buffer.from('id,name\n'), 'a.csv')).toThrow(
      expect.objectContaining({ code: 'empty' }),
    )
    expect(() => readTable(Buffer.from('%PDF-1.7'), 'a.csv')).toThrow(
      expect.objectContaining({ code: 'unsupported_type' }),
    )
    expect(() => readTable(Buffer.from('id,name\nA,"never ends\n'), 'a.csv')).toThrow(
      expect.objectContaining({ code: 'damaged' }),
    )
  })
})

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function workbook(): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const packaged = 'http://schemas.openxmlformats.org/package/2006'
  const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
  return zipSync({
    '[Content_Types].xml': strToU8(
      `<Types xmlns="${packaged}/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="empty" sheetId="1" r:id="r1"/><sheet name="full" sheetId="2" r:id="r2"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${office}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet xmlns="${main}"><sheetData/></worksheet>`),
    'xl/worksheets/sheet2.xml': strToU8(
      `<worksheet xmlns="${main}"><sheetData>
        <row r="2">${cell('A2', 'id')}${cell('B2', 'name')}${cell('D2', 'note')}</row>
        <row r="3">${cell('A3', 'A')}${cell('B3', '片')}</row>
        <row r="5"><c r="A5"><v>7</v></c>${cell('D5', 'x')}</row>
      </sheetData></worksheet>`,
    ),
  })
}
