/**
 * Contacts that were seen too rarely in a period: fewer times than a number that was asked for, or than their plan
 * expects by now. Worst first.
 */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { inVisitScope, type VisitScope } from './visit-scope.ts'

export interface SeldomSeen {
  readonly contactId: string
  readonly name: string
  readonly account: string
  readonly department: string | null
  readonly tier: string | null
  /** Completed visits in the period. */
  readonly calls: number
  /** By the plans, for the part of the period that has passed; 0 without a plan. */
  readonly expected: number
  readonly lastOn: string | null
}

export interface SeldomSeenList {
  /** The contacts looked at, and those that are behind. */
  readonly of: number
  readonly count: number
  /** `limit` at most. */
  readonly contacts: readonly SeldomSeen[]
}

/** Without `fewerThan` the plans decide, and only contacts with a plan are looked at. */
export async function listBehind(
  db: Queryable,
  scope: VisitScope,
  options: { readonly fewerThan?: number | undefined; readonly limit: number },
): Promise<SeldomSeenList> {
  const { userIds, userId } = scope
  const people = userId === null ? userIds : [userId]
  const covered =
    people === null
      ? sql`true`
      : sql`exists (select 1 from territories t where (t.account_id = c.account_id or t.contact_id = c.id)
          and t.user_id = any (${[...people]}::text[])
          and t.from_on < ${scope.until}::date and (t.to_on is null or t.to_on > ${scope.from}::date))`
  const ofPeople =
    people === null ? sql`true` : sql`(p.user_id is null or p.user_id = any (${[...people]}::text[]))`
  const behind =
    options.fewerThan === undefined
      ? sql`expected > 0 and calls < expected - 0.000001`
      : sql`calls < ${options.fewerThan}::int`
  const { rows } = await sql<SeldomSeen & { of: number; count: number }>`
    with met as (
      select m.id, count(*)::int as calls, max(v.visited_on) as last_on
      from visits v cross join unnest(v.contact_ids) as m (id)
      where v.status = 'completed' and ${inVisitScope(scope)} group by m.id),
    looked as (
      select c.id, c.name, c.account_id, c.department, c.tier, coalesce(met.calls, 0) as calls, met.last_on,
        coalesce((select sum(p.target * greatest(0, least(p.to_on, ${scope.until}::date, ${scope.today}::date + 1)
            - greatest(p.from_on, ${scope.from}::date))::double precision / (p.to_on - p.from_on))
          from visit_plans p where p.contact_id = c.id and p.from_on < ${scope.until}::date
            and p.to_on > ${scope.from}::date and ${ofPeople}), 0) as expected
      from contacts c left join met on met.id = c.id
      where c.state = 'active' and (met.id is not null or ${covered})
        and (${scope.tier}::text is null or c.tier = ${scope.tier})
        and (${scope.accountId}::text is null or c.account_id = ${scope.accountId})
        and (${scope.contactId}::text is null or c.id = ${scope.contactId})),
    counted as (select count(*)::int as "of", (count(*) filter (where ${behind}))::int as count
      from looked ${options.fewerThan === undefined ? sql`where expected > 0` : sql``})
    select counted.*, l.id as "contactId", l.name, a.name as account, l.department, l.tier, l.calls, l.expected,
      l.last_on::text as "lastOn"
    from counted left join (select * from looked where ${behind}
      order by ${options.fewerThan === undefined ? sql`expected - calls desc` : sql`calls`}, id
      limit ${options.limit}) l on true
    left join accounts a on a.id = l.account_id`.execute(db)
  const first = rows[0]
  return {
    of: first?.of ?? 0,
    count: first?.count ?? 0,
    contacts: rows.filter((row) => row.contactId !== null).map(({ of: _, count: __, ...contact }) => contact),
  }
}
