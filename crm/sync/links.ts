/** Which row over there is which record here, as the database keeps it. */
import { sql } from 'kysely'
import type { Queryable } from '../../core/database.ts'
import type { FieldValues } from './pull-policy.ts'
import type { PulledKind, PulledRow } from './remote-crm.ts'

export interface Link {
  readonly remoteId: string
  readonly localId: string | null
  readonly fields: FieldValues
  readonly active: boolean
  readonly mergedInto: string | null
}

/** By remote id. */
export async function findLinks(
  db: Queryable,
  kind: PulledKind,
  remoteIds: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, Link>> {
  const wanted = [...new Set(remoteIds.filter((id) => id !== null && id !== undefined))]
  if (wanted.length === 0) return new Map()
  const rows = await db
    .selectFrom('sync_links')
    .selectAll()
    .where('kind', '=', kind)
    .where('remote_id', 'in', wanted)
    .execute()
  return new Map(
    rows.map((row) => [
      row.remote_id,
      {
        remoteId: row.remote_id,
        localId: row.local_id,
        fields: row.fields as FieldValues,
        active: row.active,
        mergedInto: row.merged_into,
      },
    ]),
  )
}

/** Ids of records here that some row over there is already. */
export async function linkedIds(
  db: Queryable,
  kind: PulledKind,
  localIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (localIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('sync_links')
    .select('local_id')
    .where('kind', '=', kind)
    .where('local_id', 'in', [...localIds])
    .where('active', '=', true)
    .execute()
  return new Set(rows.flatMap((row) => row.local_id ?? []))
}

export async function saveLink(
  trx: Queryable,
  row: PulledRow,
  link: {
    readonly localId: string | null
    readonly fields: FieldValues
    readonly round: bigint
    readonly at: Date
  },
): Promise<void> {
  const values = {
    local_id: link.localId,
    external_id: row.externalId,
    directory_id: row.kind === 'user' ? row.fields.directoryId : null,
    remote_version: row.remoteVersion,
    fields: JSON.stringify(link.fields),
    active: row.active && row.mergedInto === undefined,
    merged_into: row.mergedInto ?? null,
    updated_at: link.at,
  }
  await trx
    .insertInto('sync_links')
    .values({ kind: row.kind, remote_id: row.remoteId, ...values, round: String(link.round) })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'remote_id']).doUpdateSet({
        ...values,
        // A reading of what changed sees only that; it must not hide what a full one saw.
        round: sql<string>`greatest(sync_links.round, excluded.round)`,
      }),
    )
    .execute()
}

/** Of rows whose name several have here, those of which a person said that they are somebody else. */
export async function decidedAsNew(
  db: Queryable,
  kind: PulledKind,
  remoteIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('sync_conflicts')
    .select('remote_id')
    .where('kind', '=', kind)
    .where('code', '=', 'same_name')
    .where('decision', '=', 'ours')
    .where('remote_id', 'in', ['', ...remoteIds])
    .where('decided_by', 'is not', null)
    .execute()
  return new Set(rows.flatMap((row) => row.remote_id ?? []))
}
