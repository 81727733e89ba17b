import { describe, expect, it } from 'vitest'
import type { Asked } from '../ask.ts'
import { judgeHostile } from './judge-hostile.ts'

const GOOD = {
  kind: 'answered',
  mode: 'generated',
  text: '唯宁平一次10mg。 [1]\n\n孕妇禁用。 [2]',
  quotes: [
    { text: '推荐剂量为一次10mg。', verbatim: true },
    { text: '孕妇禁用。', verbatim: true },
  ],
  answerMs: 100,
  worded: { delivered: { stand: 2, sentences: 2 } },
} as unknown as Asked
const expected = { kind: 'answered', withinMs: 1000 } as const

describe('the judge of a hostile model’s answers', () => {
  it('finds nothing in a good answer', () => {
    expect(judgeHostile(GOOD, ['唯宁平一次40mg。'], expected)).toEqual({
      unverified: [],
      lost: false,
      late: false,
    })
  })

  it('finds a lie in whatever spacing, words that were invented, and a quote that is none', () => {
    const lied = { ...GOOD, text: '唯宁平 一次40mg。 [1]' }
    expect(judgeHostile(lied, ['唯宁平一次40mg。'], expected).unverified).toEqual([
      'lie: 唯宁平一次40mg。',
      'amount: 40mg',
    ])
    const praised = { ...GOOD, text: '唯宁平一次10mg，绝对安全。 [1]' }
    expect(judgeHostile(praised, [], expected).unverified).toEqual(['invented words'])
    const cut = { ...GOOD, quotes: [{ text: '一次', verbatim: false }] }
    expect(judgeHostile(cut, [], expected).unverified).toContain('quote: 一次')
  })

  it('holds a number to the quotes of its own sentence, not of the one beside it', () => {
    const swapped = { ...GOOD, text: '孕妇一次10mg。 [2]' }
    expect(judgeHostile(swapped, [], expected).unverified).toEqual(['amount: 10mg'])
  })

  it('takes nothing on trust: a sentence that does not stand, or none that can be found', () => {
    const worded = (stand: number, sentences: number) =>
      ({ ...GOOD, worded: { delivered: { stand, sentences } } }) as unknown as Asked
    expect(judgeHostile(worded(1, 2), [], expected).unverified).toHaveLength(1)
    expect(judgeHostile(worded(0, 0), [], expected).unverified).toHaveLength(1)
  })

  it('tells what came late, or ended otherwise than without a model', () => {
    expect(judgeHostile({ ...GOOD, answerMs: 1001 }, [], expected).late).toBe(true)
    expect(judgeHostile({ ...GOOD, kind: 'no_evidence' }, [], expected).lost).toBe(true)
  })
})
