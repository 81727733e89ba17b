/**
 * Everything about an answer that needs no lock: retrieval, what the question is about, the guards, the
 * composition and its verification. Nothing is written; it may be done again when a version lapses.
 */
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { localeOf } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import { storableText } from '../core/text/storable.ts'
import { type LabelOutline, readLabelOutlines } from '../knowledge/label-outline.ts'
import type { Retrieval, Retrieve } from '../knowledge/retrieval.ts'
import type { Ask, ComposeAnswer } from './answer.ts'
import { asksSomething } from './asks-something.ts'
import type { RememberedQuestion } from './conversation-store.ts'
import { type Draft, draftAnswer } from './draft-answer.ts'
import { findAdverseEvent, type SafetyFinding, type SafetyTexts } from './guard/safety.ts'
import { placeCitations } from './place-citations.ts'
import { type QuestionTopic, readTopic, withoutSubjects } from './question-topic.ts'
import type { PlacedStatement } from './render-answer.ts'

export interface PreparedAnswer {
  readonly ask: Ask
  /** The text as it is stored. */
  readonly question: string
  readonly locale: Locale
  readonly retrieval: Retrieval
  /** Products that the question is about. */
  readonly productIds: readonly string[]
  readonly topic: QuestionTopic
  readonly outlines: readonly LabelOutline[]
  readonly safety: SafetyFinding | null
  /** The message asks something; a mere report of an adverse event does not. */
  readonly asks: boolean
  readonly draft: Draft
  readonly statements: readonly PlacedStatement[]
  /** Milliseconds by step. */
  readonly timings: Readonly<Record<string, number>>
}

export interface PrepareAnswerDeps {
  readonly database: Database
  readonly clock: Clock
  readonly retrieve: Retrieve
  readonly compose: ComposeAnswer
}

/**
 * `before` are the questions of the conversation, oldest first; `started` is `performance.now()` when the
 * question came. Throws `invalid_input` for an unknown product id.
 */
export type PrepareAnswer = (
  ask: Ask,
  question: string,
  before: readonly RememberedQuestion[],
  started: number,
) => Promise<PreparedAnswer>

export function createPrepareAnswer(deps: PrepareAnswerDeps): PrepareAnswer {
  const { database, clock, retrieve, compose } = deps

  return async (ask, question, before, started) => {
    const watch = stopwatch()
    const at = clock.now()
    const retrieval = await retrieve({
      text: question,
      reader: ask.reader,
      at,
      history: before.map(({ topic, productIds }) => ({ text: topic, productIds })),
      ...(ask.productId === undefined ? {} : { productIds: [storableText(ask.productId)] }),
    })
    requireProduct(ask, retrieval)
    watch.lap('retrieve')

    const topic = readTopic(question, retrieval, before.at(-1))
    const locale = localeOf(withoutSubjects(question, retrieval), ask.reader.locale)
    const drugs = retrieval.products.map((product) => product.name)
    const productIds = subjectsOf(retrieval)
    const outlines = await readLabelOutlines(database.query, productIds, ask.reader, at)
    const safety = findAdverseEvent(question, drugs, labelTexts(retrieval, outlines))
    const asks = safety === null || asksSomething(question)
    watch.lap('understand')

    const { signal } = ask
    const read = { question, topic, locale, retrieval, outlines, asks }
    const draft = await draftAnswer({ ...read, compose, signal, started })
    watch.lap('compose')
    const statements = await placeCitations(database.query, draft.statements)
    watch.lap('place')
    return { ...read, ask, productIds, safety, draft, statements, timings: watch.times() }
  }
}

function subjectsOf(retrieval: Retrieval): readonly string[] {
  return retrieval.products
    .filter((product) => product.role === 'subject')
    .map((product) => product.productId)
}

/** What the labels of the products say of reactions and of uses, as far as it was found, and where they are named. */
function labelTexts(retrieval: Retrieval, outlines: readonly LabelOutline[]): SafetyTexts {
  return {
    reactions: retrieval.hits
      .filter((hit) => hit.kind === 'label' && hit.sectionCode === 'adverse_reactions')
      .map((hit) => hit.sectionText),
    indications: outlines.flatMap((outline) => outline.indications.map((hit) => hit.sectionText)),
    mentions: retrieval.mentions,
  }
}

/** A product that the caller fixed must exist. */
function requireProduct(ask: Ask, retrieval: Retrieval): void {
  if (ask.productId === undefined || retrieval.products.some((product) => product.name !== '')) return
  throw new AppError('invalid_input', 'There is no such product.', { details: { field: 'productId' } })
}

function stopwatch() {
  let last = performance.now()
  const times: Record<string, number> = {}
  return {
    lap(step: string) {
      const now = performance.now()
      times[step] = Math.round((now - last) * 100) / 100
      last = now
    },
    times: () => times,
  }
}
