/**
 * The words of what is brought to a person: a task's reminder, the morning digest, a planned visit, a safety
 * case whose clock runs. Null where there is nothing to say any more.
 */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { message } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import { timeIn } from '../core/wall-clock.ts'
import { dayIn } from './day.ts'
import type { DueReminder } from './due-reminder.ts'
import type { Task } from './task.ts'

/** Lines of a kind in a digest; the rest is a number. */
const LINES = 5

export async function sayTaskReminder(db: Queryable, task: Task, reminder: DueReminder): Promise<string> {
  const { locale, timezone } = reminder
  const { rows } = await sql<{ person: string | null; place: string | null }>`
    select (select name from contacts where id = ${task.contactId}) as person,
      (select name from accounts where id = ${task.accountId}) as place`.execute(db)
  const { person, place } = rows[0]!
  // The text names the person already where the rep wrote it so.
  const about = [person !== null && !task.text.includes(person) ? person : null, place]
    .filter((one) => one !== null && !task.text.includes(one))
    .join(' · ')
  return message(locale, about === '' ? 'remind_task' : 'remind_task_about', {
    text: task.text,
    about,
    time: task.time ?? timeIn(reminder.dueAt, timezone),
  })
}

export async function sayVisitReminder(
  db: Queryable,
  visitId: string,
  reminder: DueReminder,
): Promise<string | null> {
  const row = await db
    .selectFrom('visits')
    .select(['status', 'visited_at', 'account_name'])
    .where('id', '=', visitId)
    .executeTakeFirst()
  if (row?.status !== 'planned') return null
  const people = await db
    .selectFrom('visit_contacts')
    .select('name')
    .where('visit_id', '=', visitId)
    .where('role', 'in', ['primary', 'attendee'])
    .orderBy('position')
    .execute()
  return message(reminder.locale, 'remind_visit', {
    time: row.visited_at ?? '',
    people: people.map((one) => one.name).join(listComma(reminder.locale)),
    place: row.account_name ?? '',
  })
}

export async function saySafetyReminder(
  db: Queryable,
  caseId: string,
  reminder: DueReminder,
): Promise<string | null> {
  const row = await db
    .selectFrom('safety_cases')
    .select(['id', 'state', 'forward_by', 'report_by'])
    .where('id', '=', caseId)
    .executeTakeFirst()
  if (row === undefined || row.state === 'closed') return null
  const next = row.state === 'open' ? row.forward_by : row.report_by
  if (next === null) return null
  return message(reminder.locale, row.state === 'open' ? 'remind_safety_forward' : 'remind_safety_report', {
    id: row.id,
    when: `${dayIn(next, reminder.timezone)} ${timeIn(next, reminder.timezone)}`,
  })
}

export async function sayDigest(
  db: Queryable,
  { userId, locale, timezone }: DueReminder,
  now: Date,
): Promise<string | null> {
  const today = dayIn(now, timezone)
  const { rows: tasks } = await sql<{ text: string; time: string | null; overdue: boolean }>`
    select text, due_time as time, coalesce(due_until, due_on) < ${today}::date as overdue from tasks
    where user_id = ${userId} and state = 'open' and blocked_reason is null and due_on <= ${today}::date
    order by due_time nulls last, due_on, id`.execute(db)
  const { rows: visits } = await sql<{ time: string | null; place: string | null; people: string }>`
    select v.visited_at as time, v.account_name as place, coalesce((select string_agg(c.name, ', ' order by c.position)
      from visit_contacts c where c.visit_id = v.id and c.role in ('primary', 'attendee')), '') as people
    from visits v where v.user_id = ${userId} and v.status = 'planned' and v.visited_on = ${today}::date
    order by v.visited_at nulls last, v.id`.execute(db)
  const { rows: counts } = await sql<{ drafts: number; cases: number }>`
    select (select count(*)::int from visit_drafts where user_id = ${userId} and state = 'open') as drafts,
      (select count(*)::int from safety_cases where reported_by = ${userId} and state = 'open') as cases`.execute(
    db,
  )
  const { drafts, cases } = counts[0]!
  const due = tasks.filter((task) => !task.overdue)
  const overdue = tasks.filter((task) => task.overdue)
  const parts = [
    ...section(
      locale,
      'digest_due',
      due.map((task) => [task.time, task.text].filter(Boolean).join(' ')),
    ),
    ...section(
      locale,
      'digest_visits',
      visits.map((one) => [one.time, one.people, one.place].filter(Boolean).join(' ')),
    ),
    ...section(
      locale,
      'digest_overdue',
      overdue.map((task) => task.text),
    ),
    ...(cases === 0 ? [] : [message(locale, 'digest_cases', { count: cases })]),
    ...(drafts === 0 ? [] : [message(locale, 'digest_drafts', { count: drafts })]),
  ]
  return parts.length === 0 ? null : [message(locale, 'digest_head', { day: today }), ...parts].join('\n')
}

function section(
  locale: Locale,
  head: 'digest_due' | 'digest_visits' | 'digest_overdue',
  lines: readonly string[],
): readonly string[] {
  if (lines.length === 0) return []
  const more = lines.length - LINES
  return [
    message(locale, head, { count: lines.length }),
    ...lines.slice(0, LINES).map((line) => `- ${line}`),
    ...(more > 0 ? [`- ${message(locale, 'digest_more', { count: more })}`] : []),
  ]
}

function listComma(locale: Locale): string {
  return locale === 'en' ? ', ' : '、'
}
