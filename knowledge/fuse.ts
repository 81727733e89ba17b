/**
 * One ranking from two: reciprocal rank fusion, for the scores of words and of similarity have no common
 * measure. The words lead: their ranking already knows the product and the section, and measurements on
 * labels showed that a second channel of equal weight hurts more often than it helps.
 */
import { interleave, type Ranked } from './rank.ts'
import type { Candidate } from './search.ts'

export interface FusionWeights {
  readonly lexical: number
  readonly similar: number
  /** How flat the gain of a place is; 60 is the usual choice. */
  readonly flatness: number
}

/**
 * Half the weight for similarity: a passage that only similarity finds enters below those that both find, and
 * its first place outweighs a lexical one from about the sixtieth on. To be raised only by an evaluation.
 */
export const FUSION_WEIGHTS: FusionWeights = { lexical: 1, similar: 0.5, flatness: 60 }

/** Both rankings as one, best first; scores are of fusion, the best possible being the sum of the weights. */
export function fuse(
  lexical: readonly Ranked[],
  similar: readonly Ranked[],
  weights: FusionWeights = FUSION_WEIGHTS,
): readonly Ranked[] {
  const fused = new Map<number, { candidate: Candidate; score: number }>()
  const add = (ranking: readonly Ranked[], weight: number) => {
    ranking.forEach(({ candidate }, place) => {
      const gain = (weight * (weights.flatness + 1)) / (weights.flatness + 1 + place)
      const before = fused.get(candidate.passageId)
      fused.set(candidate.passageId, {
        candidate:
          before === undefined ? candidate : { ...before.candidate, similarity: candidate.similarity },
        score: (before?.score ?? 0) + gain,
      })
    })
  }
  add(lexical, weights.lexical)
  add(similar, weights.similar)
  return [...fused.values()].sort(
    (a, b) => b.score - a.score || a.candidate.passageId - b.candidate.passageId,
  )
}

/** Candidates by similarity; with several groups, one of each in turn. The score is the similarity. */
export function rankSimilar(candidates: readonly Candidate[]): readonly Ranked[] {
  const groups = new Map<number, Ranked[]>()
  for (const candidate of candidates) {
    const one = { candidate, score: candidate.similarity ?? 0 }
    const group = groups.get(candidate.group)
    if (group === undefined) groups.set(candidate.group, [one])
    else group.push(one)
  }
  return interleave(
    [...groups.values()].map((group) =>
      group.sort((a, b) => b.score - a.score || a.candidate.passageId - b.candidate.passageId),
    ),
  )
}

/**
 * What similarity adds at the end of a ranking that found little: nothing is reordered, and the scores stay
 * below the last one that words earned.
 */
export function fillUp(ranked: readonly Ranked[], similar: readonly Ranked[]): readonly Ranked[] {
  const seen = new Set(ranked.map((one) => one.candidate.passageId))
  const ceiling = Math.max(0, ranked.at(-1)?.score ?? 0.1)
  const added = similar
    .filter((one) => !seen.has(one.candidate.passageId))
    .map((one) => ({ candidate: one.candidate, score: ceiling * Math.max(0, Math.min(1, one.score)) }))
  return [...ranked, ...added]
}
