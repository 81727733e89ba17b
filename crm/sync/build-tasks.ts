/** Tasks as they are now, with the state of their reminders, ready to be sent. */
import { type Selectable, sql } from 'kysely'
import type { Queryable } from '../../core/database.ts'
import type { Tables } from '../../core/tables.ts'
import { momentIn } from '../../core/wall-clock.ts'
import { addDays } from '../day.ts'
import type { TaskToPush } from './remote-crm.ts'
import { resolveRefs } from './resolve-refs.ts'

export interface BuiltTask {
  readonly id: string
  readonly actor: string | undefined
  /** A rule forbids it: it goes nowhere unless it is there already, and then as cancelled. */
  readonly blocked: boolean
  readonly body: TaskToPush
}

type Row = Selectable<Tables['tasks']> & { readonly next_at: Date | null; readonly last_at: Date | null }

/** Ids that are no tasks are left out. */
export async function buildTasks(db: Queryable, ids: readonly string[]): Promise<readonly BuiltTask[]> {
  const { rows } = await sql<Row>`
    select t.*, r.next_at, r.last_at from tasks t
    left join lateral (
      select min(due_at) filter (where state = 'waiting') as next_at, max(sent_at) filter (where state = 'sent') as last_at
      from reminders where task_id = t.id) r on true
    where t.id = any (${[...ids]}::text[])`.execute(db)
  const refs = await resolveRefs(db, {
    user: rows.map((row) => row.user_id),
    account: rows.map((row) => row.account_id),
    contact: rows.map((row) => row.contact_id),
    product: rows.flatMap((row) => row.product_ids),
  })
  return rows.map((row) => {
    const blocked = row.blocked_reason !== null
    return {
      id: row.id,
      actor: refs.actorOf(row.user_id),
      blocked,
      body: {
        text: row.text,
        taskKind: row.kind as TaskToPush['taskKind'],
        status: blocked ? 'cancelled' : (row.state as TaskToPush['status']),
        promisedBy: row.promised_by,
        owner: refs.must('user', row.user_id),
        due: row.due_on,
        dueUntil: row.due_until,
        dueAt: dueMoment(row),
        recurrence: row.recurrence,
        nextReminderAt: row.next_at,
        lastRemindedAt: row.last_at,
        account: refs.of('account', row.account_id),
        contact: refs.of('contact', row.contact_id),
        products: row.product_ids.flatMap((id) => refs.of('product', id) ?? []),
        visitId: row.visit_id,
        closedAt: row.closed_at,
        updatedAt: row.updated_at,
      },
    }
  })
}

/** At its time, or when its last day ends. */
function dueMoment(row: Row): Date | null {
  if (row.due_on === null) return null
  if (row.due_time !== null && row.due_until === null) return momentIn(row.due_on, row.due_time, row.timezone)
  const after = momentIn(addDays(row.due_until ?? row.due_on, 1), '00:00', row.timezone)
  return new Date(after.getTime() - 1000)
}
