/** How good a ranking is against what is relevant, by the usual measures. Pure. */

/** Shares of 0..1. */
export interface RankScores {
  readonly recall1: number
  readonly recall5: number
  readonly recall10: number
  readonly ndcg10: number
  /** 1 / place of the first relevant one among ten. */
  readonly reciprocalRank: number
}

const DEPTH = 10

/** `ranked` are keys, best first, each once; `relevant` are grades above 0 by key, of which there is one at least. */
export function scoreRanking(ranked: readonly string[], relevant: ReadonlyMap<string, number>): RankScores {
  const recall = (depth: number) =>
    ranked.slice(0, depth).filter((key) => relevant.has(key)).length / relevant.size
  const gain = (grade: number, place: number) => (2 ** grade - 1) / Math.log2(place + 2)
  const gained = ranked.slice(0, DEPTH).reduce((sum, key, at) => sum + gain(relevant.get(key) ?? 0, at), 0)
  const best = [...relevant.values()]
    .toSorted((a, b) => b - a)
    .slice(0, DEPTH)
    .reduce((sum, grade, at) => sum + gain(grade, at), 0)
  const place = ranked.slice(0, DEPTH).findIndex((key) => relevant.has(key))
  return {
    recall1: recall(1),
    recall5: recall(5),
    recall10: recall(DEPTH),
    ndcg10: gained / best,
    reciprocalRank: place < 0 ? 0 : 1 / (place + 1),
  }
}
