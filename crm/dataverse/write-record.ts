/**
 * The writes that make a record stand in Dataverse as it should: made only where none is, changed only in the
 * version that was read, with its parts in the same change set. Only what differs is written in a change. When a
 * write may be made is decided by who pushes.
 */

import { type Cell, type Cells, type Column, toBody } from './column.ts'
import type { Call } from './dataverse-client.ts'
import type { FoundRecord } from './read-record.ts'
import { type PartRow, type Row, type Shape, STATE, type Table } from './table.ts'

interface Written {
  readonly prefix: string
  readonly revision: number
  readonly hash: string
  readonly actor?: string | undefined
}

type Place = Pick<Shape<never>, 'table'>

/** Fails with 412 where a row of this key stands. */
export function createCalls({ table }: Place, row: Row, written: Written): readonly Call[] {
  const making = { creating: true, targets: row.targets }
  const body = { ...toBody(writable(table), row.cells, making), ...bookkeeping(written) }
  const closing = table.states?.find((state) => state.code === row.cells[STATE] && state.statecode !== 0)
  const main: Call = { ...patch(table, row.id, body, written), headers: { 'if-none-match': '*' } }
  return answering(
    [
      main,
      ...row.parts.map((part) => savePart(part, written, true)),
      ...invite(table, row, written),
      // An activity is made open; its end is a change of its own.
      ...(closing === undefined ? [] : [setState(table, row.id, closing, '*', written)]),
    ],
    table,
  )
}

/** Fails with 412 where the row is not the one that was read. */
export function changeCalls(
  { table }: Place,
  row: Row,
  found: FoundRecord,
  written: Written,
): readonly Call[] {
  const changed = differing(table.columns, row.cells, found.cells)
  // The owner follows the representative, and is otherwise left as somebody there set it.
  const repMoved = changed.some(
    (column) => column.name === `${written.prefix}_repcode` || column.name === `${written.prefix}_repid`,
  )
  const columns = [
    ...changed,
    ...table.columns.filter(
      (column) => column.name === 'ownerid' && repMoved && row.cells['ownerid'] != null,
    ),
  ]
  const body = {
    ...toBody(columns, row.cells, { creating: false, targets: row.targets }),
    ...bookkeeping(written),
  }
  const before = new Map(found.parts.map((part) => [part.id, part]))
  const kept = new Set(row.parts.map((part) => part.id))
  const parts = [
    ...row.parts
      .filter((part) => differing(part.table.columns, part.cells, before.get(part.id)?.cells).length > 0)
      .map((part) => savePart(part, written, !before.has(part.id))),
    ...found.parts
      .filter((part) => !kept.has(part.id))
      .map(
        (part): Call => ({
          method: 'DELETE',
          path: `${part.table.entitySet}(${part.id})`,
          actor: written.actor,
        }),
      ),
  ]
  const invited = changed.some((column) => column.name === `${written.prefix}_attendees`)
    ? invite(table, row, written, true)
    : []

  const match = found.remoteVersion
  const is = found.cells[STATE]
  const wanted = row.cells[STATE]
  const open = table.states?.find((state) => state.statecode === 0)
  const next = table.states?.find((state) => state.code === wanted)
  // What is closed is read-only: it is opened, changed and closed again.
  const reopen = open !== undefined && is !== 'open' ? [setState(table, row.id, open, match, written)] : []
  const main: Call = {
    ...patch(table, row.id, body, written),
    headers: { 'if-match': reopen.length > 0 ? '*' : match },
  }
  const close =
    next !== undefined && next.statecode !== 0 ? [setState(table, row.id, next, '*', written)] : []
  return answering([...reopen, main, ...parts, ...invited, ...close], table)
}

/** The fields of the body that say something else there, with what they say. */
export function differences(
  row: Row,
  found: FoundRecord,
  { table }: Place,
): Readonly<Record<string, Cell | number>> {
  const fields: Record<string, Cell | number> = {}
  for (const column of differing(table.columns, row.cells, found.cells)) {
    if (column.field !== null) fields[column.field] = found.cells[column.name] ?? null
  }
  if (table.states !== undefined && row.cells[STATE] !== found.cells[STATE])
    fields['status'] = found.cells[STATE] ?? null
  for (const part of new Set([...row.parts, ...found.parts].map((one) => one.table))) {
    const ours = row.parts.filter((one) => one.table === part)
    const theirs = found.parts.filter((one) => one.table === part)
    const same =
      ours.length === theirs.length &&
      ours.every((one) => {
        const other = theirs.find((candidate) => candidate.id === one.id)
        return other !== undefined && differing(part.columns, one.cells, other.cells).length === 0
      })
    if (!same) fields[part.logical] = theirs.length
  }
  return fields
}

function differing(columns: readonly Column[], wanted: Cells, found: Cells | undefined): readonly Column[] {
  return columns.filter(
    (column) => column.unwatched !== true && (wanted[column.name] ?? null) !== (found?.[column.name] ?? null),
  )
}

/** Book-keeping is added at the end, with what it keeps. */
function writable(table: Table): readonly Column[] {
  return table.columns.filter((column) => column.unwatched !== true || column.name === 'ownerid')
}

function bookkeeping({ prefix, revision, hash }: Written): Record<string, unknown> {
  return { [`${prefix}_revision`]: revision, [`${prefix}_fingerprint`]: hash }
}

function patch(table: Table, id: string, body: unknown, { actor }: Written): Call {
  return { method: 'PATCH', path: `${table.entitySet}(${id})`, body, actor }
}

function savePart(part: PartRow, written: Written, creating: boolean): Call {
  return patch(part.table, part.id, toBody(part.table.columns, part.cells, { creating }), written)
}

function setState(
  table: Table,
  id: string,
  state: { readonly statecode: number; readonly statuscode: number },
  match: string,
  written: Written,
): Call {
  const { statecode, statuscode } = state
  return { ...patch(table, id, { statecode, statuscode }, written), headers: { 'if-match': match } }
}

/** Parties are replaced as a whole: a list that is merged would keep whom nobody meets any more. */
function invite(table: Table, row: Row, { actor }: Written, evenNobody = false): readonly Call[] {
  if (table.logical !== 'appointment' || (row.attendees.length === 0 && !evenNobody)) return []
  const value = row.attendees.map((contact) => ({
    'partyid_contact@odata.bind': `/contacts(${contact})`,
    participationtypemask: 5,
  }))
  return [
    {
      method: 'PUT',
      path: `${table.entitySet}(${row.id})/appointment_activity_parties`,
      body: { value },
      actor,
    },
  ]
}

/** The last write of the row itself answers with the row's version. */
function answering(calls: readonly Call[], table: Table): readonly Call[] {
  const rowPath = /^[^/?]+\([^)]+\)$/
  const last = calls.findLastIndex(
    (call) =>
      call.method === 'PATCH' && rowPath.test(call.path) && call.path.startsWith(`${table.entitySet}(`),
  )
  return calls.map((call, at) =>
    at === last
      ? {
          ...call,
          path: `${call.path}?$select=${table.primaryId}`,
          headers: { ...call.headers, prefer: 'return=representation' },
        }
      : call,
  )
}

/** Of the answers to these calls the one that tells the version. */
export function versionAt(calls: readonly Call[]): number {
  return calls.findIndex((call) => call.headers?.['prefer'] === 'return=representation')
}
