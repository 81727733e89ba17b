/**
 * The built-in composer: the fewest statements of the retrieved sections that answer, to the letter,
 * under one lead line a section. No model, no wording of its own. Whether the question may be answered
 * at all is the guards' part; whether each quote stands in the store is guard/citations.ts's.
 */
import type { Hit, Retrieval } from '../knowledge/retrieval.ts'
import type { ComposeAnswer, ComposedSentence, Composition } from './answer.ts'
import { chooseStatements } from './choose-statements.ts'
import { leadLine } from './lead-line.ts'
import { readNeed } from './question-need.ts'
import { type ScoredStatement, scoreStatements } from './score-statements.ts'

/** Sections read for each product; what stands further down is noise for a sentence-level answer. */
const SECTIONS_EACH = 4
const SHORT_SECTION = 80
const LEAST_CONFIDENCE = 1.2
const CONTRAINDICATIONS = 'contraindications'

export const composeVerbatim: ComposeAnswer = async ({ question, locale, retrieval }) =>
  compose(question, locale, retrieval)

function compose(
  question: string,
  locale: Parameters<typeof leadLine>[1],
  retrieval: Retrieval,
): Composition {
  const need = readNeed(question, retrieval)
  const partners = retrieval.products
    .filter((one) => one.role === 'partner')
    .flatMap((one) => partnerNames(one.name))
  const chosen: ScoredStatement[] = []
  let confidence = 0
  const sides = bySide(retrieval)
  for (const hits of sides) {
    const choice = chooseStatements(scoreStatements(hits, need, partners), sides.length > 1 ? 130 : undefined)
    if (choice.statements.length === 0 || choice.best < LEAST_CONFIDENCE) continue
    confidence = Math.max(confidence, choice.best)
    chosen.push(...choice.statements)
  }
  if (chosen.length === 0) return { kind: 'insufficient', reason: 'no statement meets the question' }
  return { kind: 'composed', sentences: toSentences(chosen, locale), confidence }
}

/** One list of sections for each product that was asked about; products that one mention can mean share it. */
function bySide(retrieval: Retrieval): readonly (readonly Hit[])[] {
  const groups = new Map<number, Set<string>>()
  for (const one of retrieval.products) {
    if (one.role === 'subject') groups.set(one.group, (groups.get(one.group) ?? new Set()).add(one.productId))
  }
  const wanted = [...groups.values()]
  // Without a product, what belongs to none (a policy) answers as one side.
  if (wanted.length === 0) return [wholeSections(retrieval.hits).slice(0, SECTIONS_EACH)]
  return wanted.map((ids) =>
    wholeSections(retrieval.hits.filter((hit) => hit.productIds.some((id) => ids.has(id)))).slice(
      0,
      SECTIONS_EACH,
    ),
  )
}

/** Each section once, at the rank of its best passage. */
function wholeSections(hits: readonly Hit[]): readonly Hit[] {
  return [...new Map(hits.toReversed().map((hit) => [hit.sectionId, hit])).values()].toReversed()
}

/** A partner's name and its stem without salt and dosage form, lower case. */
function partnerNames(name: string): readonly string[] {
  const stem = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^(?:注射用|盐酸|磷酸|硫酸|枸橼酸|马来酸|甲磺酸|富马酸|酒石酸|苯磺酸|琥珀酸)/u, '')
    .replace(/(?:肠溶|缓释|控释|分散|咀嚼)?(?:片|胶囊|注射液|颗粒|口服溶液|软膏|乳膏|滴眼液)$/u, '')
  return [stem.length > 3 ? stem.replace(/(?:钠|钾|钙|镁)$/u, '') : stem]
}

function toSentences(
  chosen: readonly ScoredStatement[],
  locale: Parameters<typeof leadLine>[1],
): ComposedSentence[] {
  const sections = Map.groupBy(chosen, (one) => one.hit.sectionId)
  // What forbids stands before what doses: a reader who stops early must have read it.
  const ordered = [...sections.values()].sort((a, b) => forbids(b) - forbids(a))
  return ordered.flatMap((parts) => {
    const hit = parts[0]!.hit
    return [
      { text: leadLine(hit, locale), citations: [], role: 'lead' as const },
      ...quotesOf(hit, parts).map((quotes) => ({
        text: quotes.join('…'),
        citations: quotes.map((quote) => ({ passageId: hit.passageId, quote })),
        role: 'statement' as const,
      })),
    ]
  })
}

const forbids = (parts: readonly ScoredStatement[]): number =>
  parts[0]!.hit.sectionCode === CONTRAINDICATIONS ? 1 : 0

/** Quotes in reading order: a short section whole, neighbours joined, an item's introduction before its part. */
function quotesOf(hit: Hit, parts: readonly ScoredStatement[]): readonly (readonly string[])[] {
  const text = hit.sectionText
  if (text.trim().length <= SHORT_SECTION) return [[text.trim()]]
  const sorted = parts.toSorted((a, b) => a.index - b.index)
  const runs: { start: number; end: number; last: number; lead: ScoredStatement['statement']['lead'] }[] = []
  for (const { statement, index } of sorted) {
    const run = runs.at(-1)
    if (run !== undefined && run.last + 1 === index) {
      run.end = statement.end
      run.last = index
    } else runs.push({ start: statement.start, end: statement.end, last: index, lead: statement.lead })
  }
  return runs.map(({ start, end, lead }) => {
    const body = text.slice(start, end)
    if (lead === null || lead.start >= start) return [body]
    return lead.end === start ? [text.slice(lead.start, end)] : [text.slice(lead.start, lead.end), body]
  })
}
