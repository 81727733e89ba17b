/**
 * The last look before an answer is delivered: holds the cited versions against withdrawal until the
 * caller's transaction (the one that writes the ledger) commits. Without it an answer composed a moment
 * before a withdrawal could be written a moment after, cited from a withdrawn version and never recalled.
 */
import { type RawBuilder, sql } from 'kysely'
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
  const { rows } =
    await sql<HeldRow>`/* prepared:lock_in_force */ ${holding(versionIds, reader, at)}`.execute(trx)
  return new Map(rows.map(({ id, recognised }) => [id, { recognised }]))
}

/**
 * The same as a condition, for a statement that writes only where it is true: every given version is held, and the
 * text of none was recognised from pictures. The locks last as long as the statement's transaction.
 */
export function allHeldAndPrinted(
  versionIds: readonly string[],
  reader: Reader,
  at: Date,
): RawBuilder<boolean> {
  const wanted = [...new Set(versionIds)]
  // In a query of its own: rows that are counted cannot be locked.
  return sql<boolean>`(select count(*) = ${wanted.length}::integer and not coalesce(bool_or(h.recognised), false)
    from (${holding(wanted, reader, at)}) h)`
}

interface HeldRow {
  readonly id: string
  readonly recognised: boolean
}

function holding(versionIds: readonly string[], reader: Reader, at: Date): RawBuilder<HeldRow> {
  return sql<HeldRow>`select v.id, exists (select 1 from ingest_jobs j where j.version_id = v.id
      and j.warnings @> '[{"code": "low_confidence_ocr"}]') as recognised
    from versions v
    where v.id = any (${[...new Set(versionIds)]}::text[]) and ${inForceAt(at)} and ${readableBy(reader)}
    order by v.id for share of v`
}
