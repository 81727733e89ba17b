import { describe, expect, it } from 'vitest'
import { codeOf, parseBytes, show } from '../../test/parse-bytes.ts'
import { writeTiff } from '../../test/write-tiff.ts'
import type { Ocr } from '../ocr.ts'

const A4 = { width: 595, height: 842 }
const TEXTS = ['【禁忌】对本品过敏者禁用。', '【贮藏】密封保存。', '']

/** Says of each page what it is asked to read. */
function reading(confidence = 92): Ocr {
  return {
    async recognize(_, page = 0) {
      const text = TEXTS[page] ?? ''
      const line = { text, left: 60, top: 300, right: 60 + text.length * 10, bottom: 312, block: 1 }
      return { lines: text === '' ? [] : [line], confidence, doubtfulNumbers: 0, size: A4 }
    },
  }
}
const never: Ocr = { recognize: () => Promise.reject(new Error('asked')) }

describe('a picture of pages', () => {
  it('is read page by page, each block with its page, and an empty page is named', async () => {
    const parsed = await parseBytes(writeTiff([A4, A4, A4]), 'fax.tif', { ocr: reading() })
    expect(show(parsed.blocks)).toEqual(['# 【禁忌】', '对本品过敏者禁用。', '# 【贮藏】', '密封保存。'])
    expect(parsed.blocks.map((block) => block.page)).toEqual([1, 1, 2, 2])
    expect(parsed.pageCount).toBe(3)
    expect(parsed.warnings.map(({ code, page }) => `${code} ${page}`)).toEqual([
      'low_confidence_ocr 1',
      'low_confidence_ocr 2',
      'page_without_text 3',
    ])
  })

  it('is refused with a code when it is poor, empty, too large or too long, before it is decoded', async () => {
    expect(await codeOf(parseBytes(writeTiff([A4]), 'a.tif', { ocr: reading(50) }))).toBe('poor_scan')
    const blank: Ocr = { recognize: async () => ({ lines: [], confidence: 0, doubtfulNumbers: 0 }) }
    expect(await codeOf(parseBytes(writeTiff([A4]), 'a.tif', { ocr: blank }))).toBe('no_text')
    const bomb = Buffer.from('89504e470d0a1a0a0000000d49484452000186a0000186a00800000000', 'hex')
    expect(await codeOf(parseBytes(bomb, 'a.png', { ocr: never }))).toBe('too_large')
    const long = writeTiff(Array.from({ length: 3 }, () => ({ width: 1, height: 1 })))
    expect(await codeOf(parseBytes(long, 'a.tif', { ocr: never, limits: { maxPages: 2 } }))).toBe(
      'too_many_pages',
    )
  })
})
