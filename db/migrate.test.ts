import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { migrate, splitStatements } from './migrate.ts'

describe('splitStatements', () => {
  it('leaves semicolons in quotes, comments and function bodies alone', () => {
    const text =
      "select ';'; -- a; comment\ncreate function f() returns int as $$ begin; return 1; end $$ language x; /* ; */ select 2"
    expect(splitStatements(text)).toHaveLength(3)
  })
})

describe('migrate', () => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase()
  })
  afterAll(() => database.close())

  it('finds nothing left to do on a migrated database', async () => {
    expect(await migrate(database)).toEqual([])
  })

  it('refuses a migration that was changed after it had been applied', async () => {
    await sql`update schema_migrations set hash = 'other' where name like '0001%'`.execute(database.query)
    await expect(migrate(database)).rejects.toMatchObject({ code: 'migration_failed' })
  })
})
