/**
 * Institutions: made, changed, listed as far as a person's coverage goes. They are made inactive, never
 * deleted: visits stand on them.
 */
import { type Selectable, sql } from 'kysely'
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { isRecordId, newId } from '../core/ids.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../core/page.ts'
import type { Tables } from '../core/tables.ts'
import { foldName } from '../core/text/normalize.ts'
import {
  ACCOUNT_KINDS,
  type Account,
  type AccountBody,
  type AccountFields,
  EMPTY_ACCOUNT,
  mergeAccount,
} from './account.ts'
import { type Coverage, coversAccount } from './coverage.ts'
import { refused } from './refused.ts'

export interface AccountFilter extends PageRequest {
  /** Part of the name or of an alias. */
  readonly name?: string | undefined
  readonly kind?: string | undefined
  readonly city?: string | undefined
  readonly state?: string | undefined
  /** Everybody's unless given. */
  readonly coverage?: Coverage | undefined
}

export interface AccountStore {
  /** Throws `invalid_input`, and `conflict` when the id is taken. */
  create(
    account: AccountFields & { readonly id?: string | undefined; readonly name: string },
    actorId: string | null,
  ): Promise<Account>
  /** Throws `not_found`, `invalid_input`. */
  update(id: string, fields: AccountFields, actorId: string | null): Promise<Account>
  /** Undefined also where the coverage does not reach it. */
  find(id: string, coverage?: Coverage): Promise<Account | undefined>
  get(id: string, coverage?: Coverage): Promise<Account>
  /** By id. */
  list(filter?: AccountFilter): Promise<Page<Account>>
}

/** An arbitrary constant: whoever moves accounts below others holds this lock, so that no circle closes. */
const TREE_LOCK = 112_104_202

export async function lockAccountTree(trx: Queryable): Promise<void> {
  await sql`select pg_advisory_xact_lock(${TREE_LOCK}::bigint)`.execute(trx)
}

export function createAccountStore(deps: {
  readonly database: Database
  readonly clock: Clock
}): AccountStore {
  const { database, clock } = deps

  async function find(
    id: string,
    coverage: Coverage = { kind: 'all' },
    db: Queryable = database.query,
  ): Promise<Account | undefined> {
    const row = await db
      .selectFrom('accounts')
      .selectAll()
      .where('id', '=', id)
      .where(coversAccount(coverage, sql.ref('accounts.id')))
      .executeTakeFirst()
    return row === undefined ? undefined : toAccount(row)
  }

  async function get(id: string, coverage?: Coverage, db?: Queryable): Promise<Account> {
    const account = await find(id, coverage, db)
    if (account === undefined) throw new AppError('not_found', `There is no account "${id}".`)
    return account
  }

  return {
    find: (id, coverage) => find(id, coverage),
    get: (id, coverage) => get(id, coverage),

    create: (account, actorId) =>
      database.transaction(async (trx) => {
        await lockAccountTree(trx)
        const id = account.id ?? newId()
        if (!isRecordId(id)) throw refused('id', 'This cannot be an id.')
        const body = await checked(trx, id, mergeAccount(EMPTY_ACCOUNT, account))
        if ((await find(id, undefined, trx)) !== undefined) {
          throw new AppError('conflict', `Account "${id}" exists already.`)
        }
        const at = clock.now()
        await writeAccounts(trx, [{ id, body }], at)
        await recordAudit(trx, {
          at,
          actorId,
          action: 'account.create',
          subjectKind: 'account',
          subjectId: id,
        })
        return get(id, undefined, trx)
      }),

    update: (id, fields, actorId) =>
      database.transaction(async (trx) => {
        await lockAccountTree(trx)
        const body = await checked(trx, id, mergeAccount(await get(id, undefined, trx), fields))
        const at = clock.now()
        await writeAccounts(trx, [{ id, body }], at)
        await recordAudit(trx, {
          at,
          actorId,
          action: 'account.update',
          subjectKind: 'account',
          subjectId: id,
          detail: { fields: Object.keys(fields) },
        })
        return get(id, undefined, trx)
      }),

    async list(filter = {}) {
      const limit = pageLimit(filter)
      const after = decodeCursor(filter)
      let query = database.query.selectFrom('accounts').selectAll().orderBy('id')
      if (after !== undefined) query = query.where('id', '>', after)
      if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind)
      if (filter.city !== undefined) query = query.where('city', '=', filter.city)
      if (filter.state !== undefined) query = query.where('state', '=', filter.state)
      if (filter.coverage !== undefined) {
        query = query.where(coversAccount(filter.coverage, sql.ref('accounts.id')))
      }
      const name = foldName(filter.name ?? '')
      if (name !== '') {
        query = query.where(sql<boolean>`(position(${name} in name_key) > 0 or exists (
          select 1 from unnest(alias_keys) alias where position(${name} in alias) > 0))`)
      }
      const rows = await query.limit(limit + 1).execute()
      return pageOf(rows.map(toAccount), limit, (account) => account.id)
    },
  }
}

async function checked(trx: Queryable, id: string, body: AccountBody): Promise<AccountBody> {
  if (foldName(body.name) === '') throw refused('name', 'A name is needed.')
  if (!ACCOUNT_KINDS.includes(body.kind)) {
    throw refused('kind', `The kind is one of ${ACCOUNT_KINDS.join(', ')}.`)
  }
  if (body.parentId !== null) {
    const { rows } = await sql<{ id: string }>`
      with recursive up (id, parent_id) as (
        select id, parent_id from accounts where id = ${body.parentId}
        union
        select a.id, a.parent_id from accounts a join up on a.id = up.parent_id)
      select id from up`.execute(trx)
    if (rows.length === 0) throw refused('parentId', `There is no account "${body.parentId}".`)
    if (body.parentId === id || rows.some((row) => row.id === id)) {
      throw refused('parentId', 'An account cannot stand below itself.')
    }
  }
  return body
}

/** Inserts or replaces. An id twice, or a parent that is neither stored nor in the list, is the caller's mistake. */
export async function writeAccounts(
  trx: Queryable,
  accounts: readonly { readonly id: string; readonly body: AccountBody }[],
  at: Date,
): Promise<void> {
  const ordered = accounts.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  for (let start = 0; start < ordered.length; start += 500) {
    await trx
      .insertInto('accounts')
      .values(
        ordered.slice(start, start + 500).map(({ id, body }) => ({
          id,
          name: body.name,
          name_key: foldName(body.name),
          aliases: [...body.aliases],
          alias_keys: body.aliases.map(foldName),
          kind: body.kind,
          city: body.city,
          departments: [...body.departments],
          state: body.state,
          created_at: at,
          updated_at: at,
        })),
      )
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          name_key: eb.ref('excluded.name_key'),
          aliases: eb.ref('excluded.aliases'),
          alias_keys: eb.ref('excluded.alias_keys'),
          kind: eb.ref('excluded.kind'),
          city: eb.ref('excluded.city'),
          departments: eb.ref('excluded.departments'),
          state: eb.ref('excluded.state'),
          updated_at: eb.ref('excluded.updated_at'),
        })),
      )
      .execute()
  }
  // After all of them are there: a parent may come later in the list than its children.
  const parents = JSON.stringify(ordered.map(({ id, body }) => ({ id, parent: body.parentId })))
  await sql`update accounts a set parent_id = p.parent
    from json_to_recordset(${parents}::json) as p (id text, parent text)
    where a.id = p.id and a.parent_id is distinct from p.parent`.execute(trx)
}

export function toAccount(row: Selectable<Tables['accounts']>): Account {
  return {
    id: row.id,
    name: row.name,
    aliases: row.aliases,
    kind: row.kind as Account['kind'],
    parentId: row.parent_id,
    city: row.city,
    departments: row.departments,
    state: row.state as Account['state'],
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
