import { describe, expect, it } from 'vitest'
import { checkBudgets } from './budgets.ts'
import type { Score } from './score.ts'
import { percentile, summarise } from './summarise.ts'

const score = (outcome: number, rest: Partial<Score> = {}): Score => ({
  outcome,
  retrieveMs: 1,
  answerMs: 2,
  ...rest,
})

describe('a summary', () => {
  it('means over the questions that a measure applies to', () => {
    const summary = summarise([score(1, { recall1: 1 }), score(0), score(1, { recall1: 0 })])
    expect(summary['section recall@1']).toMatchObject({ value: 0.5, count: 2 })
    expect(summary['outcome as expected']).toMatchObject({ count: 3 })
    expect(summary['unanswerable refused']).toBeUndefined()
  })

  it('has an interval around the value, the same each time', () => {
    const scores = Array.from({ length: 50 }, (_, at) => score(at % 5 === 0 ? 0 : 1))
    const { value, low, high } = summarise(scores)['outcome as expected']!
    expect(low).toBeLessThan(value)
    expect(high).toBeGreaterThan(value)
    expect(summarise(scores)).toEqual(summarise(scores))
  })

  it('reads percentiles between the neighbours', () => {
    expect(percentile([4, 1, 2, 3], 0.5)).toBe(2.5)
    expect(percentile([7], 0.95)).toBe(7)
  })
})

describe('budgets', () => {
  const budgets = [
    { label: 'outcome as expected', atLeast: 0.5 },
    { label: 'false refusals', atMost: 0.1 },
    { label: 'restricted recognised', atLeast: 1 },
  ]

  it('are kept or not, both ways, for what was measured', () => {
    const results = checkBudgets(
      summarise([score(1, { falselyRefused: 1 }), score(0, { falselyRefused: 0 })]),
      budgets,
    )
    expect(results.map(({ label, kept }) => [label, kept])).toEqual([
      ['outcome as expected', true],
      ['false refusals', false],
    ])
  })
})
