/**
 * Each clause of a sentence, laid over its place in the quotes: its numbers belong to the same words there,
 * and negations, bans, limits and directions are neither added, nor left out, nor exchanged.
 * Needs sentence and quotes in one language; whether the numbers stand there at all is asked in numbers.ts.
 */
import type { Claim } from '../../core/text/read-claims.ts'
import { alignClaims } from './align-claims.ts'
import type { Fault, FindingKind } from './finding.ts'

/** A number or turning word in another's place must fit this much worse than the other. */
const MARGIN = 0.5
/** A clause with fewer words of its own is read together with the one before. */
const ENOUGH_WORDS = 2
/** How far beyond the matched words a negation still turns them; a ban holds for its whole clause. */
const NEGATION_REACH = 4
const REVERSING = new Set(['negation', 'ban', 'except', 'bound'])

export function meaningFaults(sentence: readonly Claim[], evidence: readonly Claim[]): readonly Fault[] {
  return windowsOf(sentence).flatMap((window) => windowFaults(window, evidence))
}

function windowFaults(window: readonly Claim[], evidence: readonly Claim[]): readonly Fault[] {
  const { score, matches } = alignClaims(window, evidence)
  const place = placeOf(matches, evidence)
  if (place === null) return []
  const matched = new Set(matches)
  const faults: Fault[] = []
  const spare = evidence.flatMap((claim, at) =>
    at >= place.from && at < place.to && !matched.has(at) ? [{ claim, at }] : [],
  )
  window.forEach((claim, at) => {
    if (claim.kind !== 'contrast' || matches[at] !== -1) return
    if (spare.some((one) => one.claim.key === claim.key)) return
    const instead = spare.find((one) => one.claim.family === claim.family)?.claim.text
    faults.push({
      kind: kindOf(claim),
      found: claim.text,
      ...(instead === undefined ? {} : { expected: instead }),
    })
  })
  const free = window.filter((_claim, at) => matches[at] === -1).map((claim) => claim.key)
  for (const { claim, at } of spare) {
    if (!turns(claim, at, place) || free.includes(claim.key)) continue
    faults.push({ kind: kindOf(claim), expected: claim.text })
  }
  return [...faults, ...misplaced(window, evidence, score)]
}

interface Place {
  /** The clause or clauses of the source. */
  readonly from: number
  readonly to: number
  /** First and last match. */
  readonly first: number
  readonly last: number
}

function placeOf(matches: readonly number[], evidence: readonly Claim[]): Place | null {
  const found = matches.filter((at) => at >= 0)
  if (found.length === 0) return null
  const [first, last] = [Math.min(...found), Math.max(...found)]
  let from = first
  while (from > 0 && evidence[from - 1]!.kind !== 'stop') from -= 1
  let to = last + 1
  while (to < evidence.length && evidence[to]!.kind !== 'stop') to += 1
  return { from, to, first, last }
}

/** Whether a claim of the source that the sentence leaves out changes what the sentence says. */
function turns(claim: Claim, at: number, { first, last }: Place): boolean {
  const inside = at > first && at < last
  const near = inside || (at < first ? first - at : at - last) <= NEGATION_REACH
  if (claim.family === 'ban') return claim.key !== 'ban:recommended'
  if (claim.family === 'negation' || claim.family === 'except' || claim.family === 'bound') return near
  if (claim.family === 'severity' || claim.family === 'per') return inside
  return false
}

/** Numbers and turning words that would fit much better if they were another one of the source's. */
function misplaced(window: readonly Claim[], evidence: readonly Claim[], score: number): readonly Fault[] {
  return window.flatMap((claim, at): readonly Fault[] => {
    if (claim.kind !== 'value' && claim.kind !== 'contrast') return []
    const others = new Map(
      evidence
        .filter((one) => one.family === claim.family && one.key !== claim.key)
        .map((one) => [one.key, one]),
    )
    for (const other of others.values()) {
      const changed = window.with(at, other)
      if (alignClaims(changed, evidence).score <= score + MARGIN) continue
      const kind = claim.kind === 'value' ? 'misplaced' : kindOf(claim)
      return [{ kind, found: claim.text, expected: other.text }]
    }
    return []
  })
}

function kindOf(claim: Claim): FindingKind {
  if (claim.kind === 'value') return 'number'
  return REVERSING.has(claim.family) ? 'negation' : 'direction'
}

/** The clauses of a sentence; one with hardly a word of its own ("一次10mg") together with those before. */
function windowsOf(sentence: readonly Claim[]): readonly (readonly Claim[])[] {
  const clauses: Claim[][] = [[]]
  for (const claim of sentence) {
    if (claim.kind === 'stop') clauses.push([])
    else clauses.at(-1)!.push(claim)
  }
  const filled = clauses.filter((clause) => clause.length > 0)
  return filled.map((clause, at) => {
    let [window, back] = [clause, at]
    while (back > 0 && words(window) < ENOUGH_WORDS) {
      back -= 1
      window = [...filled[back]!, ...window]
    }
    return window
  })
}

const words = (clause: readonly Claim[]): number =>
  clause.filter((claim) => claim.kind === 'word' || claim.kind === 'code').length
