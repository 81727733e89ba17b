/**
 * Chooses the fewest statements that meet a need: the best one first, then each that adds something the
 * chosen ones lack, within a budget of characters. Neighbours of one section become one quote.
 */
import type { ScoredStatement } from './score-statements.ts'

export interface Choice {
  readonly statements: readonly ScoredStatement[]
  /** Worth of the best statement. */
  readonly best: number
}

const BUDGET = 190
const AT_MOST = 4
/** A further statement must add this much, absolutely and as a share of the best. */
const LEAST_GAIN = 2.2
const LEAST_SHARE = 0.34
/** A short answer may grow by what adds less: its neighbour often carries the other half. */
const THIN = 90
const THIN_GAIN = 0.6
const NEIGHBOUR = 1.2
/** Small cost of length, so that of two equal statements the shorter wins. */
const LENGTH_COST = 1 / 120

export function chooseStatements(scored: readonly ScoredStatement[], budget = BUDGET): Choice {
  const chosen: ScoredStatement[] = []
  const met = new Set<string>()
  let spent = 0
  let best = Number.NEGATIVE_INFINITY
  while (chosen.length < AT_MOST) {
    let next: ScoredStatement | undefined
    let most = Number.NEGATIVE_INFINITY
    for (const one of scored) {
      if (chosen.includes(one) || repeats(one, chosen)) continue
      const gain = worth(one, met) + (neighbours(one, chosen) ? NEIGHBOUR : 0)
      if (gain > most) {
        most = gain
        next = one
      }
    }
    if (next === undefined) break
    if (chosen.length === 0) best = most
    else if (spent + next.text.length > budget) break
    else if (most < (spent < THIN ? THIN_GAIN : Math.max(LEAST_GAIN, best * LEAST_SHARE))) break
    chosen.push(next)
    spent += next.text.length
    for (const key of next.met.keys()) met.add(key)
  }
  return { statements: chosen, best }
}

/** What a statement is worth to somebody who has heard `met` already. */
function worth(one: ScoredStatement, met: ReadonlySet<string>): number {
  let sum = met.size === 0 ? one.base : Math.min(0, one.base)
  for (const [key, value] of one.met) if (!met.has(key)) sum += value
  return sum - one.text.length * LENGTH_COST
}

function neighbours(one: ScoredStatement, chosen: readonly ScoredStatement[]): boolean {
  return chosen.some(
    (other) =>
      other.hit.sectionId === one.hit.sectionId &&
      Math.abs(other.index - one.index) === 1 &&
      other.statement.item === one.statement.item,
  )
}

/** Several products or versions say the same words: once is enough. */
function repeats(one: ScoredStatement, chosen: readonly ScoredStatement[]): boolean {
  return chosen.some((other) => other.text === one.text)
}
