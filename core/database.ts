/**
 * The database port: Kysely over PGlite or PostgreSQL, with the tables of `tables.ts`.
 * Rooms take a Queryable (a connection or a transaction) and never know which engine is below.
 */
import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

export type Queryable = Kysely<Tables>

export interface Database {
  readonly query: Queryable
  readonly engine: 'pglite' | 'postgres'
  /** Runs `work` in one transaction; a thrown error rolls back. */
  transaction<T>(work: (trx: Queryable) => Promise<T>): Promise<T>
  close(): Promise<void>
}
