/**
 * The weekly summary of each manager: one reminder a week, Monday at half past eight on the manager's own clock. A
 * Monday that was missed is made up for until Tuesday evening. Whether there is anything to say is looked at when
 * it is said.
 */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { newId } from '../core/ids.ts'

export const WEEKLY_SUMMARY = 'weekly_summary'
const TIME = '08:30'
const UNTIL = '36 hours'

export async function planWeeklySummaries(trx: Queryable, now: Date): Promise<void> {
  const { rows } = await sql<{ userId: string; dueAt: Date }>`
    select w.id as "userId", w.due_at as "dueAt" from (
      select u.id, u.created_at, (date_trunc('week', ${now}::timestamptz at time zone u.timezone)
        + ${TIME}::interval) at time zone u.timezone as due_at
      from users u where u.state = 'active' and 'manager' = any (u.roles)) w
    where w.due_at <= ${now} and w.due_at > ${now}::timestamptz - ${UNTIL}::interval and w.created_at <= w.due_at
      and not exists (select 1 from reminders r
        where r.kind = ${WEEKLY_SUMMARY} and r.user_id = w.id and r.due_at = w.due_at)`.execute(trx)
  for (const { userId, dueAt } of rows) {
    await trx
      .insertInto('reminders')
      .values({ id: newId(), kind: WEEKLY_SUMMARY, user_id: userId, due_at: dueAt, created_at: now })
      // Another process may plan the same Monday.
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}
