/**
 * Time that passes only when everybody waits: hours of a simulation run in a moment, in the order in which they would.
 * What it runs may wait by `sleep` alone.
 */
import type { Clock } from '../core/clock.ts'

export interface VirtualTime extends Clock {
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** Runs until the moment is reached, or nobody waits any more. */
  runUntil(at: number): Promise<void>
}

interface Sleeper {
  readonly at: number
  readonly order: number
  wake(): void
}

export function virtualTime(start: string): VirtualTime {
  let now = Date.parse(start)
  let order = 0
  const sleepers: Sleeper[] = []

  /** The sleepers are a heap, the next to wake on top. */
  const before = (a: Sleeper, b: Sleeper) => a.at < b.at || (a.at === b.at && a.order < b.order)
  function push(sleeper: Sleeper): void {
    let at = sleepers.push(sleeper) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (before(sleepers[parent]!, sleepers[at]!)) break
      ;[sleepers[parent], sleepers[at]] = [sleepers[at]!, sleepers[parent]!]
      at = parent
    }
  }
  function pop(): Sleeper | undefined {
    const top = sleepers[0]
    const last = sleepers.pop()
    if (top === undefined || last === undefined || sleepers.length === 0) return top
    sleepers[0] = last
    for (let at = 0; ; ) {
      let least = at
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < sleepers.length && before(sleepers[child]!, sleepers[least]!)) least = child
      }
      if (least === at) return top
      ;[sleepers[least], sleepers[at]] = [sleepers[at]!, sleepers[least]!]
      at = least
    }
  }

  return {
    now: () => new Date(now),
    sleep: (milliseconds) =>
      new Promise((wake) => {
        order += 1
        push({ at: now + Math.max(0, milliseconds), order, wake })
      }),
    async runUntil(at) {
      for (;;) {
        // Everything that can go on without time does so first.
        await new Promise((resolve) => setImmediate(resolve))
        const next = sleepers[0]
        if (next === undefined || next.at > at) break
        pop()
        now = Math.max(now, next.at)
        next.wake()
      }
      now = Math.max(now, at)
    },
  }
}
