/**
 * How much the service takes on: calls per caller and time, calls at once, uploads at once. Beyond that it
 * says so (429 or 503 with Retry-After) instead of growing slow for everybody.
 */
import { AppError } from '../core/errors.ts'

export interface Limits {
  /** Calls of one token (or of one address without a token) per second, over a window of ten. */
  readonly callsPerSecond: number
  /** Wrong tokens of one address within the window; after that it is not even looked up. */
  readonly wrongTokens: number
  /** Calls at once, all callers together. */
  readonly concurrentCalls: number
  /** Uploads at once: each may hold a whole file in memory. */
  readonly concurrentUploads: number
  readonly jsonBytes: number
  readonly fileBytes: number
}

export const DEFAULT_LIMITS: Limits = {
  callsPerSecond: 200,
  wrongTokens: 100,
  concurrentCalls: 128,
  concurrentUploads: 4,
  jsonBytes: 1024 * 1024,
  fileBytes: 50 * 1024 * 1024,
}

export const RATE_WINDOW_SECONDS = 10

export interface Gate {
  /** Takes a place; throws `overloaded` when none is free. Call the result once to give it back. */
  enter(): () => void
  readonly inside: number
}

export function createGate(places: number, what: string): Gate {
  let inside = 0
  return {
    get inside() {
      return inside
    },
    enter() {
      if (inside >= places) {
        throw new AppError('overloaded', `${places} ${what} are under way already.`, {
          details: { retryAfter: 1 },
        })
      }
      inside += 1
      let left = false
      return () => {
        if (left) return
        left = true
        inside -= 1
      }
    },
  }
}

export interface Strikes {
  /** Throws `rate_limited` for an address that has shown too many wrong tokens of late. */
  check(address: string): void
  add(address: string): void
}

/**
 * Counts wrong tokens per address: each is a new caller to the rate limit, so that guessing would otherwise
 * know none. A window of `RATE_WINDOW_SECONDS`; all of it is forgotten when it ends.
 */
export function createStrikes(most: number, now: () => number = Date.now): Strikes {
  const strikes = new Map<string, number>()
  let ends = 0
  const left = () => {
    if (now() >= ends) {
      strikes.clear()
      ends = now() + RATE_WINDOW_SECONDS * 1000
    }
    return (ends - now()) / 1000
  }
  return {
    check(address) {
      const seconds = left()
      if ((strikes.get(address) ?? 0) >= most) throw rateLimited(seconds)
    },
    add(address) {
      left()
      strikes.set(address, (strikes.get(address) ?? 0) + 1)
    },
  }
}

export function rateLimited(seconds: number): AppError {
  const retryAfter = Math.max(1, Math.ceil(seconds))
  return new AppError('rate_limited', `Too many calls; try again in ${retryAfter} s.`, {
    details: { retryAfter },
  })
}
