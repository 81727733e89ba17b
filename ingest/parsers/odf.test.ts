import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { codeOf, parseBytes, show } from '../../test/parse-bytes.ts'

const NAMES =
  'xmlns:office="o" xmlns:text="t" xmlns:table="tb" xmlns:draw="d" xmlns:style="s" xmlns:presentation="p" xmlns:xlink="x"'

function odf(kind: string, body: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  const parts: Record<string, string> = {
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'META-INF/manifest.xml': '<manifest/>',
    'content.xml': `<office:document-content ${NAMES}>
      <office:automatic-styles><text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style></office:automatic-styles>
      <office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
    'meta.xml': '<m><office:meta xmlns:office="o"><title>说明书</title></office:meta></m>',
    ...more,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}

describe('OpenDocument', () => {
  it('reads a text: headings, paragraphs, numbered lists, tables and notes, without deleted text', async () => {
    const parsed = await parseBytes(
      odf(
        'text',
        `<text:tracked-changes><text:p>删去</text:p></text:tracked-changes>
         <text:h text:outline-level="1">说明书</text:h>
         <text:p>【禁忌】对本品过敏者<text:s text:c="2"/>禁用<text:note><text:note-body><text:p>注一</text:p></text:note-body></text:note>。</text:p>
         <text:list text:style-name="L"><text:list-item><text:p>甲</text:p></text:list-item><text:list-item><text:p>乙</text:p></text:list-item></text:list>
         <table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>组</text:p></table:table-cell><table:table-cell><text:p>剂量</text:p></table:table-cell></table:table-row></table:table-header-rows>
         <table:table-row><table:table-cell><text:p>成人</text:p></table:table-cell><table:table-cell><text:p>10 mg</text:p></table:table-cell></table:table-row></table:table>`,
      ),
      'a.odt',
    )
    expect(show(parsed.blocks)).toEqual([
      '# 说明书',
      '# 【禁忌】',
      '对本品过敏者  禁用。',
      '注一',
      '- 1. 甲',
      '- 2. 乙',
      '=| 组 | 剂量 |',
      '| 成人 | 10 mg |',
    ])
    expect(parsed.title).toBe('说明书')
  })

  it('reads sheets with repeated cells and slides with their notes', async () => {
    const cell = (text: string) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`
    const sheet = await parseBytes(
      odf(
        'spreadsheet',
        `<table:table table:name="价格"><table:table-row>${cell('品名')}${cell('规格')}</table:table-row>
         <table:table-row>${cell('糖诺利')}${cell('10 mg')}<table:table-cell table:number-columns-repeated="16000"/></table:table-row>
         <table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row></table:table>`,
      ),
    )
    expect(show(sheet.blocks)).toEqual(['=| 品名 | 规格 |', '| 糖诺利 | 10 mg |'])
    const slides = await parseBytes(
      odf(
        'presentation',
        `<draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>培训</text:p></draw:text-box></draw:frame>
         <draw:frame><draw:text-box><text:p>要点</text:p></draw:text-box></draw:frame>
         <presentation:notes><draw:frame><draw:text-box><text:p>讲稿</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>`,
      ),
    )
    expect(show(slides.blocks)).toEqual(['# 培训', '要点', '# 备注', '讲稿'])
    expect(slides.pageCount).toBe(1)
  })

  it('tells protected, damaged and empty files apart', async () => {
    const locked = { 'META-INF/manifest.xml': '<manifest><encryption-data/></manifest>' }
    expect(await codeOf(parseBytes(odf('text', '<text:p>a</text:p>', locked)))).toBe('encrypted')
    expect(await codeOf(parseBytes(odf('text', '<text:p>a')))).toBe('damaged')
    expect(await codeOf(parseBytes(odf('text', '')))).toBe('empty')
    expect(await codeOf(parseBytes(odf('text', '', { 'Pictures/a.png': 'x' })))).toBe('no_text')
  })
})
