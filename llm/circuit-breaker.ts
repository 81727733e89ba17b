/**
 * Spares a server that is down, and those who would wait for it: after some failures in a row nobody asks it
 * for a while; then one call at a time probes it, and the first success lets everybody in again.
 */

export interface CircuitBreaker {
  /** False: do not ask. True must be followed by exactly one of the three below. */
  enter(): boolean
  succeed(): void
  fail(): void
  /** The call says nothing about the server (the caller hung up). */
  leave(): void
}

export interface CircuitBreakerOptions {
  /** Failures in a row that open it; default 5. */
  readonly failures?: number
  /** How long it stays open, in milliseconds; default 30,000. */
  readonly openMs?: number
  /** Milliseconds that only grow. */
  readonly now?: () => number
}

export function createCircuitBreaker(options: CircuitBreakerOptions = {}): CircuitBreaker {
  const { failures = 5, openMs = 30_000, now = () => performance.now() } = options
  let failed = 0
  let openedAt = 0
  let probing = false
  const isOpen = () => failed >= failures

  return {
    enter() {
      if (!isOpen()) return true
      if (probing || now() - openedAt < openMs) return false
      probing = true
      return true
    },
    succeed() {
      failed = 0
      probing = false
    },
    fail() {
      failed += 1
      probing = false
      if (isOpen()) openedAt = now()
    },
    leave() {
      probing = false
    },
  }
}
