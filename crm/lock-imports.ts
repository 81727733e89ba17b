/** Imports of customers and visits wait for each other: each judges its rows by what is stored. */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'

/** An arbitrary constant. */
const LOCK = 112_104_203

export async function lockImports(trx: Queryable): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(trx)
}
