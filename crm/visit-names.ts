/**
 * What the people, places and products of a visit were called when it was confirmed. A visit is read years
 * later; a promotion or a new brand name must not rewrite it.
 */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { refused } from './refused.ts'
import type { Visit } from './visit.ts'

export interface ContactSnapshot {
  readonly name: string
  readonly department: string | null
  readonly title: string | null
  readonly tier: string | null
}

/** Id -> what it was called. */
export interface VisitNames {
  readonly accounts: Readonly<Record<string, string>>
  readonly contacts: Readonly<Record<string, ContactSnapshot>>
  readonly products: Readonly<Record<string, string>>
}

interface VisitIds {
  readonly accounts: readonly string[]
  readonly contacts: readonly string[]
  readonly products: readonly string[]
}

/**
 * Reads today's names of everything the records name. The returned function gives those of one record; names
 * that a former revision kept go before today's. It throws `invalid_input` for an id that is nobody's.
 */
export async function namesOfVisits(
  db: Queryable,
  records: readonly Visit[],
): Promise<(record: Visit, former?: VisitNames) => VisitNames> {
  const all = records.map(idsOf)
  const accounts = await read<string>(
    db,
    all.flatMap((ids) => ids.accounts),
    (ids) => sql`select id, to_json(name) as named from accounts where id = any (${ids}::text[])`,
  )
  const contacts = await read<ContactSnapshot>(
    db,
    all.flatMap((ids) => ids.contacts),
    (
      ids,
    ) => sql`select id, json_build_object('name', name, 'department', department, 'title', title, 'tier', tier)
      as named from contacts where id = any (${ids}::text[])`,
  )
  const products = await read<string>(
    db,
    all.flatMap((ids) => ids.products),
    (ids) => sql`select id, to_json(name) as named from products where id = any (${ids}::text[])`,
  )
  return (record, former) => {
    const ids = idsOf(record)
    return {
      accounts: pick(ids.accounts, accounts, former?.accounts, 'institution'),
      contacts: pick(ids.contacts, contacts, former?.contacts, 'contacts'),
      products: pick(ids.products, products, former?.products, 'products'),
    }
  }
}

function idsOf(record: Visit): VisitIds {
  const known = (ids: readonly (string | null | undefined)[]) => [
    ...new Set(ids.filter((id) => id !== null && id !== undefined)),
  ]
  return {
    accounts: known([record.institution?.id]),
    contacts: known(record.contacts.map((one) => one.id)),
    products: known([
      ...record.products.map((one) => one.id),
      ...record.objections.map((one) => one.product),
      record.access?.product,
    ]),
  }
}

async function read<T>(
  db: Queryable,
  ids: readonly string[],
  select: (ids: string[]) => ReturnType<typeof sql>,
): Promise<ReadonlyMap<string, T>> {
  if (ids.length === 0) return new Map()
  const { rows } = await select([...new Set(ids)]).execute(db)
  return new Map((rows as { id: string; named: T }[]).map((row) => [row.id, row.named]))
}

function pick<T>(
  ids: readonly string[],
  names: ReadonlyMap<string, T>,
  former: Readonly<Record<string, T>> | undefined,
  field: string,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    ids.map((id) => {
      const named = former?.[id] ?? names.get(id)
      if (named === undefined) throw refused(field, `There is no "${id}".`)
      return [id, named]
    }),
  )
}
