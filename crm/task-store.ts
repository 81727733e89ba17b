/** Tasks: made (once per message key), listed, done, snoozed, handed to somebody else. Each change plans anew when to remind. */
import { sql } from 'kysely'
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../core/page.ts'
import type { Role } from '../core/reader.ts'
import { momentIn } from '../core/wall-clock.ts'
import { peopleOf } from './coverage.ts'
import { isDay } from './day.ts'
import { checkRecurrence, nextOccurrence } from './recurrence.ts'
import { refused } from './refused.ts'
import { type NewTask, TASK_STATUSES, type Task, type TaskStatus, toTask } from './task.ts'
import { MORNING, planReminders } from './task-reminders.ts'

export interface TaskFilter extends PageRequest {
  /** Everybody's without it. */
  readonly userIds?: readonly string[] | undefined
  readonly status?: string | undefined
  /** Due on this day or later, and not after. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly contactId?: string | undefined
  readonly visitId?: string | undefined
}

export interface TaskChange {
  readonly status?: TaskStatus | undefined
  /** Null ends the snoozing. */
  readonly snoozeUntil?: Date | null | undefined
  readonly userId?: string | undefined
  readonly text?: string | undefined
  readonly due?: string | null | undefined
  readonly dueUntil?: string | null | undefined
  readonly time?: string | null | undefined
  readonly recurrence?: string | null | undefined
}

/** Who asks: one's own tasks, a manager those of the team below, too. */
export interface TaskPerson {
  readonly userId: string
  readonly roles: readonly Role[]
}

export interface TaskStore {
  /** Throws `invalid_input`, and `forbidden` for a task to somebody who is not in one's own team. */
  create(task: NewTask, by: TaskPerson): Promise<Task>
  /** Throws `not_found`, also for a task that is not one's own to see. */
  get(id: string, by: TaskPerson): Promise<Task>
  update(id: string, change: TaskChange, by: TaskPerson): Promise<Task>
  /** By day and id, those without a day last. */
  list(filter: TaskFilter, by: TaskPerson): Promise<Page<Task>>
}

export function createTaskStore(deps: { readonly database: Database; readonly clock: Clock }): TaskStore {
  const { database, clock } = deps

  async function mayBeAssigned(db: Queryable, by: TaskPerson, userId: string): Promise<void> {
    if (userId === by.userId) return
    const people = await peopleOf(db, by)
    if (people.kind !== 'all' && !people.userIds.includes(userId)) {
      throw new AppError('forbidden', 'Tasks are given to people of the own team.')
    }
    const user = await db.selectFrom('users').select('state').where('id', '=', userId).executeTakeFirst()
    if (user?.state !== 'active') throw refused('userId', `There is no active user "${userId}".`)
  }

  async function get(db: Queryable, id: string, by: TaskPerson, lock = false): Promise<Task> {
    let query = db.selectFrom('tasks').selectAll().where('id', '=', id)
    if (lock) query = query.forUpdate()
    const row = await query.executeTakeFirst()
    if (row !== undefined && row.user_id !== by.userId && row.created_by !== by.userId) {
      const people = await peopleOf(db, by)
      if (people.kind !== 'all' && !people.userIds.includes(row.user_id)) {
        throw new AppError('not_found', 'There is no such task.')
      }
    }
    if (row === undefined) throw new AppError('not_found', 'There is no such task.')
    return toTask(row)
  }

  return {
    create: (task, by) =>
      database.transaction(async (trx) => {
        await mayBeAssigned(trx, by, task.userId)
        return addTask(trx, task, by.userId, clock.now())
      }),

    get: (id, by) => get(database.query, id, by),

    update: (id, change, by) =>
      database.transaction(async (trx) => {
        const before = await get(trx, id, by, true)
        if (change.userId !== undefined) await mayBeAssigned(trx, by, change.userId)
        const at = clock.now()
        checkDays({ ...before, ...defined(change) })
        if (change.status !== undefined && !TASK_STATUSES.includes(change.status)) {
          throw refused('status', `The status is one of ${TASK_STATUSES.join(', ')}.`)
        }
        if (change.snoozeUntil && change.snoozeUntil <= at) {
          throw refused('snoozeUntil', 'A task is put off to a moment that is still to come.')
        }
        if (change.text !== undefined && change.text.trim() === '')
          throw refused('text', 'A task has a text.')
        // Of a series this one time is done, not the series; who wants it to end cancels it.
        const next = change.status === 'done' ? nextOf(before, at) : null
        const status = next === null ? (change.status ?? before.status) : 'open'
        const row = await trx
          .updateTable('tasks')
          .set({
            state: status,
            closed_at: status === 'open' ? null : (before.closedAt ?? at),
            updated_at: at,
            ...(next === null ? {} : { due_on: next, snooze_until: null }),
            ...(change.snoozeUntil === undefined ? {} : { snooze_until: change.snoozeUntil }),
            // A new day is a new beginning; what was put off before no longer counts.
            ...(change.due !== undefined && change.snoozeUntil === undefined ? { snooze_until: null } : {}),
            ...(change.userId === undefined ? {} : { user_id: change.userId }),
            ...(change.text === undefined ? {} : { text: change.text.trim() }),
            ...(change.due === undefined
              ? {}
              : { due_on: change.due, precision: change.due ? 'day' : 'none' }),
            ...(change.due === undefined && change.dueUntil === undefined
              ? {}
              : { due_until: change.dueUntil ?? null }),
            ...(change.time === undefined ? {} : { due_time: change.time }),
            ...(change.recurrence === undefined
              ? {}
              : { recurrence: change.recurrence === null ? null : checkRecurrence(change.recurrence) }),
          })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow()
        const task = toTask(row)
        await planReminders(trx, task, at)
        await recordAudit(trx, {
          at,
          actorId: by.userId,
          action: 'task.update',
          subjectKind: 'task',
          subjectId: id,
          detail: { fields: Object.keys(defined(change)), status: task.status, userId: task.userId },
        })
        return task
      }),

    async list(filter, by) {
      const people = await peopleOf(database.query, by)
      const mine = filter.userIds ?? (people.kind === 'all' ? undefined : [by.userId])
      if (people.kind !== 'all' && mine?.some((id) => !people.userIds.includes(id))) {
        throw new AppError('forbidden', 'These are the tasks of other teams.')
      }
      return listTasks(database.query, { ...filter, userIds: mine })
    },
  }
}

/**
 * Within the transaction of whoever promises it. The same `messageKey` of the same owner gives the task that is
 * there. Throws `invalid_input`.
 */
export async function addTask(trx: Queryable, task: NewTask, createdBy: string, at: Date): Promise<Task> {
  if (task.text.trim() === '') throw refused('text', 'A task has a text.')
  checkDays(task)
  const inserted = await trx
    .insertInto('tasks')
    .values({
      id: newId(),
      user_id: task.userId,
      created_by: createdBy,
      kind: task.kind ?? 'task',
      text: task.text.trim(),
      promised_by: task.promisedBy ?? 'rep',
      due_on: task.due ?? null,
      due_until: task.dueUntil ?? null,
      due_time: task.time ?? null,
      precision: task.precision ?? (task.due ? 'day' : 'none'),
      waits_for: task.waitsFor ?? null,
      condition: task.condition ?? null,
      timezone: task.timezone,
      recurrence: task.recurrence ? checkRecurrence(task.recurrence) : null,
      blocked_reason: task.blockedReason ?? null,
      needs_review: task.needsReview ?? false,
      account_id: task.accountId ?? null,
      contact_id: task.contactId ?? null,
      product_ids: [...(task.productIds ?? [])],
      visit_id: task.visitId ?? null,
      message_key: task.messageKey ?? null,
      created_at: at,
      updated_at: at,
    })
    .onConflict((conflict) => conflict.columns(['user_id', 'message_key']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (inserted === undefined) {
    const there = await trx
      .selectFrom('tasks')
      .selectAll()
      .where('user_id', '=', task.userId)
      .where('message_key', '=', task.messageKey ?? '')
      .executeTakeFirstOrThrow()
    return toTask(there)
  }
  const made = toTask(inserted)
  await planReminders(trx, made, at)
  await recordAudit(trx, {
    at,
    actorId: createdBy,
    action: 'task.create',
    subjectKind: 'task',
    subjectId: made.id,
    detail: { userId: made.userId, kind: made.kind, due: made.due, visitId: made.visitId },
  })
  return made
}

/** By day (none last) and id. */
export async function listTasks(db: Queryable, filter: TaskFilter): Promise<Page<Task>> {
  const limit = pageLimit(filter)
  const after = decodeCursor(filter)?.split(' ')
  const day = sql<string>`coalesce(due_on::text, '9999-12-31')`
  let query = db.selectFrom('tasks').selectAll().orderBy(day).orderBy('id')
  if (after !== undefined) query = query.where(sql<boolean>`(${day}, id) > (${after[0]}, ${after[1] ?? ''})`)
  if (filter.userIds !== undefined) query = query.where('user_id', 'in', [...filter.userIds])
  if (filter.status !== undefined) query = query.where('state', '=', filter.status)
  if (filter.from !== undefined)
    query = query.where(sql<boolean>`coalesce(due_until, due_on) >= ${filter.from}::date`)
  if (filter.to !== undefined) query = query.where(sql<boolean>`due_on <= ${filter.to}::date`)
  if (filter.contactId !== undefined) query = query.where('contact_id', '=', filter.contactId)
  if (filter.visitId !== undefined) query = query.where('visit_id', '=', filter.visitId)
  const rows = await query.limit(limit + 1).execute()
  return pageOf(rows.map(toTask), limit, (task) => `${task.due ?? '9999-12-31'} ${task.id}`)
}

/** The day on which the series goes on; null for a task that does not repeat, or no more. */
function nextOf(task: Task, at: Date): string | null {
  if (task.recurrence === null || task.due === null) return null
  const from = { day: task.due, time: task.time ?? MORNING, timezone: task.timezone }
  const due = momentIn(from.day, from.time, from.timezone)
  // Told already, it stands on its next day since.
  if (due > at) return task.due
  return nextOccurrence(task.recurrence, from, at)?.day ?? null
}

function checkDays(task: {
  readonly due?: string | null | undefined
  readonly dueUntil?: string | null | undefined
  readonly time?: string | null | undefined
  readonly recurrence?: string | null | undefined
}): void {
  if (task.due && !isDay(task.due)) throw refused('due', 'A day is written 2026-03-05.')
  if (task.dueUntil && !isDay(task.dueUntil)) throw refused('dueUntil', 'A day is written 2026-03-05.')
  if (task.dueUntil && (!task.due || task.dueUntil < task.due)) {
    throw refused('dueUntil', 'A range ends on or after its first day.')
  }
  if (task.time && !/^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(task.time)) {
    throw refused('time', 'A time is written 09:30.')
  }
  if (task.recurrence && !task.due) throw refused('recurrence', 'What repeats needs its first day.')
}

function defined<T extends object>(change: T): Partial<T> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>
}
