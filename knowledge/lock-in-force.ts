/**
 * The last look before an answer is delivered: holds the cited versions against withdrawal until the
 * caller's transaction (the one that writes the ledger) commits. Without it an answer composed a moment
 * before a withdrawal could be written a moment after, cited from a withdrawn version and never recalled.
 */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import type { Reader } from '../core/reader.ts'
import { inForceAt, readableBy } from './in-force.ts'

/** Of the given versions those that are in force for the reader at `at`, share-locked. */
export async function lockInForce(
  trx: Queryable,
  versionIds: readonly string[],
  reader: Reader,
  at: Date,
): Promise<ReadonlySet<string>> {
  if (versionIds.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`/* prepared:lock_in_force */
    select v.id from versions v
    where v.id = any (${[...new Set(versionIds)]}::text[]) and ${inForceAt(at)} and ${readableBy(reader)}
    order by v.id for share`.execute(trx)
  return new Set(rows.map((row) => row.id))
}
