/**
 * The hash of a record as it stands in Dataverse, over every compared cell and every part, whatever their order.
 * The same function for what is about to be written and for what was read: equal exactly when nothing would change.
 */
import { createHash } from 'node:crypto'
import type { Cells } from './column.ts'
import type { Row, Table } from './table.ts'
import { STATE } from './table.ts'

/** Of one row of a part, to be joined with `joinDigests`: in any order, so that parts can be read table by table. */
export function partDigest(table: Table, id: string, cells: Cells): bigint {
  return BigInt(`0x${sha256(`${table.logical}\n${id}\n${watched(table, cells)}`)}`)
}

export const NO_PARTS = 0n

/** Adding is commutative, and unlike XOR it does not forget a row that comes twice. */
export function joinDigests(one: bigint, other: bigint): bigint {
  return (one + other) & ((1n << 256n) - 1n)
}

export function recordHash(table: Table, cells: Cells, parts: bigint): string {
  return sha256(`${watched(table, cells)}\n${parts.toString(16)}`)
}

export function rowHash(table: Table, row: Pick<Row, 'cells' | 'parts'>): string {
  const parts = row.parts.map((part) => partDigest(part.table, part.id, part.cells))
  return recordHash(table, row.cells, parts.reduce(joinDigests, NO_PARTS))
}

function watched(table: Table, cells: Cells): string {
  const values = table.columns
    .filter((column) => column.unwatched !== true)
    .map((column) => [column.name, cells[column.name] ?? null])
  if (table.states !== undefined) values.push([STATE, cells[STATE] ?? null])
  return JSON.stringify(values)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
