/**
 * Whether the quotes of a sentence speak of what the sentence says at all: a citation that stands to the
 * letter may still be of something else. Words are compared within one language; across languages the
 * numbers and turning words must meet, in order, and what leaves nothing to compare is not supported.
 */

import { normalizeText } from '../../core/text/normalize.ts'
import type { Claim } from '../../core/text/read-claims.ts'
import { bridgeTerms } from '../../knowledge/term-bridge.ts'
import type { Fault } from './finding.ts'

/** Of a sentence's words, and of each clause's. */
const SENTENCE_SHARE = 0.6
const CLAUSE_SHARE = 0.4
/** Of the words that are neither title nor heading nor name. */
const OWN_SHARE = 0.5
/** Of pairs of neighbours among the sentence's Chinese characters. */
const PAIR_SHARE = 0.3
/** A clause with fewer words is judged with the sentence alone. */
const SHORT_CLAUSE = 4
const LINK = /https?:|www\.|[\w.]+@[\w.]+|<\/?[a-z]|\]\(|javascript:/iu

/** `vocabulary` are words that need no quote: the document's title, the heading, the product's names. */
export function unsupportedWords(
  sentence: readonly Claim[],
  evidence: readonly Claim[],
  vocabulary: readonly Claim[],
): readonly Fault[] {
  const quoted = new Set(evidence.map((claim) => claim.key))
  const free = new Set(vocabulary.map((claim) => claim.key))
  const known = new Set([...quoted, ...free])
  const said = sentence.filter(isWord)
  if (said.length === 0) return []
  const pairs = pairsOf(sentence)
  const knownPairs = new Set([...pairsOf(evidence), ...pairsOf(vocabulary)])
  const missing = said.filter((claim) => !known.has(claim.key))
  const clauses = clausesOf(sentence).map((clause) => clause.filter(isWord))
  const strange = clauses.find(
    (clause) => clause.length >= SHORT_CLAUSE && share(clause, (one) => known.has(one.key)) < CLAUSE_SHARE,
  )
  const own = said.filter((claim) => !free.has(claim.key))
  const weak =
    share(own, (one) => quoted.has(one.key)) < OWN_SHARE ||
    share(said, (one) => known.has(one.key)) < SENTENCE_SHARE ||
    (pairs.length >= SHORT_CLAUSE && share(pairs, (pair) => knownPairs.has(pair)) < PAIR_SHARE)
  if (!weak && strange === undefined) return []
  return [{ kind: 'unsupported', found: textOf(strange ?? missing) }]
}

/** An address, a link or markup that the quotes do not have. */
export function foreignLink(sentence: string, quotes: readonly string[]): readonly Fault[] {
  const link = LINK.exec(sentence)?.[0]
  return link === undefined || quotes.some((quote) => quote.includes(link))
    ? []
    : [{ kind: 'unsupported', found: link }]
}

/** For a sentence in another language than its quotes. */
export function unsupportedAcross(
  sentence: readonly Claim[],
  text: string,
  evidence: readonly Claim[],
  quotes: readonly string[],
): readonly Fault[] {
  const stated = new Set(evidence.map((claim) => claim.key))
  const bridged = bridgeTerms(normalizeText(text)).some(({ written }) =>
    written.some((word) => quotes.some((quote) => quote.includes(word))),
  )
  const met = sentence.some(
    (claim) => claim.kind !== 'word' && claim.kind !== 'stop' && stated.has(claim.key),
  )
  if (!met && !bridged) return [{ kind: 'unsupported' }]
  const dropped = evidence.find(
    (claim) => isReversing(claim) && !sentence.some((one) => one.key === claim.key),
  )
  if (dropped !== undefined) return [{ kind: 'negation', expected: dropped.text }]
  return inOrder(sentence, evidence) ? [] : [{ kind: 'misplaced' }]
}

/** Amounts of one unit come in the order of the source: what each belongs to cannot be read across languages. */
function inOrder(sentence: readonly Claim[], evidence: readonly Claim[]): boolean {
  const families = new Set(sentence.filter((one) => one.kind === 'value').map((one) => one.family))
  return [...families].every((family) => {
    const source = evidence.filter((one) => one.family === family).map((one) => one.key)
    let at = 0
    return sentence
      .filter((one) => one.family === family)
      .every((one) => {
        const found = source.indexOf(one.key, at)
        if (found >= 0) at = found
        return found >= 0
      })
  })
}

function isReversing({ family, key }: Claim): boolean {
  return family === 'negation' || family === 'except' || (family === 'ban' && key !== 'ban:recommended')
}

function clausesOf(claims: readonly Claim[]): readonly (readonly Claim[])[] {
  const clauses: Claim[][] = [[]]
  for (const claim of claims) {
    if (claim.kind === 'stop') clauses.push([])
    else clauses.at(-1)!.push(claim)
  }
  return clauses
}

function pairsOf(claims: readonly Claim[]): readonly string[] {
  return claims.flatMap((claim, at) => {
    const next = claims[at + 1]
    return claim.family === 'han' && next?.family === 'han' ? [claim.key + next.key] : []
  })
}

const isWord = (claim: Claim): boolean => claim.kind === 'word'

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 1 : items.filter(holds).length / items.length
}

const textOf = (claims: readonly Claim[]): string =>
  claims.map((claim) => claim.text).join(claims[0]?.family === 'latin' ? ' ' : '')
