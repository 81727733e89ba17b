import { describe, expect, it } from 'vitest'
import type { Hit } from '../knowledge/retrieval.ts'
import { CHOICE, chooseStatements } from './choose-statements.ts'
import type { ScoredStatement } from './score-statements.ts'

const HIT = { sectionId: 'S', sectionText: '' } as Hit

function statement(index: number, text: string, worth: number, row = false): ScoredStatement {
  const range = { start: index * 100, end: index * 100 + text.length }
  return {
    hit: HIT,
    statement: {
      ...range,
      index,
      captions: [],
      before: null,
      code: null,
      item: index,
      header: row ? { start: 0, end: 5 } : null,
    },
    text,
    // All meet the same word of the question, so that none adds anything to another.
    met: new Map([['said 头痛', worth]]),
    base: 0,
    fits: false,
    code: 'dosage',
  }
}

const told = (...scored: readonly ScoredStatement[]) =>
  chooseStatements(scored).statements.map((one) => one.text)

describe('the statements of an answer', () => {
  it('are two where two answer about equally well', () => {
    expect(told(statement(0, '一次一片。', 6), statement(5, '一次两片。', 5.5))).toEqual([
      '一次一片。',
      '一次两片。',
    ])
  })

  it('leave out what answers clearly worse', () => {
    const worse = statement(5, '一次两片。', 6 - CHOICE.close - 0.5)
    expect(told(statement(0, '一次一片。', 6), worse)).toEqual(['一次一片。'])
  })

  it('say the same words once', () => {
    expect(told(statement(0, '一次一片。', 6), statement(5, '一次一片。', 6))).toEqual(['一次一片。'])
  })

  it('stay short: no runner-up beyond the budget, and no further row of a table', () => {
    const long = `${'甲'.repeat(CHOICE.closeBudget)}。`
    expect(told(statement(0, '一次一片。', 6), statement(5, long, 6.4))).toHaveLength(1)
    expect(told(statement(0, '一次一片。', 6), statement(5, '轻度 | 一片', 5.9, true))).toHaveLength(1)
  })
})
