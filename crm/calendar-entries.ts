/** What stands in a calendar: a task or a planned visit, on its day or at its time. How it is written is not decided here. */
import { message } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import { momentIn } from '../core/wall-clock.ts'
import { addDays } from './day.ts'
import { nextOccurrence } from './recurrence.ts'
import type { Task } from './task.ts'
import { MORNING } from './task-reminders.ts'

export interface CalendarEntry {
  /** The same for the same thing for ever: a changed entry replaces the one before. */
  readonly uid: string
  readonly title: string
  readonly place: string | null
  /** All day: first day and the day after the last. */
  readonly days?: { readonly from: string; readonly to: string }
  readonly times?: { readonly from: Date; readonly to: Date }
  readonly changedAt: Date
}

export interface PlannedVisit {
  readonly id: string
  readonly revision: number
  readonly day: string
  /** `HH:MM`, or a part of the day. */
  readonly time: string | null
  readonly place: string | null
  readonly people: string
  readonly updatedAt: Date
}

const TASK_MINUTES = 30
const VISIT_MINUTES = 60
/** Of a task that repeats: a quarter of a year of weeks, a month of days. */
const OCCURRENCES = 30

export function entryOfTask(task: Task, now: Date): readonly CalendarEntry[] {
  if (task.due === null) return []
  const entry = (day: string, uid: string, until: string | null): CalendarEntry => ({
    uid,
    title: task.text,
    place: null,
    ...spanOf(day, until, task.time, TASK_MINUTES, task.timezone),
    changedAt: task.updatedAt,
  })
  const uid = `task-${task.id}@pharos`
  if (task.recurrence === null) return [entry(task.due, uid, task.dueUntil)]
  const from = { day: task.due, time: task.time ?? MORNING, timezone: task.timezone }
  const entries = [entry(task.due, `task-${task.id}-${task.due}@pharos`, null)]
  let after = new Date(Math.max(momentIn(from.day, from.time, from.timezone).getTime(), now.getTime()))
  while (entries.length < OCCURRENCES) {
    const next = nextOccurrence(task.recurrence, from, after)
    if (next === null) break
    entries.push(entry(next.day, `task-${task.id}-${next.day}@pharos`, null))
    after = next.at
  }
  return entries
}

export function entryOfVisit(
  visit: PlannedVisit,
  person: { readonly locale: Locale; readonly timezone: string },
): CalendarEntry {
  const clock = visit.time !== null && /^\d{2}:\d{2}$/u.test(visit.time) ? visit.time : null
  return {
    uid: `visit-${visit.id}@pharos`,
    title: message(person.locale, 'calendar_visit', { people: visit.people }),
    place: visit.place,
    ...spanOf(visit.day, null, clock, VISIT_MINUTES, person.timezone),
    changedAt: visit.updatedAt,
  }
}

function spanOf(
  day: string,
  until: string | null,
  time: string | null,
  minutes: number,
  timezone: string,
): Pick<CalendarEntry, 'days' | 'times'> {
  if (time === null || (until !== null && until !== day))
    return { days: { from: day, to: addDays(until ?? day, 1) } }
  const from = momentIn(day, time, timezone)
  return { times: { from, to: new Date(from.getTime() + minutes * 60_000) } }
}
