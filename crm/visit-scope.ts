/**
 * Which visits a summary is of: what the reader may see, narrowed by what was asked. A visit belongs to the team
 * that its rep was in on that day; what is open (tasks, cases) belongs to the person. Numbers are made elsewhere.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { type CoveragePerson, peopleOf } from './coverage.ts'
import { addDays, dayIn, isDay } from './day.ts'
import { refused } from './refused.ts'

export interface VisitFilter {
  /** `YYYY-MM-DD`, the first and the last day that count. */
  readonly from: string
  readonly to: string
  /** With the teams below it. */
  readonly teamId?: string | undefined
  readonly userId?: string | undefined
  readonly productId?: string | undefined
  readonly contactId?: string | undefined
  readonly accountId?: string | undefined
  readonly tier?: string | undefined
}

export interface VisitScope {
  readonly from: string
  /** The first day that no longer counts. */
  readonly until: string
  /** Null: all teams. */
  readonly teamIds: readonly string[] | null
  /** Whose tasks, cases and territory; null: everybody's. */
  readonly userIds: readonly string[] | null
  /** Whoever asks sees the own visits, whatever team they were made in. */
  readonly ownId: string | null
  readonly userId: string | null
  readonly productId: string | null
  readonly contactId: string | null
  readonly accountId: string | null
  readonly tier: string | null
  /** In the reader's time zone. */
  readonly today: string
  readonly now: Date
}

/** Throws `invalid_input` for what is nobody's and for a period of no days, `forbidden` for others' teams and people. */
export async function visitScopeOf(
  db: Queryable,
  reader: CoveragePerson,
  filter: VisitFilter,
  at: Date,
): Promise<VisitScope> {
  checkPeriod(filter)
  await checkIds(db, filter)
  const people = await peopleOf(db, reader)
  const seen = people.kind === 'all' ? null : people.userIds
  const own = people.kind === 'all' ? null : await ownTeams(db, reader)
  if (filter.userId !== undefined && seen !== null && !seen.includes(filter.userId)) {
    throw new AppError('forbidden', 'This person is in none of your teams.')
  }
  const base = {
    from: filter.from,
    until: addDays(filter.to, 1),
    userId: filter.userId ?? null,
    productId: filter.productId ?? null,
    contactId: filter.contactId ?? null,
    accountId: filter.accountId ?? null,
    tier: filter.tier ?? null,
    today: dayIn(at, reader.timezone),
    now: at,
  }
  if (filter.teamId === undefined) {
    return { ...base, teamIds: own, userIds: seen, ownId: own === null ? null : reader.userId }
  }
  if (own !== null && !own.includes(filter.teamId)) {
    throw new AppError('forbidden', 'This team is none of yours.')
  }
  const teamIds = await subtree(db, filter.teamId)
  const members = await db
    .selectFrom('users')
    .select('id')
    .where('team_id', 'in', [...teamIds])
    .execute()
  return { ...base, teamIds, userIds: members.map((row) => row.id), ownId: null }
}

/** Condition: the visit (of the table `visits`, under the name given) is in the scope. */
export function inVisitScope(scope: VisitScope, table = 'v'): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${table}.${name}`)
  const parts = [
    sql`${column('visited_on')} >= ${scope.from}::date`,
    sql`${column('visited_on')} < ${scope.until}::date`,
  ]
  if (scope.teamIds !== null) {
    parts.push(sql`(${column('team_id')} = any (${[...scope.teamIds]}::text[])
      or (${column('team_id')} is null and ${column('user_id')} = any (${[...(scope.userIds ?? [])]}::text[]))
      or ${column('user_id')} = ${scope.ownId}::text)`)
  }
  if (scope.userId !== null) parts.push(sql`${column('user_id')} = ${scope.userId}`)
  if (scope.productId !== null) parts.push(sql`${scope.productId}::text = any (${column('product_ids')})`)
  if (scope.contactId !== null) parts.push(sql`${scope.contactId}::text = any (${column('contact_ids')})`)
  if (scope.accountId !== null) parts.push(sql`${column('account_id')} = ${scope.accountId}`)
  if (scope.tier !== null) {
    parts.push(sql`exists (select 1 from unnest(${column('contact_ids')}) as met (id)
      where met.id in (select id from contacts where tier = ${scope.tier}))`)
  }
  return sql<boolean>`(${sql.join(parts, sql` and `)})`
}

/** The team itself and all below it. */
async function subtree(db: Queryable, teamId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive down (id) as (
      select ${teamId}::text union select t.id from teams t join down on t.parent_id = down.id)
    select id from down order by id`.execute(db)
  return rows.map((row) => row.id)
}

async function ownTeams(db: Queryable, reader: CoveragePerson): Promise<readonly string[]> {
  if (!reader.roles.includes('manager')) return []
  const row = await db
    .selectFrom('users')
    .select('team_id')
    .where('id', '=', reader.userId)
    .executeTakeFirst()
  return row?.team_id == null ? [] : subtree(db, row.team_id)
}

function checkPeriod({ from, to }: VisitFilter): void {
  if (!isDay(from)) throw refused('from', 'This is not a day (YYYY-MM-DD).')
  if (!isDay(to)) throw refused('to', 'This is not a day (YYYY-MM-DD).')
  if (to < from) throw refused('to', 'The last day must not be before the first.')
}

const NAMED = [
  ['teamId', 'teams', 'team'],
  ['userId', 'users', 'user'],
  ['productId', 'products', 'product'],
  ['contactId', 'contacts', 'contact'],
  ['accountId', 'accounts', 'account'],
] as const

async function checkIds(db: Queryable, filter: VisitFilter): Promise<void> {
  for (const [field, table, word] of NAMED) {
    const id = filter[field]
    if (id === undefined) continue
    const row = await db.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()
    if (row === undefined) throw refused(field.replace(/Id$/u, ''), `There is no ${word} "${id}".`)
  }
}
