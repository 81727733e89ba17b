/**
 * The one way to an environment: every call waits its turn here, so that what the company's licence and the
 * service-protection limits allow is used and never exceeded. Requests and execution time are paced to stay below
 * the limits in every window, concurrency grows while it goes well and shrinks when it does not, and a 429 stops
 * everybody: sending on would only extend the wait. What is sent is the caller's part.
 */
import type { Clock } from '../../core/clock.ts'
import type { LaneState } from '../sync/remote-crm.ts'
import { createBudget } from './budget.ts'
import { createCounter } from './counter.ts'

export interface LaneLimits {
  readonly requests: number
  readonly executionMs: number
  readonly windowMs: number
  readonly concurrency: number
}

/** As Microsoft publishes them, for a user on a web server. */
export const SERVICE_PROTECTION: LaneLimits = {
  requests: 6_000,
  executionMs: 1_200_000,
  windowMs: 300_000,
  concurrency: 52,
}

export interface LaneDeps {
  readonly clock: Clock
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
  readonly limits?: LaneLimits
  /** Requests of 24 hours that the licences allow; only shown, the service bills rather than refuses. */
  readonly entitlement?: number | null
}

/** What a call learned of the other side's patience. */
export interface LaneWord {
  /** The caller was told to wait: 429, or 503 with a time. */
  readonly retryAfterMs?: number
  /** Too many at once (0x80072326), or no answer at all. */
  readonly crowded?: boolean
}

export type LaneTurn<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** Nothing was sent: the lane stands still, or the wait would be longer than the caller should hold its place. */
  | { readonly kind: 'paused'; readonly until: Date }

export interface Lane {
  /**
   * `operations`: how many requests of the licence the call uses; a batch uses one for each of its parts.
   */
  run<T>(
    operations: number,
    call: () => Promise<{ readonly value: T; readonly word?: LaneWord }>,
    signal?: AbortSignal,
  ): Promise<LaneTurn<T>>
  state(): LaneState
}

/** Of the limits this much is used: clocks differ, and requests arrive not quite as they were sent. */
const SHARE = 0.97
/** Nearer, since the way there and back is counted with it, which the other side does not count. */
const TIME_SHARE = 0.99
const CONCURRENCY_SHARE = 0.9
/** Of a window this much may be spent at once after a rest. */
const BURST = 0.02
const BURST_TIME = 0.03
const FIRST_CONCURRENCY = 4
/** A caller holds its place this long and no longer. */
const PATIENCE_MS = 30_000
const DAY_MS = 86_400_000

export function createLane(deps: LaneDeps): Lane {
  const { clock, sleep } = deps
  const limits = deps.limits ?? SERVICE_PROTECTION
  const now = () => clock.now().getTime()
  const requests = createBudget(
    { share: SHARE, burst: BURST, limit: limits.requests, windowMs: limits.windowMs },
    now(),
  )
  const execution = createBudget(
    { share: TIME_SHARE, burst: BURST_TIME, limit: limits.executionMs, windowMs: limits.windowMs },
    now(),
  )
  const sent = createCounter(limits.windowMs, 300)
  const entitled = createCounter(DAY_MS, 288)
  const most = Math.max(1, Math.floor(limits.concurrency * CONCURRENCY_SHARE))
  let concurrency = Math.min(FIRST_CONCURRENCY, most)
  let inFlight = 0
  let pausedUntil = 0
  let throttled = 0
  /** What a call is expected to take, from those before. */
  let expectedMs = 200
  /** Callers go in the order in which they came. */
  let queue: Promise<void> = Promise.resolve()
  /** Wakes the first of them when a place is free. */
  let freed: (() => void) | undefined

  /** Takes a place, in turn; with the moment until which nothing goes when there is none in time. */
  async function enter(
    deadline: number,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly reserved: number } | { readonly until: number }> {
    for (;;) {
      signal?.throwIfAborted()
      const at = now()
      if (at < pausedUntil) return { until: pausedUntil }
      if (inFlight >= Math.floor(concurrency)) {
        if (at >= deadline) return { until: at + expectedMs }
        await new Promise<void>((resolve) => {
          freed = resolve
        })
        continue
      }
      const wait = Math.max(requests.wait(1, at), execution.wait(expectedMs, at))
      if (wait > 0) {
        if (at + wait > deadline) return { until: at + wait }
        await sleep(wait, signal)
        continue
      }
      const reserved = expectedMs
      requests.spend(1, at)
      execution.spend(reserved, at)
      inFlight += 1
      return { reserved }
    }
  }

  function leave(took: number, reserved: number, word: LaneWord): void {
    const at = now()
    inFlight -= 1
    execution.spend(took - reserved, at)
    expectedMs = expectedMs * 0.9 + took * 0.1
    if (word.retryAfterMs !== undefined) {
      throttled += 1
      pausedUntil = Math.max(pausedUntil, at + word.retryAfterMs)
      requests.slow(at)
      execution.slow(at)
    }
    if (word.retryAfterMs !== undefined || word.crowded === true) {
      concurrency = Math.max(1, Math.floor(concurrency / 2))
    } else {
      concurrency = Math.min(most, concurrency + 1 / concurrency)
    }
    freed?.()
    freed = undefined
  }

  return {
    async run(operations, call, signal) {
      const deadline = now() + PATIENCE_MS
      const turn = queue.then(() => enter(deadline, signal))
      queue = turn.then(
        () => undefined,
        () => undefined,
      )
      const place = await turn
      if ('until' in place) return { kind: 'paused', until: new Date(place.until) }
      const began = now()
      sent.add(1, began)
      entitled.add(operations, began)
      let word: LaneWord = { crowded: true }
      try {
        const done = await call()
        word = done.word ?? {}
        return { kind: 'done', value: done.value }
      } finally {
        leave(now() - began, place.reserved, word)
      }
    },

    state() {
      const at = now()
      return {
        requestsInWindow: sent.total(at),
        requestLimit: limits.requests,
        windowSeconds: limits.windowMs / 1_000,
        inFlight,
        concurrency: Math.floor(concurrency),
        pausedUntil: pausedUntil > at ? new Date(pausedUntil) : null,
        entitlementUsed: entitled.total(at),
        entitlementLimit: deps.entitlement ?? null,
        throttled,
      }
    },
  }
}
