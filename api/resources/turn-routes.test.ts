import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTranscriber } from '../../llm/transcriber.ts'
import { formOf, openTestApi, type TestApi } from '../../test/open-api.ts'

/** Speaks `POST /v1/audio/transcriptions` as OpenAI does; the recording's own bytes are what was said. */
function speechServer(): Server {
  return createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const form = await new Response(Buffer.concat(chunks), {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    }).formData()
    const file = form.get('file')
    if (
      request.url !== '/v1/audio/transcriptions' ||
      form.get('model') !== 'ears' ||
      !(file instanceof File)
    ) {
      return response.writeHead(400).end()
    }
    const said = await file.text()
    if (said === 'noise') return response.writeHead(500).end()
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ text: ` ${said}\n` }))
  })
}

let server: Server
let api: TestApi
let deaf: TestApi

beforeAll(async () => {
  server = speechServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const transcribe = createTranscriber({
    model: 'ears',
    apiKey: 'key',
    baseUrl: `http://127.0.0.1:${port}/v1`,
    timeoutMs: 5000,
  })
  api = await openTestApi({ deps: { transcribe } })
  deaf = await openTestApi()
})
afterAll(async () => {
  await api.close()
  await deaf.close()
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

async function post(to: TestApi, payload: object, headers: Record<string, string> = {}) {
  const response = await to.call('rep', 'POST', '/v1/turns', payload, headers)
  return { status: response.status, body: response.json<Record<string, unknown>>() }
}

function say(to: TestApi, content: string, fields: Record<string, string> = {}, type = 'audio/mp4') {
  const form = formOf(fields, { name: 'note.m4a', content, type })
  return post(to, form.payload, form.headers)
}

describe('a turn with a recording', () => {
  it('is taken as the words that were said', async () => {
    const { status, body } = await say(api, '你好')
    expect(status).toBe(200)
    expect(body).toMatchObject({ transcript: '你好', parts: [{ type: 'text' }] })
  })

  it('may be larger than a call in JSON', async () => {
    const { status, body } = await say(api, '谢谢'.padEnd(2 * 1024 * 1024))
    expect({ status, transcript: body['transcript'] }).toEqual({ status: 200, transcript: '谢谢' })
  })

  it('that says nothing, or is no sound, is refused', async () => {
    expect((await say(api, ' ')).body['code']).toBe('invalid_input')
    expect((await say(api, '')).body['code']).toBe('empty')
    expect((await say(api, '你好', {}, 'application/pdf')).body['code']).toBe('unsupported_type')
  })

  it('ends in its own code when the server fails, or none is configured', async () => {
    for (const { status, body } of [await say(api, 'noise'), await say(deaf, '你好')]) {
      expect({ status, code: body['code'] }).toEqual({ status: 503, code: 'transcription_unavailable' })
      expect(body['detail']).not.toContain('500')
    }
  })

  it('leaves calls in JSON as they were', async () => {
    const { status, body } = await post(api, { text: '你好' })
    expect(status).toBe(200)
    expect(body).not.toHaveProperty('transcript')
    expect((await post(api, {})).body['code']).toBe('invalid_input')
    const large = await post(api, { text: 'x'.repeat(2 * 1024 * 1024) })
    expect(large.body['code']).toBe('body_too_large')
  })
})
