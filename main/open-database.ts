/** The database that the configuration names, brought up to date: PGlite in the data folder, or PostgreSQL. */
import { join } from 'node:path'
import { AppError } from '../core/errors.ts'
import { migrate } from '../db/migrate.ts'
import { type EmbeddedDatabase, openPglite } from '../db/pglite.ts'
import { openPostgres, type PostgresDatabase } from '../db/postgres.ts'

export type OpenDatabase = EmbeddedDatabase | PostgresDatabase

const CONNECT_ATTEMPTS = 20
const CONNECT_PAUSE_MS = 1_000

/**
 * Throws `folder_locked`, `migration_failed`, and `database_unavailable` when the server does not answer for
 * some twenty seconds (it may still be starting).
 */
export async function openDatabase(from: {
  readonly databaseUrl: string | null
  readonly dataDir: string
}): Promise<OpenDatabase> {
  const database =
    from.databaseUrl === null ? await openPglite(join(from.dataDir)) : openPostgres(from.databaseUrl)
  try {
    if (database.engine === 'postgres') await waitForServer(database as PostgresDatabase)
    await migrate(database)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

async function waitForServer(database: PostgresDatabase): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await database.pool.query('select 1')
      return
    } catch (error) {
      const { code = 'timeout' } = error as { code?: string }
      const starting = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', '57P03'].includes(code)
      if (!starting || attempt === CONNECT_ATTEMPTS) {
        throw new AppError('database_unavailable', `PostgreSQL cannot be reached (${code}).`, {
          cause: error,
        })
      }
      await new Promise((resolve) => setTimeout(resolve, CONNECT_PAUSE_MS))
    }
  }
}
