/**
 * Who promised what to whom, and whether it was kept. A promise with a day is a task and knows; one that a visit
 * only mentions, and that no task of it stands for, is told without a verdict.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Queryable } from '../core/database.ts'

export interface PromiseLine {
  /** Of the task; null: only the visit tells it. */
  readonly taskId: string | null
  readonly visitId: string | null
  readonly userId: string
  readonly contactId: string | null
  readonly contact: string | null
  /** `rep`, `hcp`, or whoever of the company it waits for. */
  readonly by: string
  readonly text: string
  /** The last day that it was promised for. */
  readonly due: string | null
  /** `unknown`: nobody keeps a task for it. */
  readonly state: 'open' | 'kept' | 'overdue' | 'unknown'
  readonly madeOn: string
}

export interface PromiseFilter {
  readonly contactId?: string | undefined
  /** Whose contacts or tasks; everybody's without it. */
  readonly userIds?: readonly string[] | undefined
  readonly today: string
  readonly limit?: number | undefined
}

/** Open ones first, the oldest due first; then what was kept, the newest first. */
export async function listPromises(db: Queryable, filter: PromiseFilter): Promise<readonly PromiseLine[]> {
  const { contactId, userIds, today, limit = 50 } = filter
  const mine = (column: RawBuilder<unknown>) =>
    userIds === undefined ? sql`true` : sql`${column} = any (${[...userIds]}::text[])`
  const { rows } = await sql<PromiseLine>`
    with promises as (
      select k.id as "taskId", k.visit_id as "visitId", k.user_id as "userId", k.contact_id as "contactId",
        k.promised_by as by, k.text, coalesce(k.due_until, k.due_on)::text as due,
        case when k.state = 'done' then 'kept' when coalesce(k.due_until, k.due_on) < ${today}::date then 'overdue'
          else 'open' end as state,
        coalesce(v.visited_on, k.created_at::date)::text as "madeOn"
      from tasks k left join visits v on v.id = k.visit_id
      where k.state <> 'cancelled' and k.blocked_reason is null and k.kind = 'follow_up' and ${mine(sql`k.user_id`)}
        and (${contactId ?? null}::text is null or k.contact_id = ${contactId ?? null}
          or (k.contact_id is null and ${contactId ?? null}::text = any (v.contact_ids)))
      union all
      select null, c.visit_id, v.user_id, v.contact_ids[1], c.promised_by, c.text, null, 'unknown', v.visited_on::text
      from visit_commitments c join visits v on v.id = c.visit_id
      where ${mine(sql`v.user_id`)}
        and (${contactId ?? null}::text is null or ${contactId ?? null}::text = any (v.contact_ids))
        and not exists (select 1 from tasks k where k.visit_id = c.visit_id and k.kind = 'follow_up'
          and k.promised_by = c.promised_by and k.state <> 'cancelled'))
    select p.*, k.name as contact from promises p left join contacts k on k.id = p."contactId"
    order by array_position(array['overdue', 'open', 'unknown', 'kept'], p.state),
      case when p.state in ('overdue', 'open') then coalesce(p.due, '9999') end, p."madeOn" desc, p.text
    limit ${limit}`.execute(db)
  return rows
}
