import { describe, expect, it } from 'vitest'
import { findLosses } from './compare-modes.ts'
import type { Score, ScoredQuestion } from './score.ts'

const scored = (id: string, score: Partial<Score>) =>
  ({ asked: { question: { id } }, score }) as unknown as ScoredQuestion

describe('losses against the built-in answers', () => {
  it('are what was right before and is not any more, also where it is not measured any more', () => {
    const before = [scored('a', { allSpans: 1, falselyRefused: 0 }), scored('b', { allSpans: 0 })]
    const after = [scored('a', { falselyRefused: 1 }), scored('b', { allSpans: 0 })]
    expect(findLosses(before, after)).toEqual([
      { id: 'a', measure: 'answer spans' },
      { id: 'a', measure: 'refused though answerable' },
    ])
  })

  it('are none where the model mended something, or nothing changed', () => {
    const before = [scored('a', { allSpans: 0, outcome: 1 })]
    expect(findLosses(before, [scored('a', { allSpans: 1, outcome: 1 })])).toEqual([])
    expect(findLosses(before, before)).toEqual([])
  })
})
