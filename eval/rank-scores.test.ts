import { describe, expect, it } from 'vitest'
import { scoreRanking } from './rank-scores.ts'

const relevant = new Map([
  ['a', 2],
  ['b', 1],
])

describe('the score of a ranking', () => {
  it('is full for the best order and less for the other', () => {
    expect(scoreRanking(['a', 'b', 'x'], relevant)).toEqual({
      recall1: 0.5,
      recall5: 1,
      recall10: 1,
      ndcg10: 1,
      reciprocalRank: 1,
    })
    const turned = scoreRanking(['b', 'a'], relevant)
    expect(turned.ndcg10).toBeCloseTo((1 + 3 / Math.log2(3)) / (3 + 1 / Math.log2(3)))
  })

  it('counts nothing behind the tenth place', () => {
    const far = [...'0123456789', 'a']
    expect(scoreRanking(far, relevant)).toMatchObject({ recall10: 0, ndcg10: 0, reciprocalRank: 0 })
    expect(scoreRanking([], relevant)).toMatchObject({ ndcg10: 0 })
  })
})
