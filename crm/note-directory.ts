/**
 * What a note of this person may speak of: the accounts and contacts of the territory on that day, the own
 * products with what they are for, the rivals' names. Structurally the directory that the readers of notes
 * take; who reads is not decided here. One read a kind, in the order of ids, so that the same company gives
 * the same reading.
 */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import type { Role } from '../core/reader.ts'
import { coverageOf, coversAccount, coversContact } from './coverage.ts'
import { dayIn } from './day.ts'

export interface CompanyDirectory {
  readonly accounts: readonly {
    readonly id: string
    readonly name: string
    readonly aliases: readonly string[]
  }[]
  readonly contacts: readonly {
    readonly id: string
    readonly name: string
    readonly accountId: string
    readonly department: string | null
    readonly title: string | null
  }[]
  readonly products: readonly {
    readonly id: string
    readonly name: string
    readonly generic: string | null
    /** Brand names, nicknames and English names. */
    readonly aliases: readonly string[]
    readonly indications: readonly string[]
  }[]
  /** Names and nicknames. */
  readonly competitors: readonly string[]
}

/** Throws `not_found` for an unknown user. */
export async function noteDirectoryOf(db: Queryable, userId: string, at: Date): Promise<CompanyDirectory> {
  const user = await db
    .selectFrom('users')
    .select(['roles', 'timezone'])
    .where('id', '=', userId)
    .executeTakeFirst()
  if (user === undefined) throw new AppError('not_found', `There is no user "${userId}".`)
  const { timezone } = user
  const coverage = await coverageOf(db, { userId, roles: user.roles as Role[], timezone }, at)
  const today = dayIn(at, timezone)
  const accounts = await db
    .selectFrom('accounts as a')
    .select(['a.id', 'a.name', 'a.aliases'])
    .where('a.state', '=', 'active')
    .where(coversAccount(coverage, sql.ref('a.id')))
    .orderBy('a.id')
    .execute()
  const contacts = await db
    .selectFrom('contacts as c')
    .select(['c.id', 'c.name', 'c.account_id as accountId', 'c.department', 'c.title'])
    .where('c.state', '=', 'active')
    .where(sql<boolean>`(c.until_on is null or c.until_on > ${today}::date)`)
    .where(coversContact(coverage, sql.ref('c.id'), sql.ref('c.account_id')))
    .orderBy('c.id')
    .execute()
  const { products, competitors } = await productsAndRivals(db)
  return { accounts, contacts, products, competitors }
}

async function productsAndRivals(db: Queryable): Promise<Pick<CompanyDirectory, 'products' | 'competitors'>> {
  const { rows } = await sql<{
    id: string
    name: string
    generic: string | null
    names: string[]
    indications: string[]
    own: boolean
  }>`
    select p.id, p.name, p.generic_name as generic, p.indications, p.own,
      array(select n.name from product_names n
        where n.product_id = p.id and n.kind in ('brand', 'alias', 'english')
        order by n.position, n.normalized) as names
    from products p where p.state = 'active' order by p.id`.execute(db)
  const rivals = await db
    .selectFrom('competitors')
    .select(['name', 'aliases'])
    .where('state', '=', 'active')
    .orderBy('id')
    .execute()
  const foreign = rows.filter((row) => !row.own)
  return {
    products: rows
      .filter((row) => row.own)
      .map(({ id, name, generic, names, indications }) => ({
        id,
        name,
        generic,
        aliases: [...new Set(names)].filter((one) => one !== name),
        indications,
      })),
    competitors: [
      ...new Set([
        ...rivals.flatMap((one) => [one.name, ...one.aliases]),
        ...foreign.flatMap((one) => [one.name, ...one.names]),
      ]),
    ],
  }
}
