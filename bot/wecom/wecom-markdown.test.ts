import { describe, expect, it } from 'vitest'
import type { Answer, Citation } from '../../assistant/answer.ts'
import { answerAsMarkup, asMarkup, asWords } from './wecom-markdown.ts'

const linkTo = (path: string) => `https://pharos.example${path}`

function answer(text: string, mode: Answer['mode'] = 'verbatim', citations = 1): Answer {
  const cited = Array.from(
    { length: citations },
    (_, at): Citation => ({
      n: at + 1,
      documentId: 'd',
      versionId: 'v',
      passageId: 1,
      title: '泽米沙坦片说明书',
      kind: 'label',
      productIds: ['P1'],
      section: '【用法用量】',
      sectionCode: 'dosage',
      page: 3,
      quote: '',
      effectiveFrom: '2026-01-01',
      url: `/read/v?n=${at + 1}`,
    }),
  )
  return {
    id: 'a',
    conversationId: 'c',
    kind: 'answered',
    mode,
    text,
    citations: cited,
    flags: [],
    followUps: [],
  }
}

describe('what a document says', () => {
  it.each([
    ['# 1', '\u200b# 1'],
    ['- 5 mg', '\u200b- 5 mg'],
    ['1. 口服', '\u200b1. 口服'],
    ['| 剂量 | 次数 |', '\u200b| 剂量 | 次数 |'],
    ['---', '\u200b---'],
    ['*与安慰剂相比*', '\u2217与安慰剂相比\u2217'],
    ['[链接](http://x)', '[链接]\u200b(http://x)'],
    ['<font color="warning">', '<\u200bfont color="warning">'],
    ['10~~20', '10~\u200b~20'],
  ])('shows %j as words', (given, shown) => {
    expect(asWords(given)).toBe(shown)
  })

  it.each(['eGFR<45 ml/min', 'P＜0.05', '10~20 mg', '5-10片', '血压≥140/90 mmHg', '（参见【禁忌】）'])(
    'leaves %j alone',
    (given) => {
      expect(asWords(given)).toBe(given)
    },
  )
})

describe('an answer', () => {
  it('has its marks as links at the end of a statement, and only there', () => {
    const text = '《泽米沙坦片说明书》【用法用量】：\n> 见文献[1]。\n> 每日不超过4片。 [1]'
    const said = answerAsMarkup(answer(text), linkTo, 'zh-CN')
    expect(said).toContain('> 见文献[1]。')
    expect(said).toMatch(/> 每日不超过4片。 \[［1］\]\(https:\/\/pharos\.example\/read\/v\?n=1\)$/u)
  })

  it('keeps a mark that names no source as words', () => {
    expect(answerAsMarkup(answer('> 见文献 [7]'), linkTo, 'zh-CN')).toBe('> 见文献 [7]')
  })

  it('lists its sources where a model has worded it', () => {
    const said = answerAsMarkup(answer('一天最多四片。 [1]', 'generated'), linkTo, 'zh-CN')
    expect(said).toMatch(
      /\*\*出处\*\*\n\[［1］\]\(.*\) 《泽米沙坦片说明书》【用法用量】 · 第3页 · 2026-01-01起有效$/u,
    )
    expect(answerAsMarkup(answer('Four a day. [1]', 'generated'), linkTo, 'en')).toContain('**Sources**')
  })

  it('has plain marks where our pages have no address', () => {
    expect(answerAsMarkup(answer('> 四片。 [1]'), (path) => path, 'zh-CN')).toBe('> 四片。 ［1］')
  })
})

describe('what the skills write', () => {
  it('keeps its bold and gets addresses; escaped signs become words', () => {
    expect(asMarkup('**拜访**\n[明细](/read/1?n=1)', linkTo)).toBe(
      '**拜访**\n[明细](https://pharos.example/read/1?n=1)',
    )
    expect(asMarkup('共 17 次\n[查看明细](/v1/summaries/visits?from=1)', linkTo)).toBe('共 17 次')
    expect(asMarkup('[明细](/visits)', (path) => path)).toBe('明细')
    expect(asMarkup('A\\*B \\<b\\> 10\\|20 \\#1', linkTo)).toBe('A\u2217B <\u200bb> 10|20 #1')
  })
})
