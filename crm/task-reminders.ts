/**
 * When a task is spoken of: at its time, or in the morning of its day; of a range on its first and last day.
 * The reminders that wait are written anew with every change of the task, in its transaction.
 */
import type { Queryable } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import { momentIn } from '../core/wall-clock.ts'
import { nextOccurrence } from './recurrence.ts'
import type { Task } from './task.ts'

/** For a task that has a day and no time. */
export const MORNING = '09:00'

/** The moments, earliest first, that are not past at `now`. Empty for a task that is done, blocked or has no day. */
export function remindersOf(
  task: Pick<
    Task,
    | 'status'
    | 'due'
    | 'dueUntil'
    | 'time'
    | 'timezone'
    | 'recurrence'
    | 'snoozeUntil'
    | 'blockedReason'
    | 'promisedBy'
  >,
  now: Date,
): readonly Date[] {
  if (task.status !== 'open' || task.blockedReason !== null) return []
  if (task.snoozeUntil !== null) return task.snoozeUntil > now ? [task.snoozeUntil] : []
  if (task.due === null) return []
  const time = task.time ?? MORNING
  if (task.recurrence !== null) {
    const first = momentIn(task.due, time, task.timezone)
    if (first > now) return [first]
    const next = nextOccurrence(task.recurrence, { day: task.due, time, timezone: task.timezone }, now)
    return next === null ? [] : [next.at]
  }
  const days = [...new Set([task.due, task.dueUntil ?? task.due])]
  return days.map((day) => momentIn(day, time, task.timezone)).filter((at) => at > now)
}

/** Replaces what waits for the task by what its present state asks for. */
export async function planReminders(trx: Queryable, task: Task, now: Date): Promise<void> {
  await trx.deleteFrom('reminders').where('task_id', '=', task.id).where('state', '=', 'waiting').execute()
  const moments = remindersOf(task, now)
  if (moments.length === 0) return
  await trx
    .insertInto('reminders')
    .values(
      moments.map((at) => ({
        id: newId(),
        kind: 'task',
        user_id: task.userId,
        task_id: task.id,
        due_at: at,
        created_at: now,
      })),
    )
    // That moment was told already, to this person, for this task.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
