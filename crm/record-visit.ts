/**
 * A confirmed draft becomes a record. Its story, one transaction: hold the draft -> keep its findings, and stop
 * where one forbids it -> add the contacts that the writer chose to add -> write the visits -> their follow-ups as
 * tasks, their adverse events as cases, their medical questions as requests, what was heard of the market ->
 * tell reviewers -> close the draft. A second confirmation, here or in another process, finds it closed and is
 * given the same. A submitted visit is corrected the same way, as a new revision.
 */
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { message } from '../core/messages.ts'
import { addNotifications } from '../core/notifications.ts'
import { momentIn } from '../core/wall-clock.ts'
import { createContact } from './contact-store.ts'
import { type Finding, type FindingRuleBook, keepFindings, placeFindings } from './finding-store.ts'
import { refused } from './refused.ts'
import { safetyReviewers } from './safety-case-clock.ts'
import { saveFollowUps, saveNoteTasks } from './save-follow-ups.ts'
import { saveIntel, saveMedicalQuestions } from './save-heard.ts'
import { saveSafetyCase } from './save-safety-case.ts'
import { saveVisits } from './save-visits.ts'
import { MORNING } from './task-reminders.ts'
import type { Visit } from './visit.ts'
import { type DraftReading, evidenceOfVisit, flagsOf, type VisitDraft } from './visit-draft.ts'
import { closeDraft, lockDraft, writeReading } from './visit-draft-store.ts'

export interface RecordVisitDeps {
  readonly database: Database
  readonly clock: Clock
  /** AE_FORWARD_HOURS. */
  readonly forwardHours: number
  readonly rules: FindingRuleBook
}

export type Recorded =
  | { readonly kind: 'recorded'; readonly draft: VisitDraft; readonly again: boolean }
  /** Nothing but the findings was written; a reviewer was told of those that wait. */
  | { readonly kind: 'blocked'; readonly draft: VisitDraft; readonly findings: readonly Finding[] }

export interface RecordVisit {
  /** Throws `not_found`, `wrong_state` for a discarded draft, `invalid_input` for a visit without its day. */
  submit(draftId: string, userId: string): Promise<Recorded>
  /** What it tells of adverse events becomes cases. Again is the same. Throws `not_found`, `wrong_state` for a record. */
  discard(draftId: string, userId: string): Promise<VisitDraft>
  /** In the caller's transaction: cases of the events that an open draft told of and tells of no more. */
  keepEvents(trx: Queryable, draft: VisitDraft, events: readonly Visit[]): Promise<void>
  /**
   * In the caller's transaction, which holds the draft of visits that are records already: writes the corrected
   * reading, and new revisions of the visits.
   */
  revise(
    trx: Queryable,
    draft: VisitDraft,
    corrected: { readonly reading: DraftReading; readonly note?: string },
    by: { readonly changedBy: string; readonly reason: string },
  ): Promise<Recorded>
  /**
   * A new revision of a visit without a draft of one's own (imported, or handed over). `change` gives the record from the one that
   * stands. Throws `not_found`, also for another person's visit.
   */
  reviseAlone(
    visitId: string,
    by: { readonly userId: string; readonly timezone: string },
    change: (record: Visit) => Visit,
  ): Promise<void>
}

/** Before a planned visit. */
const VISIT_NOTICE_MS = 3_600_000

export function createRecordVisit(deps: RecordVisitDeps): RecordVisit {
  const { database, clock, rules } = deps

  async function submit(trx: Queryable, draftId: string, userId: string): Promise<Recorded> {
    const draft = await lockDraft(trx, draftId, userId)
    if (draft.state === 'submitted') return { kind: 'recorded', draft, again: true }
    if (draft.state === 'discarded') throw new AppError('wrong_state', 'This draft was discarded.')
    const at = clock.now()
    const flags = flagsOf(draft.reading)
    const findings = await keepFindings(trx, draft, flags, rules, at)
    const blocking = findings.filter((one) => one.severity === 'block' && one.state === 'open')
    if (blocking.length > 0) {
      await tellReviewers(trx, blocking, at)
      return { kind: 'blocked', draft, findings: blocking }
    }
    const visits = await withNewContacts(trx, draft, at)
    const ids = visits.map(() => newId())
    await writeVisits(trx, draft, visits, ids, userId, null, at)
    await placeFindings(trx, findings, flags, ids)
    await saveNoteTasks(trx, draft, draft.reading.tasks ?? [], at)
    await saveIntel(
      trx,
      { userId, draftId, visitId: ids.length === 1 ? ids[0]! : null },
      draft.reading.intel,
      at,
    )
    await tellReviewers(
      trx,
      findings.filter((one) => one.severity === 'review' && one.state === 'open'),
      at,
    )
    const reading = { ...draft.reading, visits, confirmed_contacts: [] }
    const closed = await closeDraft(trx, draft, { state: 'submitted', visitIds: ids, reading }, at)
    await recordAudit(trx, {
      at,
      actorId: userId,
      action: 'visit_draft.submit',
      subjectKind: 'visit_draft',
      subjectId: draftId,
      detail: { visitIds: ids, findings: findings.map((one) => one.code), revision: draft.revision },
    })
    return { kind: 'recorded', draft: closed, again: false }
  }

  async function writeVisits(
    trx: Queryable,
    draft: VisitDraft,
    visits: readonly Visit[],
    ids: readonly string[],
    changedBy: string,
    reason: string | null,
    at: Date,
  ): Promise<void> {
    for (const [index, record] of visits.entries()) {
      if (record.date === null) throw refused(`visits.${index}.date`, 'A visit needs its day.')
    }
    const given = await handedOver(trx, ids, draft.userId)
    const own = [...visits.entries()].filter(([index]) => !given.has(ids[index]!))
    const revisions = await saveVisits(
      trx,
      own.map(([index, record]) => ({
        id: ids[index]!,
        source: 'note',
        draftId: draft.id,
        userId: draft.userId,
        record,
        note: draft.note,
        evidence: evidenceOfVisit(draft.reading.evidence, index),
        changedBy,
        reason,
      })),
      at,
    )
    for (const [index, record] of own) {
      const visitId = ids[index]!
      const { userId, timezone } = draft
      const revision = revisions.get(visitId)!
      await saveFollowUps(trx, { visitId, revision, userId, record, timezone, key: draft.id }, changedBy, at)
      await saveSafetyCase(
        trx,
        { visitId, draftId: draft.id, userId, record, toldAt: draft.referenceTime, timezone },
        at,
        deps.forwardHours,
      )
      await saveMedicalQuestions(trx, { visitId, userId, record }, at)
      await planVisitReminder(trx, { visitId, userId, record, timezone }, at)
    }
  }

  async function keepEvents(trx: Queryable, draft: VisitDraft, events: readonly Visit[]): Promise<void> {
    const { id: draftId, userId, timezone, referenceTime: toldAt } = draft
    for (const record of events) {
      const event = { visitId: null, draftId, userId, record, toldAt, timezone }
      await saveSafetyCase(trx, event, clock.now(), deps.forwardHours)
    }
  }

  return {
    keepEvents,
    submit: (draftId, userId) => database.transaction((trx) => submit(trx, draftId, userId)),

    discard: (draftId, userId) =>
      database.transaction(async (trx) => {
        const draft = await lockDraft(trx, draftId, userId)
        if (draft.state === 'discarded') return draft
        if (draft.state === 'submitted') {
          throw new AppError('wrong_state', 'This note is a record already; correct it instead.')
        }
        const at = clock.now()
        await keepEvents(
          trx,
          draft,
          draft.reading.visits.filter((one) => one.adverse_event.present),
        )
        await recordAudit(trx, {
          at,
          actorId: userId,
          action: 'visit_draft.discard',
          subjectKind: 'visit_draft',
          subjectId: draftId,
          detail: { findings: flagsOf(draft.reading).map((flag) => flag.code), revision: draft.revision },
        })
        return closeDraft(trx, draft, { state: 'discarded' }, at)
      }),

    reviseAlone: (visitId, { userId, timezone }, change) =>
      database.transaction(async (trx) => {
        const head = await trx
          .selectFrom('visits')
          .select(['revision', 'source'])
          .where('id', '=', visitId)
          .where('user_id', '=', userId)
          .where('draft_id', 'is', null)
          .forUpdate()
          .executeTakeFirst()
        if (head === undefined) throw new AppError('not_found', 'There is no such visit.')
        const before = await trx
          .selectFrom('visit_revisions')
          .select(['record', 'note'])
          .where('visit_id', '=', visitId)
          .where('revision', '=', head.revision)
          .executeTakeFirstOrThrow()
        const at = clock.now()
        const record = change(before.record as Visit)
        const one = { id: visitId, userId, record, note: before.note, changedBy: userId, reason: 'edited' }
        const revisions = await saveVisits(trx, [{ ...one, source: head.source as 'import' }], at)
        const revision = revisions.get(visitId)!
        await saveFollowUps(trx, { visitId, revision, userId, record, timezone, key: 'visit' }, userId, at)
        const event = { visitId, draftId: null, userId, record, toldAt: at, timezone }
        await saveSafetyCase(trx, event, at, deps.forwardHours)
        await planVisitReminder(trx, { visitId, userId, record, timezone }, at)
        await recordAudit(trx, {
          at,
          actorId: userId,
          action: 'visit.revise',
          subjectKind: 'visit',
          subjectId: visitId,
          detail: { revision },
        })
      }),

    async revise(trx, before, corrected, { changedBy, reason }) {
      const at = clock.now()
      const draft = { ...before, ...corrected }
      const flags = flagsOf(draft.reading)
      const findings = await keepFindings(trx, draft, flags, rules, at)
      const blocking = findings.filter((one) => one.severity === 'block' && one.state === 'open')
      if (blocking.length > 0) {
        await tellReviewers(trx, blocking, at)
        return { kind: 'blocked', draft: before, findings: blocking }
      }
      const visits = await withNewContacts(trx, draft, at)
      await writeVisits(trx, draft, visits, draft.visitIds, changedBy, reason, at)
      await placeFindings(trx, findings, flags, draft.visitIds)
      const reading = { ...draft.reading, visits, confirmed_contacts: [] }
      const written = await writeReading(trx, before, { ...corrected, reading }, at)
      for (const visitId of draft.visitIds) {
        await recordAudit(trx, {
          at,
          actorId: changedBy,
          action: 'visit.revise',
          subjectKind: 'visit',
          subjectId: visitId,
          detail: { fields: reading.corrections.map((one) => one.field), draftId: draft.id },
        })
      }
      return { kind: 'recorded', draft: written, again: false }
    },
  }
}

/** Those among the visits that are somebody else's by now: their former owner's corrections pass them by. */
async function handedOver(
  trx: Queryable,
  ids: readonly string[],
  userId: string,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await trx
    .selectFrom('visits')
    .select('id')
    .where('id', 'in', [...ids])
    .where('user_id', '!=', userId)
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Nobody comes into the company's list unless the writer said so, field by field. */
async function withNewContacts(trx: Queryable, draft: VisitDraft, at: Date): Promise<readonly Visit[]> {
  const wanted = new Set(draft.reading.confirmed_contacts ?? [])
  if (wanted.size === 0) return draft.reading.visits
  const visits: Visit[] = []
  const made = new Map<string, string>()
  for (const [index, visit] of draft.reading.visits.entries()) {
    const contacts: Visit['contacts'][number][] = []
    for (const [position, contact] of visit.contacts.entries()) {
      const accountId = visit.institution?.id ?? null
      if (contact.id !== null || accountId === null || !wanted.has(`visits.${index}.contacts.${position}`)) {
        contacts.push(contact)
        continue
      }
      const key = JSON.stringify([accountId, contact.text])
      const name = { name: contact.text, accountId, department: visit.department }
      const id = made.get(key) ?? (await createContact(trx, name, draft.userId, at)).id
      made.set(key, id)
      contacts.push({ ...contact, id })
    }
    visits.push({ ...visit, contacts })
  }
  return visits
}

/** Once for each finding, however often the draft is confirmed. */
async function tellReviewers(trx: Queryable, findings: readonly Finding[], at: Date): Promise<void> {
  if (findings.length === 0) return
  const told = await trx
    .selectFrom('notifications')
    .select('subject_id')
    .where('kind', '=', 'finding')
    .where(
      'subject_id',
      'in',
      findings.map((one) => one.id),
    )
    .execute()
  const known = new Set(told.map((one) => one.subject_id))
  const reviewers = await safetyReviewers(trx)
  await addNotifications(
    trx,
    findings
      .filter((one) => !known.has(one.id))
      .flatMap((one) =>
        reviewers
          .filter((reviewer) => reviewer.id !== one.userId)
          .map((reviewer) => ({
            kind: 'finding',
            userId: reviewer.id,
            subjectId: one.id,
            text: message(reviewer.locale === 'en' ? 'en' : 'zh-CN', 'notice_finding', { code: one.code }),
            dueAt: at,
          })),
      ),
    at,
  )
}

async function planVisitReminder(
  trx: Queryable,
  visit: {
    readonly visitId: string
    readonly userId: string
    readonly record: Visit
    readonly timezone: string
  },
  now: Date,
): Promise<void> {
  const { visitId, userId, record, timezone } = visit
  await trx.deleteFrom('reminders').where('visit_id', '=', visitId).where('state', '=', 'waiting').execute()
  if (record.status !== 'planned' || record.date === null) return
  const timed = /^\d{2}:\d{2}$/u.test(record.time ?? '')
  const begins = momentIn(record.date, timed ? record.time! : MORNING, timezone)
  const due = new Date(begins.getTime() - (timed ? VISIT_NOTICE_MS : 0))
  if (due <= now) return
  await trx
    .insertInto('reminders')
    .values({
      id: newId(),
      kind: 'planned_visit',
      user_id: userId,
      visit_id: visitId,
      due_at: due,
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
