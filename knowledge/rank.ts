/**
 * From scored candidates to one list: lexical evidence and the section's prior weighed within each group of
 * products, then the groups side by side, so that of two products that are compared each has its own places.
 */
import type { Candidate } from './search.ts'

export interface RankWeights {
  /** The section's prior against the lexical score (which is 1 for a group's best passage). */
  readonly prior: number
  /** The product's form or strength is the one that the question names. */
  readonly form: number
}

export const RANK_WEIGHTS: RankWeights = { prior: 0.75, form: 0.15 }

export interface Ranked {
  readonly candidate: Candidate
  readonly score: number
}

/** The passages of one group, best first. `favoured`: products whose form the question names. */
export function rankGroup(
  candidates: readonly Candidate[],
  favoured: ReadonlySet<string>,
  weights: RankWeights = RANK_WEIGHTS,
): readonly Ranked[] {
  const best = candidates.reduce((most, candidate) => Math.max(most, candidate.lexical), 0)
  return candidates
    .map((candidate) => ({
      candidate,
      score:
        (best > 0 ? candidate.lexical / best : 0) +
        weights.prior * candidate.prior +
        (candidate.productIds.some((id) => favoured.has(id)) ? weights.form : 0),
    }))
    .sort((a, b) => b.score - a.score || a.candidate.passageId - b.candidate.passageId)
}

/** Lists side by side, one from each in turn; a passage comes once. */
export function interleave(lists: readonly (readonly Ranked[])[]): readonly Ranked[] {
  const merged: Ranked[] = []
  const seen = new Set<number>()
  const longest = lists.reduce((length, list) => Math.max(length, list.length), 0)
  for (let place = 0; place < longest; place += 1) {
    for (const list of lists) {
      const one = list[place]
      if (one === undefined || seen.has(one.candidate.passageId)) continue
      seen.add(one.candidate.passageId)
      merged.push(one)
    }
  }
  return merged
}

/** At most `most` passages of one section, so that a long one does not fill the list. */
export function spread(ranked: readonly Ranked[], most: number): readonly Ranked[] {
  const counts = new Map<string, number>()
  return ranked.filter(({ candidate }) => {
    const count = (counts.get(candidate.sectionId) ?? 0) + 1
    counts.set(candidate.sectionId, count)
    return count <= most
  })
}
