/**
 * Delivers a prepared answer in one transaction: the cited versions held in force, the records that the
 * outcome opens, the ledger, the conversation. Either all of it stands or nothing was said.
 */
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { allHeldAndPrinted, lockInForce } from '../knowledge/lock-in-force.ts'
import type { Answer } from './answer.ts'
import { type NewAnswerRecord, writeAnswer } from './answer-log.ts'
import type { Draft } from './draft-answer.ts'
import { followUps } from './follow-ups.ts'
import {
  NOTHING_OPENED,
  type OpenedRecords,
  openRecords,
  opensNothing,
  type RecordsWanted,
} from './open-records.ts'
import type { PreparedAnswer } from './prepare-answer.ts'
import { type Rendered, renderAnswer } from './render-answer.ts'
import { flagsOf, sayAfter, sayBefore } from './say-outcome.ts'
import { traceOf } from './trace.ts'

export interface Delivery {
  readonly answerId: string
  readonly conversationId: string
  /** 1 at first. */
  readonly attempt: number
  /** `performance.now()` when the question came. */
  readonly started: number
}

export interface Delivered {
  readonly answer: Answer
  readonly rendered: Rendered
}

export interface DeliverAnswerDeps {
  readonly database: Database
  readonly clock: Clock
  /** The company's, for the dates of documents. */
  readonly timezone: string
  /** AE_FORWARD_HOURS. */
  readonly forwardHours: number
}

/** Undefined, and nothing written, when a cited version is no longer in force for the reader. */
export type DeliverAnswer = (prepared: PreparedAnswer, delivery: Delivery) => Promise<Delivered | undefined>

const MOST_FOLLOW_UPS = 3
const OVERVIEW_FOLLOW_UPS = 6

export function createDeliverAnswer(deps: DeliverAnswerDeps): DeliverAnswer {
  const { database, clock } = deps

  return async (prepared, delivery) =>
    (await deliverAtOnce(prepared, delivery)) ?? (await deliverInSteps(prepared, delivery))

  /**
   * Most answers open no record: then one statement holds the versions and writes the ledger, and each round trip is
   * felt. Undefined, and nothing written, where that cannot be: it is looked at closely then.
   */
  async function deliverAtOnce(prepared: PreparedAnswer, delivery: Delivery): Promise<Delivered | undefined> {
    if (!opensNothing(recordsOf(prepared, delivery))) return undefined
    // The clock is read when there is a connection: who waits for one must not cite by an earlier time.
    return database.query.connection().execute(async (db) => {
      const at = clock.now()
      const delivered = assemble(prepared, NOTHING_OPENED, false, delivery)
      const held = allHeldAndPrinted(versionsOf(prepared), prepared.ask.reader, at)
      return (await writeAnswer(db, ledgerOf(prepared, delivered, delivery), at, held))
        ? delivered
        : undefined
    })
  }

  function deliverInSteps(prepared: PreparedAnswer, delivery: Delivery): Promise<Delivered | undefined> {
    return database.transaction(async (trx) => {
      const at = clock.now()
      const versionIds = versionsOf(prepared)
      const held = await lockInForce(trx, versionIds, prepared.ask.reader, at)
      if (held.size < versionIds.length) return undefined
      const records = await openRecords(trx, recordsOf(prepared, delivery), at, deps.forwardHours)
      const recognised = [...held.values()].some((version) => version.recognised)
      const delivered = assemble(prepared, records, recognised, delivery)
      await writeAnswer(trx, ledgerOf(prepared, delivered, delivery), at)
      return delivered
    })
  }

  function assemble(
    prepared: PreparedAnswer,
    records: OpenedRecords,
    recognised: boolean,
    delivery: Delivery,
  ): Delivered {
    const { draft, locale, retrieval, safety } = prepared
    const saying = { ...prepared, records, recognised, timezone: prepared.ask.reader.timezone }
    const rendered = renderAnswer(prepared.statements, {
      answerId: delivery.answerId,
      locale,
      timezone: deps.timezone,
      mode: draft.mode,
      before: sayBefore(saying),
      after: sayAfter(saying),
    })
    const overview = draft.outcome.kind === 'answered' && draft.outcome.overview
    const answer: Answer = {
      id: delivery.answerId,
      conversationId: delivery.conversationId,
      kind: safety === null ? draft.outcome.kind : 'safety',
      mode: draft.mode,
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

const citedIn = ({ statements }: PreparedAnswer) => statements.flatMap((statement) => statement.citations)

const versionsOf = (prepared: PreparedAnswer): readonly string[] => [
  ...new Set(citedIn(prepared).map(({ hit }) => hit.versionId)),
]

function recordsOf(prepared: PreparedAnswer, { answerId }: Delivery): RecordsWanted {
  const { ask, question, productIds, safety, draft } = prepared
  return {
    answerId,
    question,
    userId: ask.reader.userId,
    productIds,
    safety,
    restricted: draft.outcome.kind === 'restricted' ? draft.outcome.finding : null,
    gap: prepared.asks && leavesGap(draft),
  }
}

function ledgerOf(
  prepared: PreparedAnswer,
  { answer }: Delivered,
  { attempt, started }: Delivery,
): NewAnswerRecord {
  const { ask, question, productIds, topic } = prepared
  return {
    answer,
    question,
    userId: ask.reader.userId,
    channel: ask.channel,
    remembered: { topic: topic.topic, productIds },
    sectionIds: new Map(citedIn(prepared).map(({ place, hit }) => [place.passageId, hit.sectionId])),
    trace: traceOf(prepared, attempt, performance.now() - started),
  }
}

/** Nothing that was a question is lost; what was no question, or must only be asked again, leaves none. */
function leavesGap({ outcome }: Draft): boolean {
  return (
    outcome.kind === 'no_evidence' && outcome.reason !== 'no_overview' && outcome.reason !== 'not_in_force'
  )
}
