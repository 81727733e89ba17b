/**
 * How well each statement of a section answers a question: concepts and words that it shares (rare ones
 * count more), the kind of amount that was asked for, and whether its condition covers the value that
 * was named ("eGFR 40" is within "30～49", not within "＞50"). Pure; choosing is compose-verbatim's part.
 */
import { type AmountKind, amountKinds, conditionsIn, holds } from '../core/text/numbers.ts'
import { type Statement, statements } from '../core/text/sentences.ts'
import type { Hit } from '../knowledge/retrieval.ts'
import type { QuestionNeed } from './question-need.ts'

export interface ScoredStatement {
  readonly hit: Hit
  readonly statement: Statement
  /** Position among the statements of its section. */
  readonly index: number
  readonly text: string
  /** What of the need it meets, by key, with the worth of each. */
  readonly met: ReadonlyMap<string, number>
  /** For what holds of the whole statement: fitting conditions, the section's place in the ranking. */
  readonly base: number
}

const CONDITION_FITS = 5
const CONDITION_MISSES = -4
const AMOUNT_MET = 2.5
/** What a lower-ranked section must make up for. */
const RANK_COST = 0.9
const PARTNER_NAMED = 5

/** `hits` are whole sections, best first, each section once; `partners` are names of medicines taken beside. */
export function scoreStatements(
  hits: readonly Hit[],
  need: QuestionNeed,
  partners: readonly string[],
): readonly ScoredStatement[] {
  const units = hits.flatMap((hit, rank) =>
    statements(hit.sectionText).map((statement, index) => {
      const body = hit.sectionText.slice(statement.start, statement.end).normalize('NFKC')
      const lead = statement.lead
      const context =
        lead === null ? body : `${hit.sectionText.slice(lead.start, lead.end).normalize('NFKC')} ${body}`
      return { hit, rank, statement, index, body, context }
    }),
  )
  const rarity = (test: (text: string) => boolean): number => {
    const found = units.filter((unit) => test(unit.context)).length
    return found === 0 ? 0 : Math.min(1, 0.35 + Math.log(1 + units.length / found) / 3)
  }
  const concepts = need.concepts.map((one, at) => ({
    key: `concept ${at}`,
    test: (text: string) => one.said.test(text),
    worth: one.weight * rarity((text) => one.said.test(text)),
  }))
  const words = need.words.map((word) => {
    const test = (text: string): boolean => text.toLowerCase().includes(word)
    return { key: `word ${word}`, test, worth: rarity(test) }
  })
  return units.map((unit) => {
    const met = new Map<string, number>()
    for (const { key, test, worth } of [...concepts, ...words]) if (test(unit.context)) met.set(key, worth)
    const kinds = amountKinds(unit.body)
    for (const kind of need.amounts)
      if (kinds.has(kind)) met.set(`amount ${kind}`, worthOf(kind, need.amounts))
    const folded = unit.context.toLowerCase()
    for (const partner of partners) {
      if (partner.length > 1 && folded.includes(partner)) met.set(`partner ${partner}`, PARTNER_NAMED)
    }
    const base = conditionScore(unit.context, need) - unit.rank * RANK_COST
    return { hit: unit.hit, statement: unit.statement, index: unit.index, text: unit.body, met, base }
  })
}

function worthOf(kind: AmountKind, asked: readonly AmountKind[]): number {
  return kind === 'time' && asked.includes('frequency')
    ? AMOUNT_MET / 2
    : AMOUNT_MET / Math.sqrt(asked.length)
}

function conditionScore(text: string, need: QuestionNeed): number {
  let score = 0
  const conditions = conditionsIn(text)
  for (const { measure, value } of need.values) {
    const same = conditions.filter((condition) => condition.measure === measure)
    if (same.length === 0) continue
    score += same.some((condition) => holds(condition, value)) ? CONDITION_FITS : CONDITION_MISSES
  }
  return score
}
