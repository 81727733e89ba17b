import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { codeOf, parseBytes, show } from '../../test/parse-bytes.ts'

const MAIN = 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml'
const NS = 'xmlns:p="p" xmlns:a="a" xmlns:r="r"'

/** One file of slides; `notes` belong to the first. */
function pptx(slides: readonly string[], notes?: string): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types><Override PartName="/ppt/presentation.xml" ContentType="${MAIN}"/></Types>`,
    '_rels/.rels':
      '<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="ppt/presentation.xml"/></Relationships>',
    'ppt/presentation.xml': `<p:presentation ${NS}><p:sldIdLst>${slides.map((_, at) => `<p:sldId id="${256 + at}" r:id="s${at}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': `<Relationships>${slides.map((_, at) => `<Relationship Id="s${at}" Type="x/slide" Target="slides/slide${at}.xml"/>`).join('')}</Relationships>`,
  }
  slides.forEach((shapes, at) => {
    parts[`ppt/slides/slide${at}.xml`] =
      `<p:sld ${NS}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`
  })
  if (notes !== undefined) {
    parts['ppt/slides/_rels/slide0.xml.rels'] =
      '<Relationships><Relationship Id="n" Type="x/notesSlide" Target="../notesSlides/n.xml"/></Relationships>'
    parts['ppt/notesSlides/n.xml'] =
      `<p:notes ${NS}><p:cSld><p:spTree>${shape(notes, 'body')}</p:spTree></p:cSld></p:notes>`
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}

function shape(text: string, type?: string): string {
  const paragraphs = text
    .split('\n')
    .map((line) => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`)
    .join('')
  const place = type === undefined ? '' : `<p:ph type="${type}"/>`
  return `<p:sp><p:nvSpPr><p:nvPr>${place}</p:nvPr></p:nvSpPr><p:txBody>${paragraphs}</p:txBody></p:sp>`
}

describe('a PowerPoint presentation', () => {
  it('gives each slide as a page: title, texts, tables, notes', async () => {
    const cell = (text: string) =>
      `<a:tc><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`
    const table = `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr>${cell('组')}${cell('例数')}</a:tr><a:tr>${cell('治疗')}${cell('120')}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
    const parsed = await parseBytes(
      pptx([shape('糖诺利培训', 'title') + shape('降糖机制'), shape('结果', 'title') + table], '口头补充'),
      'a.pptx',
    )
    const shown = show(parsed.blocks)
    expect(shown.slice(0, 2)).toEqual(['# 糖诺利培训', '降糖机制'])
    expect(shown).toContain('口头补充')
    expect(shown.slice(-3)).toEqual(['# 结果', '=| 组 | 例数 |', '| 治疗 | 120 |'])
    expect(parsed.blocks.at(-1)?.page).toBe(2)
    expect(parsed.pageCount).toBe(2)
  })

  it('says when it is empty or damaged', async () => {
    expect(await codeOf(parseBytes(pptx([''])))).toBe('empty')
    expect(await codeOf(parseBytes(pptx(['<p:sp>'])))).toBe('damaged')
  })
})
