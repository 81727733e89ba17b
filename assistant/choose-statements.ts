/**
 * Chooses the fewest statements that meet a need: the best one first, then each that adds something the
 * chosen ones lack, within a budget of characters. Of equals the shorter wins, and the one beside what
 * is chosen already.
 */
import type { ScoredStatement } from './score-statements.ts'

export interface Choice {
  readonly statements: readonly ScoredStatement[]
  /** Worth of the best statement. */
  readonly best: number
}

export const CHOICE = {
  /** Characters of all statements together; the first may be longer. */
  budget: 240,
  most: 4,
  /** A further statement must add this much, absolutely and as a share of the best. */
  leastGain: 1.9,
  leastShare: 0.3,
  /** A short answer may grow by what adds less: its neighbour often carries the other half. */
  thin: 140,
  thinGain: 1.1,
  thinNeighbour: 0.3,
  neighbour: 1.2,
  lengthCost: 1 / 200,
  /** One that alone is worth almost what the best is, is told too, while the answer stays short. */
  close: 1.5,
  closeBudget: 200,
}

export function chooseStatements(scored: readonly ScoredStatement[], budget = CHOICE.budget): Choice {
  const chosen: ScoredStatement[] = []
  const met = new Map<string, number>()
  let spent = 0
  let best = Number.NEGATIVE_INFINITY
  while (chosen.length < CHOICE.most) {
    let next: ScoredStatement | undefined
    let most = Number.NEGATIVE_INFINITY
    for (const one of scored) {
      if (chosen.includes(one) || repeats(one, chosen)) continue
      if (chosen.length > 0 && spent + one.text.length > budget) continue
      const gain = worth(one, met, chosen.length === 0) + (neighbours(one, chosen) ? CHOICE.neighbour : 0)
      if (gain > most) {
        most = gain
        next = one
      }
    }
    if (next === undefined) break
    if (chosen.length === 0) best = most
    else if (most < leastGain(next, chosen, spent, best)) break
    chosen.push(next)
    spent += next.text.length
    for (const [key, value] of next.met) met.set(key, Math.max(met.get(key) ?? 0, value))
  }
  return { statements: [...chosen, ...runnersUp(scored, chosen, spent, budget)], best }
}

/** Where two statements answer about equally well, nobody can tell which was meant: both are told. */
function runnersUp(
  scored: readonly ScoredStatement[],
  chosen: readonly ScoredStatement[],
  spent: number,
  budget: number,
): readonly ScoredStatement[] {
  const nothing = new Map<string, number>()
  const alone = (one: ScoredStatement) => worth(one, nothing, true)
  const best = chosen.reduce((most, one) => Math.max(most, alone(one)), Number.NEGATIVE_INFINITY)
  const most = Math.min(budget, CHOICE.closeBudget)
  const found: ScoredStatement[] = []
  let length = spent
  for (const one of scored.toSorted((a, b) => alone(b) - alone(a))) {
    if (alone(one) < best - CHOICE.close || chosen.length + found.length >= CHOICE.most) break
    if (chosen.includes(one) || repeats(one, [...chosen, ...found])) continue
    // Which rows of a table belong together is not a matter of worth.
    if (one.statement.header !== null) continue
    if (length + one.text.length > most) continue
    found.push(one)
    length += one.text.length
  }
  return found
}

function leastGain(
  next: ScoredStatement,
  chosen: readonly ScoredStatement[],
  spent: number,
  best: number,
): number {
  if (spent >= CHOICE.thin) return Math.max(CHOICE.leastGain, best * CHOICE.leastShare)
  return neighbours(next, chosen) ? CHOICE.thinNeighbour : CHOICE.thinGain
}

/** What a statement is worth to somebody who has heard `met` already. */
function worth(one: ScoredStatement, met: ReadonlyMap<string, number>, first: boolean): number {
  let sum = first ? one.base : Math.min(0, one.base)
  for (const [key, value] of one.met) sum += Math.max(0, value - (met.get(key) ?? 0))
  return sum - one.text.length * CHOICE.lengthCost
}

function neighbours(one: ScoredStatement, chosen: readonly ScoredStatement[]): boolean {
  return chosen.some(
    (other) =>
      other.hit.sectionId === one.hit.sectionId &&
      Math.abs(other.statement.index - one.statement.index) === 1 &&
      other.statement.item === one.statement.item,
  )
}

/** Several products or versions say the same words: once is enough. */
function repeats(one: ScoredStatement, chosen: readonly ScoredStatement[]): boolean {
  return chosen.some((other) => other.text === one.text)
}
