import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createReranker, type RerankerOptions } from './reranker.ts'

const Asked = z.strictObject({
  model: z.string().optional(),
  query: z.string(),
  documents: z.array(z.string()).min(1),
})
type Reply = (response: ServerResponse, documents: readonly string[]) => void

const json = (response: ServerResponse, value: unknown) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))

describe('createReranker', () => {
  let server: Server | undefined
  let bodies: z.infer<typeof Asked>[] = []
  afterEach(async () => {
    server?.closeAllConnections()
    await new Promise((done) => server?.close(done))
    bodies = []
  })

  async function against(reply: Reply, options: Partial<RerankerOptions> = {}) {
    server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      const parsed = Asked.safeParse(JSON.parse(body))
      if (request.method !== 'POST' || request.url !== '/v1/rerank' || !parsed.success) {
        return response.writeHead(400).end()
      }
      if (request.headers.authorization !== 'Bearer key') return response.writeHead(401).end()
      bodies.push(parsed.data)
      reply(response, parsed.data.documents)
    })
    await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    return createReranker({
      url: `http://127.0.0.1:${port}/v1/rerank`,
      model: 'ranker',
      apiKey: 'key',
      timeoutMs: 1000,
      ...options,
    })
  }

  it('answers one score a passage in the order of the passages, however the server sorts', async () => {
    const reranker = await against((response, documents) =>
      json(response, {
        results: documents.map((text, index) => ({ index, relevance_score: text.length / 10 })).toReversed(),
      }),
    )
    expect(await reranker.rerank('问', ['a', 'bbb', 'cc'])).toEqual([0.1, 0.3, 0.2])
    expect(bodies).toEqual([{ model: 'ranker', query: '问', documents: ['a', 'bbb', 'cc'] }])
    expect(await reranker.rerank('问', [])).toEqual([])
  })

  it('takes a bare list with scores, and names no model where none is set', async () => {
    const reranker = await against((response) => json(response, [{ index: 0, score: -3.5 }]), { model: null })
    expect(await reranker.rerank('q', ['a'])).toEqual([-3.5])
    expect(bodies[0]).not.toHaveProperty('model')
  })

  it.each<[string, Reply]>([
    ['fails', (response) => void response.writeHead(500).end('broken')],
    ['is busy', (response) => void response.writeHead(429, { 'retry-after': '1' }).end()],
    ['loses the answer', (response) => void response.destroy()],
    ['breaks off its JSON', (response) => void response.writeHead(200).end('{"results":[{"index":0,')],
    ['says nothing', () => undefined],
    ['begins and then says nothing', (response) => void response.writeHead(200).write('{')],
    ['answers something else', (response) => json(response, { results: 'none' })],
    ['leaves a passage out', (response) => json(response, { results: [{ index: 0, relevance_score: 1 }] })],
    [
      'names a passage twice',
      (response) => json(response, { results: [0, 0].map((index) => ({ index, relevance_score: 1 })) }),
    ],
    [
      'names a passage that is not there',
      (response) => json(response, { results: [0, 7].map((index) => ({ index, relevance_score: 1 })) }),
    ],
  ])('is model_unavailable when the server %s, and does not wait', async (_name, reply) => {
    const reranker = await against(reply, { timeoutMs: 200 })
    const started = performance.now()
    await expect(reranker.rerank('q', ['a', 'b'])).rejects.toMatchObject({ code: 'model_unavailable' })
    expect(performance.now() - started).toBeLessThan(1000)
    expect(bodies).toHaveLength(1)
  })

  it('stops when the caller does', async () => {
    const reranker = await against(() => undefined, { timeoutMs: 60_000 })
    await expect(reranker.rerank('q', ['a'], AbortSignal.timeout(50))).rejects.toMatchObject({
      code: 'model_unavailable',
    })
  })
})
