/**
 * Brings what is due to the person it is for, exactly once. The story of a round: take the reminders that are
 * due and that no other process has in hand; write each one's notification and mark it sent, all in one
 * transaction; of a task that repeats, plan the next time. Killed anywhere, a round has either happened or not.
 * What was missed while nobody ran comes late and says so; of a task that repeats it comes once, not once a day.
 */
import { sql } from 'kysely'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import type { Log } from '../core/log.ts'
import type { DueReminder } from './due-reminder.ts'
import { planDigests } from './plan-digests.ts'
import { planWeeklySummaries, WEEKLY_SUMMARY } from './plan-weekly-summaries.ts'
import { nextOccurrence } from './recurrence.ts'
import { sayDigest, saySafetyReminder, sayTaskReminder, sayVisitReminder } from './say-reminder.ts'
import { sayWeeklySummary } from './say-weekly-summary.ts'
import { type Task, toTask } from './task.ts'
import { MORNING, planReminders } from './task-reminders.ts'

export interface DeliverRemindersDeps {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
}

export interface ReminderClock {
  /** One round; returns how many were brought. */
  deliver(): Promise<number>
  /** Rounds until `stop`: when something is due, and every few seconds for what others have planned. */
  start(): void
  stop(): Promise<void>
}

/** What comes later than this after its time is called late. */
const LATE_MS = 2 * 60_000
const ROUND = 100
/** What is left for the next round is in somebody's hand for a moment. */
const SHORTEST_PAUSE_MS = 20
const LONGEST_PAUSE_MS = 5_000
const DIGESTS_EVERY_MS = 60_000

export function createReminderClock(deps: DeliverRemindersDeps): ReminderClock {
  const { database, clock, log } = deps
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let stopped = false
  let digestsPlanned = 0

  async function deliver(): Promise<number> {
    let brought = 0
    for (;;) {
      const round = await database.transaction(async (trx) => {
        const now = clock.now()
        if (now.getTime() - digestsPlanned >= DIGESTS_EVERY_MS) {
          await planDigests(trx, now)
          await planWeeklySummaries(trx, now)
          digestsPlanned = now.getTime()
        }
        const due = await takeDue(trx, now)
        let done = 0
        for (const reminder of due) if (await bring(trx, reminder, now)) done += 1
        return done
      })
      brought += round
      if (round < ROUND) return brought
    }
  }

  async function round(): Promise<void> {
    let pause = LONGEST_PAUSE_MS
    try {
      const brought = await deliver()
      if (brought > 0) log.info('reminders.delivered', { count: brought })
      pause = Math.min(pause, await untilNext())
    } catch (error) {
      // A database that is away comes back; nothing is lost, for nothing was marked.
      log.warn('reminders.failed', { code: (error as { code?: string }).code ?? 'internal' })
    }
    if (!stopped) timer = setTimeout(begin, pause)
  }

  function begin(): void {
    running = round()
  }

  /** Milliseconds until something that waits is due. */
  async function untilNext(): Promise<number> {
    const { rows } = await sql<{ at: Date | null }>`
      select min(due_at) as at from reminders where state = 'waiting'`.execute(database.query)
    const at = rows[0]?.at ?? null
    return at === null ? LONGEST_PAUSE_MS : Math.max(SHORTEST_PAUSE_MS, at.getTime() - clock.now().getTime())
  }

  return {
    deliver,
    start() {
      stopped = false
      begin()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

/** Locked until the transaction ends; what another process has in hand is passed over. */
async function takeDue(trx: Queryable, now: Date): Promise<readonly DueReminder[]> {
  const { rows } = await sql<DueReminder>`
    select r.id, r.kind, r.user_id as "userId", u.locale, u.timezone, r.task_id as "taskId",
      r.safety_case_id as "safetyCaseId", r.visit_id as "visitId", r.due_at as "dueAt"
    from reminders r join users u on u.id = r.user_id
    where r.state = 'waiting' and r.due_at <= ${now}
    order by r.due_at, r.id limit ${ROUND} for update of r skip locked`.execute(trx)
  return rows
}

/** False where the task is being changed just now: waiting for it could be waiting for each other. */
async function bring(trx: Queryable, reminder: DueReminder, now: Date): Promise<boolean> {
  const task = reminder.taskId === null ? undefined : await lockTask(trx, reminder.taskId)
  if (reminder.taskId !== null && task === undefined) return false
  const text = await textOf(trx, reminder, task, now)
  await trx
    .updateTable('reminders')
    .set(text === null ? { state: 'cancelled' } : { state: 'sent', sent_at: now })
    .where('id', '=', reminder.id)
    .execute()
  if (text === null) return true
  await trx
    .insertInto('notifications')
    .values({
      id: newId(),
      kind: reminder.kind === 'task' ? 'reminder' : reminder.kind,
      user_id: reminder.userId,
      subject_id: reminder.taskId ?? reminder.safetyCaseId ?? reminder.visitId,
      reminder_id: reminder.id,
      text,
      due_at: reminder.dueAt,
      sent_at: now,
      late: now.getTime() - reminder.dueAt.getTime() > LATE_MS,
      created_at: now,
    })
    .execute()
  if (task !== undefined) await goOn(trx, task, now)
  return true
}

async function lockTask(trx: Queryable, id: string): Promise<Task | undefined> {
  const row = await trx
    .selectFrom('tasks')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row === undefined ? undefined : toTask(row)
}

/** Null when there is nothing to say any more: it is done, or the digest would be empty. */
async function textOf(
  trx: Queryable,
  reminder: DueReminder,
  task: Task | undefined,
  now: Date,
): Promise<string | null> {
  if (task !== undefined) return task.status === 'open' ? sayTaskReminder(trx, task, reminder) : null
  if (reminder.safetyCaseId !== null) return saySafetyReminder(trx, reminder.safetyCaseId, reminder)
  if (reminder.visitId !== null) return sayVisitReminder(trx, reminder.visitId, reminder)
  if (reminder.kind === WEEKLY_SUMMARY) return sayWeeklySummary(trx, reminder, now)
  return sayDigest(trx, reminder, now)
}

/** A task that was put off is back on its own days; one that repeats moves on to its next. */
async function goOn(trx: Queryable, task: Task, now: Date): Promise<void> {
  const next =
    task.recurrence === null || task.due === null
      ? null
      : nextOccurrence(
          task.recurrence,
          { day: task.due, time: task.time ?? MORNING, timezone: task.timezone },
          now,
        )
  if (next === null && task.snoozeUntil === null) return
  const row = await trx
    .updateTable('tasks')
    .set({
      snooze_until: null,
      updated_at: now,
      ...(next === null ? {} : { due_on: next.day }),
    })
    .where('id', '=', task.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await planReminders(trx, toTask(row), now)
}
