import { describe, expect, it } from 'vitest'
import { fillUp, fuse, rankSimilar } from './fuse.ts'
import type { Ranked } from './rank.ts'
import type { Candidate } from './search.ts'

/** Only what fusion looks at. */
const candidate = (passageId: number, similarity: number | null = null, group = 0) =>
  ({ passageId, similarity, group }) as Candidate
const ranking = (...ids: readonly number[]): readonly Ranked[] =>
  ids.map((id, at) => ({ candidate: candidate(id), score: 1 - at / 100 }))
const idsOf = (ranked: readonly Ranked[]) => ranked.map((one) => one.candidate.passageId)

describe('fuse', () => {
  it('puts first what both find, and keeps the first of the words before the first of similarity', () => {
    expect(idsOf(fuse(ranking(1, 2, 3), ranking(9, 3)))).toEqual([3, 1, 2, 9])
  })

  it('leaves the ranking by words as it is when similarity finds nothing', () => {
    expect(idsOf(fuse(ranking(4, 2, 7), []))).toEqual([4, 2, 7])
    expect(fuse([], [])).toEqual([])
  })

  it('scores falling along the list, and keeps the similarity of what both find', () => {
    const fused = fuse(ranking(1, 2), rankSimilar([candidate(2, 0.8), candidate(5, 0.9)]))
    const scores = fused.map((one) => one.score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(fused.find((one) => one.candidate.passageId === 2)?.candidate.similarity).toBe(0.8)
  })
})

describe('rankSimilar', () => {
  it('gives each compared product its own places', () => {
    const found = [candidate(1, 0.9, 0), candidate(2, 0.8, 0), candidate(3, 0.2, 1), candidate(4, 0.1, 1)]
    expect(idsOf(rankSimilar(found))).toEqual([1, 3, 2, 4])
  })
})

describe('fillUp', () => {
  it('adds at the end what is not there yet, below every score of words', () => {
    const filled = fillUp(
      ranking(1, 2),
      rankSimilar([candidate(2, 0.9), candidate(3, 0.8), candidate(4, 0.4)]),
    )
    expect(idsOf(filled)).toEqual([1, 2, 3, 4])
    const scores = filled.map((one) => one.score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(filled.slice(0, 2)).toEqual(ranking(1, 2))
  })
})
