import { describe, expect, it } from 'vitest'
import { codeOf, parseBytes, show } from '../../test/parse-bytes.ts'
import { type PdfPage, writePdf } from '../../test/write-pdf.ts'
import { LONGEST_PAGE_MS, type Ocr } from '../ocr.ts'
import { DEFAULT_PARSE_LIMITS } from '../parser.ts'
import { parsePdf } from './pdf.ts'

const TEXT = '成人每次口服10毫克，每日一次，餐前或餐后服用均可，肾功能中度受损者每次5毫克。'
const SCAN: PdfPage = { picture: [0, 0, 595, 842] }
const TYPED: PdfPage = {
  texts: [{ text: '对本品任何成份过敏者禁用，重度肾功能不全者禁用。', x: 60, y: 700 }],
}

/** Reads the pages in turn, each with its confidence and its share of doubtful numbers. */
function reading(
  ...pages: readonly (readonly [confidence: number, doubtfulNumbers?: number, text?: string])[]
): Ocr {
  let at = 0
  return {
    async recognize() {
      const [confidence, doubtfulNumbers = 0, text = TEXT] = pages[at] ?? [0]
      at += 1
      const line = { text, left: 200, top: 900, right: 2200, bottom: 940, block: 1 }
      return { lines: text === '' ? [] : [line], confidence, doubtfulNumbers }
    },
  }
}
const parse = (pages: readonly PdfPage[], ocr?: Ocr) =>
  parseBytes(writePdf(pages), 'scan.pdf', ocr === undefined ? {} : { ocr })
const codes = (warnings: readonly { readonly code: string; readonly page?: number }[]) =>
  warnings.map(({ code, page }) => `${code} ${page}`)

describe('scanned pages of a PDF', () => {
  it('are named when they are poor or their numbers doubtful, and still read while most of the document is good', async () => {
    const { warnings } = await parse([SCAN, SCAN, SCAN, SCAN], reading([92], [55], [88, 0.4], [90, 0.1]))
    expect(codes(warnings)).toEqual([
      'low_confidence_ocr 1',
      'low_confidence_ocr 2',
      'poor_scan 2',
      'low_confidence_ocr 3',
      'poor_scan 3',
      'low_confidence_ocr 4',
    ])
  })

  it('are refused with their numbers when most of the document is poor', async () => {
    await expect(parse([SCAN, SCAN, SCAN], reading([50], [60], [90]))).rejects.toMatchObject({
      code: 'poor_scan',
      message: expect.stringMatching(/pages 1, 2.*300 dots/u),
      details: { pages: [1, 2] },
    })
    // Pages with a text of their own count as good ones.
    const mixed = await parse([SCAN, TYPED], reading([50]))
    expect(codes(mixed.warnings)).toEqual(['low_confidence_ocr 1', 'poor_scan 1'])
  })

  it('are recognised though a stamp or a page number is their text', async () => {
    const stamped: PdfPage = { ...SCAN, texts: [{ text: 'Scanned by X', x: 400, y: 20 }] }
    const { blocks } = await parse([stamped], reading([92]))
    expect(show(blocks)).toEqual([TEXT])
    expect(await codeOf(parse([stamped, SCAN]))).toBe('needs_ocr')
    const { warnings } = await parse([stamped, TYPED])
    expect(codes(warnings)).toEqual(['page_without_text 1'])
  })

  it('ask for the time that the slowest page may take, so that it fails alone', async () => {
    let allowed = 0
    await parsePdf({
      bytes: writePdf([SCAN]),
      fileName: 'scan.pdf',
      limits: DEFAULT_PARSE_LIMITS,
      ocr: reading([92]),
      allowTime: (ms) => {
        allowed += ms
      },
    })
    expect(allowed).toBeGreaterThanOrEqual(LONGEST_PAGE_MS)
  })

  it('keep the text of a cover that says it all, and of a page with a small picture', async () => {
    const cover: PdfPage = { ...SCAN, texts: [{ text: '糖诺利培训材料', x: 100, y: 500, size: 24 }] }
    const read = await parse([cover, TYPED], reading([92, 0, '糖诺利培训材料']))
    expect(show(read.blocks)[0]).toBe('# 糖诺利培训材料')
    expect(read.warnings).toEqual([])
    const never: Ocr = { recognize: () => Promise.reject(new Error('asked')) }
    const logo: PdfPage = { picture: [60, 760, 160, 800], texts: [{ text: '附录', x: 60, y: 700 }] }
    expect(show((await parse([logo], never)).blocks)).toEqual(['附录'])
  })
})
