/** What names master data that was linked just now is sent again: only now can it say which row over there it means. */
import { sql } from 'kysely'
import type { Queryable } from '../../core/database.ts'
import type { PulledKind } from './remote-crm.ts'

/** `before`: ids here that were linked already. */
export async function touchNaming(
  trx: Queryable,
  kind: PulledKind,
  before: ReadonlySet<string>,
): Promise<void> {
  if (kind === 'territory') return
  const rows = await trx
    .selectFrom('sync_links')
    .select('local_id')
    .where('kind', '=', kind)
    .where('local_id', 'is not', null)
    .execute()
  const ids = [...new Set(rows.flatMap((row) => row.local_id ?? []))].filter((id) => !before.has(id))
  if (ids.length === 0) return
  const named = sql`${ids}::text[]`
  const visits = {
    account: sql`v.account_id = any (${named})`,
    contact: sql`v.id in (select visit_id from visit_contacts where contact_id = any (${named}))`,
    product: sql`v.id in (select visit_id from visit_products where product_id = any (${named})
      union select visit_id from visit_objections where product_id = any (${named}))`,
    user: sql`v.user_id = any (${named})`,
  }[kind]
  const others = {
    account: [sql`o.account_id = any (${named})`, sql`o.account_id = any (${named})`],
    contact: [sql`o.contact_id = any (${named})`, sql`o.contact_id = any (${named})`],
    product: [sql`o.product_ids && ${named}`, sql`o.suspect_product_id = any (${named})`],
    user: [sql`o.user_id = any (${named})`, sql`o.reported_by = any (${named})`],
  }[kind]
  await sql`select sync_touch('visit', array_agg(v.id order by v.id), array_agg(null::text))
    from visits v where ${visits} having count(*) > 0`.execute(trx)
  await sql`select sync_touch('appointment', array_agg(v.id order by v.id), array_agg(v.id order by v.id))
    from visits v where ${visits} and exists (
      select 1 from sync_records s where s.kind = 'appointment' and s.record_id = v.id)
    having count(*) > 0`.execute(trx)
  await sql`select sync_touch('task', array_agg(o.id order by o.id), array_agg(o.visit_id order by o.id))
    from tasks o where ${others[0]} and o.blocked_reason is null having count(*) > 0`.execute(trx)
  await sql`select sync_touch('safety_case', array_agg(o.id order by o.id), array_agg(o.visit_id order by o.id))
    from safety_cases o where ${others[1]} having count(*) > 0`.execute(trx)
}
