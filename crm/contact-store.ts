/**
 * Contacts: made, changed, listed as far as a person's coverage goes. Whoever leaves becomes inactive or
 * moved, never deleted: visits stand on them.
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
  CONTACT_STATES,
  type Contact,
  type ContactBody,
  type ContactFields,
  EMPTY_CONTACT,
  mergeContact,
} from './contact.ts'
import { type Coverage, coversContact } from './coverage.ts'
import { isDay } from './day.ts'
import { refused } from './refused.ts'

export interface ContactFilter extends PageRequest {
  /** Part of the name. */
  readonly name?: string | undefined
  readonly accountId?: string | undefined
  readonly department?: string | undefined
  readonly tier?: string | undefined
  readonly state?: string | undefined
  /** Everybody's unless given. */
  readonly coverage?: Coverage | undefined
}

export interface ContactStore {
  /** Throws `invalid_input`, and `conflict` when the id is taken. */
  create(
    contact: ContactFields & {
      readonly id?: string | undefined
      readonly name: string
      readonly accountId: string
    },
    actorId: string | null,
  ): Promise<Contact>
  /** Throws `not_found`, `invalid_input`. */
  update(id: string, fields: ContactFields, actorId: string | null): Promise<Contact>
  /** Undefined also where the coverage does not reach. */
  find(id: string, coverage?: Coverage): Promise<Contact | undefined>
  get(id: string, coverage?: Coverage): Promise<Contact>
  /** By id. */
  list(filter?: ContactFilter): Promise<Page<Contact>>
}

export function createContactStore(deps: {
  readonly database: Database
  readonly clock: Clock
}): ContactStore {
  const { database, clock } = deps

  async function find(
    id: string,
    coverage: Coverage = { kind: 'all' },
    db: Queryable = database.query,
  ): Promise<Contact | undefined> {
    const row = await db
      .selectFrom('contacts')
      .selectAll()
      .where('id', '=', id)
      .where(coversContact(coverage, sql.ref('contacts.id'), sql.ref('contacts.account_id')))
      .executeTakeFirst()
    return row === undefined ? undefined : toContact(row)
  }

  async function get(id: string, coverage?: Coverage, db?: Queryable): Promise<Contact> {
    const contact = await find(id, coverage, db)
    if (contact === undefined) throw new AppError('not_found', `There is no contact "${id}".`)
    return contact
  }

  return {
    find: (id, coverage) => find(id, coverage),
    get: (id, coverage) => get(id, coverage),
    create: (contact, actorId) =>
      database.transaction((trx) => createContact(trx, contact, actorId, clock.now())),

    update: (id, fields, actorId) =>
      database.transaction(async (trx) => {
        await trx.selectFrom('contacts').select('id').where('id', '=', id).forUpdate().execute()
        const body = await checked(trx, mergeContact(await get(id, undefined, trx), fields))
        const at = clock.now()
        await writeContacts(trx, [{ id, body }], at)
        await recordAudit(trx, {
          at,
          actorId,
          action: 'contact.update',
          subjectKind: 'contact',
          subjectId: id,
          detail: { fields: Object.keys(fields) },
        })
        return get(id, undefined, trx)
      }),

    async list(filter = {}) {
      const limit = pageLimit(filter)
      const after = decodeCursor(filter)
      let query = database.query.selectFrom('contacts').selectAll().orderBy('id')
      if (after !== undefined) query = query.where('id', '>', after)
      if (filter.accountId !== undefined) query = query.where('account_id', '=', filter.accountId)
      if (filter.department !== undefined) query = query.where('department', '=', filter.department)
      if (filter.tier !== undefined) query = query.where('tier', '=', filter.tier.toUpperCase())
      if (filter.state !== undefined) query = query.where('state', '=', filter.state)
      if (filter.coverage !== undefined) {
        query = query.where(
          coversContact(filter.coverage, sql.ref('contacts.id'), sql.ref('contacts.account_id')),
        )
      }
      const name = foldName(filter.name ?? '')
      if (name !== '') query = query.where(sql<boolean>`position(${name} in name_key) > 0`)
      const rows = await query.limit(limit + 1).execute()
      return pageOf(rows.map(toContact), limit, (contact) => contact.id)
    },
  }
}

/** In the caller's transaction, as a confirmed visit with a new contact needs it. Throws as `create` does. */
export async function createContact(
  trx: Queryable,
  contact: ContactFields & {
    readonly id?: string | undefined
    readonly name: string
    readonly accountId: string
  },
  actorId: string | null,
  at: Date,
): Promise<Contact> {
  const id = contact.id ?? newId()
  if (!isRecordId(id)) throw refused('id', 'This cannot be an id.')
  const body = await checked(trx, mergeContact(EMPTY_CONTACT, contact))
  const row = await trx
    .insertInto('contacts')
    .values(toRow(id, body, at))
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) throw new AppError('conflict', `Contact "${id}" exists already.`)
  await recordAudit(trx, { at, actorId, action: 'contact.create', subjectKind: 'contact', subjectId: id })
  return toContact(row)
}

async function checked(trx: Queryable, body: ContactBody): Promise<ContactBody> {
  if (foldName(body.name) === '') throw refused('name', 'A name is needed.')
  if (!CONTACT_STATES.includes(body.state)) {
    throw refused('state', `The state is one of ${CONTACT_STATES.join(', ')}.`)
  }
  if (body.until !== null && !isDay(body.until)) throw refused('until', 'This is not a day (YYYY-MM-DD).')
  const account = await trx
    .selectFrom('accounts')
    .select('id')
    .where('id', '=', body.accountId)
    .executeTakeFirst()
  if (account === undefined) throw refused('accountId', `There is no account "${body.accountId}".`)
  return body
}

/** Inserts or replaces. An id twice is the caller's mistake. */
export async function writeContacts(
  trx: Queryable,
  contacts: readonly { readonly id: string; readonly body: ContactBody }[],
  at: Date,
): Promise<void> {
  const ordered = contacts.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  for (let start = 0; start < ordered.length; start += 500) {
    await trx
      .insertInto('contacts')
      .values(ordered.slice(start, start + 500).map(({ id, body }) => toRow(id, body, at)))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          name_key: eb.ref('excluded.name_key'),
          account_id: eb.ref('excluded.account_id'),
          department: eb.ref('excluded.department'),
          title: eb.ref('excluded.title'),
          tier: eb.ref('excluded.tier'),
          state: eb.ref('excluded.state'),
          until_on: eb.ref('excluded.until_on'),
          updated_at: eb.ref('excluded.updated_at'),
        })),
      )
      .execute()
  }
}

function toRow(id: string, body: ContactBody, at: Date) {
  return {
    id,
    name: body.name,
    name_key: foldName(body.name),
    account_id: body.accountId,
    department: body.department,
    title: body.title,
    tier: body.tier,
    state: body.state,
    until_on: body.until,
    created_at: at,
    updated_at: at,
  }
}

export function toContact(row: Selectable<Tables['contacts']>): Contact {
  return {
    id: row.id,
    name: row.name,
    accountId: row.account_id,
    department: row.department,
    title: row.title,
    tier: row.tier,
    state: row.state as Contact['state'],
    until: row.until_on,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
