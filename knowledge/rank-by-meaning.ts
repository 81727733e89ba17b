/**
 * What models add to a ranking by words, as one step of retrieval. With a semantic embedder the nearest
 * passages are fused in; with the local one, which only sees spelling, they fill up a list that words left
 * nearly empty; a reranker then orders the first few. Each of them may fail or be late: the question is
 * answered by words, and what was left out is named.
 */
import type { Database } from '../core/database.ts'
import type { Embedder, Embedders, Reranker } from '../core/embedder.ts'
import { toAppError } from '../core/errors.ts'
import { rejectOn } from '../core/reject-on.ts'
import { fillUp, fuse, rankSimilar } from './fuse.ts'
import type { Ranked } from './rank.ts'
import { rerankFirst } from './rerank.ts'
import type { ProductGroup, SearchScope } from './search.ts'
import { type QueryVector, searchSimilar, searchSimilarOf } from './search-similar.ts'
import { createVectorIndex, type VectorIndex } from './vector-index.ts'

export interface RankByMeaningDeps {
  readonly database: Database
  readonly embedder: Embedder
  /** Reaches the model that serves while the wanted one's vectors are being made. */
  readonly findEmbedder?: Embedders['find']
  readonly reranker?: Reranker
  readonly vectorIndex?: VectorIndex
  /** How long a question waits for its vector, in milliseconds; default 1,500. */
  readonly embedWithinMs?: number
  /** And for the reranker; default 1,500. */
  readonly rerankWithinMs?: number
}

export type Degradation = `embedding:${string}` | `reranking:${string}`

export interface MeaningScope extends SearchScope {
  /** Empty: everything is searched. */
  readonly groups: readonly ProductGroup[]
}

export interface RankedByMeaning {
  readonly ranked: readonly Ranked[]
  /** What was left out and by which code; empty when all went well or nothing was to be done. */
  readonly degraded: readonly Degradation[]
}

/**
 * Called as soon as the question's text is known, so that the model works while the words are searched; the
 * function that it answers takes the ranking by words.
 */
export type RankByMeaning = (
  text: string,
  activeModel: string | null,
) => (ranked: readonly Ranked[], scope: MeaningScope) => Promise<RankedByMeaning>

type VectorOutcome =
  | { readonly kind: 'vector'; readonly query: QueryVector }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly code: string }

const NEAREST = 30
/** Words found little when they found fewer passages than this. */
const LITTLE = 3
/** Below this cosine the hashing embedder's neighbours share next to nothing with the question. */
const LEAST_SIMILARITY = 0.3
const WITHIN_MS = 1500

export function createRankByMeaning(deps: RankByMeaningDeps): RankByMeaning {
  const { database, embedder, reranker } = deps
  const vectorIndex = deps.vectorIndex ?? createVectorIndex({ database })
  const embedWithinMs = deps.embedWithinMs ?? WITHIN_MS

  function serving(activeModel: string | null): Embedder | undefined {
    if (activeModel === null) return undefined
    return activeModel === embedder.id ? embedder : deps.findEmbedder?.(activeModel)
  }

  async function nearest(query: QueryVector, scope: MeaningScope): Promise<readonly Ranked[]> {
    if (scope.groups.length > 0) {
      return rankSimilar(await searchSimilarOf(database.query, scope.groups, query, scope, NEAREST))
    }
    const indexed = await vectorIndex.isBuilt(query.model)
    return rankSimilar(await searchSimilar(database, query, scope, NEAREST, indexed))
  }

  return (text, activeModel) => {
    const model = serving(activeModel)
    const embed = () => vectorOf(model, text, embedWithinMs)
    const early = model?.semantic === true ? embed() : undefined

    return async (ranked, scope) => {
      const degraded: Degradation[] = []
      let result = ranked
      if (early !== undefined || ranked.length < LITTLE) {
        const outcome = await (early ?? embed())
        if (outcome.kind === 'failed') degraded.push(`embedding:${outcome.code}`)
        if (outcome.kind === 'vector') {
          const similar = await nearest(outcome.query, scope)
          result =
            early === undefined
              ? fillUp(
                  ranked,
                  similar.filter((one) => one.score >= LEAST_SIMILARITY),
                )
              : fuse(ranked, similar)
        }
      }
      if (reranker === undefined) return { ranked: result, degraded }
      const reranking = await rerankFirst(reranker, text, result, deps.rerankWithinMs ?? WITHIN_MS)
      if (reranking.kind === 'failed') degraded.push(`reranking:${reranking.code}`)
      return { ranked: reranking.ranked, degraded }
    }
  }
}

/** Never rejects, and never later than `withinMs`, also when the embedder takes no notice of its signal. */
async function vectorOf(model: Embedder | undefined, text: string, withinMs: number): Promise<VectorOutcome> {
  if (model === undefined || text.trim() === '') return { kind: 'none' }
  const late = AbortSignal.timeout(withinMs)
  try {
    const vectors = await Promise.race([model.embed([text], late), rejectOn(late)])
    const vector = vectors[0]
    return vector === undefined ? { kind: 'none' } : { kind: 'vector', query: { model: model.id, vector } }
  } catch (error) {
    return { kind: 'failed', code: late.aborted ? 'timeout' : toAppError(error).code }
  }
}
