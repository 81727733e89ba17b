/**
 * The built-in composer: the fewest statements of the retrieved sections that answer, to the letter,
 * under one lead line a section. No model, no wording of its own. Whether the question may be answered
 * at all is the guards' part; whether each quote stands in the store is guard/citations.ts's.
 */
import type { Locale } from '../core/reader.ts'
import type { Hit, Retrieval } from '../knowledge/retrieval.ts'
import type { ComposeAnswer, ComposedSentence, Composition } from './answer.ts'
import { chooseStatements } from './choose-statements.ts'
import { isSameTable, sectionsInFull, wholeTables } from './complete-lists.ts'
import { headingsAsked } from './heading-question.ts'
import { leadLine } from './lead-line.ts'
import { partnerFacet, type QuestionNeed, readNeed } from './question-need.ts'
import { withoutSubjects } from './question-topic.ts'
import { joinQuotes, quoteStatements } from './quote-statements.ts'
import { type ScoredStatement, type ScoreRequest, scoreStatements } from './score-statements.ts'
import { scopeOf } from './statement-scope.ts'

/** Sections read for each product; what stands further down is noise for a sentence-level answer. */
const SECTIONS_EACH = 5
const EACH_SIDE = 150
/** Of what the question is about (by weight), a share that the answer must speak of. */
const LEAST_COVERAGE = 0.22
/** Without a product nothing but the words ties a policy to the question. */
const LEAST_COVERAGE_GENERAL = 0.5
/** A question that names nothing but a need is answered by the section for it, if the routing is this sure. */
const SURE_ROUTE = 0.6
const LEAST_WORTH = 0.5
const STORY = 0.4
/** A concept of this weight (a group of medicines) tells of the partner as its name does. */
const TELLING = 3
const CONTRAINDICATIONS = 'contraindications'
/** Of the routing's weight: the question may be answered by a contraindication. */
const ASKS_PERMISSION = 0.45
const LONGEST_ADDED = 120

export const composeVerbatim: ComposeAnswer = async ({ question, locale, retrieval }) =>
  compose(question, locale, retrieval)

function compose(question: string, locale: Locale, retrieval: Retrieval): Composition {
  const need = readNeed(question, retrieval)
  const request = { need, scope: scopeOf(question.normalize('NFKC')), sections: retrieval.sections }
  const headings = headingsAsked(withoutSubjects(question, retrieval).split('\n')[0] ?? '')
  const sides = bySide(retrieval)
  const chosen: ScoredStatement[] = []
  let confidence = 0
  const found = sides.map((hits) =>
    answerFrom(hits, request, sides.length > 1 ? EACH_SIDE : undefined, headings),
  )
  const compared = found.some(({ statements }) => statements.length > 0)
  found.forEach((one, side) => {
    const { statements, confidence: sure } =
      compared && one.statements.length === 0 ? counterpart(sides[side]!, request) : one
    confidence = Math.max(confidence, sure)
    chosen.push(...statements)
  })
  const beside = fromPartners(retrieval, request)
  // Of an interaction either label may tell; what names the other medicine is shown, from both where both do.
  if (beside.statements.some((one) => namesOther(one))) {
    confidence = Math.max(confidence, beside.confidence)
    chosen.push(...beside.statements)
  }
  if (chosen.length === 0) return { kind: 'insufficient', reason: 'no statement meets the question' }
  return { kind: 'composed', sentences: toSentences(chosen, locale), confidence }
}

/**
 * Beside the answer for one medicine, what the label of the other says of the amounts under the heading for the
 * need: it may give no maximum, and then its dose is what there is to compare.
 */
function counterpart(hits: readonly Hit[], request: ScoreRequest): Found {
  const scored = scoreStatements(hits, request).filter(
    (one) =>
      one.code === request.sections[0]?.code && [...one.met.keys()].some((key) => key.startsWith('amount ')),
  )
  const { statements, best } = chooseStatements(withoutOthers(scored, request.need), EACH_SIDE)
  return best >= LEAST_WORTH ? { statements: statements.slice(0, 1), confidence: best } : NOTHING
}

/** The labels of what is taken beside, read for the name of what is asked about. */
function fromPartners(retrieval: Retrieval, request: ScoreRequest): Found {
  const ids = new Set(retrieval.products.filter((one) => one.role === 'partner').map((one) => one.productId))
  const subjects = retrieval.mentions.filter((mention) => mention.role === 'subject')
  if (ids.size === 0 || subjects.length === 0) return NOTHING
  const hits = wholeSections(retrieval.hits.filter((hit) => hit.productIds.some((id) => ids.has(id))))
  const facets = [
    ...request.need.facets.filter((facet) => !facet.key.startsWith('partner ')),
    ...subjects.map((subject) => partnerFacet(subject.label)),
  ]
  const need = { ...request.need, facets }
  const found = answerFrom(hits.slice(0, SECTIONS_EACH), { ...request, need }, EACH_SIDE)
  return { ...found, statements: found.statements.filter(namesOther).slice(0, 2) }
}

/** By its name or its group: what merely shares a section with it tells nothing of the two. */
const namesOther = (one: ScoredStatement): boolean =>
  [...one.met.keys()].some((key) => key.startsWith('partner '))

interface Found {
  readonly statements: readonly ScoredStatement[]
  readonly confidence: number
}

const NOTHING: Found = { statements: [], confidence: 0 }

function answerFrom(
  hits: readonly Hit[],
  request: ScoreRequest,
  budget: number | undefined,
  headings: readonly string[] = [],
): Found {
  const scored = scoreStatements(hits, request)
  // "The starting dose" is one dose of the section, not the section.
  const full = request.need.particular ? [] : sectionsInFull(scored, headings)
  if (full.length > 0) return { statements: full, confidence: 1 }
  const first = chooseStatements(withoutOthers(scored, request.need), budget)
  const rows = withoutOtherRows(first.statements, request.need)
  const choice = { ...first, statements: wholeTables(rows, scored, request.need) }
  const coverage = coverageOf(choice.statements, request.need)
  if (coverage === null) {
    // Nothing particular was named: the section for the need is the answer, from its beginning.
    const best = request.sections[0]
    if (best === undefined || best.weight < SURE_ROUTE) {
      return choice.best >= LEAST_WORTH ? { statements: choice.statements, confidence: choice.best } : NOTHING
    }
    const meets = choice.statements.some((one) => one.met.size > 0 && one.code === best.code)
    const beginning = meets ? [] : beginningOf(scored, best.code)
    // Without such a section another may still say it ("18岁以下禁用" where there is none on children).
    const statements = beginning.length > 0 ? beginning : choice.best >= LEAST_WORTH ? choice.statements : []
    return { statements, confidence: Math.max(choice.best, LEAST_WORTH) }
  }
  const general = hits.every((hit) => hit.productIds.length === 0)
  if (coverage < (general ? LEAST_COVERAGE_GENERAL : LEAST_COVERAGE) || choice.best < LEAST_WORTH)
    return NOTHING
  const { statements } = choice
  const added = [
    ...conclusions(statements, scored),
    ...forbidding(statements, scored, request),
    ...elsewhere(statements, scored, request),
  ]
  return { statements: [...new Set([...statements, ...added])], confidence: choice.best }
}

const CONCLUDES = /禁止|禁用|禁忌|避免|不宜|不得|不应|不可|不推荐|不建议|contraindicated|avoid/iu
const LONGEST_CONCLUSION = 20

/** "…暴露量显著增加。禁止合用。": what a list item forbids in a few words at its end is told with the rest of it. */
function conclusions(
  chosen: readonly ScoredStatement[],
  scored: readonly ScoredStatement[],
): readonly ScoredStatement[] {
  return scored.filter(
    (one) =>
      one.text.length <= LONGEST_CONCLUSION &&
      CONCLUDES.test(one.text) &&
      chosen.some(
        ({ hit, statement }) =>
          hit === one.hit &&
          statement.item === one.statement.item &&
          statement.index === one.statement.index - 1,
      ),
  )
}

/** Of one table, rows that say nothing of what was named are no answer beside a row that does. */
function withoutOtherRows(
  chosen: readonly ScoredStatement[],
  need: QuestionNeed,
): readonly ScoredStatement[] {
  const telling = need.facets.filter((facet) => facet.known && facet.weight >= TELLING)
  const names = (one: ScoredStatement) => telling.some((facet) => facet.meets(one.text) > 0)
  return chosen.filter(
    (one) =>
      one.statement.header === null ||
      names(one) ||
      !chosen.some((other) => isSameTable(one, other) && names(other)),
  )
}

/** Where labels tell of another medicine: a ban, a limit of the dose, the interaction itself. */
const TELLS_OF_PARTNERS = [CONTRAINDICATIONS, 'dosage', 'interactions']

/**
 * What the label says of a medicine taken beside stands in several sections, and whoever asks must read each:
 * from those that the answer does not touch, the best statement that gives the medicine's name.
 */
function elsewhere(
  chosen: readonly ScoredStatement[],
  scored: readonly ScoredStatement[],
  { need }: ScoreRequest,
): readonly ScoredStatement[] {
  const partners = need.facets.filter((facet) => facet.key.startsWith('partner '))
  const named = (one: ScoredStatement) => partners.some((facet) => facet.meets(one.text) === 1)
  return TELLS_OF_PARTNERS.filter((code) => !chosen.some((one) => one.code === code && named(one))).flatMap(
    (code) => {
      const found = scored.filter(
        (one) => one.code === code && one.text.length <= LONGEST_ADDED && named(one),
      )
      return found.toSorted((a, b) => worthOf(b) - worthOf(a)).slice(0, 1)
    },
  )
}

const worthOf = (one: ScoredStatement): number =>
  [...one.met.values()].reduce((sum, value) => sum + value, one.base)

/**
 * A contraindication that names in its own words what the question names belongs to the answer, however well
 * other sections answer: whoever asks for the dose in pregnancy must read that it is contraindicated there.
 */
function forbidding(
  chosen: readonly ScoredStatement[],
  scored: readonly ScoredStatement[],
  { need, sections }: ScoreRequest,
): readonly ScoredStatement[] {
  const asked = sections.some((one) => one.code === CONTRAINDICATIONS && one.weight >= ASKS_PERMISSION)
  if (!asked || chosen.some((one) => one.code === CONTRAINDICATIONS)) return []
  const about = need.facets.filter((facet) => facet.specific && facet.known)
  const found = scored.find(
    (one) =>
      one.code === CONTRAINDICATIONS &&
      (one.base > 0 || LISTS.test(one.text)) &&
      one.text.length <= LONGEST_ADDED &&
      about.some((facet) => facet.meets(one.text) === 1 && chosen.some((other) => other.met.has(facet.key))),
  )
  return found === undefined ? [] : [found]
}

/** Of several groups in one statement its first words name but one. */
const LISTS = /[；;、].*[；;、]/su
const FORBIDS = /禁用|禁忌|慎用|不宜|不应|不得|contraindicated/iu

/** Where the label speaks of what was named, what it forbids to others ("严重低血压患者禁用") is no answer. */
function withoutOthers(scored: readonly ScoredStatement[], need: QuestionNeed): readonly ScoredStatement[] {
  const specific = new Set(need.facets.filter((facet) => facet.specific).map((facet) => facet.key))
  const meets = (one: ScoredStatement) => one.fits || [...one.met.keys()].some((key) => specific.has(key))
  if (!scored.some(meets)) return scored
  return scored.filter((one) => meets(one) || !FORBIDS.test(one.text))
}

/** Share of what the question is about that the statements speak of; null when it names nothing particular. */
function coverageOf(statements: readonly ScoredStatement[], need: QuestionNeed): number | null {
  const specific = need.facets.filter((facet) => facet.specific)
  const sum = specific.reduce((total, facet) => total + facet.weight, 0)
  // A limit that covers the value that was named speaks of it, whatever its words.
  if (statements.some((one) => one.fits)) return 1
  if (sum === 0) return null
  const isMet = (facet: QuestionNeed['facets'][number]) => statements.some((one) => one.met.has(facet.key))
  // Beside which medicine is what an interaction is about: silence on it and on its group is no answer.
  const beside = specific.some((facet) => facet.key.startsWith('partner '))
  const telling = specific.filter((facet) => facet.known && facet.weight >= TELLING)
  if (beside && !telling.some(isMet)) return 0
  const known = specific.some((facet) => facet.known && isMet(facet))
  let met = 0
  let missed = 0
  for (const facet of specific) {
    if (isMet(facet)) met += facet.weight
    // Beside a term of medicine that is met, words of a story weigh little.
    else missed += facet.weight * (known && !facet.known ? STORY : 1)
  }
  return met / (met + missed)
}

/** The first statements under the heading, as many as make a short answer. */
function beginningOf(scored: readonly ScoredStatement[], code: string): readonly ScoredStatement[] {
  const under = scored.filter((one) => one.code === code)
  const [first] = under
  if (first === undefined) return []
  let length = 0
  return under.filter((one) => {
    length += one.text.length
    return one === first || (one.hit.sectionId === first.hit.sectionId && length <= EACH_SIDE)
  })
}

/** One list of sections for each product that was asked about; products that one mention can mean share it. */
function bySide(retrieval: Retrieval): readonly (readonly Hit[])[] {
  const groups = new Map<number, Set<string>>()
  for (const one of retrieval.products) {
    if (one.role === 'subject') groups.set(one.group, (groups.get(one.group) ?? new Set()).add(one.productId))
  }
  const wanted = [...groups.values()]
  if (wanted.length === 0) wanted.push(new Set(retrieval.hits.flatMap((hit) => hit.productIds)))
  const withoutProduct = retrieval.products.length === 0
  return wanted.map((ids) =>
    wholeSections(
      retrieval.hits.filter((hit) => withoutProduct || hit.productIds.some((id) => ids.has(id))),
    ).slice(0, SECTIONS_EACH),
  )
}

/** Each section once, at the rank of its best passage. */
function wholeSections(hits: readonly Hit[]): readonly Hit[] {
  return hits.filter((hit, at) => hits.findIndex((one) => one.sectionId === hit.sectionId) === at)
}

function toSentences(chosen: readonly ScoredStatement[], locale: Locale): ComposedSentence[] {
  const sections = Map.groupBy(chosen, (one) => one.hit.sectionId)
  // What forbids stands before what doses: a reader who stops early must have read it.
  const ordered = [...sections.values()].sort((a, b) => forbids(b) - forbids(a))
  return ordered.flatMap((parts) => {
    const hit = parts[0]!.hit
    const quotes = quoteStatements(
      hit,
      parts.map((part) => part.statement),
    )
    return [
      { text: leadLine(hit, locale), citations: [], role: 'lead' as const },
      ...quotes.map((run) => ({
        text: joinQuotes(run),
        citations: run.map((quote) => ({ passageId: hit.passageId, quote })),
        role: 'statement' as const,
      })),
    ]
  })
}

const forbids = (parts: readonly ScoredStatement[]): number =>
  parts[0]!.hit.sectionCode === CONTRAINDICATIONS ? 1 : 0
