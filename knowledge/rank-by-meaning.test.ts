import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import type { Embedder, Reranker } from '../core/embedder.ts'
import { AppError } from '../core/errors.ts'
import { openAnswerRoom } from '../test/answer-room.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { recordedJobs } from '../test/recorded-jobs.ts'
import { createEmbedPassages } from './embed-passages.ts'
import type { RankByMeaningDeps } from './rank-by-meaning.ts'
import type { Retrieval } from './retrieval.ts'
import { createRetrieve } from './retrieve.ts'
import { createVectorIndex } from './vector-index.ts'

/** Knows three topics in whatever words, as a model would. */
const TOPICS = [/肾|透析|renal/u, /妊娠|肚里揣着娃|pregnan/u, /贮藏|冰箱|storage/u]

function topicEmbedder(id: string, semantic = true) {
  const asked: string[] = []
  return {
    id,
    asked,
    dimensions: 4,
    semantic,
    async embed(texts: readonly string[]) {
      asked.push(...texts)
      return texts.map((text) => {
        const vector = [...TOPICS.map((topic) => (topic.test(text) ? 1 : 0)), 0.1]
        return vector.map((x) => x / Math.hypot(...vector))
      })
    },
  } satisfies Embedder & { asked: string[] }
}

describe('createRankByMeaning', () => {
  let database: Database
  let room: Awaited<ReturnType<typeof openAnswerRoom>>
  let ask: (text: string) => Promise<Retrieval>
  let askWords: (text: string) => Promise<Retrieval>
  const model = topicEmbedder('topics/4')
  beforeAll(async () => {
    database = await openTestDatabase()
    room = await openAnswerRoom(database)
    await room.product('p1', { name: '甲乙片' })
    await room.product('p2', { name: '丙丁胶囊' })
    for (const [id, name] of [
      ['p1', '甲乙片'],
      ['p2', '丙丁胶囊'],
    ] as const) {
      await room.inForce(
        [
          { code: 'dosage', heading: '用法用量', texts: [`${name}每日一次，每次5mg。`] },
          { code: 'renal', heading: '肾功能不全', texts: ['终末期的人须减量。'] },
          { code: 'pregnancy', heading: '孕妇用药', texts: ['妊娠期间禁用。'] },
          { code: 'storage', heading: '贮藏', texts: ['密封，在阴凉处。'] },
        ],
        { title: `${name}说明书`, productIds: [id] },
      )
    }
    await serve(model)
    ask = retriever()
    // Its model is not the one that serves, so only words are left.
    askWords = retriever({ embedder: topicEmbedder('another/4') })
  })
  afterAll(() => database.close())

  async function serve(embedder: Embedder): Promise<void> {
    await createEmbedPassages({
      database,
      clock: room.clock,
      jobs: recordedJobs(),
      vectorIndex: createVectorIndex({ database }),
      embedders: { wanted: embedder, find: () => undefined },
    }).embedAll()
  }

  /** Made once for each setting: a retriever reads all the names when it is first asked. */
  const retriever = (deps: Partial<RankByMeaningDeps> = {}) => {
    const retrieve = createRetrieve({ database, clock: room.clock, embedder: model, ...deps })
    return (text: string): Promise<Retrieval> =>
      retrieve({ text, reader: room.rep, at: room.clock.now(), history: [] })
  }
  const sections = (retrieval: Retrieval) => retrieval.hits.map((hit) => hit.section)

  it('finds by meaning what no word of the question finds', async () => {
    const found = await ask('肚里揣着娃')
    expect(sections(found)[0]).toBe('孕妇用药')
    expect(found.degraded).toEqual([])
    expect(sections(await askWords('肚里揣着娃'))).not.toContain('孕妇用药')
  })

  it('keeps to the product that is named, and gives two that are compared their places', async () => {
    const one = await ask('甲乙片肚里揣着娃')
    expect(new Set(one.hits.flatMap((hit) => hit.productIds))).toEqual(new Set(['p1']))
    const two = await ask('甲乙片和丙丁胶囊肚里揣着娃')
    expect(new Set(two.hits.slice(0, 4).flatMap((hit) => hit.productIds))).toEqual(new Set(['p1', 'p2']))
  })

  it.each([
    [
      'fails',
      async () => Promise.reject(new AppError('model_unavailable', 'Down.')),
      'embedding:model_unavailable',
    ],
    ['never answers', () => new Promise<never>(() => undefined), 'embedding:timeout'],
  ])('answers by words when the embedder %s, and says so', async (_name, embed, code) => {
    const words = await askWords('甲乙片肾功能不全怎么用')
    const found = await retriever({ embedder: { ...model, embed }, embedWithinMs: 50 })(
      '甲乙片肾功能不全怎么用',
    )
    expect(found.degraded).toEqual([code])
    expect(found.hits).toEqual(words.hits)
  })

  it('never shows a version that is not in force any more', async () => {
    const added = await room.inForce([{ code: null, heading: '旧', texts: ['肚里揣着娃'] }], {
      title: '旧文',
    })
    await serve(model)
    const before = await ask('肚里揣着娃')
    expect(before.hits.map((hit) => hit.versionId)).toContain(added.versionId)
    await room.withdraw(added.versionId, '错误', room.author.userId)
    const after = await ask('肚里揣着娃')
    expect(after.hits.map((hit) => hit.versionId)).not.toContain(added.versionId)
    expect(after.hits.length).toBeGreaterThan(0)
  })

  it('asks the model whose vectors serve while another is wanted', async () => {
    const wanted = topicEmbedder('wanted/4')
    const found = await retriever({
      embedder: wanted,
      findEmbedder: (id) => (id === model.id ? model : undefined),
    })('肚里揣着娃')
    expect(sections(found)[0]).toBe('孕妇用药')
    expect(wanted.asked).toEqual([])
  })

  it('reranks the first passages, and keeps their order when the reranker fails', async () => {
    const plain = await ask('甲乙片肾功能不全怎么用')
    const last: Reranker = {
      rerank: async (_query, passages) => passages.map((passage) => (passage.includes('阴凉') ? 9 : 1)),
    }
    const reranked = await retriever({ reranker: last })('甲乙片肾功能不全怎么用')
    expect(sections(plain)[0]).not.toBe('贮藏')
    expect(sections(reranked)[0]).toBe('贮藏')
    expect(reranked.degraded).toEqual([])
    const broken: Reranker = {
      rerank: async () => {
        throw new AppError('model_unavailable', 'Down.')
      },
    }
    const kept = await retriever({ reranker: broken })('甲乙片肾功能不全怎么用')
    expect(kept.degraded).toEqual(['reranking:model_unavailable'])
    expect(kept.hits).toEqual(plain.hits)
  })

  it('lets an embedder without meaning only fill up what words left nearly empty', async () => {
    const spelling = topicEmbedder('spelling/4', false)
    await serve(spelling)
    const words = await askWords('甲乙片肾功能不全怎么用')
    spelling.asked.length = 0
    const found = await retriever({ embedder: spelling })('甲乙片肾功能不全怎么用')
    expect(found.hits).toEqual(words.hits)
    expect(spelling.asked).toEqual([])
    expect(sections(await retriever({ embedder: spelling })('肚里揣着娃'))).toContain('孕妇用药')
  })
})
