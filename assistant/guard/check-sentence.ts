/**
 * A sentence against its own quotes, by every check in turn; what is found is given back, and nothing found
 * means that it may be said. A sentence that is its quotes to the letter is not read further, unless a
 * quote was cut out of a clause that says something else.
 */
import { quoteKey } from '../../core/text/normalize.ts'
import { type Claim, readClaims } from '../../core/text/read-claims.ts'
import { clauseAround } from './clause-around.ts'
import type { Fault } from './finding.ts'
import { meaningFaults } from './meaning.ts'
import { unsupportedNumbers } from './numbers.ts'
import { strangeProducts } from './products.ts'
import { foreignLink, unsupportedAcross, unsupportedWords } from './support.ts'

/** A quote that stands: its section's text and where in it. */
export interface StandingQuote {
  readonly sectionText: string
  readonly start: number
  readonly end: number
  /** Title, heading and path of the section. */
  readonly headings: readonly string[]
  readonly productIds: readonly string[]
}

export interface CheckedSentence {
  readonly text: string
  readonly quotes: readonly StandingQuote[]
  /** Product id -> its names. */
  readonly names: ReadonlyMap<string, readonly string[]>
  /** `readClaims`, or one that remembers what it has read. */
  readonly read?: (text: string) => readonly Claim[]
}

const REVERSING = new Set(['negation', 'ban', 'except', 'bound'])
/** Said of the source itself; needs no quote. */
const OWN_WORDS = '根据本品药品说明书显示规定发生率 according to the label prescribing information'

export function checkSentence({ text, quotes, names, read = readClaims }: CheckedSentence): readonly Fault[] {
  const printed = quotes.map(({ sectionText, start, end }) => sectionText.slice(start, end))
  const whole = quotes.map(({ sectionText, start, end }) => clauseAround(sectionText, start, end))
  if (isItsQuotes(text, printed) && printed.every((quote, at) => isUncut(quote, whole[at]!, read))) return []

  const evidence = whole.flatMap((quote) => [...read(quote), STOP])
  const citedIds = new Set(quotes.flatMap((quote) => quote.productIds))
  const ownNames = [...citedIds].flatMap((id) => names.get(id) ?? [])
  const headings = [...new Set(quotes.flatMap((quote) => quote.headings))]
  const own = [...whole, ...headings, ...ownNames]
  const sentence = withoutHeadings(read(text), evidence, read(headings.join('\n')))
  const faults = [
    ...foreignLink(text, printed),
    ...strangeProducts(text, own, citedIds, { names }),
    ...unsupportedNumbers(sentence, evidence),
    ...strangeContrasts(sentence, evidence),
  ]
  if (isTranslated(text, whole.join('\n'))) {
    return unique([...faults, ...unsupportedAcross(sentence, text, evidence, whole)])
  }
  const vocabulary = read([...headings, ...ownNames, OWN_WORDS].join('\n'))
  return unique([
    ...faults,
    ...unsupportedWords(sentence, evidence, vocabulary),
    ...meaningFaults(sentence, evidence),
  ])
}

/** Under 【儿童用药】 a quote need not say again of whom it speaks. */
function withoutHeadings(
  sentence: readonly Claim[],
  evidence: readonly Claim[],
  headings: readonly Claim[],
): readonly Claim[] {
  const has = (claims: readonly Claim[], key: string) => claims.some((claim) => claim.key === key)
  return sentence.filter(
    ({ family, key }) => family !== 'population' || has(evidence, key) || !has(headings, key),
  )
}

const STOP: Claim = { kind: 'stop', family: 'stop', key: '\n', text: '\n' }

/** The quotes joined, with or without the sign for what is left out between them. */
function isItsQuotes(text: string, quotes: readonly string[]): boolean {
  return quoteKey(text).replace(/…|\.{3}/gu, '') === quoteKey(quotes.join('')).replace(/…|\.{3}/gu, '')
}

/** What was left out of the clause turns nothing, and cuts no number in two. */
function isUncut(quote: string, whole: string, read: (text: string) => readonly Claim[]): boolean {
  if (quoteKey(quote).length >= quoteKey(whole).length) return true
  const [cut, full] = [read(quote), read(whole)]
  const turning = (claims: readonly Claim[]) => claims.filter((claim) => REVERSING.has(claim.family)).length
  if (turning(full) !== turning(cut)) return false
  const keys = new Set(full.map((claim) => claim.key))
  return cut.every((claim) => (claim.kind !== 'value' && claim.kind !== 'code') || keys.has(claim.key))
}

/** Turning words that stand nowhere in the quotes. */
function strangeContrasts(sentence: readonly Claim[], evidence: readonly Claim[]): readonly Fault[] {
  const stated = new Set(evidence.map((claim) => claim.key))
  const bans = evidence.some((claim) => claim.family === 'ban')
  return sentence
    .filter((claim) => claim.kind === 'contrast' && !stated.has(claim.key))
    .filter((claim) => claim.key !== 'ban:recommended' || bans)
    .map((claim): Fault => {
      const instead = evidence.find((one) => one.family === claim.family)?.text
      return {
        kind: REVERSING.has(claim.family) ? 'negation' : 'direction',
        found: claim.text,
        ...(instead === undefined ? {} : { expected: instead }),
      }
    })
}

/** Of several checks that stumble over the same words the first tells. */
function unique(faults: readonly Fault[]): readonly Fault[] {
  const told = new Set<string>()
  return faults.filter((fault) => {
    const key = fault.found ?? `${fault.kind} ${fault.expected}`
    if (told.has(key)) return false
    told.add(key)
    return true
  })
}

/** One in Chinese, the other not; numbers alone are of no language. */
function isTranslated(text: string, quotes: string): boolean {
  const [said, quoted] = [hanShare(text), hanShare(quotes)]
  return said !== null && quoted !== null && said > 0.5 !== quoted > 0.5
}

/** Chinese characters among them and words of Latin letters; null without either. */
function hanShare(text: string): number | null {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const latin = text.match(/[a-z]{3,}/giu)?.length ?? 0
  return han + latin === 0 ? null : han / (han + latin)
}
