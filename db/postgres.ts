/** The server database: PostgreSQL >= 15 with pgvector >= 0.7 through a pool. */
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Database } from '../core/database.ts'
import type { Tables } from '../core/tables.ts'
import { NamingClient } from './named-statements.ts'

const INT8 = 20
const DATE = 1082
/** A caller is told that the database is away rather than left waiting for it. */
const CONNECT_MS = 10_000

export interface PostgresDatabase extends Database {
  readonly pool: pg.Pool
}

/** Opens a pool of at most `poolSize` connections; nothing is connected until the first query. */
export function openPostgres(url: string, poolSize = 20): PostgresDatabase {
  const types = new pg.TypeOverrides()
  // Passage ids and counts stay far below 2^53.
  types.setTypeParser(INT8, (text: string) => Number(text))
  // A day has no time zone: as a Date it would be yesterday somewhere.
  types.setTypeParser(DATE, (text: string) => text)
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    types,
    application_name: 'pharos',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    Client: NamingClient,
  })
  // A connection that breaks while idle is replaced on next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  const query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    pool,
    query,
    engine: 'postgres',
    transaction: (work) => query.transaction().execute(work),
    close: () => query.destroy(),
  }
}
