import { describe, expect, it } from 'vitest'
import type { Reranker } from '../core/embedder.ts'
import type { Ranked } from './rank.ts'
import { rerankFirst } from './rerank.ts'

const ranked = [1, 2].map(
  (passageId) =>
    ({
      candidate: {
        passageId,
        group: 0,
        title: 't',
        path: [],
        section: 's',
        header: null,
        text: `${passageId}`,
      },
      score: 1 / passageId,
    }) as unknown as Ranked,
)
const order = async (rerank: Reranker['rerank']) => {
  const outcome = await rerankFirst({ rerank }, 'q', ranked, 30)
  return { kind: outcome.kind, order: outcome.ranked.map((one) => one.candidate.passageId) }
}

describe('a reranker', () => {
  it('orders the first passages', async () => {
    expect(await order(async () => [0.1, 0.9])).toEqual({ kind: 'reranked', order: [2, 1] })
  })

  it('that never answers and takes no notice of its signal is waited for no longer than allowed', async () => {
    expect(await order(() => new Promise(() => undefined))).toEqual({ kind: 'failed', order: [1, 2] })
  }, 2000)

  it('that leaves passages out changes nothing', async () => {
    expect(await order(async () => [0.9])).toEqual({ kind: 'failed', order: [1, 2] })
  })
})
