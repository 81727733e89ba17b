/** Products of other companies, with their nicknames and the own products they rival. Retired, never deleted. */
import { type Selectable, sql } from 'kysely'
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { isRecordId, newId } from '../core/ids.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../core/page.ts'
import type { Tables } from '../core/tables.ts'
import { foldName } from '../core/text/normalize.ts'
import { isUniqueViolation } from '../core/unique-violation.ts'
import { distinctNames } from './account.ts'
import { refused } from './refused.ts'

export interface CompetitorBody {
  readonly name: string
  readonly aliases: readonly string[]
  /** The own products that it rivals. */
  readonly productIds: readonly string[]
  readonly state: 'active' | 'retired'
}

export interface Competitor extends CompetitorBody {
  readonly id: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** What is left out keeps its value or takes its default. */
export type CompetitorFields = { readonly [Key in keyof CompetitorBody]?: CompetitorBody[Key] | undefined }

export interface CompetitorFilter extends PageRequest {
  readonly name?: string | undefined
  readonly productId?: string | undefined
  readonly state?: string | undefined
}

export interface CompetitorStore {
  /** Throws `invalid_input`; `conflict` when the id or the name is taken. */
  create(
    competitor: CompetitorFields & { readonly id?: string | undefined; readonly name: string },
    actorId: string | null,
  ): Promise<Competitor>
  /** Throws `not_found`, `invalid_input`, `conflict`. */
  update(id: string, fields: CompetitorFields, actorId: string | null): Promise<Competitor>
  find(id: string): Promise<Competitor | undefined>
  list(filter?: CompetitorFilter): Promise<Page<Competitor>>
}

const EMPTY: CompetitorBody = { name: '', aliases: [], productIds: [], state: 'active' }

export function createCompetitorStore(deps: {
  readonly database: Database
  readonly clock: Clock
}): CompetitorStore {
  const { database, clock } = deps

  async function find(id: string, db: Queryable = database.query): Promise<Competitor | undefined> {
    const row = await db.selectFrom('competitors').selectAll().where('id', '=', id).executeTakeFirst()
    return row === undefined ? undefined : toCompetitor(row)
  }

  return {
    find: (id) => find(id),

    create: (competitor, actorId) =>
      tellTaken(() =>
        database.transaction(async (trx) => {
          const id = competitor.id ?? newId()
          if (!isRecordId(id)) throw refused('id', 'This cannot be an id.')
          const body = await checked(trx, merge(EMPTY, competitor))
          const at = clock.now()
          const row = await trx
            .insertInto('competitors')
            .values({ id, ...toRow(body), created_at: at, updated_at: at })
            .returningAll()
            .executeTakeFirstOrThrow()
          await recordAudit(trx, {
            at,
            actorId,
            action: 'competitor.create',
            subjectKind: 'competitor',
            subjectId: id,
          })
          return toCompetitor(row)
        }),
      ),

    update: (id, fields, actorId) =>
      tellTaken(() =>
        database.transaction(async (trx) => {
          await trx.selectFrom('competitors').select('id').where('id', '=', id).forUpdate().execute()
          const before = await find(id, trx)
          if (before === undefined) throw new AppError('not_found', `There is no competitor "${id}".`)
          const body = await checked(trx, merge(before, fields))
          const at = clock.now()
          const row = await trx
            .updateTable('competitors')
            .set({ ...toRow(body), updated_at: at })
            .where('id', '=', id)
            .returningAll()
            .executeTakeFirstOrThrow()
          await recordAudit(trx, {
            at,
            actorId,
            action: 'competitor.update',
            subjectKind: 'competitor',
            subjectId: id,
            detail: { fields: Object.keys(fields) },
          })
          return toCompetitor(row)
        }),
      ),

    async list(filter = {}) {
      const limit = pageLimit(filter)
      const after = decodeCursor(filter)
      let query = database.query.selectFrom('competitors').selectAll().orderBy('id')
      if (after !== undefined) query = query.where('id', '>', after)
      if (filter.state !== undefined) query = query.where('state', '=', filter.state)
      if (filter.productId !== undefined) {
        query = query.where(sql<boolean>`${filter.productId} = any (product_ids)`)
      }
      const name = foldName(filter.name ?? '')
      if (name !== '') {
        query = query.where(sql<boolean>`(position(${name} in name_key) > 0 or exists (
          select 1 from unnest(alias_keys) alias where position(${name} in alias) > 0))`)
      }
      const rows = await query.limit(limit + 1).execute()
      return pageOf(rows.map(toCompetitor), limit, (competitor) => competitor.id)
    },
  }
}

/** The competitor of that name or alias. */
export async function findCompetitorNamed(db: Queryable, name: string): Promise<Competitor | undefined> {
  const key = foldName(name)
  const row = await db
    .selectFrom('competitors')
    .selectAll()
    .where(sql<boolean>`name_key = ${key} or ${key} = any (alias_keys)`)
    // A name goes before a nickname that is the same.
    .orderBy(sql`name_key = ${key}`, 'desc')
    .orderBy('id')
    .executeTakeFirst()
  return row === undefined ? undefined : toCompetitor(row)
}

function merge(before: CompetitorBody, fields: CompetitorFields): CompetitorBody {
  const name = (fields.name ?? before.name).trim()
  return {
    name,
    aliases: distinctNames(fields.aliases ?? before.aliases, name),
    productIds: [...new Set(fields.productIds ?? before.productIds)],
    state: fields.state ?? before.state,
  }
}

async function checked(trx: Queryable, body: CompetitorBody): Promise<CompetitorBody> {
  if (foldName(body.name) === '') throw refused('name', 'A name is needed.')
  if (body.state !== 'active' && body.state !== 'retired') {
    throw refused('state', 'The state is active or retired.')
  }
  const { rows } = await sql<{
    id: string
  }>`select wanted.id from unnest(${[...body.productIds]}::text[]) as wanted (id)
    where not exists (select 1 from products p where p.id = wanted.id) limit 1`.execute(trx)
  if (rows[0] !== undefined) throw refused('productIds', `There is no product "${rows[0].id}".`)
  return body
}

async function tellTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('conflict', 'A competitor with this id or name exists already.')
  }
}

function toRow(body: CompetitorBody) {
  return {
    name: body.name,
    name_key: foldName(body.name),
    aliases: [...body.aliases],
    alias_keys: body.aliases.map(foldName),
    product_ids: [...body.productIds],
    state: body.state,
  }
}

function toCompetitor(row: Selectable<Tables['competitors']>): Competitor {
  return {
    id: row.id,
    name: row.name,
    aliases: row.aliases,
    productIds: row.product_ids,
    state: row.state as Competitor['state'],
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
