/**
 * A record as it stands in Dataverse: its row, its parts, its version, and the hash of all of it. One call.
 */

import { activityStateOf } from './choices.ts'
import { type Cells, fromBody, selectName } from './column.ts'
import type { DataverseClient, Paused } from './dataverse-client.ts'
import type { CallFault } from './dataverse-fault.ts'
import { rowHash } from './fingerprint.ts'
import { type PartRow, type Shape, STATE, type Table } from './table.ts'

export interface FoundRecord {
  readonly kind: 'found'
  readonly remoteVersion: string
  readonly cells: Cells
  readonly parts: readonly PartRow[]
  readonly hash: string
  /** What Pharos wrote last, by its own word: equal to `hash` while nobody changed it there. */
  readonly writtenHash: string | null
  readonly writtenRevision: number | null
}

export type ReadEnd = FoundRecord | { readonly kind: 'none' } | CallFault | Paused

export async function readRecord(
  client: DataverseClient,
  shape: Pick<Shape<never>, 'table' | 'parts' | 'navigations'>,
  prefix: string,
  id: string,
  signal?: AbortSignal,
): Promise<ReadEnd> {
  const { table, parts, navigations } = shape
  const expand = parts.map((part) => `${navigations[part.logical]}($select=${selectOf(part)})`)
  const query = [
    `$select=${selectOf(table)}`,
    ...(expand.length === 0 ? [] : [`$expand=${expand.join(',')}`]),
  ]
  const end = await client.call(
    {
      method: 'GET',
      path: `${table.entitySet}(${id})?${query.join('&')}`,
      headers: { consistency: 'Strong' },
    },
    signal,
  )
  if (end.kind === 'fault' && end.status === 404 && end.code === 'missing_reference') return { kind: 'none' }
  if (end.kind !== 'answer') return end
  const found = readRow(table, prefix, end.body)
  const partRows = parts.flatMap((part) =>
    listOf(end.body[navigations[part.logical] ?? '']).map((row) => readPart(part, row)),
  )
  return {
    ...found,
    kind: 'found',
    parts: partRows,
    hash: rowHash(table, { cells: found.cells, parts: partRows }),
  }
}

export function selectOf(table: Table): string {
  const names = [
    table.primaryId,
    ...table.columns.map(selectName),
    ...(table.states === undefined ? [] : [STATE]),
  ]
  return [...new Set(names)].join(',')
}

export function readRow(
  table: Table,
  prefix: string,
  body: Readonly<Record<string, unknown>>,
): Pick<FoundRecord, 'remoteVersion' | 'cells' | 'writtenHash' | 'writtenRevision'> & {
  readonly id: string
} {
  const cells = fromBody(table.columns, body)
  const revision = body[`${prefix}_revision`]
  return {
    id: String(body[table.primaryId]).toLowerCase(),
    remoteVersion: String(body['@odata.etag'] ?? ''),
    cells:
      table.states === undefined ? cells : { ...cells, [STATE]: activityStateOf(table.states, body[STATE]) },
    writtenHash: (body[`${prefix}_fingerprint`] as string | null | undefined) ?? null,
    writtenRevision: typeof revision === 'number' ? revision : null,
  }
}

export function readPart(table: Table, body: Readonly<Record<string, unknown>>): PartRow {
  return { table, id: String(body[table.primaryId]).toLowerCase(), cells: fromBody(table.columns, body) }
}

function listOf(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : []
}
