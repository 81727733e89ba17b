import { describe, expect, it } from 'vitest'
import { codeOf, parseBytes, show } from '../../test/parse-bytes.ts'
import { type PdfPage, type PdfText, writePdf } from '../../test/write-pdf.ts'

/** Lines of one paragraph, one under the other. */
function lines(texts: readonly string[], x: number, y: number, size = 10): readonly PdfText[] {
  return texts.map((text, at) => ({ text, x, y: y - at * 1.5 * size, size }))
}

/** Chinese lines of a full column: 18 characters of 10 points each. */
const FULL = [
  '本品适用于成人二型糖尿病患者在饮食控制',
  '和运动基础上改善血糖控制本品不适用于一',
  '型糖尿病患者或糖尿病酮症酸中毒的治疗。',
]

function grid(xs: readonly number[], ys: readonly number[]): NonNullable<PdfPage['lines']> {
  const [left, right, top, bottom] = [xs[0] ?? 0, xs.at(-1) ?? 0, ys[0] ?? 0, ys.at(-1) ?? 0]
  return [...ys.map((y) => [left, y, right, y] as const), ...xs.map((x) => [x, top, x, bottom] as const)]
}

describe('a PDF', () => {
  it('gives 【…】 as headings, also where the text goes on behind it', async () => {
    const parsed = await parseBytes(
      writePdf([
        {
          texts: [
            { text: '糖诺利片说明书', x: 240, y: 800, size: 18 },
            { text: '【禁忌】', x: 60, y: 760 },
            { text: '对本品过敏者禁用。', x: 60, y: 745 },
            { text: '【孕妇及哺乳期妇女用药】尚不明确。', x: 60, y: 725 },
          ],
        },
      ]),
    )
    expect(show(parsed.blocks)).toEqual([
      '# 糖诺利片说明书',
      '# 【禁忌】',
      '对本品过敏者禁用。',
      '# 【孕妇及哺乳期妇女用药】',
      '尚不明确。',
    ])
    expect(parsed.pageCount).toBe(1)
    expect(parsed.title).toBe('糖诺利片说明书')
  })

  it('joins Chinese lines without a blank and English ones with one, and heals hyphens', async () => {
    const english = [
      'The recommended starting dose of the medicine is one tablet',
      'once daily. In patients with renal impair-',
      'ment the dose is reduced.',
    ]
    const parsed = await parseBytes(
      writePdf([{ texts: lines(FULL, 60, 780) }, { texts: lines(english, 60, 780) }]),
    )
    expect(show(parsed.blocks)).toEqual([
      FULL.join(''),
      'The recommended starting dose of the medicine is one tablet once daily. In patients with renal impairment the dose is reduced.',
    ])
  })

  it('reads two columns one after the other, below a title that crosses both', async () => {
    const left = [
      '左栏第一行的文字写满了整个栏宽为止了吗',
      '左栏第二行的文字写满了整个栏宽为止了吗',
      '左栏第三行的文字写满了整个栏宽为止了吗',
      '左栏第四行的文字写满了整个栏宽为止了吗',
      '左栏到此为止。',
    ]
    const right = left.map((line) => line.replace('左', '右'))
    const parsed = await parseBytes(
      writePdf([
        {
          texts: [
            { text: '两栏排版的药品说明书示例文件题目', x: 180, y: 800, size: 16 },
            ...left.flatMap((text, at) => [
              { text, x: 60, y: 760 - at * 15 },
              { text: right[at] ?? '', x: 310, y: 760 - at * 15 },
            ]),
          ],
        },
      ]),
    )
    expect(show(parsed.blocks)).toEqual(['# 两栏排版的药品说明书示例文件题目', left.join(''), right.join('')])
  })

  it('reads the short lines of a right column after the left one, and a last heading after both', async () => {
    const left = Array.from(
      { length: 9 },
      (_, at) => `左栏第${'一二三四五六七八九'[at]}行的文字写满了整个栏宽为止`,
    )
    const right = ['【贮藏】', '密封保存。', '【包装】', '每盒七片。', '【有效期】', '三十六个月。']
    const parsed = await parseBytes(
      writePdf([
        {
          texts: [
            ...left.map((text, at) => ({ text, x: 60, y: 780 - at * 15 })),
            ...right.map((text, at) => ({ text, x: 310, y: 776 - at * 23.5 })),
            { text: '【生产企业】', x: 60, y: 620 },
            { text: '示例制药。', x: 60, y: 603 },
          ],
        },
      ]),
    )
    expect(show(parsed.blocks)).toEqual([
      left.join(''),
      ...['# 【贮藏】', '密封保存。', '# 【包装】', '每盒七片。', '# 【有效期】', '三十六个月。'],
      ...['# 【生产企业】', '示例制药。'],
    ])
  })

  it('knows columns of a few lines by the gutter of the other pages', async () => {
    const column = (name: string, count: number) =>
      Array.from({ length: count }, (_, at) => `${name}栏第${'一二三四五六七八'[at]}行的文字写满整个栏宽`)
    const place = (texts: readonly string[], x: number, y: number) =>
      texts.map((text, at) => ({ text, x, y: y - at * 15 }))
    const [left, right] = [column('左', 8), column('右', 8)]
    const parsed = await parseBytes(
      writePdf([
        { texts: [...place(left, 60, 780), ...place(right, 310, 780)] },
        {
          texts: [
            ...place(['【生产企业】', '企业名称：示例。'], 60, 780),
            ...place(['电话：零。'], 310, 773),
          ],
        },
      ]),
    )
    expect(show(parsed.blocks)).toEqual([
      left.join('') + right.join(''),
      ...['# 【生产企业】', '企业名称：示例。', '电话：零。'],
    ])
  })

  it('parts two paragraphs of one line each that stand in alike, whether they fill the line or not', async () => {
    const texts = [
      ...lines(FULL, 60, 780),
      { text: '妊娠：尚无孕妇使用本品的充分数据。', x: 80, y: 720 },
      { text: '哺乳：尚不清楚本品是否进入人乳中。', x: 80, y: 705 },
      ...lines(FULL, 60, 675),
    ]
    const short = [
      { text: '企业名称：示例制药公司', x: 80, y: 780 },
      { text: '生产地址：示例市一号路', x: 80, y: 765 },
    ]
    const parsed = await parseBytes(writePdf([{ texts }, { texts: short }]))
    expect(show(parsed.blocks)).toEqual([
      FULL.join(''),
      '妊娠：尚无孕妇使用本品的充分数据。',
      '哺乳：尚不清楚本品是否进入人乳中。',
      FULL.join(''),
      '企业名称：示例制药公司',
      '生产地址：示例市一号路',
    ])
  })

  it('drops running headers, footers and page numbers, and joins a sentence over the page', async () => {
    const page = (number: number, body: readonly PdfText[]): PdfPage => ({
      texts: [
        { text: '糖诺利片说明书 核准日期2026年3月1日', x: 60, y: 815, size: 8 },
        ...body,
        { text: `第 ${number} 页 共 3 页`, x: 270, y: 30, size: 8 },
      ],
    })
    const parsed = await parseBytes(
      writePdf([
        page(1, lines(FULL.slice(0, 2), 60, 100)),
        page(2, [...lines(FULL.slice(2), 60, 780), { text: '第二页的另一段。', x: 80, y: 740 }]),
        page(3, [{ text: '第三页。', x: 60, y: 780 }]),
      ]),
    )
    expect(show(parsed.blocks)).toEqual([FULL.join(''), '第二页的另一段。', '第三页。'])
    expect(parsed.blocks.map((block) => block.page)).toEqual([1, 2, 3])
    expect(parsed.pageCount).toBe(3)
  })

  it('reads a ruled table as rows under their header, also when it goes on over the page', async () => {
    const xs = [60, 200, 340, 480]
    const row = (y: number, cells: readonly string[]) =>
      cells.map((text, at) => ({ text, x: (xs[at] ?? 0) + 5, y }))
    const parsed = await parseBytes(
      writePdf([
        {
          texts: [
            { text: '表1 肾功能不全患者的剂量', x: 200, y: 160 },
            ...row(132, ['肾功能', 'eGFR', '推荐剂量']),
            ...row(112, ['轻度', '60-89', '10 mg']),
            ...row(92, ['中度', '30-59', '5 mg']),
          ],
          lines: grid(xs, [145, 125, 105, 85]),
        },
        {
          texts: [...row(787, ['肾功能', 'eGFR', '推荐剂量']), ...row(767, ['重度', '15-29', '不推荐'])],
          lines: grid(xs, [800, 780, 760]),
        },
      ]),
    )
    expect(show(parsed.blocks)).toEqual([
      '^ 表1 肾功能不全患者的剂量',
      '=| 肾功能 | eGFR | 推荐剂量 |',
      '| 轻度 | 60-89 | 10 mg |',
      '| 中度 | 30-59 | 5 mg |',
      '| 重度 | 15-29 | 不推荐 |',
    ])
    const [table] = parsed.blocks
    expect(table?.kind === 'table' && table.rows.map((each) => each.page)).toEqual([1, 1, 2])
  })

  it('reads a three-line table without vertical rules', async () => {
    const row = (y: number, cells: readonly string[]) =>
      cells.map((text, at) => ({ text, x: 70 + at * 140, y }))
    const parsed = await parseBytes(
      writePdf([
        {
          texts: [
            ...row(700, ['系统', '常见', '偶见']),
            ...row(680, ['胃肠道', '恶心', '便秘']),
            ...row(660, ['神经系统', '头痛', '眩晕']),
            ...row(640, ['皮肤', '皮疹', '瘙痒']),
          ],
          lines: [
            [60, 715, 480, 715],
            [60, 692, 480, 692],
            [60, 630, 480, 630],
          ],
        },
      ]),
    )
    expect(show(parsed.blocks)).toEqual([
      '=| 系统 | 常见 | 偶见 |',
      '| 胃肠道 | 恶心 | 便秘 |',
      '| 神经系统 | 头痛 | 眩晕 |',
      '| 皮肤 | 皮疹 | 瘙痒 |',
    ])
  })

  it('keeps the items of a list apart', async () => {
    const parsed = await parseBytes(
      writePdf([
        {
          texts: [
            { text: '下列患者禁用：', x: 60, y: 780 },
            { text: '1．对本品任何成份过敏者。', x: 60, y: 765 },
            { text: '2．重度肾功能不全者。', x: 60, y: 750 },
            { text: '（3）正在透析的患者。', x: 60, y: 735 },
          ],
        },
      ]),
    )
    expect(show(parsed.blocks)).toEqual([
      '下列患者禁用：',
      '- 1．对本品任何成份过敏者。',
      '- 2．重度肾功能不全者。',
      '- （3）正在透析的患者。',
    ])
  })

  it('reads a page that is turned, and keeps a watermark out of its sentences', async () => {
    const turned = writePdf([
      {
        rotate: 90,
        texts: lines(FULL, 0, 0).map((each, at) => ({ ...each, x: 100 + at * 15, y: 200, angle: 90 })),
      },
    ])
    expect(show((await parseBytes(turned)).blocks)).toEqual([FULL.join('')])
    const marked = writePdf([
      { texts: [...lines(FULL, 60, 780), { text: '内部资料', x: 200, y: 700, size: 40, angle: 45 }] },
    ])
    expect(show((await parseBytes(marked)).blocks)[0]).toBe(FULL.join(''))
  })

  it('keeps look-alike characters as the file has them', async () => {
    const parsed = await parseBytes(writePdf([{ texts: [{ text: '⽤法⽤量见下。', x: 60, y: 780 }] }]))
    const [text] = show(parsed.blocks)
    expect(text?.normalize('NFKC')).toBe('用法用量见下。')
  })

  it('asks for recognition where the fonts lack a character map', async () => {
    const bytes = writePdf([{ texts: lines(FULL.map(shifted), 60, 780) }], { lacksCharacterMap: true })
    expect(await codeOf(parseBytes(bytes))).toBe('needs_ocr')
    const recognised = await parseBytes(bytes, 'scan.pdf', { ocr: saying('【禁忌】对本品过敏者禁用。') })
    expect(show(recognised.blocks)).toEqual(['# 【禁忌】', '对本品过敏者禁用。'])
  })

  it('asks for recognition of a picture without text, and names what was not recognised', async () => {
    const drawn: PdfPage = { lines: [[60, 60, 400, 700]] }
    expect(await codeOf(parseBytes(writePdf([drawn])))).toBe('needs_ocr')
    const mixed = await parseBytes(writePdf([{ texts: lines(FULL, 60, 780) }, drawn]))
    expect(mixed.warnings).toEqual([expect.objectContaining({ code: 'page_without_text', page: 2 })])
  })

  it('warns of every recognised page, and drops its header though it is read differently each time', async () => {
    const heads = ['安克欣(注射用美罗培南)说明书', '安克欣” (注射用美罗培南)HB', '安克欧注射用美罗培南说明书']
    const bodies = ['对本品过敏者禁用。', '每日一次。', '密封保存。']
    let page = 0
    const line = (text: string, top: number) => ({
      ...{ text, left: 200, top, right: 200 + text.length * 40, bottom: top + 40, block: 1 },
    })
    const recognize = async () => {
      const lines = [line(heads[page] ?? '', 150), line(bodies[page] ?? '', 900)]
      page += 1
      return { lines, confidence: 96, doubtfulNumbers: 0 }
    }
    const drawn: PdfPage = { lines: [[60, 60, 400, 700]] }
    const parsed = await parseBytes(writePdf([drawn, drawn, drawn]), 'scan.pdf', { ocr: { recognize } })
    expect(show(parsed.blocks)).toEqual(bodies)
    expect(parsed.warnings.map(({ code, page: number }) => [code, number])).toEqual([
      ['low_confidence_ocr', 1],
      ['low_confidence_ocr', 2],
      ['low_confidence_ocr', 3],
    ])
  })

  it('tells encrypted, damaged, empty and too long files apart', async () => {
    const page: PdfPage = { texts: lines(FULL, 60, 780) }
    expect(await codeOf(parseBytes(writePdf([page], { isEncrypted: true })))).toBe('encrypted')
    expect(await codeOf(parseBytes('%PDF-1.4\nnothing that makes a document'))).toBe('damaged')
    expect(await codeOf(parseBytes(writePdf([{}])))).toBe('empty')
    expect(await codeOf(parseBytes(writePdf([page, page, page]), 'a.pdf', { limits: { maxPages: 2 } }))).toBe(
      'too_many_pages',
    )
    expect(await codeOf(parseBytes(writePdf([page]), 'a.pdf', { limits: { maxTextLength: 20 } }))).toBe(
      'too_large',
    )
  })

  it('takes its title from the properties unless they name a program', async () => {
    const page: PdfPage = {
      texts: [{ text: '糖诺利片说明书', x: 240, y: 800, size: 18 }, ...lines(FULL, 60, 760)],
    }
    expect((await parseBytes(writePdf([page], { title: '糖诺利片' }))).title).toBe('糖诺利片')
    expect((await parseBytes(writePdf([page], { title: 'Microsoft Word - 1.doc' }))).title).toBe(
      '糖诺利片说明书',
    )
  })
})

/** As a font that numbers its glyphs: the codes stand for other characters. */
function shifted(text: string): string {
  return [...text].map((_, at) => String.fromCharCode(3 + ((at * 7) % 400))).join('')
}

function saying(text: string, confidence = 95) {
  const line = { text, left: 200, top: 200, right: 200 + text.length * 40, bottom: 240, block: 1 }
  return { recognize: async () => ({ lines: [line], confidence, doubtfulNumbers: 0 }) }
}
