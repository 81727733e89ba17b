/**
 * The safety case of a confirmed visit: opened with the visit, revised when a correction tells more, and
 * never closed because a note no longer mentions it: whether it was one, a reviewer says. The same holds for a
 * draft that is dropped: the company has learned of the event all the same.
 */
import type { Queryable } from '../core/database.ts'
import { message } from '../core/messages.ts'
import { addNotifications } from '../core/notifications.ts'
import { momentIn } from '../core/wall-clock.ts'
import { reviseCase } from './change-safety-case.ts'
import { dayIn } from './day.ts'
import { type SafetyCriteria, toSafetyCase } from './safety-case.ts'
import { safetyReviewers } from './safety-case-clock.ts'
import { openSafetyCase } from './safety-case-store.ts'
import type { AdverseEvent, Visit } from './visit.ts'

export interface VisitWithEvent {
  /** Null: its draft was dropped, or rewritten without the event. */
  readonly visitId: string | null
  readonly draftId: string | null
  readonly userId: string
  readonly record: Visit
  /** When the note was written. */
  readonly toldAt: Date
  readonly timezone: string
}

/** The id of the case; null where the visit tells of none and has none. */
export async function saveSafetyCase(
  trx: Queryable,
  visit: VisitWithEvent,
  at: Date,
  forwardHours: number,
): Promise<string | null> {
  const { record, visitId, userId } = visit
  const event = record.adverse_event
  const there =
    visitId === null
      ? undefined
      : await trx
          .selectFrom('safety_cases')
          .selectAll()
          .where('visit_id', '=', visitId)
          .forUpdate()
          .executeTakeFirst()
  if (!event.present) return there?.id ?? null
  const known = factsOf(record, event)
  if (there !== undefined) {
    const before = toSafetyCase(there)
    await reviseCase(
      trx,
      before,
      { ...known, seriousness: event.seriousness ?? before.seriousness, reason: 'visit_corrected' },
      { userId, seesAll: false },
      at,
    )
    return before.id
  }
  const concealed = record.compliance_flags.some((flag) => flag.code === 'AE_CONCEALMENT')
  const opened = await openSafetyCase(
    trx,
    {
      ...known,
      reportedBy: userId,
      text: event.text ?? '',
      productIds: event.suspect_drug ? [event.suspect_drug] : [],
      seriousness: event.seriousness ?? 'unknown',
      firstKnownAt: firstKnown(visit, event),
      answerId: null,
      visitId,
      draftId: visit.draftId,
      accountId: record.institution?.id ?? null,
      contactId: record.contacts.find((one) => one.role === 'primary')?.id ?? null,
      flags: concealed ? ['concealment_pressure'] : [],
    },
    at,
    forwardHours,
  )
  const reviewers = await safetyReviewers(trx)
  await addNotifications(
    trx,
    reviewers.map((reviewer) => ({
      kind: 'safety_case',
      userId: reviewer.id,
      subjectId: opened.id,
      text: message(reviewer.locale === 'en' ? 'en' : 'zh-CN', 'notice_safety_case', {
        seriousness: event.seriousness ?? 'unknown',
        forward: opened.forwardBy.toISOString().slice(0, 16).replace('T', ' '),
      }),
      dueAt: at,
    })),
    at,
  )
  return opened.id
}

/**
 * Day 0. Learned today: the moment of the note. Learned on an earlier day whose hour nobody wrote: the
 * beginning of that day, for a clock that starts too early is the only one that cannot be missed.
 */
function firstKnown({ toldAt, timezone }: VisitWithEvent, event: AdverseEvent): Date {
  const day = event.clock_start
  if (day === undefined || day >= dayIn(toldAt, timezone)) return toldAt
  return momentIn(day, '00:00', timezone)
}

function factsOf(record: Visit, event: AdverseEvent) {
  const reporter = record.contacts.find((one) => one.role === 'primary' || one.role === 'attendee')
  const drug = record.products.find((one) => one.id !== null && one.id === event.suspect_drug)
  const has = event.criteria
  const criteria: SafetyCriteria = given({
    patient: has?.patient === true ? (event.patient_desc ?? event.text) : event.patient_desc,
    reporter: has?.reporter === true ? (reporter?.text ?? event.text) : undefined,
    suspect_drug:
      has?.drug === true || event.suspect_drug ? (drug?.text ?? event.suspect_drug ?? event.text) : undefined,
    event: has?.event === false ? undefined : event.text,
  })
  const age = event.patient_desc === undefined ? undefined : /\d{1,3}/u.exec(event.patient_desc)?.[0]
  const sex = event.patient_desc === undefined ? undefined : sexIn(event.patient_desc)
  return {
    criteria,
    event: event.text ?? null,
    suspectProductId: event.suspect_drug ?? null,
    ...given({
      seriousnessReason: event.seriousness_reason,
      eventDate: event.event_date,
      actionTaken: event.action_taken,
      causalityByReporter: event.causality_by_reporter,
      patientAge: age,
      patientSex: sex,
    }),
  }
}

function sexIn(text: string): 'female' | 'male' | undefined {
  if (/女|太|妈|姨|奶|孕|\b(?:f|female|woman|lady)\b/iu.test(text)) return 'female'
  return /男|爷|伯|先生|头|\b(?:m|male|man|gentleman)\b/iu.test(text) ? 'male' : undefined
}

function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
