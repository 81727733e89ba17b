/**
 * An allowance that refills evenly: in no window is more spent than its share of the limit, a little of it may be
 * spent at once after a rest. Slowed down when the other side says that it is too much even so (others may use
 * the same allowance), and back to full speed bit by bit.
 */

export interface BudgetShape {
  readonly limit: number
  readonly windowMs: number
  /** Of the limit, in any window. */
  readonly share: number
  /** Of the limit, at once. */
  readonly burst: number
}

export interface Budget {
  /** Milliseconds until `amount` may be spent. */
  wait(amount: number, at: number): number
  /** A negative amount gives back what was reserved and not used. */
  spend(amount: number, at: number): void
  slow(at: number): void
}

const SLOWEST = 0.1
/** From half speed to full in five minutes. */
const RECOVERY_PER_MS = 0.5 / 300_000

export function createBudget(shape: BudgetShape, start: number): Budget {
  const capacity = Math.max(1, shape.limit * shape.burst)
  const fullRate = (shape.limit * shape.share - capacity) / shape.windowMs
  // Whatever it was, a window later the other side has forgotten it.
  const deepest = capacity - fullRate * shape.windowMs
  let level = capacity
  let speed = 1
  let last = start

  function refill(at: number): void {
    // A clock that was set back refills nothing.
    const passed = Math.max(0, at - last)
    last = at
    speed = Math.min(1, speed + passed * RECOVERY_PER_MS)
    level = Math.min(capacity, level + passed * fullRate * speed)
  }

  return {
    wait(amount, at) {
      refill(at)
      // What is larger than the burst waits for a full one, and leaves a debt.
      const needed = Math.min(amount, capacity)
      // A hair of a request that rounding left over is no reason to wait.
      return level + 1e-6 >= needed ? 0 : Math.ceil((needed - level) / (fullRate * speed))
    },
    spend(amount, at) {
      refill(at)
      level = Math.max(deepest, Math.min(capacity, level - amount))
    },
    slow(at) {
      refill(at)
      speed = Math.max(SLOWEST, speed / 2)
      level = Math.min(level, 0)
    },
  }
}
