/**
 * The morning digest of each rep and manager: one reminder a day at eight on the person's own clock. Whether
 * there is anything to say is looked at when it is said. A morning that was missed is made up for until noon.
 */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { newId } from '../core/ids.ts'

export const DIGEST_TIME = '08:00'
const UNTIL = '12:00'

export async function planDigests(trx: Queryable, now: Date): Promise<void> {
  const { rows } = await sql<{ userId: string; dueAt: Date }>`
    select w.id as "userId", w.due_at as "dueAt" from (
      select u.id, (${now}::timestamptz at time zone u.timezone)::time as local_time,
        ((${now}::timestamptz at time zone u.timezone)::date + ${DIGEST_TIME}::time) at time zone u.timezone as due_at
      from users u where u.state = 'active' and u.roles && array['rep', 'manager']) w
    where w.local_time between ${DIGEST_TIME}::time and ${UNTIL}::time
      and not exists (select 1 from reminders r
        where r.kind = 'digest' and r.user_id = w.id and r.due_at = w.due_at)`.execute(trx)
  for (let start = 0; start < rows.length; start += 1000) {
    await trx
      .insertInto('reminders')
      .values(
        rows.slice(start, start + 1000).map(({ userId, dueAt }) => ({
          id: newId(),
          kind: 'digest',
          user_id: userId,
          due_at: dueAt,
          created_at: now,
        })),
      )
      // Another process may plan the same morning.
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}
