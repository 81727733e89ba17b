import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { codeOf, parseBytes, show } from '../../test/parse-bytes.ts'

const MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'

/** @param sheets name -> rows as XML; a name that begins with "-" is hidden */
function xlsx(sheets: Readonly<Record<string, string>>, shared: readonly string[] = []): Uint8Array {
  const names = Object.keys(sheets)
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types><Override PartName="/xl/workbook.xml" ContentType="${MAIN}"/></Types>`,
    '_rels/.rels':
      '<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${names.map((name, at) => `<sheet name="${name.replace('-', '')}" r:id="s${at}"${name.startsWith('-') ? ' state="hidden"' : ''}/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, at) => `<Relationship Id="s${at}" Type="x/worksheet" Target="sheet${at}.xml"/>`).join('')}<Relationship Id="t" Type="x/sharedStrings" Target="shared.xml"/><Relationship Id="y" Type="x/styles" Target="styles.xml"/></Relationships>`,
    'xl/shared.xml': `<sst>${shared.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/styles.xml':
      '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs></styleSheet>',
  }
  names.forEach((name, at) => {
    parts[`xl/sheet${at}.xml`] = `<worksheet><sheetData>${sheets[name]}</sheetData></worksheet>`
  })
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}

const cell = (place: string, value: string, more = '') => `<c r="${place}"${more}><v>${value}</v></c>`
const text = (place: string, value: string) => `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`

describe('an Excel workbook', () => {
  it('gives cells as they show: shared texts, dates, percentages, numbers without noise', async () => {
    const parsed = await parseBytes(
      xlsx(
        {
          问答: `<row>${cell('A1', '0', ' t="s"')}${cell('B1', '1', ' t="s"')}${text('C1', '比例')}${text('D1', '价')}</row>
                 <row>${text('A2', '糖诺利')}${cell('B2', '46082', ' s="1"')}${cell('C2', '0.125', ' s="2"')}${cell('D2', '0.30000000000000004')}</row>`,
        },
        ['品名', '日期'],
      ),
      'a.xlsx',
    )
    expect(show(parsed.blocks)).toEqual([
      '# 问答',
      '=| 品名 | 日期 | 比例 | 价 |',
      '| 糖诺利 | 2026-03-01 | 12.5% | 0.3 |',
    ])
    expect(parsed.blocks[1]?.page).toBe(1)
  })

  it('names hidden sheets instead of reading them', async () => {
    const parsed = await parseBytes(
      xlsx({ Sheet1: `<row>${text('A1', '一')}</row>`, '-秘': `<row>${text('A1', '二')}</row>` }),
    )
    expect(show(parsed.blocks)).toEqual(['一'])
    expect(parsed.warnings).toEqual([expect.objectContaining({ code: 'part_skipped', page: 2 })])
  })

  it('says when it is empty, damaged or far too long', async () => {
    expect(await codeOf(parseBytes(xlsx({ Sheet1: '' })))).toBe('empty')
    expect(await codeOf(parseBytes(xlsx({ Sheet1: '<row>' })))).toBe('damaged')
    const long = xlsx({ Sheet1: `<row>${text('A1', 'x'.repeat(500))}</row>` })
    expect(await codeOf(parseBytes(long, 'a.xlsx', { limits: { maxTextLength: 100 } }))).toBe('too_large')
    expect(await codeOf(parseBytes(long, 'a.xlsx', { limits: { maxUnpackedBytes: 300 } }))).toBe('zip_bomb')
  })
})
