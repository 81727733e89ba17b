/**
 * From what was retrieved to what may be said, before anything is written: which evidence counts, whether
 * the guards let it be answered, what the composer makes of it, and what of that stands verification.
 * Every way out has a reason that the ledger keeps.
 */
import type { Locale } from '../core/reader.ts'
import { statements } from '../core/text/sentences.ts'
import type { LabelOutline } from '../knowledge/label-outline.ts'
import type { Hit, Retrieval } from '../knowledge/retrieval.ts'
import type { AnswerMode, ComposeAnswer, ComposedSentence, Generation } from './answer.ts'
import {
  createVerify,
  type Verdict,
  type Verification,
  type VerifiedStatement,
  verifyComposition,
} from './guard/citations.ts'
import { isMisfiled, missesTopic, saysNoData, withoutProducts } from './guard/evidence.ts'
import { productNames } from './guard/product-names.ts'
import { approvedStatements, findOffLabelUse, type RestrictedFinding } from './guard/restricted.ts'
import type { QuestionTopic } from './question-topic.ts'

export type Refusal =
  | 'unknown_product'
  | 'no_product'
  | 'document_mismatch'
  | 'insufficient'
  | 'unverified'
  | 'off_topic'
  | 'no_data'
  | 'no_overview'
  | 'not_in_force'

export interface Draft {
  readonly outcome:
    | { readonly kind: 'answered'; readonly overview: boolean }
    | { readonly kind: 'no_evidence'; readonly reason: Refusal }
    | { readonly kind: 'restricted'; readonly finding: RestrictedFinding }
  /** Verified; a refusal has them only where it shows that the label says there are no data. */
  readonly statements: readonly VerifiedStatement[]
  readonly verdicts: readonly Verdict[]
  readonly confidence: number | null
  readonly mode: AnswerMode
  /** What a model had to do with it; null when none was asked. */
  readonly generation: Generation | null
  /** Products whose text was filed under the wrong name. */
  readonly misfiled: readonly string[]
}

export interface DraftRequest {
  readonly question: string
  readonly topic: QuestionTopic
  readonly locale: Locale
  readonly retrieval: Retrieval
  /** Labels in force of the products that are asked about. */
  readonly outlines: readonly LabelOutline[]
  readonly compose: ComposeAnswer
  /** A report of an adverse event that asks nothing names a use without asking for it. */
  readonly asks: boolean
  readonly signal?: AbortSignal | undefined
  /** `performance.now()` when the question came. */
  readonly started?: number | undefined
}

/** Of how many labels an answer shows the indications. */
const MOST_LABELS = 3
/** Characters of a section that is shown as such. */
const SECTION_LENGTH = 220

export async function draftAnswer(request: DraftRequest): Promise<Draft> {
  const { topic, retrieval, outlines } = request
  const subjects = retrieval.products.filter((product) => product.role === 'subject')
  if (retrieval.unknownProduct !== null) return refuse('unknown_product')

  const misfiled = subjects
    .filter(({ productId, name }) =>
      isMisfiled(name, outlines.find((outline) => outline.productId === productId)?.usage ?? []),
    )
    .map((product) => product.productId)
  if (subjects.length > 0 && misfiled.length === subjects.length) {
    return { ...refuse('document_mismatch'), misfiled }
  }

  const sound = outlines.filter((outline) => !misfiled.includes(outline.productId))
  const indications = sound.flatMap((outline) => outline.indications)
  if (topic.overview)
    return { ...showIndications(indications, { kind: 'answered', overview: true }), misfiled }
  const hits = withoutProducts(evidenceFor(retrieval), new Set(misfiled))
  const labels = {
    indications: indications.map((hit) => hit.sectionText),
    usage: sound.flatMap((outline) => outline.usage),
    found: hits.filter((hit) => hit.kind === 'label').map((hit) => hit.sectionText),
  }
  const finding = request.asks ? findOffLabelUse(topic.text, labels) : null
  if (finding !== null) return { ...showIndications(indications, { kind: 'restricted', finding }), misfiled }

  if (hits.length === 0) return refuse(subjects.length === 0 ? 'no_product' : 'insufficient')
  const products = retrieval.products.filter((product) => !misfiled.includes(product.productId))
  return { ...(await composeFrom({ ...request, retrieval: { ...retrieval, products } }, hits)), misfiled }
}

/**
 * Passages of the products in question; without a product only what belongs to none (policies, general
 * replies): a sentence about some product is no answer to a question that names none.
 */
function evidenceFor(retrieval: Retrieval): readonly Hit[] {
  const asked = new Set(retrieval.products.map((product) => product.productId))
  return retrieval.hits.filter(
    (hit) => hit.productIds.length === 0 || hit.productIds.some((id) => asked.has(id)),
  )
}

async function composeFrom(request: DraftRequest, hits: readonly Hit[]): Promise<Draft> {
  const { topic, locale, retrieval } = request
  const productIds = new Set(retrieval.products.map((product) => product.productId))
  const verify = createVerify({ hits, productIds, names: productNames(request.question, retrieval) })
  const composition = await request.compose({
    question: topic.text,
    locale,
    retrieval: { ...retrieval, hits },
    ...(request.signal === undefined ? {} : { signal: request.signal }),
    ...(request.started === undefined ? {} : { started: request.started }),
    accepts: (sentences) => judge(request, verify(sentences)).outcome.kind === 'answered',
    verdictOf: (sentence) => verify([sentence]).verdicts[0]?.verdict ?? 'uncited',
  })
  const composed = composition.kind === 'composed'
  const sentences = composed ? composition.sentences : wholeSections(topic.headings, retrieval, hits)
  if (sentences.length === 0) return refuse('insufficient')
  const draft = judge(request, verify(sentences))
  if (!composed || draft.statements.length === 0) {
    return composed ? { ...draft, generation: composition.generation ?? null } : draft
  }
  const { confidence, mode = 'verbatim', generation = null } = composition
  return { ...draft, confidence, mode, generation }
}

/** Whether what stands verification may be the answer: for every composer alike. */
function judge({ question, topic }: DraftRequest, verification: Verification): Draft {
  const { statements: verified, verdicts } = verification
  if (verified.length === 0) return { ...refuse('unverified'), verdicts }
  const citations = verified.flatMap((statement) => statement.citations)
  const quotes = citations.map((citation) => citation.quote)
  // A follow-up has a topic of its own beside the one that it carries, and each must be met.
  if (missesTopic(question, quotes) || missesTopic(topic.text, quotes)) {
    return { ...refuse('off_topic'), verdicts }
  }
  const draft = { ...refuse('no_data'), statements: verified, verdicts }
  if (saysNoData(citations.map((citation) => citation.hit.sectionText.trim()))) return draft
  return { ...draft, outcome: { kind: 'answered', overview: false } }
}

/** The beginning of each section that was asked for as a whole, for each product that was asked about. */
function wholeSections(
  codes: readonly string[],
  retrieval: Retrieval,
  hits: readonly Hit[],
): readonly ComposedSentence[] {
  const subjects = retrieval.products.filter((product) => product.role === 'subject')
  const groups = [...new Set(subjects.map((product) => product.group))]
  const sections = groups.flatMap((group) => {
    const ids = subjects.filter((one) => one.group === group).map((one) => one.productId)
    return codes.flatMap((code) => {
      const hit = hits.find(
        (one) => one.sectionCode === code && one.productIds.some((id) => ids.includes(id)),
      )
      return hit === undefined ? [] : [hit]
    })
  })
  return quoteSections(sections, (text) => statements(text).map(({ start, end }) => text.slice(start, end)))
}

/** What the labels are approved for, in their own words: whoever asks beyond it, or for nothing yet, is told this. */
function showIndications(indications: readonly Hit[], outcome: Draft['outcome']): Draft {
  const sections = [...new Map(indications.map((hit) => [hit.sectionId, hit])).values()].slice(0, MOST_LABELS)
  const { statements: verified, verdicts } = verifyComposition(quoteSections(sections, approvedStatements), {
    hits: sections,
    productIds: new Set(sections.flatMap((hit) => hit.productIds)),
  })
  if (outcome.kind === 'answered' && verified.length === 0) return { ...refuse('no_overview'), verdicts }
  return { ...refuse('no_overview'), outcome, statements: verified, verdicts }
}

/** Each section under its lead line: from the beginning as many statements as fit, the first always. */
function quoteSections(
  sections: readonly Hit[],
  cut: (sectionText: string) => readonly string[],
): readonly ComposedSentence[] {
  return sections.flatMap((hit): ComposedSentence[] => {
    let length = 0
    const quotes = cut(hit.sectionText).filter((quote, at) => {
      length += quote.length
      return at === 0 || length <= SECTION_LENGTH
    })
    const stated = quotes.map((quote): ComposedSentence => {
      return { text: quote, citations: [{ passageId: hit.passageId, quote }], role: 'statement' }
    })
    return [{ text: '', citations: [], role: 'lead' }, ...stated]
  })
}

/** What was to be cited fell out of force again while it was being delivered. */
export const LAPSED: Draft = refuse('not_in_force')

function refuse(reason: Refusal): Draft {
  return {
    outcome: { kind: 'no_evidence', reason },
    statements: [],
    verdicts: [],
    confidence: null,
    mode: 'verbatim',
    generation: null,
    misfiled: [],
  }
}
