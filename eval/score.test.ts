import { describe, expect, it } from 'vitest'
import type { Asked } from './ask.ts'
import { scoreAsked } from './score.ts'

const GOOD: Asked = {
  question: {
    id: 'q1',
    query: '一天几次',
    lang: 'zh',
    kind: 'fact',
    history: [],
    expect: 'answered',
    drugs: ['a'],
    relevant: ['a#用法用量'],
    acceptable: ['a#注意事项'],
    answer_spans: ['一次５mg，一日2次'],
    must_say: [],
    must_not: [],
  },
  products: ['a'],
  owners: new Set(['a', 'b']),
  sections: ['a#用法用量', 'a#禁忌'],
  kind: 'answered',
  mode: 'verbatim',
  text: '《甲》：\n> 一次5mg，一日2次。 [1]',
  quotes: [{ text: '一次5mg，\n一日2次。', verbatim: true }],
  retrieveMs: 3,
  answerMs: 9,
  worded: null,
}
const asked = (change: Partial<Asked>, question: Partial<Asked['question']> = {}): Asked => ({
  ...GOOD,
  ...change,
  question: { ...GOOD.question, ...question },
})

describe('scores', () => {
  it('are full for a good answer, whatever its width of characters and line ends', () => {
    expect(scoreAsked(GOOD)).toMatchObject({
      rightProduct: 1,
      recall1: 1,
      reciprocalRank: 1,
      allSpans: 1,
      outcome: 1,
      falselyRefused: 0,
      verbatim: 1,
      quotedLength: 12,
    })
  })

  it('take an acceptable section, and tell it from the relevant one', () => {
    expect(scoreAsked(asked({ sections: ['a#注意事项', 'a#用法用量'] }))).toMatchObject({
      recall1: 1,
      strictRecall1: 0,
      strictRecall5: 1,
    })
    expect(scoreAsked(asked({ sections: ['a#禁忌', 'x', 'y', 'z', 'w', 'a#用法用量'] }))).toMatchObject({
      recall1: 0,
      recall5: 0,
      recall10: 1,
      reciprocalRank: 1 / 6,
    })
  })

  it('are none for another product, a missing one, a missing span or invented words', () => {
    expect(scoreAsked(asked({ sections: ['b#用法用量'] }))).toMatchObject({ rightProduct: 0, recall10: 0 })
    expect(scoreAsked(asked({}, { drugs: ['a', 'b'] }))).toMatchObject({ rightProduct: 0 })
    expect(scoreAsked(asked({ quotes: [{ text: '一次5mg', verbatim: false }] }))).toMatchObject({
      allSpans: 0,
      spanShare: 0,
      verbatim: 0,
    })
  })

  it('find a span of several sentences in quotes of their own, but not when one of them is missing', () => {
    const span = { answer_spans: ['本品含乳糖。乳糖不耐受者不得使用'] }
    const quote = (text: string) => ({ text, verbatim: true })
    const both = [quote('乳糖不耐受者不得使用本品。'), quote('本品含乳糖。')]
    expect(scoreAsked(asked({ quotes: both }, span))).toMatchObject({ allSpans: 1 })
    expect(scoreAsked(asked({ quotes: both.slice(0, 1) }, span))).toMatchObject({ allSpans: 0 })
  })

  it('count a refusal for and against, by what was expected', () => {
    const refusal = { kind: 'no_evidence', quotes: [], sections: [] } as const
    expect(scoreAsked(asked(refusal))).toMatchObject({ falselyRefused: 1, allSpans: 0, outcome: 0 })
    expect(
      scoreAsked(
        asked(refusal, { expect: 'no_evidence', drugs: [], relevant: [], acceptable: [], answer_spans: [] }),
      ),
    ).toMatchObject({ refused: 1, outcome: 1 })
    expect(scoreAsked(asked({}, { expect: 'no_evidence' }))).toMatchObject({ refused: 0, outcome: 0 })
  })

  it('tell a case that was opened from one that was missed and one that nobody asked for', () => {
    expect(scoreAsked(asked({ kind: 'safety' }, { expect: 'safety' }))).toMatchObject({ safetyFound: 1 })
    expect(scoreAsked(asked({}, { expect: 'safety' }))).toMatchObject({ safetyFound: 0 })
    expect(scoreAsked(asked({ kind: 'safety' }))).toMatchObject({ falseAlarm: 1, outcome: 0 })
  })

  it('of a model’s answer tell what of its first draft stood, what was delivered, and what it cost', () => {
    const usage = { promptTokens: 300, completionTokens: 40, estimated: false }
    const findings = [
      { attempt: 1, statement: 0, fault: 'number' },
      { attempt: 1, statement: 0, fault: 'misplaced' },
      { attempt: 1, statement: -1, fault: 'missing_warning' },
      { attempt: 2, statement: 3, fault: 'number' },
    ]
    const generation = { outcome: 'generated' as const, attempts: 2, usage, cost: 0.5, findings }
    const calls = [
      { milliseconds: 4, sentences: 4 },
      { milliseconds: 3, sentences: 4 },
    ]
    const worded = { generation, calls, delivered: { stand: 3, sentences: 4 } }
    expect(scoreAsked(asked({ mode: 'generated', worded }))).toMatchObject({
      worded: 1,
      firstDraft: 0,
      faithful: 0.75,
      delivered: 0.75,
      promptTokens: 300,
      completionTokens: 40,
      cost: 0.5,
      modelMs: 7,
      aroundModelMs: 2,
    })
    const fallen = {
      ...worded,
      generation: { ...generation, outcome: 'unverified' as const },
      delivered: null,
    }
    const score = scoreAsked(asked({ worded: fallen }))
    expect(score).toMatchObject({ worded: 0, faithful: 0.75 })
    expect(score).not.toHaveProperty('delivered')
    expect(scoreAsked(GOOD)).not.toHaveProperty('worded')
  })

  it('leave out measures that do not apply', () => {
    const score = scoreAsked(asked({}, { expect: 'restricted', answer_spans: [] }))
    expect(score).not.toHaveProperty('allSpans')
    expect(score).not.toHaveProperty('falselyRefused')
  })
})
