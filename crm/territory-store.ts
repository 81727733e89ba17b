/**
 * Who covers whom, from which day to which: half-open days, never twice the same pair at one time (the
 * database holds to it). What ends stays as history. Handing all of it over is transfer-territories.ts.
 */
import { type Selectable, sql } from 'kysely'
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../core/page.ts'
import type { Tables } from '../core/tables.ts'
import { isOverlapViolation } from '../core/unique-violation.ts'
import { isDay } from './day.ts'
import { refused } from './refused.ts'

export interface NewTerritory {
  readonly userId: string
  /** Exactly one of the two; an account stands for all its contacts. */
  readonly accountId?: string | null | undefined
  readonly contactId?: string | null | undefined
  /** `YYYY-MM-DD`, the first day. */
  readonly from: string
  /** The first day that no longer counts; null until further notice. */
  readonly to?: string | null | undefined
}

export interface Territory {
  readonly id: string
  readonly userId: string
  readonly accountId: string | null
  readonly contactId: string | null
  readonly from: string
  readonly to: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface TerritoryFilter extends PageRequest {
  readonly userId?: string | undefined
  readonly accountId?: string | undefined
  readonly contactId?: string | undefined
  /** Only what is in force on this day. */
  readonly on?: string | undefined
  /** Only of these people. */
  readonly userIds?: readonly string[] | undefined
}

export interface TerritoryStore {
  /** Throws `invalid_input`; `conflict` when the person covers the same already in that time. */
  create(territory: NewTerritory, actorId: string | null): Promise<Territory>
  /** Moves its first day or its end. Throws `not_found`, `invalid_input`, `conflict`. */
  update(
    id: string,
    days: { readonly from?: string | undefined; readonly to?: string | null | undefined },
    actorId: string | null,
  ): Promise<Territory>
  find(id: string): Promise<Territory | undefined>
  list(filter?: TerritoryFilter): Promise<Page<Territory>>
}

export function createTerritoryStore(deps: {
  readonly database: Database
  readonly clock: Clock
}): TerritoryStore {
  const { database, clock } = deps

  async function find(id: string, db: Queryable = database.query): Promise<Territory | undefined> {
    const row = await db.selectFrom('territories').selectAll().where('id', '=', id).executeTakeFirst()
    return row === undefined ? undefined : toTerritory(row)
  }

  return {
    find: (id) => find(id),

    create: (territory, actorId) =>
      tellOverlap(() =>
        database.transaction(async (trx) => {
          await check(trx, territory)
          const [id, at] = [newId(), clock.now()]
          const row = await trx
            .insertInto('territories')
            .values({
              id,
              user_id: territory.userId,
              account_id: territory.accountId ?? null,
              contact_id: territory.contactId ?? null,
              from_on: territory.from,
              to_on: territory.to ?? null,
              created_at: at,
              updated_at: at,
            })
            .returningAll()
            .executeTakeFirstOrThrow()
          await audit(trx, 'territory.create', toTerritory(row), actorId, at)
          return toTerritory(row)
        }),
      ),

    update: (id, days, actorId) =>
      tellOverlap(() =>
        database.transaction(async (trx) => {
          await trx.selectFrom('territories').select('id').where('id', '=', id).forUpdate().execute()
          const before = await find(id, trx)
          if (before === undefined) throw new AppError('not_found', `There is no territory "${id}".`)
          const from = days.from ?? before.from
          const to = days.to === undefined ? before.to : days.to
          checkDays(from, to)
          const at = clock.now()
          const row = await trx
            .updateTable('territories')
            .set({ from_on: from, to_on: to, updated_at: at })
            .where('id', '=', id)
            .returningAll()
            .executeTakeFirstOrThrow()
          await audit(trx, 'territory.update', toTerritory(row), actorId, at)
          return toTerritory(row)
        }),
      ),

    async list(filter = {}) {
      const limit = pageLimit(filter)
      const after = decodeCursor(filter)
      let query = database.query.selectFrom('territories').selectAll().orderBy('id')
      if (after !== undefined) query = query.where('id', '>', after)
      if (filter.userId !== undefined) query = query.where('user_id', '=', filter.userId)
      if (filter.accountId !== undefined) query = query.where('account_id', '=', filter.accountId)
      if (filter.contactId !== undefined) query = query.where('contact_id', '=', filter.contactId)
      if (filter.userIds !== undefined) {
        query = query.where(sql<boolean>`user_id = any (${[...filter.userIds]}::text[])`)
      }
      if (filter.on !== undefined) {
        query = query
          .where('from_on', '<=', filter.on)
          .where(sql<boolean>`(to_on is null or to_on > ${filter.on}::date)`)
      }
      const rows = await query.limit(limit + 1).execute()
      return pageOf(rows.map(toTerritory), limit, (territory) => territory.id)
    },
  }
}

/** Contact -> the reps who cover it on that day, alone or with its account. Contacts without any are left out. */
export async function repsOfContacts(
  db: Queryable,
  contactIds: readonly string[],
  on: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ contact_id: string; user_ids: string[] }>`
    select c.id as contact_id, array_agg(distinct t.user_id order by t.user_id) as user_ids
    from contacts c join territories t on t.account_id = c.account_id or t.contact_id = c.id
    where c.id = any (${[...contactIds]}::text[])
      and t.from_on <= ${on}::date and (t.to_on is null or t.to_on > ${on}::date)
    group by c.id`.execute(db)
  return new Map(rows.map((row) => [row.contact_id, row.user_ids]))
}

async function check(trx: Queryable, territory: NewTerritory): Promise<void> {
  const { userId, accountId = null, contactId = null } = territory
  if ((accountId === null) === (contactId === null)) {
    throw refused('accountId', 'Give an account or a contact, one of the two.')
  }
  checkDays(territory.from, territory.to ?? null)
  const user = await trx.selectFrom('users').select('id').where('id', '=', userId).executeTakeFirst()
  if (user === undefined) throw refused('userId', `There is no user "${userId}".`)
  const [table, id, field] =
    accountId !== null
      ? (['accounts', accountId, 'accountId'] as const)
      : (['contacts', contactId ?? '', 'contactId'] as const)
  const subject = await trx.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()
  if (subject === undefined) throw refused(field, `There is no ${table.slice(0, -1)} "${id}".`)
}

function checkDays(from: string, to: string | null): void {
  if (!isDay(from)) throw refused('from', 'This is not a day (YYYY-MM-DD).')
  if (to !== null && !isDay(to)) throw refused('to', 'This is not a day (YYYY-MM-DD).')
  if (to !== null && to <= from) throw refused('to', 'The end must be after the first day.')
}

async function tellOverlap<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isOverlapViolation(error)) throw error
    throw new AppError('conflict', 'This person covers the same already in that time.', {
      details: { field: 'from' },
    })
  }
}

async function audit(
  trx: Queryable,
  action: string,
  territory: Territory,
  actorId: string | null,
  at: Date,
): Promise<void> {
  const { id, userId, accountId, contactId, from, to } = territory
  await recordAudit(trx, {
    at,
    actorId,
    action,
    subjectKind: 'territory',
    subjectId: id,
    detail: { userId, accountId, contactId, from, to },
  })
}

export function toTerritory(row: Selectable<Tables['territories']>): Territory {
  return {
    id: row.id,
    userId: row.user_id,
    accountId: row.account_id,
    contactId: row.contact_id,
    from: row.from_on,
    to: row.to_on,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
