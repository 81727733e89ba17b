/**
 * Where the claims of a clause stand in a source: the best way to lay one over the other in order, with gaps
 * on both sides. It tells to which place of the source a clause speaks, which is what binds a number or a
 * negation to its words. What must agree there is decided by the checks.
 */
import type { Claim } from '../../core/text/read-claims.ts'

export interface Alignment {
  readonly score: number
  /** For each claim of the clause the index of its match in the source, or -1. */
  readonly matches: readonly number[]
}

const SKIPPED_OF_CLAUSE = 0.3

/** Every claim of the clause is laid on an equal one or skipped; the source may begin and end anywhere. */
export function alignClaims(clause: readonly Claim[], source: readonly Claim[]): Alignment {
  const [rows, columns] = [clause.length, source.length]
  const width = columns + 1
  const scores = new Float32Array((rows + 1) * width)
  const skips = source.map(skipCost)
  for (let row = 1; row <= rows; row += 1) {
    const claim = clause[row - 1]!
    const worth = worthOf(claim)
    const [here, above] = [row * width, (row - 1) * width]
    scores[here] = -SKIPPED_OF_CLAUSE * row
    for (let column = 1; column <= columns; column += 1) {
      let best = scores[above + column]! - SKIPPED_OF_CLAUSE
      const gap = scores[here + column - 1]! - (row === rows ? 0 : skips[column - 1]!)
      if (gap > best) best = gap
      if (source[column - 1]!.key === claim.key) {
        const match = scores[above + column - 1]! + worth
        if (match > best) best = match
      }
      scores[here + column] = best
    }
  }
  return { score: scores[rows * width + columns]!, matches: trace(clause, source, scores, skips) }
}

/** The way back from the end; a match is preferred where several ways are worth the same. */
function trace(
  clause: readonly Claim[],
  source: readonly Claim[],
  scores: Float32Array,
  skips: readonly number[],
): readonly number[] {
  const width = source.length + 1
  const matches = new Array<number>(clause.length).fill(-1)
  let [row, column] = [clause.length, source.length]
  while (row > 0 && column > 0) {
    const score = scores[row * width + column]!
    const claim = clause[row - 1]!
    const gap = row === clause.length ? 0 : skips[column - 1]!
    if (isNear(score, scores[row * width + column - 1]! - gap) && gap === 0) column -= 1
    else if (
      source[column - 1]!.key === claim.key &&
      isNear(score, scores[(row - 1) * width + column - 1]! + worthOf(claim))
    ) {
      matches[row - 1] = column - 1
      row -= 1
      column -= 1
    } else if (isNear(score, scores[(row - 1) * width + column]! - SKIPPED_OF_CLAUSE)) row -= 1
    else column -= 1
  }
  return matches
}

const isNear = (a: number, b: number): boolean => Math.abs(a - b) < 1e-4

function worthOf(claim: Claim): number {
  return claim.kind === 'word' && claim.family === 'han' ? 1 : 2
}

/** To pass over another number, or over a turning word, takes more than to pass over a word. */
function skipCost(claim: Claim): number {
  if (claim.kind === 'value' || claim.kind === 'contrast') return 0.8
  if (claim.kind === 'stop') return claim.key === ',' ? 0.15 : 0.4
  return 0.15
}
