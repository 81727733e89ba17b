/**
 * The last look before an answer is delivered: holds the cited versions against withdrawal until the
 * caller's transaction (the one that writes the ledger) commits. Without it an answer composed a moment
 * before a withdrawal could be written a moment after, cited from a withdrawn version and never recalled.
 */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import type { Reader } from '../core/reader.ts'
import { inForceAt, readableBy } from './in-force.ts'

export interface HeldVersion {
  /** Its text was recognised from pictures: numbers in it may be misread. */
  readonly recognised: boolean
}

/** Of the given versions those that are in force for the reader at `at`, share-locked. */
export async function lockInForce(
  trx: Queryable,
  versionIds: readonly string[],
  reader: Reader,
  at: Date,
): Promise<ReadonlyMap<string, HeldVersion>> {
  if (versionIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; recognised: boolean }>`/* prepared:lock_in_force */
    select v.id, exists (select 1 from ingest_jobs j where j.version_id = v.id
      and j.warnings @> '[{"code": "low_confidence_ocr"}]') as recognised
    from versions v
    where v.id = any (${[...new Set(versionIds)]}::text[]) and ${inForceAt(at)} and ${readableBy(reader)}
    order by v.id for share of v`.execute(trx)
  return new Map(rows.map(({ id, recognised }) => [id, { recognised }]))
}
