/**
 * From scored candidates to one list: lexical evidence and the section's prior weighed within each group of
 * products, then the groups side by side, so that of two products that are compared each has its own places.
 */
import { codesWithin, inlineParts } from './inline-headings.ts'
import { priorOf, type RoutedNeed } from './route-sections.ts'
import type { Candidate } from './search.ts'

export interface RankWeights {
  /** The section's prior against the lexical score (at most 1: a group's best passage). */
  readonly prior: number
  /** Share of the possible lexical score below which even the best passage counts for less than 1. */
  readonly least: number
  /** The product's form or strength is the one that the question names. */
  readonly form: number
  /** What a section of master data (strengths, numbers, makers) loses when nobody asked for it. */
  readonly masterData: number
}

export const RANK_WEIGHTS: RankWeights = { prior: 0.9, least: 0.35, form: 0.15, masterData: 0.35 }

/** Short sections full of names: lexically near to every question, an answer to few. */
const MASTER_DATA: ReadonlySet<string> = new Set([
  'dates',
  'name',
  'description',
  'category',
  'specification',
  'packaging',
  'standard',
  'approval',
  'manufacturer',
])
/** A heading that a section swallowed holds for its passage almost as one of its own. */
const SWALLOWED = 0.3

export interface Ranked {
  readonly candidate: Candidate
  readonly score: number
}

/**
 * The passages of one group, best first. `favoured`: products whose form the question names. `possible`: the
 * score of a passage that has every word of the question once.
 */
export function rankGroup(
  candidates: readonly Candidate[],
  favoured: ReadonlySet<string>,
  needs: readonly RoutedNeed[],
  possible: number,
  weights: RankWeights = RANK_WEIGHTS,
): readonly Ranked[] {
  const prior = createPrior(needs)
  const most = candidates.reduce((score, candidate) => Math.max(score, candidate.lexical), 0)
  // The best of passages that hardly share a word with the question is no evidence against the heading.
  const best = Math.max(most, weights.least * possible)
  return candidates
    .map((candidate) => ({
      candidate,
      score:
        (best > 0 ? candidate.lexical / best : 0) +
        weights.prior * prior(candidate) -
        (candidate.prior === 0 && MASTER_DATA.has(candidate.sectionCode ?? '') ? weights.masterData : 0) +
        (candidate.productIds.some((id) => favoured.has(id)) ? weights.form : 0),
    }))
    .sort((a, b) => b.score - a.score || a.candidate.passageId - b.candidate.passageId)
}

/** The routing's weight of a passage: of its section, or of a heading that the section swallowed before it. */
function createPrior(needs: readonly RoutedNeed[]): (candidate: Candidate) => number {
  const parts = new Map<string, ReturnType<typeof inlineParts>>()
  return ({ sectionId, sectionCode, sectionText, text, start, end }) => {
    if (needs.length === 0) return 0
    const known = parts.get(sectionId) ?? inlineParts(sectionText)
    parts.set(sectionId, known)
    const codes: [string, number][] = codesWithin(known, start, end).map((code) => [code, SWALLOWED])
    if (sectionCode !== null) codes.push([sectionCode, 1])
    return priorOf(needs, codes, text)
  }
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
