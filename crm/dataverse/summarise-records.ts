/**
 * Every record that Pharos wrote, as it stands in Dataverse now: id, version and hash, read table by table in large
 * pages. A row whose hash is not what was written is read once more alone: its parts may have been read at another
 * moment than itself.
 */
import { AppError } from '../../core/errors.ts'
import type { PushedKind, RemoteSummary } from '../sync/remote-crm.ts'
import type { Answer, DataverseClient } from './dataverse-client.ts'
import { joinDigests, NO_PARTS, partDigest, recordHash } from './fingerprint.ts'
import { readPart, readRecord, readRow, selectOf } from './read-record.ts'
import type { Shapes } from './shapes.ts'
import type { Table } from './table.ts'

const PAGE_SIZE = 2_000
const PASSING_FAULTS = 4
const FIRST_WAIT_MS = 500

export interface SummariseDeps {
  readonly client: DataverseClient
  readonly shapes: Shapes
  readonly now: () => Date
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

export function createSummariseRecords(deps: SummariseDeps) {
  const { client, shapes, now, sleep } = deps
  const { prefix } = shapes

  return async function* summariseRecords(
    kind: PushedKind,
    signal?: AbortSignal,
  ): AsyncGenerator<RemoteSummary> {
    const shape = shapes.of(kind)
    const parts = new Map<string, bigint>()
    for (const table of shape.parts) {
      for await (const body of rowsOf(table, '', signal)) {
        const parent = String(body[`_${table.parent}_value`] ?? '').toLowerCase()
        const part = readPart(table, body)
        parts.set(parent, joinDigests(parts.get(parent) ?? NO_PARTS, partDigest(table, part.id, part.cells)))
      }
    }
    // Of tables that others use as well, what bears our mark.
    const ours = `&$filter=${prefix}_revision ne null`
    for await (const body of rowsOf(shape.table, ours, signal)) {
      const row = readRow(shape.table, prefix, body)
      const hash = recordHash(shape.table, row.cells, parts.get(row.id) ?? NO_PARTS)
      if (hash === row.writtenHash) {
        yield { id: row.id, remoteVersion: row.remoteVersion, hash }
        continue
      }
      const again = await readRecord(client, shape, prefix, row.id, signal)
      if (again.kind === 'none') continue
      if (again.kind === 'found') yield { id: row.id, remoteVersion: again.remoteVersion, hash: again.hash }
      else yield { id: row.id, remoteVersion: row.remoteVersion, hash }
    }
  }

  async function* rowsOf(
    table: Table,
    filter: string,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Readonly<Record<string, unknown>>> {
    let path: string | undefined =
      `${table.entitySet}?$select=${selectOf(table)}${filter}&$orderby=${table.primaryId}`
    while (path !== undefined) {
      const end: Answer = await page(path, table, signal)
      yield* (Array.isArray(end.body['value']) ? end.body['value'] : []) as Record<string, unknown>[]
      path = end.body['@odata.nextLink'] as string | undefined
    }
  }

  /** A page, also over passing faults and pauses of the lane; throws for all that lasts. */
  async function page(path: string, table: Table, signal: AbortSignal | undefined): Promise<Answer> {
    for (let fault = 0; ; ) {
      const end = await client.call(
        { method: 'GET', path, headers: { prefer: `odata.maxpagesize=${PAGE_SIZE}` } },
        signal,
      )
      if (end.kind === 'answer') return end
      if (end.kind === 'paused') {
        await sleep(Math.max(1, end.until.getTime() - now().getTime()), signal)
        continue
      }
      fault += 1
      if (!end.retry || fault > PASSING_FAULTS) {
        throw new AppError('overloaded', `Dataverse could not be read (${end.code}).`, {
          details: { code: end.code, detail: end.detail, table: table.logical },
        })
      }
      await sleep(FIRST_WAIT_MS * 2 ** fault, signal)
    }
  }
}
