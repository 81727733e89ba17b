/** What is rare but real: very long lists, files with nothing to read, numbers that no program writes. */
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { codeOf, parseBytes, show } from '../../test/parse-bytes.ts'
import { listDepth } from '../list-number.ts'

const zip = (parts: Readonly<Record<string, string>>) =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
/** More rows than arguments fit on the stack. */
const MANY = 150_000

describe('a very long list', () => {
  it('is read whole from CSV', async () => {
    const rows = Array.from({ length: MANY }, (_, at) => `药${at},10 mg`).join('\n')
    const [table] = (await parseBytes(`药品,规格\n${rows}`, 'a.csv')).blocks
    expect(table).toMatchObject({ kind: 'table', header: ['药品', '规格'] })
    expect(table?.kind === 'table' && table.rows.length).toBe(MANY)
  })

  it('is read whole from a sheet of single lines', async () => {
    const row = (at: number) => `<row r="${2 * at + 1}"><c t="inlineStr"><is><t>药</t></is></c></row>`
    const sheet = zip({
      'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="Sheet1" r:id="s"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="s" Type="x/worksheet" Target="sheet.xml"/></Relationships>',
      'xl/sheet.xml': `<worksheet><sheetData>${Array.from({ length: MANY }, (_, at) => row(at)).join('')}</sheetData></worksheet>`,
    })
    expect((await parseBytes(sheet, 'a.xlsx')).blocks).toHaveLength(MANY)
  })
})

describe('a file with nothing to read', () => {
  it('ends in a code, whichever text format it has', async () => {
    expect(await codeOf(parseBytes('<!-- nothing -->\n', 'a.md'))).toBe('empty')
    expect(await codeOf(parseBytes('![](page.png)\n', 'a.md'))).toBe('no_text')
    expect(await codeOf(parseBytes('\u200B\u200B\n', 'a.txt'))).toBe('empty')
  })
})

describe('numbers that no program writes', () => {
  it('count as the first level of a list', async () => {
    expect(['3', undefined, '-1', 'x', '99999999999', '1.5'].map(listDepth)).toEqual([3, 0, 0, 0, 0, 0])
    const paragraph = (level: string) => `<p:p><p:pPr lvl="${level}"/><p:r><p:t>甲</p:t></p:r></p:p>`
    const slides = zip({
      'ppt/presentation.xml':
        '<p:p xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId r:id="s"/></p:sldIdLst></p:p>',
      'ppt/_rels/presentation.xml.rels':
        '<Relationships><Relationship Id="s" Type="x/slide" Target="s.xml"/></Relationships>',
      'ppt/s.xml': `<p:sld xmlns:p="p"><p:cSld><p:spTree><p:sp><p:txBody>${['99999999999', 'x', '-3'].map(paragraph).join('')}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>`,
    })
    expect(show((await parseBytes(slides, 'a.pptx')).blocks)).toEqual(['- 甲', '- 甲', '- 甲'])
  })

  it('in the address of a chapter stand for themselves', async () => {
    const book = zip({
      mimetype: 'application/epub+zip',
      'META-INF/container.xml': '<c><rootfile full-path="b.opf"/></c>',
      'b.opf':
        '<package><manifest><item id="a" href="5%.html"/></manifest><spine><itemref idref="a"/></spine></package>',
      '5%.html': '<p>甲</p>',
    })
    expect(show((await parseBytes(book, 'a.epub')).blocks)).toEqual(['甲'])
  })
})
