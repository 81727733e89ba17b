import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { ChatRequest } from '../core/chat-model.ts'
import type { Behaviour } from '../eval/models/misbehaviour.ts'
import { composedAnswer } from '../prompts/compose-answer/schema.ts'
import { type FakeModelServer, openFakeModelServer } from '../test/fake-model-server.ts'
import { type ChatModelOptions, createChatModel } from './chat-model.ts'

let server: FakeModelServer
beforeAll(async () => {
  server = await openFakeModelServer()
  // The library is loaded once; the limits of the tests below are for calls.
  await createChatModel({ model: 'fake', apiKey: 'key', baseUrl: server.url }).load()
})
afterAll(() => server.close())
beforeEach(() => server.forget())

const model = (options: Partial<ChatModelOptions> = {}) =>
  createChatModel({ model: 'fake', apiKey: 'key', baseUrl: server.url, pauseMs: 5, ...options })

const request: ChatRequest<z.infer<typeof composedAnswer>> = {
  system: 'Rules.',
  messages: [
    {
      role: 'user',
      content: `<<<${'a'.repeat(18)}\n剂量\n${'a'.repeat(18)}>>>\n<<<${'a'.repeat(18)}\n[P1] 章节: 用法\n一次10mg。\n${'a'.repeat(18)}>>>`,
    },
  ],
  schema: composedAnswer,
  name: 'composed_answer',
  maxTokens: 500,
  timeoutMs: 3000,
}

describe('a chat model', () => {
  it('is asked in the form of the schema and answers a value of it, with what it cost', async () => {
    server.behave('honest')
    const outcome = await model().complete(request)
    expect(outcome).toMatchObject({
      kind: 'completed',
      value: { insufficient: false, sentences: [{ text: '一次10mg。' }] },
      usage: { promptTokens: 100, completionTokens: 20, estimated: false },
      model: 'fake-model-2026',
      tries: 1,
    })
    expect(server.calls[0]).toMatchObject({
      temperature: 0,
      max_tokens: 500,
      response_format: { type: 'json_schema', json_schema: { strict: true, name: 'composed_answer' } },
    })
  })

  it('asks a server that refuses forms without one, and remembers it', async () => {
    server.behave('no_formats')
    const asked = model()
    expect(await asked.complete(request)).toMatchObject({ kind: 'completed', tries: 3 })
    expect(await asked.complete(request)).toMatchObject({ kind: 'completed', tries: 1 })
  })

  it('finds the answer behind thoughts and in a code fence', async () => {
    server.behave('thinking')
    expect((await model().complete(request)).kind).toBe('completed')
  })

  it('names each way in which a model does not answer', async () => {
    const ends: readonly (readonly [Behaviour, string])[] = [
      ['refusing', 'refused'],
      ['filtered', 'filtered'],
      ['too_long', 'truncated'],
      ['cut_off', 'invalid'],
      ['prose', 'invalid'],
      ['wrong_schema', 'invalid'],
      ['huge', 'invalid'],
      ['failing', 'unavailable'],
      ['lost', 'unavailable'],
      ['no_choices', 'unavailable'],
      ['not_json', 'invalid'],
    ]
    for (const [behaviour, kind] of ends) {
      server.behave(behaviour)
      const outcome = await model().complete(request)
      expect({ behaviour, kind: outcome.kind }).toEqual({ behaviour, kind })
      expect(outcome.tries).toBeGreaterThan(0)
    }
  })

  it('waits as long as a busy server says, within its time', async () => {
    server.behave((call) => (call === 0 ? 'busy' : 'honest'))
    const started = performance.now()
    expect(await model().complete(request)).toMatchObject({ kind: 'completed', tries: 2 })
    expect(performance.now() - started).toBeGreaterThan(990)
    server.forget()
    expect(await model().complete({ ...request, timeoutMs: 500 })).toMatchObject({
      kind: 'unavailable',
      status: 429,
      tries: 1,
    })
  })

  it('tries again after a lost connection and a failure', async () => {
    server.behave((call) => (['lost', 'failing', 'honest'] as const)[call] ?? 'honest')
    expect(await model().complete(request)).toMatchObject({ kind: 'completed', tries: 3 })
  })

  it('ends in time when the server hangs, and counts what was sent', async () => {
    server.behave('hanging')
    const started = performance.now()
    const outcome = await model().complete({ ...request, timeoutMs: 300 })
    expect(performance.now() - started).toBeLessThan(1500)
    expect(outcome).toMatchObject({ kind: 'timeout', usage: { estimated: true } })
    expect(outcome.usage.promptTokens).toBeGreaterThan(10)
  })

  it('stops when nobody waits any more', async () => {
    server.behave('hanging')
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 50)
    const outcome = await model().complete({ ...request, signal: controller.signal })
    expect(outcome.kind).toBe('cancelled')
  })

  it('says at once that a wrong key is wrong', async () => {
    server.behave('honest')
    expect(await model({ apiKey: 'wrong' }).complete(request)).toMatchObject({
      kind: 'unavailable',
      status: 401,
      tries: 1,
    })
  })

  it('leaves a server alone that keeps failing, and comes back when it answers again', async () => {
    let time = 0
    const asked = model({ breaker: { failures: 2, openMs: 1000, now: () => time } })
    server.behave('hanging')
    for (let at = 0; at < 2; at += 1) {
      expect((await asked.complete({ ...request, timeoutMs: 60 })).kind).toBe('timeout')
    }
    const before = server.calls.length
    expect(await asked.complete(request)).toMatchObject({ kind: 'circuit_open', tries: 0 })
    expect(server.calls.length).toBe(before)
    time = 1000
    server.behave('honest')
    expect((await asked.complete(request)).kind).toBe('completed')
    expect((await asked.complete(request)).kind).toBe('completed')
  })
})
