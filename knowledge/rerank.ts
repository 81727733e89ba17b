/**
 * Lets a reranking model order the first few passages. It sees texts, not products: each place keeps the group
 * of products that it had, so that of two that are compared none loses its places. A model that fails or is
 * late changes nothing; the outcome says so.
 */
import type { Reranker } from '../core/embedder.ts'
import { type ErrorCode, toAppError } from '../core/errors.ts'
import { rejectOn } from '../core/reject-on.ts'
import { embeddableText } from './embed-texts.ts'
import type { Ranked } from './rank.ts'

export type Reranking =
  | { readonly kind: 'reranked'; readonly ranked: readonly Ranked[] }
  | { readonly kind: 'failed'; readonly ranked: readonly Ranked[]; readonly code: ErrorCode }

/** How many of the first are sent. */
const FIRST = 20

export async function rerankFirst(
  reranker: Reranker,
  question: string,
  ranked: readonly Ranked[],
  withinMs: number,
): Promise<Reranking> {
  const first = ranked.slice(0, FIRST)
  if (first.length < 2) return { kind: 'reranked', ranked }
  try {
    const texts = first.map(({ candidate }) => embeddableText({ ...candidate, heading: candidate.section }))
    const late = AbortSignal.timeout(withinMs)
    const scores = await Promise.race([reranker.rerank(question, texts, late), rejectOn(late)])
    if (scores.length !== texts.length) return { kind: 'failed', ranked, code: 'model_unavailable' }
    return { kind: 'reranked', ranked: [...reorder(first, scores), ...ranked.slice(FIRST)] }
  } catch (error) {
    return { kind: 'failed', ranked, code: toAppError(error).code }
  }
}

/** The scores stay with the places: they must go down along the list, and a model's have another measure. */
function reorder(first: readonly Ranked[], relevance: readonly number[]): readonly Ranked[] {
  const queues = new Map<number, Ranked[]>()
  const byRelevance = first.map((one, at) => ({ one, relevance: relevance[at] ?? 0 }))
  byRelevance.sort((a, b) => b.relevance - a.relevance)
  for (const { one } of byRelevance) {
    const queue = queues.get(one.candidate.group)
    if (queue === undefined) queues.set(one.candidate.group, [one])
    else queue.push(one)
  }
  return first.map((place) => {
    const next = queues.get(place.candidate.group)?.shift() ?? place
    return { candidate: next.candidate, score: place.score }
  })
}
