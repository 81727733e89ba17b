/** A clock that stands still until a test moves it. */
import type { Clock } from '../core/clock.ts'

export interface MovingClock extends Clock {
  set(at: Date | string): void
  advance(milliseconds: number): void
}

export const MINUTE = 60_000
export const DAY = 86_400_000

export function movingClock(start: Date | string = '2026-03-01T08:00:00Z'): MovingClock {
  let at = new Date(start).getTime()
  return {
    now: () => new Date(at),
    set(to) {
      at = new Date(to).getTime()
    },
    advance(milliseconds) {
      at += milliseconds
    },
  }
}
