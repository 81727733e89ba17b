/**
 * The follow-ups of a confirmed visit as tasks, each made once for its place in the visit. After a
 * correction those that still say the same stay as they are, what changed or went is cancelled and made
 * anew. What a finding forbids becomes no task.
 */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { addTask } from './task-store.ts'
import type { FollowUp, Visit } from './visit.ts'

export interface VisitWithFollowUps {
  readonly visitId: string
  readonly revision: number
  readonly userId: string
  readonly record: Visit
  readonly timezone: string
  /** Begins the message key of each task: the draft's id, or the visit's. */
  readonly key: string
}

/** The ids of the tasks that are open or done for the visit's follow-ups, in their order. */
export async function saveFollowUps(
  trx: Queryable,
  visit: VisitWithFollowUps,
  changedBy: string,
  at: Date,
): Promise<readonly string[]> {
  const { record, visitId } = visit
  const there = await trx
    .selectFrom('tasks')
    .select(['id', 'text', 'due_on', 'due_until', 'due_time', 'state', 'waits_for'])
    .where('visit_id', '=', visitId)
    .where('kind', '=', 'follow_up')
    .where('state', '!=', 'cancelled')
    .orderBy('id')
    .execute()
  const wanted = record.status === 'cancelled' ? [] : record.follow_ups
  const used = new Set<string>()
  const ids: string[] = []
  for (const [index, followUp] of wanted.entries()) {
    if (followUp.blocked === true) continue
    const [due, dueUntil] = daysOf(followUp)
    const same = there.find(
      (task) =>
        !used.has(task.id) &&
        task.text === followUp.text.trim() &&
        task.due_on === due &&
        task.due_until === dueUntil &&
        task.due_time === clockOf(followUp) &&
        task.waits_for === followUp.event,
    )
    if (same !== undefined) {
      used.add(same.id)
      ids.push(same.id)
      continue
    }
    if (followUp.text.trim() === '') continue
    const task = await addTask(
      trx,
      {
        userId: visit.userId,
        kind: 'follow_up',
        text: followUp.text,
        promisedBy: followUp.owner,
        due,
        dueUntil,
        time: clockOf(followUp),
        precision: followUp.precision,
        waitsFor: followUp.event,
        condition: followUp.condition ?? null,
        timezone: visit.timezone,
        needsReview: followUp.needs_review ?? false,
        accountId: record.institution?.id ?? null,
        contactId: contactOf(record, followUp),
        productIds: record.products.map((one) => one.id).filter((id) => id !== null),
        visitId,
        messageKey: [visit.key, visitId, visit.revision, index].join(':'),
      },
      changedBy,
      at,
    )
    used.add(task.id)
    ids.push(task.id)
  }
  const gone = there.filter((task) => task.state === 'open' && !used.has(task.id)).map((task) => task.id)
  if (gone.length > 0) await cancel(trx, gone, at)
  return ids
}

/** Tasks of a message that is no visit; those that a finding forbids are left out. */
export async function saveNoteTasks(
  trx: Queryable,
  draft: { readonly id: string; readonly userId: string; readonly timezone: string },
  tasks: readonly FollowUp[],
  at: Date,
): Promise<readonly string[]> {
  const ids: string[] = []
  for (const [index, one] of tasks.entries()) {
    if (one.blocked === true || one.text.trim() === '') continue
    const [due, dueUntil] = daysOf(one)
    const { id } = await addTask(
      trx,
      {
        userId: draft.userId,
        text: one.text,
        promisedBy: one.owner,
        due,
        dueUntil,
        time: clockOf(one),
        precision: one.precision,
        waitsFor: one.event,
        condition: one.condition ?? null,
        timezone: draft.timezone,
        needsReview: one.needs_review ?? false,
        messageKey: `${draft.id}:task:${index}`,
      },
      draft.userId,
      at,
    )
    ids.push(id)
  }
  return ids
}

/** A part of the day is no time: such a task is spoken of in the morning. */
function clockOf({ time }: FollowUp): string | null {
  return time !== undefined && /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(time) ? time : null
}

/** First day, and the last one of a range. */
function daysOf({ due, range }: FollowUp): readonly [string | null, string | null] {
  if (range === null) return [due, null]
  const [first, last] = range[0] <= range[1] ? range : [range[1], range[0]]
  return [first, first === last ? null : last]
}

/** Whom the text names; else the one visited, where there is only one. */
function contactOf(record: Visit, { text }: FollowUp): string | null {
  const known = record.contacts.filter((one) => one.id !== null)
  const named = known.find((one) => text.includes(one.text))
  const met = known.filter((one) => one.role === 'primary' || one.role === 'attendee')
  return named?.id ?? (met.length === 1 ? met[0]!.id : null)
}

async function cancel(trx: Queryable, ids: readonly string[], at: Date): Promise<void> {
  await trx
    .updateTable('tasks')
    .set({ state: 'cancelled', closed_at: at, updated_at: at })
    .where('id', 'in', [...ids])
    .execute()
  await sql`delete from reminders where state = 'waiting' and task_id = any (${[...ids]}::text[])`.execute(
    trx,
  )
}
