/** The customers and the people who cover them, as the tables of an import name them. */
import type { Queryable } from '../core/database.ts'
import { createNameResolver, type NameResolver } from './resolve-name.ts'
import { lookUpUsers } from './user-names.ts'

export interface CustomerNames {
  readonly users: NameResolver
  readonly accounts: NameResolver
  readonly contacts: NameResolver
  /** Contact id -> id of its institution. */
  readonly accountOf: ReadonlyMap<string, string>
}

export async function lookUpCustomers(db: Queryable): Promise<CustomerNames> {
  const accounts = await db.selectFrom('accounts').select(['id', 'name', 'aliases']).execute()
  const contacts = await db.selectFrom('contacts').select(['id', 'name', 'account_id']).execute()
  return {
    users: await lookUpUsers(db),
    accounts: createNameResolver('account', accounts),
    contacts: createNameResolver('contact', contacts),
    accountOf: new Map(contacts.map((row) => [row.id, row.account_id])),
  }
}
