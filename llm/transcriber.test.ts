/** Speech to text against a server on loopback that speaks the documented protocol, faults included. */
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createTranscriber } from './transcriber.ts'

let server: Server | undefined
let calls = 0
afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((done) => server?.close(done))
  calls = 0
})

async function against(reply: (response: ServerResponse, form: string, call: number) => void) {
  server = createServer(async (request, response) => {
    let form = ''
    for await (const chunk of request) form += chunk
    calls += 1
    if (request.url !== '/v1/audio/transcriptions' || request.headers.authorization !== 'Bearer key') {
      return response.writeHead(400).end()
    }
    reply(response, form, calls)
  })
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return createTranscriber({
    model: 'ears',
    apiKey: 'key',
    baseUrl: `http://127.0.0.1:${port}/v1`,
    timeoutMs: 4_000,
  })
}

const json = (response: ServerResponse, status: number, value: unknown, headers = {}) =>
  void response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify(value))
const recording = { name: 'note.m4a', mediaType: 'audio/mp4', bytes: Buffer.from('sound') }

it('sends the recording with its name and the model, and gives what was said', async () => {
  const transcribe = await against((response, form) => {
    const told = /name="model"\r\n\r\nears/.test(form) && /filename="note.m4a"/.test(form)
    json(response, told ? 200 : 400, { text: ' 今天见了王主任 ' })
  })
  expect(await transcribe(recording)).toBe('今天见了王主任')
})

it('tries again when the server is busy', async () => {
  const transcribe = await against((response, _form, call) =>
    call === 1
      ? json(response, 429, { error: { message: 'busy' } }, { 'retry-after-ms': '1' })
      : json(response, 200, { text: 'heard' }),
  )
  expect(await transcribe(recording)).toBe('heard')
  expect(calls).toBe(2)
})

it.each([
  ['refuses', (response: ServerResponse) => json(response, 401, { error: { message: 'secret words' } })],
  ['answers in another form', (response: ServerResponse) => json(response, 200, { words: [] })],
])('is unavailable when the server %s, in words of our own', async (_what, reply) => {
  const transcribe = await against(reply)
  const failure = await transcribe(recording).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'transcription_unavailable' })
  expect((failure as Error).message).not.toContain('secret')
})

it('stops when its caller hangs up, with the reason of the caller', async () => {
  const transcribe = await against(() => undefined)
  const leaving = new AbortController()
  const failed = transcribe(recording, leaving.signal).catch((error: unknown) => error)
  setTimeout(() => leaving.abort(new Error('hung up')), 50)
  expect(await failed).toMatchObject({ message: 'hung up' })
})
