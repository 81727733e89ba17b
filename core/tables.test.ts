import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../test/open-database.ts'
import type { Database } from './database.ts'

/** Table -> column -> whether it may be null, as tables.ts says. */
type Schema = Map<string, Map<string, boolean>>

describe('tables.ts', () => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase()
  })
  afterAll(() => database.close())

  it('names every table, column and null of the migrated schema, and no other', async () => {
    const { rows } = await sql<{ table_name: string; column_name: string; is_nullable: string }>`
      select c.table_name, c.column_name, c.is_nullable from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
        and c.table_name not in ('schema_migrations')`.execute(database.query)
    const migrated: Schema = new Map()
    for (const row of rows) {
      const columns = migrated.get(row.table_name) ?? new Map<string, boolean>()
      migrated.set(row.table_name, columns.set(row.column_name, row.is_nullable === 'YES'))
    }
    expect(plain(declared())).toEqual(plain(migrated))
  })
})

function declared(): Schema {
  const text = readFileSync(join(import.meta.dirname, 'tables.ts'), 'utf8')
  const interfaces = new Map(
    [...text.matchAll(/interface (\w+) \{([^}]*)\}/g)].map((match) => [match[1]!, match[2]!]),
  )
  return new Map(
    [...interfaces.get('Tables')!.matchAll(/(\w+): (\w+)/g)].map((entry) => [
      entry[1]!,
      new Map(
        [...interfaces.get(entry[2]!)!.matchAll(/^\s+(\w+): (.+)$/gm)].map((column) => [
          column[1]!,
          /\| null$/.test(column[2]!),
        ]),
      ),
    ]),
  )
}

function plain(schema: Schema): Record<string, Record<string, boolean>> {
  return Object.fromEntries([...schema].map(([name, columns]) => [name, Object.fromEntries(columns)]))
}
