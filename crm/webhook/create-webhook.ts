/**
 * Another company's CRM behind the same outbox: every change of a record is posted to one address as a CloudEvent
 * (CloudEvents 1.0, structured JSON), signed as Standard Webhooks has it, so that receivers find libraries for both.
 * In order per record, tried again and parked like everything that is pushed: that is not decided here.
 */
import { createHash, createHmac } from 'node:crypto'
import type { Clock } from '../../core/clock.ts'
import type { PushRemote } from '../sync/push-records.ts'
import type { Failed, PushOutcome, RecordToPush } from '../sync/remote-crm.ts'

export interface WebhookDeps {
  readonly url: string
  /** `whsec_` and base64, or any text of 16 characters and more. */
  readonly secret: string
  /** What the events say they come from: the public address, where there is one. */
  readonly source: string
  readonly clock: Clock
  readonly fetch?: typeof fetch
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 10_000
const AT_ONCE = 8
const DAY_MS = 86_400_000
/** Of a Retry-After that asks for more. */
const LONGEST_PAUSE_MS = 3_600_000
const DEFAULT_PAUSE_MS = 30_000

export function createWebhook(deps: WebhookDeps): PushRemote {
  const { url, source, clock } = deps
  const key = keyOf(deps.secret)
  let inFlight = 0
  let throttled = 0
  let pausedUntil: Date | null = null
  let sent: number[] = []

  async function post(record: RecordToPush, signal?: AbortSignal): Promise<PushOutcome> {
    const id = `${record.kind}-${record.id}-${record.revision}`
    const now = clock.now()
    const body = JSON.stringify({
      specversion: '1.0',
      id,
      source,
      type: `pharos.${record.kind}.saved`,
      subject: `${record.kind}/${record.id}`,
      time: now.toISOString(),
      datacontenttype: 'application/json',
      // Of one record, a later event has the greater sequence, also as text.
      sequence: String(record.revision).padStart(12, '0'),
      data: dataOf(record),
    })
    const timestamp = String(Math.floor(now.getTime() / 1000))
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
    const timeout = AbortSignal.timeout(deps.timeoutMs ?? TIMEOUT_MS)
    sent = [...sent.filter((at) => at > now.getTime() - DAY_MS), now.getTime()]
    let response: Response
    try {
      response = await (deps.fetch ?? fetch)(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/cloudevents+json; charset=utf-8',
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': `v1,${signature}`,
        },
        body,
        // A signed record goes to the address that was configured and nowhere else.
        redirect: 'manual',
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      })
    } catch (error) {
      return failed('unreachable', true, networkCode(error))
    }
    await response.body?.cancel().catch(() => undefined)
    return outcomeOf(response, record)
  }

  function outcomeOf(response: Response, record: RecordToPush): PushOutcome {
    const { status } = response
    if (response.ok) return { kind: 'saved', remoteVersion: String(record.revision) }
    if (status === 429 || (status === 503 && response.headers.has('retry-after'))) {
      throttled += 1
      pausedUntil = new Date(clock.now().getTime() + pauseMs(response.headers.get('retry-after'), clock))
      return { kind: 'paused', until: pausedUntil }
    }
    const detail = `HTTP ${status}`
    if (status === 401 || status === 403) return failed('unauthorized', true, detail)
    if (status === 413) return failed('too_large', false, detail)
    if (status === 404 || status === 408 || status === 425 || status >= 500) {
      return failed('remote_error', true, detail)
    }
    return failed('rejected', true, detail)
  }

  return {
    name: 'webhook',
    fingerprint: (record) =>
      createHash('sha256')
        .update(JSON.stringify(dataOf(record)))
        .digest('hex'),
    async push(record, signal) {
      if (pausedUntil !== null && pausedUntil > clock.now()) return { kind: 'paused', until: pausedUntil }
      inFlight += 1
      try {
        return await post(record, signal)
      } finally {
        inFlight -= 1
      }
    },
    state: () => ({
      requestsInWindow: sent.filter((at) => at > clock.now().getTime() - 300_000).length,
      requestLimit: null,
      windowSeconds: 300,
      inFlight,
      concurrency: AT_ONCE,
      pausedUntil,
      entitlementUsed: sent.length,
      entitlementLimit: null,
      throttled,
    }),
  }
}

/** Where it goes, without what may be secret in it. */
export function webhookAddress(url: string): string {
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname}`
}

function keyOf(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret, 'utf8')
}

/** The record without the ids of another CRM. */
function dataOf(record: RecordToPush): unknown {
  return JSON.parse(
    JSON.stringify({ id: record.id, kind: record.kind, ...record.body }, (name, value: unknown) =>
      name === 'remoteId' ? undefined : value,
    ),
  )
}

/** Seconds, or a date. */
function pauseMs(retryAfter: string | null, clock: Clock): number {
  if (retryAfter === null) return DEFAULT_PAUSE_MS
  const wait = /^\d+$/u.test(retryAfter)
    ? Number(retryAfter) * 1000
    : Date.parse(retryAfter) - clock.now().getTime()
  return Number.isNaN(wait) ? DEFAULT_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, Math.max(1000, wait))
}

function failed(code: Failed['code'], retry: boolean, detail: string): Failed {
  return { kind: 'failed', retry, code, detail }
}

function networkCode(error: unknown): string {
  const cause = (error as { cause?: { code?: unknown } }).cause?.code
  return typeof cause === 'string' ? cause : error instanceof Error ? error.name : 'unknown'
}
