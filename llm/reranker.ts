/**
 * Reranking over HTTP as Cohere, Jina, vLLM, Infinity and others speak it: {model, query, documents} in,
 * {results: [{index, relevance_score}]} out. One try within a strict time: a question does not wait for it.
 * Every failure is `model_unavailable`; keeping the order that was there is the caller's part.
 */
import { z } from 'zod'
import type { Reranker } from '../core/embedder.ts'
import { AppError } from '../core/errors.ts'

export interface RerankerOptions {
  readonly url: string
  readonly model: string | null
  readonly apiKey: string | null
  /** In milliseconds, for the whole exchange. */
  readonly timeoutMs: number
}

const Score = z.object({
  index: z.number().int().min(0),
  relevance_score: z.number().optional(),
  score: z.number().optional(),
})
/** Some servers answer the list itself, or name it `data`. */
const Answer = z.union([
  z.object({ results: z.array(Score) }).transform((answer) => answer.results),
  z.object({ data: z.array(Score) }).transform((answer) => answer.data),
  z.array(Score),
])

export function createReranker(options: RerankerOptions): Reranker {
  return {
    async rerank(query, passages, signal) {
      if (passages.length === 0) return []
      const limit = AbortSignal.timeout(options.timeoutMs)
      const answer = await post(
        options,
        query,
        passages,
        signal === undefined ? limit : AbortSignal.any([limit, signal]),
      )
      const scores = new Array<number | undefined>(passages.length).fill(undefined)
      for (const { index, relevance_score, score } of answer) {
        if (index >= passages.length || scores[index] !== undefined) {
          throw unavailable('The reranking server answered an index that was not asked for.')
        }
        scores[index] = relevance_score ?? score
      }
      return scores.map((score) => {
        if (score === undefined) throw unavailable('The reranking server left a passage without a score.')
        return score
      })
    },
  }
}

async function post(
  options: RerankerOptions,
  query: string,
  passages: readonly string[],
  signal: AbortSignal,
): Promise<z.infer<typeof Answer>> {
  let body: unknown
  let status: number
  try {
    const response = await fetch(options.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(options.apiKey === null ? {} : { authorization: `Bearer ${options.apiKey}` }),
      },
      body: JSON.stringify({
        ...(options.model === null ? {} : { model: options.model }),
        query,
        documents: passages,
      }),
      signal,
    })
    status = response.status
    body = response.ok ? await response.json() : await response.body?.cancel()
  } catch (cause) {
    throw unavailable('The reranking server did not answer in time, or not in JSON.', cause)
  }
  if (status !== 200) throw unavailable(`The reranking server failed with status ${status}.`)
  const parsed = Answer.safeParse(body)
  if (!parsed.success) throw unavailable('The reranking server answered in another form.', parsed.error)
  return parsed.data
}

function unavailable(message: string, cause?: unknown): AppError {
  return new AppError('model_unavailable', message, cause === undefined ? {} : { cause })
}
