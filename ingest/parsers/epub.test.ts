import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { codeOf, parseBytes, show } from '../../test/parse-bytes.ts'

function epub(chapters: readonly string[], more: Readonly<Record<string, string>> = {}): Uint8Array {
  const parts: Record<string, string> = {
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
    'OPS/book.opf': `<package><metadata><dc:title xmlns:dc="d">手册</dc:title></metadata><manifest>${chapters.map((_, at) => `<item id="c${at}" href="c%20${at}.xhtml"/>`).join('')}</manifest><spine>${chapters.map((_, at) => `<itemref idref="c${at}"/>`).join('')}</spine></package>`,
    ...more,
  }
  chapters.forEach((body, at) => {
    parts[`OPS/c ${at}.xhtml`] = `<html><body>${body}</body></html>`
  })
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}

describe('an EPUB', () => {
  it('gives its chapters in the order of the spine', async () => {
    const parsed = await parseBytes(epub(['<h1>甲</h1><p>一。</p>', '<h1>乙</h1><p>二。</p>']), 'a.epub')
    expect(show(parsed.blocks)).toEqual(['# 甲', '一。', '# 乙', '二。'])
    expect(parsed.title).toBe('手册')
  })

  it('tells protected, damaged and empty books apart', async () => {
    const locked = { 'META-INF/encryption.xml': '<e><CipherReference URI="OPS/c%200.xhtml"/></e>' }
    expect(await codeOf(parseBytes(epub(['<p>a</p>'], locked)))).toBe('encrypted')
    expect(await codeOf(parseBytes(epub(['<p>a</p>'], { 'OPS/book.opf': '<package>' })))).toBe('damaged')
    expect(await codeOf(parseBytes(epub(['<p>a</p>'], { 'META-INF/container.xml': '<c/>' })))).toBe('damaged')
    expect(await codeOf(parseBytes(epub([''])))).toBe('empty')
  })
})
