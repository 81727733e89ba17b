/**
 * Each clause of a sentence, laid over its place in the quotes: its numbers belong to the same words there,
 * and negations, bans, limits and directions are neither added, nor left out, nor exchanged.
 * Needs sentence and quotes in one language; whether the numbers stand there at all is asked in numbers.ts.
 */
import type { Claim } from '../../core/text/read-claims.ts'
import { type Alignment, alignClaims } from './align-claims.ts'
import type { Fault, FindingKind } from './finding.ts'

/** A number or turning word in another's place must fit this much worse than the other. */
const MARGIN = 0.5
/** A clause with fewer words is read together with the one before. */
const ENOUGH_WORDS = 2
/** A clause whose words stand elsewhere, or nowhere, is judged by support.ts alone. */
const LEAST_MATCHED = 0.5
/** A sentence with fewer of its words in order is in another order than the source. */
const IN_ORDER = 0.8
/** How far beyond the matched words a negation still turns them; a ban holds for its whole clause. */
const NEGATION_REACH = 4
const REVERSING = new Set(['negation', 'ban', 'except', 'bound'])

export function meaningFaults(sentence: readonly Claim[], evidence: readonly Claim[]): readonly Fault[] {
  return [
    ...windowsOf(sentence).flatMap((window) => windowFaults(window, evidence)),
    ...sentencesOf(sentence).flatMap((one) => crossed(one, evidence)),
    ...disordered(sentence, evidence),
  ]
}

/** Clauses in the order of the source are read together, too: "≥40kg者一次100mg" may be split by a comma. */
function crossed(sentence: readonly Claim[], evidence: readonly Claim[]): readonly Fault[] {
  if (!sentence.some((claim) => claim.kind === 'stop')) return []
  const claims = sentence.filter((claim) => claim.kind !== 'stop')
  const alignment = alignClaims(claims, evidence)
  const matched = words(claims.filter((_claim, at) => alignment.matches[at] !== -1))
  return matched < words(claims) * IN_ORDER ? [] : misplaced(claims, evidence, alignment)
}

function windowFaults({ claims: window, own }: Window, evidence: readonly Claim[]): readonly Fault[] {
  const alignment = alignClaims(window, evidence)
  const matches = withoutStrays(window, own, evidence, alignment.matches)
  const place = placeOf(matches, evidence)
  const plain = window.filter(isWord).length
  const matched = window.filter((claim, at) => isWord(claim) && matches[at] !== -1).length
  if (place === null) {
    // Its turning words stand in the source, but of nothing that the clause speaks of.
    const stray = window.find((_claim, at) => alignment.matches[at] !== -1)
    return stray === undefined ? [] : [{ kind: kindOf(stray), found: stray.text }]
  }
  if (matched < plain * LEAST_MATCHED) return []
  const taken = new Set(matches)
  const spare = evidence.flatMap((claim, at) =>
    at >= place.from && at < place.to && !taken.has(at) ? [{ claim, at }] : [],
  )
  const alone = () => alignClaims(window.slice(own), evidence).matches
  const faults: Fault[] = []
  window.forEach((claim, at) => {
    if (claim.kind !== 'contrast' || matches[at] !== -1) return
    if (spare.some((one) => one.claim.key === claim.key)) return
    // Clauses in another order than the source's: this one may stand there as it is.
    if (own > 0 && at >= own && alone()[at - own] !== -1) return
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
  const [told, telling] = [
    window.find((claim, at) => matches[at] === -1 && isSchedule(claim)),
    spare.find(({ claim }) => isSchedule(claim)),
  ]
  if (told !== undefined && telling !== undefined && told.key !== telling.claim.key) {
    faults.push({ kind: 'misplaced', found: told.text, expected: telling.claim.text })
  }
  return [
    ...faults,
    ...spliced(window, evidence, matches),
    ...foreignSubject(window, evidence, matches, place),
    ...misplaced(window, evidence, alignment),
  ]
}

/** A turning word belongs to its neighbours: one that matched in another clause than they did has no match. */
function withoutStrays(
  window: readonly Claim[],
  own: number,
  evidence: readonly Claim[],
  matches: readonly number[],
): readonly number[] {
  return matches.map((match, at) => {
    const claim = window[at]!
    // For whom it holds is what the others are held to.
    if (match === -1 || claim.kind !== 'contrast' || claim.family === 'population' || at < own) return match
    const next = matches.find((other, more) => more > at && other !== -1)
    const neighbour =
      next ?? matches.findLast((other, before) => before < at && before >= own && other !== -1)
    if (neighbour === undefined) return match
    const [from, to] = [Math.min(match, neighbour), Math.max(match, neighbour)]
    return evidence.slice(from, to).some((claim) => claim.kind === 'stop') ? -1 : match
  })
}

const isSchedule = ({ family }: Claim): boolean => family === 'frequency' || family === 'per'

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
  const { from } = clauseOf(evidence, first)
  return { from, to: clauseOf(evidence, last).to, first, last }
}

function clauseOf(evidence: readonly Claim[], at: number): { readonly from: number; readonly to: number } {
  const from = evidence.findLastIndex((claim, index) => index < at && claim.kind === 'stop') + 1
  const to = evidence.findIndex((claim, index) => index >= at && claim.kind === 'stop')
  return { from, to: to < 0 ? evidence.length : to }
}

/** Whether a claim of the source that the sentence leaves out changes what the sentence says. */
function turns(claim: Claim, at: number, { first, last }: Place): boolean {
  const inside = at > first && at < last
  const near = inside || (at < first ? first - at : at - last) <= NEGATION_REACH
  if (claim.family === 'ban') return claim.key !== 'ban:recommended' && claim.key !== 'ban:allowed'
  if (claim.family === 'negation' || claim.family === 'except' || claim.family === 'bound') return near
  return (claim.family === 'severity' || claim.family === 'per') && (inside || at === first - 1)
}

/** A clause put together from two sentences of the source says what neither does. */
function spliced(
  window: readonly Claim[],
  evidence: readonly Claim[],
  matches: readonly number[],
): readonly Fault[] {
  const inSentence = new Map<number, number>()
  matches.forEach((match, at) => {
    if (match === -1 || !isWord(window[at]!)) return
    const sentence = evidence.slice(0, match).filter(endsSentence).length
    inSentence.set(sentence, (inSentence.get(sentence) ?? 0) + 1)
  })
  const parts = [...inSentence.values()].filter((count) => count >= ENOUGH_WORDS)
  return parts.length > 1 && window.every((claim) => claim.kind !== 'stop') ? [{ kind: 'misplaced' }] : []
}

/** "孕妇无需调整剂量" of "孕妇禁用；老年患者无需调整剂量": somebody else's predicate. */
function foreignSubject(
  window: readonly Claim[],
  evidence: readonly Claim[],
  matches: readonly number[],
  place: Place,
): readonly Fault[] {
  const ownSubject = evidence
    .slice(place.from, place.to)
    .some((claim, at) => isWord(claim) && !matches.includes(place.from + at))
  if (!ownSubject) return []
  let [from, to] = [place.first, place.last]
  while (from > 0 && !endsSentence(evidence[from - 1]!)) from -= 1
  while (to < evidence.length && !endsSentence(evidence[to]!)) to += 1
  const elsewhere = [...evidence.slice(0, from), ...evidence.slice(to)]
  const here = new Set(evidence.slice(from, to).map((claim) => claim.key))
  const strange = window.filter((claim, at) => matches[at] === -1 && isWord(claim) && !here.has(claim.key))
  const weight = strange
    .filter((claim) => elsewhere.some((one) => one.key === claim.key))
    .reduce((sum, claim) => sum + (claim.family === 'han' ? 1 : ENOUGH_WORDS), 0)
  if (weight < ENOUGH_WORDS) return []
  return [{ kind: 'misplaced', found: strange.map((claim) => claim.text).join('') }]
}

const endsSentence = (claim: Claim): boolean => claim.kind === 'stop' && claim.key !== ','

/** Numbers and turning words that would fit much better if they were another one of the source's. */
function misplaced(
  window: readonly Claim[],
  evidence: readonly Claim[],
  { score, matches }: Alignment,
): readonly Fault[] {
  return window.flatMap((claim, at): readonly Fault[] => {
    if (claim.kind !== 'value' && claim.kind !== 'contrast') return []
    const others = new Map(
      evidence
        .filter((one) => one.family === claim.family && one.key !== claim.key)
        .map((one) => [one.key, one]),
    )
    for (const other of others.values()) {
      const changed = alignClaims(window.with(at, other), evidence)
      if (changed.score <= score + MARGIN) continue
      if (speaksForItself(window, evidence, matches, at, changed.matches[at]!)) continue
      return [
        {
          kind: claim.kind === 'value' ? 'misplaced' : kindOf(claim),
          found: claim.text,
          expected: other.text,
        },
      ]
    }
    return []
  })
}

/**
 * "肌酐清除率30～59ml/min者减半，低于30ml/min者停用": a subject stands once for several numbers. Words of the
 * clause that stand with the number and not with its rival speak for it.
 */
function speaksForItself(
  window: readonly Claim[],
  evidence: readonly Claim[],
  matches: readonly number[],
  at: number,
  rival: number,
): boolean {
  const own = matches[at]!
  if (window[at]!.kind !== 'value' || own === -1 || rival === -1) return false
  const [here, there] = [clauseOf(evidence, own), clauseOf(evidence, rival)]
  if (here.from === there.from) return false
  const rivalKeys = new Set(evidence.slice(there.from, there.to).map((claim) => claim.key))
  return matches.some(
    (match, index) =>
      match >= here.from && match < here.to && isWord(window[index]!) && !rivalKeys.has(window[index]!.key),
  )
}

/** "分别为4.1%和1.0%": numbers that are told in the order of something else keep that order. */
function disordered(sentence: readonly Claim[], evidence: readonly Claim[]): readonly Fault[] {
  if (!isOrdered(evidence)) return []
  const source = runsOf(evidence)
  const wrong = runsOf(sentence).find((run) => !source.some((one) => one.includes(run)))
  return wrong === undefined ? [] : [{ kind: 'misplaced', found: wrong.trim() }]
}

function isOrdered(claims: readonly Claim[]): boolean {
  const text = claims.map((claim) => claim.text).join('')
  return /分别|依次|respectively/iu.test(text)
}

/** Numbers of one kind that follow each other with no word between, as one text each. */
function runsOf(claims: readonly Claim[]): readonly string[] {
  const runs: Claim[][] = []
  claims.forEach((claim, at) => {
    if (claim.kind !== 'value') return
    const before = claims[at - 1]
    if (before?.kind === 'value' && before.family === claim.family) runs.at(-1)!.push(claim)
    else runs.push([claim])
  })
  return runs
    .filter((run) => run.length > 1)
    .map((run) => ` ${run.map((claim) => claim.key.replaceAll(' ', '_')).join(' ')} `)
}

function kindOf(claim: Claim): FindingKind {
  if (claim.kind === 'value') return 'number'
  return REVERSING.has(claim.family) ? 'negation' : 'direction'
}

interface Window {
  readonly claims: readonly Claim[]
  /** Where the clause itself begins, behind those that it is read with. */
  readonly own: number
}

/** The clauses; one with hardly a word of its own ("一次10mg") together with those before it in its sentence. */
function windowsOf(claims: readonly Claim[]): readonly Window[] {
  return sentencesOf(claims).flatMap((sentence) => {
    const clauses = splitAt(sentence, (claim) => claim.kind === 'stop')
    return clauses.map((clause, at) => {
      let [window, back] = [clause, at]
      while (back > 0 && words(window) < ENOUGH_WORDS) {
        back -= 1
        window = [...clauses[back]!, ...window]
      }
      return { claims: window, own: window.length - clause.length }
    })
  })
}

const sentencesOf = (claims: readonly Claim[]) => splitAt(claims, endsSentence)

/** What stands between the claims that part; nothing empty. */
function splitAt(claims: readonly Claim[], parts: (claim: Claim) => boolean): readonly (readonly Claim[])[] {
  const found: Claim[][] = [[]]
  for (const claim of claims) {
    if (parts(claim)) found.push([])
    else found.at(-1)!.push(claim)
  }
  return found.filter((one) => one.length > 0)
}

const isWord = ({ kind }: Claim): boolean => kind === 'word' || kind === 'code'
/** For whom something holds says as much as a word of two characters. */
const words = (clause: readonly Claim[]): number =>
  clause.reduce(
    (sum, claim) => sum + (claim.family === 'population' ? ENOUGH_WORDS : Number(isWord(claim))),
    0,
  )
