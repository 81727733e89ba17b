/**
 * Service protection as Dataverse keeps it for a user on one web server: requests and execution time in a sliding
 * window, requests at once. Whoever sends on while it is told to wait, waits longer. Every refusal is counted: a
 * client that is paced well never sees one.
 */
import type { Clock } from '../../../core/clock.ts'
import { Refusal } from './fake-refusal.ts'

export interface ThrottleLimits {
  readonly requests: number
  readonly executionMs: number
  readonly windowMs: number
  readonly concurrency: number
}

export interface ThrottleReport {
  readonly requests: number
  readonly executionMs: number
  readonly refusals: number
  /** Requests that came although the client had been told to wait. */
  readonly violations: number
  readonly mostAtOnce: number
}

export function createFakeThrottle(clock: Clock, limits: ThrottleLimits) {
  const log: { readonly at: number; ms: number }[] = []
  /** Of the log the first that is still in the window, and the sums of what is. */
  let from = 0
  let spent = 0
  let atOnce = 0
  let blockedUntil = 0
  let wait = 0
  let refusals = 0
  let violations = 0
  let mostAtOnce = 0
  let total = 0
  let totalMs = 0

  const refuse = (code: string, message: string): never => {
    const now = clock.now().getTime()
    refusals += 1
    wait = wait === 0 ? 5_000 : Math.min(300_000, wait * 2)
    blockedUntil = Math.max(blockedUntil, now + wait)
    throw new Refusal(429, code, message, { 'retry-after': String(Math.ceil((blockedUntil - now) / 1_000)) })
  }

  return {
    /** Throws the refusal; else counts, and is to be told how long it took. */
    enter(): (tookMs: number) => void {
      const now = clock.now().getTime()
      while (from < log.length && log[from]!.at <= now - limits.windowMs) {
        spent -= log[from]!.ms
        from += 1
      }
      if (now < blockedUntil) {
        violations += 1
        refuse(
          '0x80072322',
          `Number of requests exceeded the limit of ${limits.requests} over time window of ${limits.windowMs / 1_000} seconds.`,
        )
      }
      if (log.length - from >= limits.requests) {
        refuse(
          '0x80072322',
          `Number of requests exceeded the limit of ${limits.requests} over time window of ${limits.windowMs / 1_000} seconds.`,
        )
      }
      if (spent >= limits.executionMs) {
        refuse(
          '0x80072321',
          `Combined execution time of incoming requests exceeded limit of ${limits.executionMs} milliseconds over time window of ${limits.windowMs / 1_000} seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later.`,
        )
      }
      if (atOnce >= limits.concurrency) {
        refuse('0x80072326', `Number of concurrent requests exceeded the limit of ${limits.concurrency}.`)
      }
      wait = 0
      atOnce += 1
      mostAtOnce = Math.max(mostAtOnce, atOnce)
      total += 1
      const entry = { at: now, ms: 0 }
      log.push(entry)
      const place = log.length - 1
      return (tookMs) => {
        atOnce -= 1
        totalMs += tookMs
        entry.ms = tookMs
        if (place >= from) spent += tookMs
      }
    },

    report: (): ThrottleReport => ({
      requests: total,
      executionMs: totalMs,
      refusals,
      violations,
      mostAtOnce,
    }),

    /** Of the window that ends now. */
    window(): { readonly requests: number; readonly executionMs: number } {
      const since = clock.now().getTime() - limits.windowMs
      const inside = log.filter((one) => one.at > since)
      return { requests: inside.length, executionMs: inside.reduce((sum, one) => sum + one.ms, 0) }
    },
  }
}
