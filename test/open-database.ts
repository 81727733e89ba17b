/**
 * A migrated database for a test file: PGlite cloned from a template made once per run, or, when
 * TEST_DATABASE_URL is set, a PostgreSQL database of its own cloned from a template database.
 */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { inject } from 'vitest'
import type { Database } from '../core/database.ts'
import { openPgliteInMemory } from '../db/pglite.ts'
import { openPostgres } from '../db/postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    pgliteTemplate: string
    postgresUrl: string
    postgresTemplate: string
  }
}

export const onPostgres = (): boolean => inject('postgresUrl') !== ''

/** Opens a fresh copy; close it in afterAll. */
export async function openTestDatabase(): Promise<Database> {
  const url = inject('postgresUrl')
  if (url === '') {
    const template = await readFile(inject('pgliteTemplate'))
    return openPgliteInMemory(new Blob([new Uint8Array(template)]))
  }
  const name = `pharos_test_${randomUUID().replaceAll('-', '')}`
  await onServer(url, `create database ${name} template ${inject('postgresTemplate')}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const database = openPostgres(own.href, 10)
  return {
    ...database,
    async close() {
      await database.close()
      await onServer(url, `drop database if exists ${name} with (force)`)
    },
  }
}

/** Runs one statement on the server's own database. */
export async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
