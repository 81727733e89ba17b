import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { codeOf, parseBytes, show } from '../../test/parse-bytes.ts'

const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

function docx(body: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types><Override PartName="/word/document.xml" ContentType="${MAIN}"/></Types>`,
    '_rels/.rels':
      '<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/_rels/document.xml.rels':
      '<Relationships><Relationship Id="s" Type="x/styles" Target="styles.xml"/><Relationship Id="n" Type="x/numbering" Target="numbering.xml"/><Relationship Id="f" Type="x/footnotes" Target="footnotes.xml"/></Relationships>',
    'word/styles.xml':
      '<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>',
    'word/numbering.xml':
      '<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    'word/document.xml': `<w:document xmlns:w="w" xmlns:mc="mc"><w:body>${body}</w:body></w:document>`,
    ...more,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}

const run = (text: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
const p = (content: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`

describe('a Word document', () => {
  it('finds headings by style, 【…】 and a short bold line', async () => {
    const parsed = await parseBytes(
      docx(
        p(run('糖诺利片说明书'), '<w:pStyle w:val="H1"/>') +
          p(run('【禁忌】', '<w:b/>') + run('对本品过敏者禁用。')) +
          p(run('肾功能不全', '<w:b/>')) +
          p(run('无需调整剂量。')) +
          p(run('另见上文。')),
      ),
      'a.docx',
    )
    expect(show(parsed.blocks)).toEqual([
      '# 糖诺利片说明书',
      '# 【禁忌】',
      '对本品过敏者禁用。',
      '# 肾功能不全',
      '无需调整剂量。',
      '另见上文。',
    ])
    expect(parsed.title).toBe('糖诺利片说明书')
  })

  it('puts automatic numbers back, and leaves deleted text out', async () => {
    const numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    const parsed = await parseBytes(
      docx(
        p(run('甲'), numbered) +
          p(run('乙'), numbered) +
          p(`<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>${run('新')}</w:ins>${run('文')}`),
      ),
    )
    expect(show(parsed.blocks)).toEqual(['- （一）甲', '- （二）乙', '新文'])
  })

  it('reads tables on a full grid, with merged cells repeated', async () => {
    const cell = (text: string, properties = '') =>
      `<w:tc><w:tcPr>${properties}</w:tcPr>${p(run(text))}</w:tc>`
    const parsed = await parseBytes(
      docx(
        `<w:tbl><w:tr>${cell('系统')}${cell('常见')}</w:tr>
         <w:tr>${cell('胃肠道', '<w:vMerge w:val="restart"/>')}${cell('恶心')}</w:tr>
         <w:tr>${cell('', '<w:vMerge/>')}${cell('腹泻')}</w:tr></w:tbl>`,
      ),
    )
    expect(show(parsed.blocks)).toEqual(['=| 系统 | 常见 |', '| 胃肠道 | 恶心 |', '| 胃肠道 | 腹泻 |'])
  })

  it('gives a table the caption above it, not the sentence that speaks of it', async () => {
    const cell = (text: string) => `<w:tc>${p(run(text))}</w:tc>`
    const rows = `<w:tr>${cell('甲')}${cell('乙')}</w:tr><w:tr>${cell('1')}${cell('2')}</w:tr>`
    const parsed = await parseBytes(
      docx(
        `${p(run('表1 推荐剂量'))}<w:tbl>${rows}</w:tbl>${p(run('表2列出了剂量。'))}<w:tbl>${rows}</w:tbl>`,
      ),
    )
    expect(parsed.blocks.map((block) => (block.kind === 'table' ? block.caption : block.text))).toEqual([
      '表1 推荐剂量',
      '表2列出了剂量。',
      undefined,
    ])
  })

  it('keeps footnotes after their paragraph and warns of macros', async () => {
    const parsed = await parseBytes(
      docx(p(`${run('正文')}<w:r><w:footnoteReference w:id="2"/></w:r>${run('。')}`), {
        'word/footnotes.xml': `<w:footnotes xmlns:w="w"><w:footnote w:id="2">${p(run('脚注'))}</w:footnote></w:footnotes>`,
        'word/vbaProject.bin': 'x',
      }),
    )
    expect(show(parsed.blocks)).toEqual(['正文。', '脚注'])
    expect(parsed.warnings).toEqual([expect.objectContaining({ code: 'macros_ignored' })])
  })

  it('tells damaged, hostile and empty files apart', async () => {
    const entity = (definition: string) => ({
      'word/document.xml': `<!DOCTYPE d [<!ENTITY a ${definition}>]><w:document xmlns:w="w"><w:body>&a;</w:body></w:document>`,
    })
    expect(await codeOf(parseBytes(docx('', entity('"aaaa"'))))).toBe('zip_bomb')
    expect(await codeOf(parseBytes(docx('', entity('SYSTEM "file:///etc/passwd"'))))).toBe('damaged')
    expect(await codeOf(parseBytes(docx('<w:p>')))).toBe('damaged')
    expect(await codeOf(parseBytes(docx(p(''))))).toBe('empty')
    expect(await codeOf(parseBytes(docx(p(''), { 'word/media/a.png': 'x' })))).toBe('no_text')
    expect(await codeOf(parseBytes(docx('<w:sdt><w:sdtContent>'.repeat(500))))).toBe('damaged')
  })
})
