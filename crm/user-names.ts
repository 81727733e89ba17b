/** The company's people as the tables of an import name them: by id, by e-mail, or by a name that only one has. */
import type { Queryable } from '../core/database.ts'
import { createNameResolver, type NameResolver } from './resolve-name.ts'

export async function lookUpUsers(db: Queryable): Promise<NameResolver> {
  const users = await db.selectFrom('users').select(['id', 'name', 'email']).orderBy('id').execute()
  return createNameResolver(
    'user',
    users.map(({ id, name, email }) => ({ id, name, aliases: email === null ? [] : [email] })),
  )
}
