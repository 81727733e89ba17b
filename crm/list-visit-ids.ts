/** The visits behind a number of a summary, newest first: enough of each to be recognised. */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../core/page.ts'
import { inVisitScope, type VisitScope } from './visit-scope.ts'

export interface VisitLine {
  readonly id: string
  readonly day: string
  readonly userId: string
  readonly rep: string
  readonly account: string | null
  /** Names of those who were met. */
  readonly contacts: readonly string[]
  readonly status: string
  readonly channel: string
}

export interface VisitLineFilter extends PageRequest {
  readonly status?: string | undefined
  readonly channel?: string | undefined
  readonly topic?: string | undefined
  readonly objection?: string | undefined
  /** Of somebody who was met. */
  readonly attitude?: string | undefined
}

export async function listVisitIds(
  db: Queryable,
  scope: VisitScope,
  filter: VisitLineFilter,
): Promise<Page<VisitLine>> {
  const limit = pageLimit(filter)
  const [day, ...id] = decodeCursor(filter)?.split(' ') ?? []
  const parts = [inVisitScope(scope)]
  if (day !== undefined) parts.push(sql<boolean>`(v.visited_on::text, v.id) < (${day}, ${id.join(' ')})`)
  if (filter.status !== undefined) parts.push(sql<boolean>`v.status = ${filter.status}`)
  if (filter.channel !== undefined) parts.push(sql<boolean>`v.channel = ${filter.channel}`)
  if (filter.topic !== undefined) parts.push(sql<boolean>`${filter.topic}::text = any (v.topics)`)
  if (filter.objection !== undefined) {
    parts.push(sql<boolean>`exists (select 1 from visit_objections o where o.visit_id = v.id
      and o.category = ${filter.objection}
      and (${scope.productId}::text is null or o.product_id = ${scope.productId}))`)
  }
  if (filter.attitude !== undefined) {
    parts.push(
      scope.productId === null
        ? sql<boolean>`exists (select 1 from visit_contacts m where m.visit_id = v.id and m.role in ('primary', 'attendee')
            and m.attitude = ${filter.attitude} and (${scope.contactId}::text is null or m.contact_id = ${scope.contactId}))`
        : sql<boolean>`exists (select 1 from visit_products p where p.visit_id = v.id
            and p.product_id = ${scope.productId} and p.attitude = ${filter.attitude})`,
    )
  }
  const { rows } = await sql<VisitLine>`
    select v.id, v.visited_on::text as day, v.user_id as "userId", u.name as rep, v.account_name as account,
      v.status, v.channel, array(select m.name from visit_contacts m where m.visit_id = v.id
        and m.role in ('primary', 'attendee') order by m.position) as contacts
    from visits v join users u on u.id = v.user_id
    where ${sql.join(parts, sql` and `)}
    order by v.visited_on desc, v.id desc limit ${limit + 1}`.execute(db)
  return pageOf(rows, limit, (row) => `${row.day} ${row.id}`)
}
