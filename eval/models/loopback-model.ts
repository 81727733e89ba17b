/**
 * A chat model's server on loopback, reached through the real SDK. It checks what it is sent (chat-protocol.ts) and
 * leaves to whoever opens it what is answered, and when.
 */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ModelCall, modelCall, sendError } from './chat-protocol.ts'

export const LOOPBACK_KEY = 'key'

export interface LoopbackModel {
  /** With /v1. */
  readonly url: string
  /** Every call that was taken, in order, until they are forgotten. */
  readonly calls: readonly ModelCall[]
  forget(): void
  close(): Promise<void>
}

/** `at` counts the calls before this one. What it throws is answered with 500. */
export type Respond = (call: ModelCall, response: ServerResponse, at: number) => unknown

export async function openLoopbackModel(respond: Respond): Promise<LoopbackModel> {
  const calls: ModelCall[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    request.setEncoding('utf8')
    for await (const chunk of request) body += chunk
    const parsed = modelCall.safeParse(readJson(body))
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions' || !parsed.success) {
      return sendError(response, 400, `bad call: ${parsed.error?.message ?? request.url}`)
    }
    if (request.headers.authorization !== `Bearer ${LOOPBACK_KEY}`) return sendError(response, 401, 'no key')
    calls.push(parsed.data)
    try {
      await respond(parsed.data, response, calls.length - 1)
    } catch (error) {
      sendError(response, 500, String(error))
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    calls,
    forget() {
      calls.length = 0
    },
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/** Undefined for what is no JSON: the call is then refused like any other fault of form. */
function readJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
