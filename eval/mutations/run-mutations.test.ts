import { describe, expect, it } from 'vitest'
import { trueTrials, wrongTrials } from './make-trials.ts'
import { MUTATION_BUDGETS, measureMutations } from './run-mutations.ts'
import { exampleStatements, ownStatements } from './source-statements.ts'

const statements = [...ownStatements(), ...exampleStatements()]

describe('the mutation suite', () => {
  it('keeps its budgets on the committed statements, with thousands of each', () => {
    const result = measureMutations({})
    const count = (tallies: typeof result.wrong) => tallies.reduce((sum, one) => sum + one.trials, 0)
    expect(count(result.wrong)).toBeGreaterThanOrEqual(3000)
    expect(count(result.right)).toBeGreaterThanOrEqual(3000)
    expect(result.escapeRate).toBeLessThanOrEqual(MUTATION_BUDGETS.escapes)
    expect(result.falseBlockRate).toBeLessThanOrEqual(MUTATION_BUDGETS.falseBlocks)
    expect(result.kept).toBe(true)
  })

  it('makes the same trials of the same seed, and others of another', () => {
    const sentences = (seed: number) => wrongTrials(statements, 5, seed).map((trial) => trial.sentence)
    expect(sentences(3)).toEqual(sentences(3))
    expect(sentences(3)).not.toEqual(sentences(4))
  })

  it('makes every wrong sentence differ from what it cites, and marks what is true', () => {
    for (const { sentence, source, quote, isTrue, askedProductId } of wrongTrials(statements, 20, 5)) {
      expect(isTrue).toBe(false)
      expect(sentence !== quote || askedProductId !== source.productId).toBe(true)
      expect(source.sectionText).toContain(quote)
    }
    expect(trueTrials(statements, 5, 5).every((trial) => trial.isTrue)).toBe(true)
  })
})
