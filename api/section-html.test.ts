import { describe, expect, it } from 'vitest'
import { type PassagePlace, renderSection, type SectionView } from './section-html.ts'

function view(text: string, more: Partial<SectionView> = {}): SectionView {
  return { text, quotes: [], passages: [], pageLabel: (page) => `p. ${page}`, tableLabel: 'table', ...more }
}

const prose = (start: number, end: number, page: number | null): PassagePlace => {
  return { start, end, page, kind: 'prose', header: null }
}

const shown = (given: SectionView, page: number | null = null) => renderSection(given, page).body.text

describe('a section', () => {
  it('is paragraphs, with what stands in them escaped', () => {
    expect(shown(view('一。\n\n二 <b>'))).toBe('<p>一。</p>\n<p>二 &lt;b&gt;</p>\n')
  })

  it('marks where a page begins, once', () => {
    const text = '一。\n二。\n三。'
    const passages = [prose(0, 3, 4), prose(3, 8, 5)]
    const marked = shown(view(text, { passages }), 4)
    expect(marked.match(/page-mark/g)).toHaveLength(1)
    expect(marked.indexOf('p. 5')).toBeLessThan(marked.indexOf('二。'))
    expect(renderSection(view(text, { passages }), 4).page).toBe(5)
  })

  it('lights a quote up over line ends without changing a letter', () => {
    const text = '甲乙丙。\n丁戊己。'
    const body = shown(view(text, { quotes: [{ start: 2, end: 7, first: true }] }))
    expect(body).toContain('甲乙<mark class="quote" data-quote>丙。</mark>')
    expect(body).toContain('<mark class="quote" data-quote>丁戊</mark>己。')
    expect(body.replace(/<[^>]+>/g, '').replaceAll('\n', '')).toBe('甲乙丙。丁戊己。')
  })

  it('lets the quote that was asked for stand where two overlap', () => {
    const body = shown(
      view('甲乙丙丁', {
        quotes: [
          { start: 0, end: 3, first: false },
          { start: 2, end: 4, first: true },
        ],
      }),
    )
    expect(body).toBe('<p>甲乙<mark class="quote" data-quote>丙丁</mark></p>\n')
  })
})

describe('a table', () => {
  const header = '分类 | 常见 | 偶见'
  const row = (text: string, from: string) => {
    const start = text.indexOf(from)
    return { start, end: text.length, page: 1, kind: 'table' as const, header }
  }

  it('has its header row once, empty cells in their places and all rows as wide', () => {
    const text = `${header}\n| 头晕 | 皮疹\n感染 | 鼻炎\n其他`
    const body = shown(view(text, { passages: [prose(0, header.length, 1), row(text, '| 头晕')] }), 1)
    expect(body.match(/<th scope="col">/g)).toHaveLength(3)
    expect(body).toContain('<tr><td></td><td>头晕</td><td>皮疹</td></tr>')
    expect(body).toContain('<tr><td>感染</td><td>鼻炎</td><td></td></tr>')
    expect(body).toContain('<tr><td>其他</td><td></td><td></td></tr>')
  })

  it('shows a header that the text does not repeat', () => {
    const text = '感染 | 鼻炎 | 咽炎'
    const body = shown(view(text, { passages: [row(text, '感染')] }), 1)
    expect(body).toContain('<th scope="col">分类</th>')
    expect(body).toContain('<td>感染</td>')
  })

  it('begins below its caption, also when extraction counts the caption in', () => {
    const text = `表1 甲\n${header}\n感染 | 鼻炎 | 咽炎\n其他\n表2 乙\n${header}\n皮肤 | 皮疹 | 瘙痒\n说明。`
    const passages = [
      { ...row(text, '表1'), end: text.indexOf('说明') },
      prose(text.indexOf('说明'), text.length, 1),
    ]
    const body = shown(view(text, { passages }), 1)
    expect(body.match(/<table>/g)).toHaveLength(2)
    expect(body.match(/<th scope="col">分类/g)).toHaveLength(2)
    for (const line of ['表1 甲', '表2 乙', '说明。']) expect(body).toContain(`<p>${line}</p>`)
    expect(body).toContain('<tr><td>其他</td><td></td><td></td></tr>')
  })

  it('ends where prose begins, and one line with a bar is no table', () => {
    const body = shown(view('甲 | 乙\n丙 | 丁\n说明。\n戊 | 己'))
    expect(body.match(/<table>/g)).toHaveLength(1)
    expect(body).toContain('<p>说明。</p>\n<p>戊 | 己</p>')
  })
})
