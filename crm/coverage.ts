/**
 * Whose customers a person sees: a rep those of the own territory on that day, a manager those of the
 * own team and the teams below, whoever keeps master data or reviews all of them. Where a company has
 * given these people no territory at all, there is nothing to narrow by and everybody's are seen.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import type { Role } from '../core/reader.ts'
import { dayIn } from './day.ts'

export type Coverage =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'people'
      readonly userIds: readonly string[]
      /** `YYYY-MM-DD`: territories in force on this day count. */
      readonly on: string
    }

/** The slice of a Reader that decides. */
export interface CoveragePerson {
  readonly userId: string
  readonly roles: readonly Role[]
  readonly timezone: string
}

const SEES_ALL: ReadonlySet<Role> = new Set(['admin', 'product_manager', 'reviewer'])

export async function coverageOf(db: Queryable, person: CoveragePerson, at: Date): Promise<Coverage> {
  const people = await peopleOf(db, person)
  if (people.kind === 'all') return people
  const { rows } = await sql<{ any: boolean }>`select exists (
    select 1 from territories where user_id = any (${[...people.userIds]}::text[])) as any`.execute(db)
  if (rows[0]?.any !== true) return { kind: 'all' }
  return { kind: 'people', userIds: people.userIds, on: dayIn(at, person.timezone) }
}

/** Whose work a person sees: one's own, a manager's subtree, or everybody's. */
export async function peopleOf(
  db: Queryable,
  person: Pick<CoveragePerson, 'userId' | 'roles'>,
): Promise<{ readonly kind: 'all' } | { readonly kind: 'people'; readonly userIds: readonly string[] }> {
  if (person.roles.some((role) => SEES_ALL.has(role))) return { kind: 'all' }
  if (!person.roles.includes('manager')) return { kind: 'people', userIds: [person.userId] }
  const { rows } = await sql<{ id: string }>`
    with recursive down (id) as (
      select team_id from users where id = ${person.userId} and team_id is not null
      union
      select t.id from teams t join down on t.parent_id = down.id)
    select id from users where id = ${person.userId} or team_id in (select id from down) order by id`.execute(
    db,
  )
  return { kind: 'people', userIds: rows.map((row) => row.id) }
}

/** Condition: the account whose id the expression gives, or one of its contacts, is covered. */
export function coversAccount(coverage: Coverage, accountId: RawBuilder<unknown>): RawBuilder<boolean> {
  if (coverage.kind === 'all') return sql<boolean>`true`
  return sql<boolean>`(${accountId} in (select t.account_id from territories t
      where t.account_id is not null and ${inForce(coverage)})
    or ${accountId} in (select k.account_id from territories t join contacts k on k.id = t.contact_id
      where ${inForce(coverage)}))`
}

/** Condition: the contact is covered, alone or with its account. */
export function coversContact(
  coverage: Coverage,
  contactId: RawBuilder<unknown>,
  accountId: RawBuilder<unknown>,
): RawBuilder<boolean> {
  if (coverage.kind === 'all') return sql<boolean>`true`
  return sql<boolean>`(${accountId} in (select t.account_id from territories t
      where t.account_id is not null and ${inForce(coverage)})
    or ${contactId} in (select t.contact_id from territories t
      where t.contact_id is not null and ${inForce(coverage)}))`
}

function inForce(coverage: {
  readonly userIds: readonly string[]
  readonly on: string
}): RawBuilder<boolean> {
  return sql<boolean>`t.user_id = any (${[...coverage.userIds]}::text[])
    and t.from_on <= ${coverage.on}::date and (t.to_on is null or t.to_on > ${coverage.on}::date)`
}
