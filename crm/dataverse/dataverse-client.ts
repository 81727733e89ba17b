/**
 * Calls to the Web API of one Dataverse environment: the headers that every call needs, the token, the lane, a time
 * limit, and what an answer means. A refused token is renewed and the call made once more; everything else ends in
 * a value, and whether to try again is decided by who called. Records and tables are not known here.
 */
import { randomUUID } from 'node:crypto'
import type { Clock } from '../../core/clock.ts'
import { type BatchPart, readBatch, writeChangeSet } from './batch-body.ts'
import { badAnswer, type CallFault, faultOfAnswer, faultOfNetwork } from './dataverse-fault.ts'
import { tokenFaultOf } from './entra-tokens.ts'
import type { Lane, LaneWord } from './lane.ts'
import type { TokenSource } from './token-source.ts'

export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** From the service root on (`accounts?$select=name`), or a link of the same environment. */
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Entra object id of whom the call is made for. */
  readonly actor?: string | undefined
}

export interface Answer {
  readonly kind: 'answer'
  readonly status: number
  readonly etag: string | null
  readonly body: Readonly<Record<string, unknown>>
}

export interface Paused {
  readonly kind: 'paused'
  readonly until: Date
}

export type CallEnd = Answer | CallFault | Paused
/** Of a change set: an answer a part, or what the first failed part failed of, by its position. */
export type ChangeSetEnd =
  | { readonly kind: 'answers'; readonly answers: readonly Answer[] }
  | (CallFault & { readonly at?: number })
  | Paused

export interface DataverseClient {
  call(call: Call, signal?: AbortSignal): Promise<CallEnd>
  /** Writes that succeed or fail as one; `actor` of the first counts for all. */
  changeSet(calls: readonly Call[], signal?: AbortSignal): Promise<ChangeSetEnd>
}

export interface ClientDeps {
  /** `https://company.crm.dynamics.com`, with or without a path behind it. */
  readonly url: string
  readonly tokens: TokenSource
  readonly lane: Lane
  readonly clock: Clock
  readonly fetch: typeof fetch
  readonly timeoutMs?: number
}

const API = '/api/data/v9.2/'
/** The service ends a message after two minutes; what takes longer than this lost its answer. */
const TIMEOUT_MS = 130_000
const RETRY_AFTER_DEFAULT_MS = 30_000
const RETRY_AFTER_MOST_MS = 3_600_000

interface Raw {
  readonly kind: 'raw'
  /** The token that it was answered to. */
  readonly token: string
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export function createDataverseClient(deps: ClientDeps): DataverseClient {
  const origin = new URL(deps.url).origin
  const root = `${origin}${API}`
  const timeoutMs = deps.timeoutMs ?? TIMEOUT_MS

  /** A link goes nowhere but to the environment, with our token in its header. */
  function addressOf(path: string): string | undefined {
    if (!URL.canParse(path)) return `${root}${path}`
    return new URL(path).origin === origin ? path : undefined
  }

  async function send(
    operations: number,
    url: string,
    init: { readonly method: string; readonly headers: Record<string, string>; readonly body?: string },
    signal: AbortSignal | undefined,
  ): Promise<Raw | CallFault | Paused> {
    for (let attempt = 1; ; attempt += 1) {
      let token: string
      try {
        token = await deps.tokens.get()
      } catch (error) {
        const { refused, detail } = tokenFaultOf(error)
        const code = refused ? 'unauthorized' : 'unreachable'
        return { kind: 'fault', code, retry: true, detail: `token: ${detail}`, status: 0, errorCode: '' }
      }
      const turn = await deps.lane.run(
        operations,
        async (): Promise<{ value: Raw | CallFault; word: LaneWord }> => {
          const limit = AbortSignal.timeout(timeoutMs)
          const headers = { ...init.headers, authorization: `Bearer ${token}` }
          try {
            const response = await deps.fetch(url, {
              ...init,
              headers,
              redirect: 'error',
              signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
            })
            const raw: Raw = {
              kind: 'raw',
              token,
              status: response.status,
              headers: response.headers,
              text: await response.text(),
            }
            return { value: raw, word: wordOf(raw, deps.clock) }
          } catch (error) {
            if (signal?.aborted === true) throw error
            return { value: faultOfNetwork(error), word: { crowded: true } }
          }
        },
        signal,
      )
      if (turn.kind === 'paused') return turn
      const end = turn.value
      if (end.kind === 'fault') return end
      const { retryAfterMs } = wordOf(end, deps.clock)
      if (retryAfterMs !== undefined) {
        const until = new Date(deps.clock.now().getTime() + retryAfterMs)
        return { kind: 'paused', until: deps.lane.state().pausedUntil ?? until }
      }
      if (end.status !== 401 || attempt > 1) return end
      deps.tokens.drop(token)
    }
  }

  return {
    async call(call, signal) {
      const url = addressOf(call.path)
      if (url === undefined) return badAnswer('a link to another address', 0)
      const raw = await send(1, url, initOf(call), signal)
      if (raw.kind !== 'raw') return raw
      return answerOf(raw.status, Object.fromEntries(raw.headers), raw.text)
    },

    async changeSet(calls, signal) {
      if (calls.length === 1) {
        const end = await this.call(calls[0]!, signal)
        return end.kind === 'answer'
          ? { kind: 'answers', answers: [end] }
          : end.kind === 'fault'
            ? { ...end, at: 0 }
            : end
      }
      const parts = calls.map((call): BatchPart => {
        const { method, headers } = initOf(call)
        const own = Object.entries(headers).filter(([name]) => name !== 'content-type')
        return {
          method: method as BatchPart['method'],
          url: `${API}${call.path}`,
          headers: Object.fromEntries(own),
          ...(call.body === undefined ? {} : { body: call.body }),
        }
      })
      for (let attempt = 1; ; attempt += 1) {
        const { contentType, body } = writeChangeSet(parts, randomUUID())
        const outer = { ...initOf({ method: 'POST', path: '', actor: calls[0]?.actor }).headers }
        const raw = await send(
          calls.length,
          `${root}$batch`,
          { method: 'POST', headers: { ...outer, 'content-type': contentType }, body },
          signal,
        )
        if (raw.kind !== 'raw') return raw
        const answers = readBatch(raw.headers.get('content-type') ?? '', raw.text)
        if (answers === undefined) {
          return raw.status >= 400
            ? faultOfAnswer(raw.status, raw.text)
            : badAnswer('no multipart', raw.status)
        }
        const failed = answers.find((answer) => answer.status >= 400)
        if (failed === undefined) {
          const ends = answers.map((answer) => answerOf(answer.status, answer.headers, answer.body))
          const wrong = ends.find((end) => end.kind === 'fault')
          if (wrong !== undefined) return wrong
          if (ends.length !== calls.length)
            return badAnswer(`${ends.length} answers of ${calls.length}`, raw.status)
          return { kind: 'answers', answers: ends as Answer[] }
        }
        // A token that ends while a batch is under way: nothing of a change set stays, so all of it goes again.
        if (failed.status === 401 && attempt === 1) {
          deps.tokens.drop(raw.token)
          continue
        }
        const number = Number(failed.contentId)
        const at = Number.isInteger(number) && number >= 1 && number <= calls.length ? { at: number - 1 } : {}
        return { ...faultOfAnswer(failed.status, failed.body), ...at }
      }
    },
  }
}

function initOf(call: Call): { method: string; headers: Record<string, string>; body?: string } {
  return {
    method: call.method,
    headers: {
      accept: 'application/json',
      'odata-maxversion': '4.0',
      'odata-version': '4.0',
      // Of a reading: no cache on the way answers it.
      ...(call.method === 'GET' ? { 'if-none-match': 'null' } : {}),
      ...(call.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      ...(call.actor === undefined ? {} : { callerobjectid: call.actor }),
      ...call.headers,
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  }
}

function answerOf(
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
): Answer | CallFault {
  if (status >= 300) return faultOfAnswer(status, text)
  let body: Record<string, unknown> = {}
  if (text.trim() !== '') {
    try {
      body = JSON.parse(text) as Record<string, unknown>
    } catch (error) {
      if (error instanceof SyntaxError) return badAnswer('no JSON', status)
      throw error
    }
  }
  const etag = body['@odata.etag'] ?? headers['etag'] ?? null
  return { kind: 'answer', status, etag: etag === null ? null : String(etag), body }
}

function wordOf(raw: Raw, clock: Clock): LaneWord {
  const throttled = raw.status === 429 || (raw.status === 503 && raw.headers.has('retry-after'))
  if (!throttled) return raw.status >= 500 ? { crowded: true } : {}
  return { retryAfterMs: retryAfter(raw.headers.get('retry-after'), clock), crowded: true }
}

/** Seconds or a date, as HTTP allows; a moment longer, so that nobody is early. */
function retryAfter(value: string | null, clock: Clock): number {
  const seconds = Number(value)
  if (value !== null && value.trim() !== '' && Number.isFinite(seconds)) {
    return Math.min(RETRY_AFTER_MOST_MS, Math.max(0, seconds) * 1_000 + 500)
  }
  const at = value === null ? Number.NaN : Date.parse(value)
  return Number.isNaN(at)
    ? RETRY_AFTER_DEFAULT_MS
    : Math.min(RETRY_AFTER_MOST_MS, Math.max(0, at - clock.now().getTime()) + 500)
}
