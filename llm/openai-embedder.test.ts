import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createOpenaiEmbedder, type OpenaiEmbedderOptions } from './openai-embedder.ts'

const Asked = z.strictObject({
  model: z.string(),
  input: z.array(z.string().min(1)).min(1),
  encoding_format: z.literal('base64'),
  dimensions: z.number().int().optional(),
})
type Asked = z.infer<typeof Asked>
type Row = { index: number; embedding: string | readonly number[] }
type Reply = (asked: Asked, response: ServerResponse, call: number) => void

/** Each text's vector says how long the text is, so that a mix-up shows. */
const vectorOf = (text: string): number[] => [text.length, 1, 0]
const unit = (vector: readonly number[]) => vector.map((x) => x / Math.hypot(...vector))
const base64 = (vector: readonly number[]) => Buffer.from(new Float32Array(vector).buffer).toString('base64')
const rows = (asked: Asked): Row[] =>
  asked.input.map((text, index) => ({ index, embedding: base64(vectorOf(text)) }))
const answer = (response: ServerResponse, data: readonly Row[]) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(
    JSON.stringify({
      object: 'list',
      model: 'm',
      data: data.map((row) => ({ object: 'embedding', ...row })),
    }),
  )

describe('createOpenaiEmbedder', () => {
  let server: Server | undefined
  let asked: Asked[] = []
  let keys: (string | undefined)[] = []
  afterEach(async () => {
    server?.closeAllConnections()
    await new Promise((done) => server?.close(done))
    asked = []
    keys = []
  })

  async function against(reply: Reply, options: Partial<OpenaiEmbedderOptions> = {}) {
    server = createServer(async (request: IncomingMessage, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      const parsed = Asked.safeParse(JSON.parse(body))
      if (request.url !== '/v1/embeddings' || !parsed.success) return response.writeHead(400).end('{}')
      asked.push(parsed.data)
      keys.push(request.headers.authorization)
      reply(parsed.data, response, asked.length)
    })
    await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    return createOpenaiEmbedder({
      model: 'small-model',
      dimensions: null,
      apiKey: 'key',
      baseUrl: `http://127.0.0.1:${port}/v1`,
      timeoutMs: 2000,
      ...options,
    })
  }

  it('asks in batches and answers unit vectors in order', async () => {
    const embedder = await against((one, response) => answer(response, rows(one)), { batchSize: 2 })
    const texts = ['a', 'bb', 'ccc', 'dddd', '']
    const vectors = await embedder.embed(texts)
    expect(asked.map((one) => one.input.length)).toEqual([2, 2, 1])
    expect(keys).toEqual(['Bearer key', 'Bearer key', 'Bearer key'])
    vectors.forEach((vector, at) => {
      unit(vectorOf(texts[at] === '' ? ' ' : texts[at]!)).forEach((x, place) => {
        expect(vector[place]).toBeCloseTo(x)
      })
    })
    expect(embedder.dimensions).toBe(3)
  })

  it('goes by the index when the server answers in another order', async () => {
    const embedder = await against((one, response) => answer(response, rows(one).toReversed()))
    const [a, b] = await embedder.embed(['a', 'bbbbbb'])
    expect(a?.[0]).toBeCloseTo(unit([1, 1, 0])[0]!)
    expect(b?.[0]).toBeCloseTo(unit([6, 1, 0])[0]!)
  })

  it('takes plain numbers from a server that does not know base64', async () => {
    const embedder = await against((one, response) =>
      answer(
        response,
        one.input.map((text, index) => ({ index, embedding: vectorOf(text) })),
      ),
    )
    expect((await embedder.embed(['a']))[0]?.[0]).toBeCloseTo(Math.SQRT1_2)
  })

  it('names dimensions only when they are configured, and says them in its id', async () => {
    const reply: Reply = (one, response) => answer(response, rows(one))
    await (await against(reply)).embed(['a'])
    expect(asked[0]).not.toHaveProperty('dimensions')
    server?.closeAllConnections()
    const embedder = await against(reply, { dimensions: 3 })
    await embedder.embed(['a'])
    expect(asked[1]?.dimensions).toBe(3)
    expect(embedder.id).toBe('small-model/3')
    const known = createOpenaiEmbedder({
      model: 'text-embedding-3-small',
      dimensions: null,
      apiKey: null,
      baseUrl: null,
      timeoutMs: 1,
    })
    expect(known).toMatchObject({ id: 'text-embedding-3-small/1536', dimensions: 1536, semantic: true })
  })

  it('waits as long as Retry-After says, then tries again', async () => {
    const times: number[] = []
    const embedder = await against((one, response, call) => {
      times.push(performance.now())
      if (call === 1) return response.writeHead(429, { 'retry-after': '1' }).end('{}')
      answer(response, rows(one))
    })
    await embedder.embed(['a'])
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(990)
  })

  it('tries again when the server fails or the answer is lost', async () => {
    const embedder = await against((one, response, call) => {
      if (call === 1) return response.writeHead(500, { 'retry-after-ms': '1' }).end('{}')
      if (call === 2) return response.destroy()
      answer(response, rows(one))
    })
    expect(await embedder.embed(['a'])).toHaveLength(1)
    expect(asked).toHaveLength(3)
  })

  it.each<[string, Reply]>([
    ['that stays broken', (_one, response) => response.writeHead(503, { 'retry-after-ms': '1' }).end('{}')],
    ['that refuses the key', (_one, response) => response.writeHead(401).end('{}')],
    [
      'that breaks off its JSON',
      (_one, response) =>
        void response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[{"ind'),
    ],
    [
      'that answers something else',
      (_one, response) =>
        void response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":"no"}'),
    ],
    ['that leaves a text out', (one, response) => answer(response, rows(one).slice(1))],
    [
      'that answers a text twice',
      (one, response) => answer(response, [...rows(one).slice(1), rows(one)[1]!]),
    ],
    [
      'that answers one too many',
      (one, response) => answer(response, [...rows(one), { index: 2, embedding: [1] }]),
    ],
    [
      'that mixes dimensions',
      (_one, response) =>
        answer(response, [
          { index: 0, embedding: [1] },
          { index: 1, embedding: [1, 1] },
        ]),
    ],
    [
      'that sends a vector without direction',
      (_one, response) =>
        answer(response, [
          { index: 0, embedding: [0, 0] },
          { index: 1, embedding: [1, 0] },
        ]),
    ],
  ])('refuses a server %s', async (_name, reply) => {
    const embedder = await against(reply, { retries: 1 })
    await expect(embedder.embed(['a', 'bb'])).rejects.toMatchObject({ code: 'model_unavailable' })
  })

  it('refuses other dimensions than configured', async () => {
    const embedder = await against((one, response) => answer(response, rows(one)), { dimensions: 4 })
    await expect(embedder.embed(['a'])).rejects.toMatchObject({ code: 'model_unavailable' })
  })

  it('gives up on a server that says nothing, and at once when it is told to', async () => {
    const silent = await against(() => undefined, { timeoutMs: 100, retries: 0 })
    await expect(silent.embed(['a'])).rejects.toMatchObject({ code: 'model_unavailable' })
    const waiting = await against((_one, response) =>
      response.writeHead(429, { 'retry-after': '30' }).end('{}'),
    )
    const started = performance.now()
    await expect(waiting.embed(['a'], AbortSignal.timeout(200))).rejects.toMatchObject({
      name: 'TimeoutError',
    })
    expect(performance.now() - started).toBeLessThan(1500)
  })
})
