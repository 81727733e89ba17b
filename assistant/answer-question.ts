/**
 * From a question to a verified answer in the ledger.
 *
 * 1. Recall: whose conversation it is, and what its questions were about. Words and products only.
 * 2. Retrieve what is in force now and may be seen by this reader; read what the question is about.
 * 3. Guard: an adverse event opens a case and is still answered as far as it can be; a use outside the
 *    label is answered with what the label covers; an unknown product, a misfiled document, a missing topic
 *    are refused.
 * 4. Compose through the port, and verify every statement of it; what is not proved is dropped.
 * 5. Deliver in one transaction: the cited versions held in force, the records that the outcome opens,
 *    the ledger, the conversation. If a version fell out of force meanwhile, everything is done once more.
 */
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import type { Log } from '../core/log.ts'
import { localeOf } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import { type LabelOutline, readLabelOutlines } from '../knowledge/label-outline.ts'
import { lockInForce } from '../knowledge/lock-in-force.ts'
import type { Retrieval, Retrieve } from '../knowledge/retrieval.ts'
import type { Answer, AnswerKind, AnswerQuestion, Ask, ComposeAnswer } from './answer.ts'
import { writeAnswer } from './answer-log.ts'
import { type RememberedQuestion, recallConversation, rememberQuestion } from './conversation-store.ts'
import { type Draft, draftAnswer, LAPSED } from './draft-answer.ts'
import { followUps } from './follow-ups.ts'
import { findAdverseEvent, type SafetyFinding } from './guard/safety.ts'
import { openRecords } from './open-records.ts'
import { placeCitations } from './place-citations.ts'
import { type QuestionTopic, readTopic, withoutSubjects } from './question-topic.ts'
import { readText } from './read-text.ts'
import { type PlacedStatement, type Rendered, renderAnswer } from './render-answer.ts'
import { flagsOf, type Saying, sayAfter, sayBefore } from './say-outcome.ts'
import { traceOf } from './trace.ts'

export interface AnswerQuestionDeps {
  readonly database: Database
  readonly clock: Clock
  readonly retrieve: Retrieve
  readonly compose: ComposeAnswer
  /** The company's, for the dates of documents. */
  readonly timezone: string
  /** AE_FORWARD_HOURS. */
  readonly forwardHours: number
  readonly log: Log
}

/** A question with everything that is known before the transaction. */
interface Prepared {
  readonly ask: Ask
  readonly question: string
  readonly locale: Locale
  readonly retrieval: Retrieval
  readonly topic: QuestionTopic
  readonly outlines: readonly LabelOutline[]
  readonly safety: SafetyFinding | null
  /** The message asks something; a mere report of an adverse event does not. */
  readonly asks: boolean
  readonly draft: Draft
  readonly statements: readonly PlacedStatement[]
  readonly timings: Readonly<Record<string, number>>
}

const MOST_FOLLOW_UPS = 3
const OVERVIEW_FOLLOW_UPS = 6
const ATTEMPTS = 2
const ASKS =
  /[?？]|吗|呢|怎么|怎样|如何|是否|多少|几[次天片]|能不能|要不要|可不可以|什么|哪|\b(?:what|which|how|can|could|should|does|do|is|are)\b/iu

export function createAnswerQuestion(deps: AnswerQuestionDeps): AnswerQuestion {
  const { database, clock } = deps

  return async (ask) => {
    const started = performance.now()
    const question = readText(ask.text)
    const before =
      ask.conversationId === undefined
        ? []
        : await recallConversation(database.query, ask.conversationId, ask.reader.userId)
    const ids = { answerId: newId(), conversationId: ask.conversationId ?? newId() }
    for (let attempt = 1; ; attempt += 1) {
      const prepared = await prepare(ask, question, before)
      const last = attempt > ATTEMPTS
      const delivered = await deliver(last ? lapse(prepared) : prepared, ids, attempt, started)
      if (delivered !== undefined) {
        for (const block of delivered.rendered.blocks) ask.onSentence?.(block)
        return delivered.answer
      }
    }
  }

  /** Steps 1 to 4: everything that needs no lock. */
  async function prepare(
    ask: Ask,
    question: string,
    before: readonly RememberedQuestion[],
  ): Promise<Prepared> {
    const watch = stopwatch()
    const at = clock.now()
    const retrieval = await deps.retrieve({
      text: question,
      reader: ask.reader,
      at,
      history: before.map(({ topic, productIds }) => ({ text: topic, productIds })),
      ...(ask.productId === undefined ? {} : { productIds: [ask.productId] }),
    })
    watch.lap('retrieve')
    requireProduct(ask, retrieval)
    const topic = readTopic(question, retrieval, before.at(-1))
    const locale = localeOf(withoutSubjects(question, retrieval), ask.reader.locale)
    const safety = findAdverseEvent(
      question,
      retrieval.products.map((product) => product.name),
    )
    const asks = safety === null || ASKS.test(question)
    const outlines = await readLabelOutlines(database.query, subjectsOf(retrieval), ask.reader, at)
    watch.lap('outlines')
    const draft = await draftAnswer({
      topic,
      locale,
      retrieval,
      outlines,
      compose: deps.compose,
      asks,
      signal: ask.signal,
    })
    watch.lap('compose')
    const statements = await placeCitations(database.query, draft.statements)
    watch.lap('place')
    return {
      ask,
      question,
      locale,
      retrieval,
      topic,
      outlines,
      safety,
      asks,
      draft,
      statements,
      timings: watch.times(),
    }
  }

  /** Step 5; undefined when a cited version is no longer in force. */
  async function deliver(
    prepared: Prepared,
    ids: { readonly answerId: string; readonly conversationId: string },
    attempt: number,
    started: number,
  ): Promise<{ readonly answer: Answer; readonly rendered: Rendered } | undefined> {
    const { ask, question, draft, retrieval, statements } = prepared
    const { reader } = ask
    const entry = { conversationId: ids.conversationId, userId: reader.userId, channel: ask.channel }
    const productIds = subjectsOf(retrieval)
    const cited = statements.flatMap((statement) => statement.citations.map(({ hit }) => hit))
    const delivered = await database.transaction(async (trx) => {
      const at = clock.now()
      const versionIds = new Set(cited.map((hit) => hit.versionId))
      const held = await lockInForce(trx, [...versionIds], reader, at)
      if (held.size < versionIds.size) return undefined
      const records = await openRecords(
        trx,
        {
          answerId: ids.answerId,
          question,
          userId: reader.userId,
          productIds,
          safety: prepared.safety,
          restricted: draft.outcome.kind === 'restricted' ? draft.outcome.finding : null,
          gap: prepared.asks && leavesGap(draft),
        },
        at,
        deps.forwardHours,
      )
      const saying = { ...prepared, records, timezone: reader.timezone }
      const { answer, rendered } = assemble(saying, prepared, ids)
      await rememberQuestion(trx, entry, { topic: prepared.topic.topic, productIds }, at)
      await writeAnswer(
        trx,
        {
          answer,
          question,
          userId: reader.userId,
          channel: ask.channel,
          sectionIds: new Map(
            statements.flatMap((one) =>
              one.citations.map(({ place, hit }) => [place.passageId, hit.sectionId]),
            ),
          ),
          trace: traceOf({ ...prepared, attempt, milliseconds: performance.now() - started }),
        },
        at,
      )
      return { answer, rendered }
    })
    deps.log.info(delivered === undefined ? 'answer_lapsed' : 'answer', {
      answerId: ids.answerId,
      kind: delivered?.answer.kind,
      citations: statements.length,
      attempt,
      ms: Math.round(performance.now() - started),
    })
    return delivered
  }

  function assemble(
    saying: Saying,
    prepared: Prepared,
    ids: { readonly answerId: string; readonly conversationId: string },
  ): { readonly answer: Answer; readonly rendered: Rendered } {
    const { draft, locale, retrieval, statements } = prepared
    const rendered = renderAnswer(statements, {
      answerId: ids.answerId,
      locale,
      timezone: deps.timezone,
      before: sayBefore(saying),
      after: sayAfter(saying),
    })
    const overview = draft.outcome.kind === 'answered' && draft.outcome.overview
    const answer: Answer = {
      id: ids.answerId,
      conversationId: ids.conversationId,
      kind: kindOf(prepared),
      mode: 'verbatim',
      text: rendered.text,
      citations: rendered.citations,
      flags: flagsOf(saying),
      followUps: followUps({
        question: prepared.question,
        locale,
        products: retrieval.products,
        outlines: prepared.outlines.filter((outline) => !draft.misfiled.includes(outline.productId)),
        answered: new Set([
          ...rendered.citations.flatMap((citation) => citation.sectionCode ?? []),
          ...(overview ? [] : retrieval.sections.slice(0, 1).map((section) => section.code)),
        ]),
        limit: overview ? OVERVIEW_FOLLOW_UPS : MOST_FOLLOW_UPS,
      }),
    }
    return { answer, rendered }
  }
}

function kindOf({ safety, draft }: Prepared): AnswerKind {
  return safety === null ? draft.outcome.kind : 'safety'
}

/** Nothing that was a question is lost; what was no question, or must only be asked again, leaves none. */
function leavesGap({ outcome }: Draft): boolean {
  return (
    outcome.kind === 'no_evidence' && outcome.reason !== 'no_overview' && outcome.reason !== 'not_in_force'
  )
}

function lapse(prepared: Prepared): Prepared {
  return { ...prepared, draft: LAPSED, statements: [] }
}

function subjectsOf(retrieval: Retrieval): readonly string[] {
  return retrieval.products
    .filter((product) => product.role === 'subject')
    .map((product) => product.productId)
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
