/**
 * Past visits from a company's table, one row each. Known by the importer's own id; a row without one is known
 * by rep, day, time, place and contacts, so that the same file again changes nothing. A changed row becomes a
 * new revision. What a rep corrected here since is left alone while the file says what it said before.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { recordAudits } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { isRecordId, newId } from '../core/ids.ts'
import {
  type AddFault,
  type ImportRows,
  type ImportWrite,
  importResult,
  planImport,
  type ReadRow,
  readRows,
} from '../core/import-rows.ts'
import { type CustomerNames, lookUpCustomers } from './customer-names.ts'
import { lockImports } from './lock-imports.ts'
import { createNameResolver } from './resolve-name.ts'
import { saveVisits } from './save-visits.ts'
import type { Visit } from './visit.ts'
import { VISIT_COLUMNS, type VisitField } from './visit-columns.ts'
import { type VisitRowContext, visitOfRow } from './visit-of-row.ts'

export interface ImportVisitsDeps {
  readonly database: Database
  readonly clock: Clock
  /** Takes patients' identifiers out of free text before it is kept. */
  readonly mask: (text: string) => string
}

const REASON = 'import'
/** Before the id of a row that has none of its own. */
const DERIVED = 'row:'

interface Body {
  readonly userId: string
  /** The record and the note in one spelling, to tell a changed row. */
  readonly content: string
}

interface Known extends VisitRowContext {
  readonly users: CustomerNames['users']
  /** External id -> the visit and what the last import said. */
  readonly stored: ReadonlyMap<string, Body & { readonly visitId: string }>
}

interface Entry {
  readonly record: Visit
  readonly note: string | null
}

export function createImportVisits(deps: ImportVisitsDeps): ImportRows {
  return (rows, options) =>
    deps.database.transaction(async (trx) => {
      await lockImports(trx)
      const at = deps.clock.now()
      const read = readRows<VisitField>(rows, VISIT_COLUMNS)
      const context = await readContext(trx, deps.mask)
      const silent: AddFault<VisitField> = () => {}
      const keys = new Map(read.map((row) => [row.row, keyOf(row, context, silent)]))
      const known: Known = { ...context, stored: await readStored(trx, [...keys.values()]) }
      const entries = new Map<string, Entry>()
      const plan = planImport<VisitField, Body>(read, {
        identify(row, fault) {
          const key = keys.get(row.row)
          if (row.fields.id && !isRecordId(row.fields.id)) fault('id', 'invalid', 'This cannot be an id.')
          return key
        },
        before: (key) => known.stored.get(key),
        build(row, key, before, fault) {
          const entry = entryOf(row, known, fault)
          const userId = userOf(row, known, fault)
          if (before !== undefined && userId !== undefined && before.userId !== userId) {
            fault('userId', 'invalid', 'This visit is another user’s.')
          }
          entries.set(`${row.row}`, entry)
          return { userId: userId ?? '', content: spelling(key, entry) }
        },
      })
      if (!options.dryRun) await write(trx, plan.writes, entries, known, options.actorId, at)
      return importResult(plan, options.dryRun)
    })
}

async function write(
  trx: Queryable,
  writes: readonly ImportWrite<Body>[],
  entries: ReadonlyMap<string, Entry>,
  known: Known,
  actorId: string | null,
  at: Date,
): Promise<void> {
  const visits = writes.map(({ row, id: key, body }) => ({
    id: known.stored.get(key)?.visitId ?? newId(),
    externalId: key,
    source: 'import' as const,
    userId: body.userId,
    ...entries.get(`${row}`)!,
    changedBy: actorId,
    reason: REASON,
  }))
  await saveVisits(trx, visits, at)
  await recordAudits(
    trx,
    visits.map((visit, index) => ({
      at,
      actorId,
      action: writes[index]?.isNew === true ? 'visit.create' : 'visit.update',
      subjectKind: 'visit',
      subjectId: visit.id,
      detail: { by: 'import', userId: visit.userId },
    })),
  )
}

async function readContext(trx: Queryable, mask: (text: string) => string): Promise<Omit<Known, 'stored'>> {
  const { rows: products } = await sql<{ id: string; name: string; aliases: string[] }>`
    select p.id, p.name, array(select n.name from product_names n where n.product_id = p.id) as aliases
    from products p order by p.id`.execute(trx)
  return {
    ...(await lookUpCustomers(trx)),
    products: createNameResolver('product', products),
    mask,
  }
}

/** What the last import said of each visit, whatever was corrected since. */
async function readStored(trx: Queryable, keys: readonly string[]): Promise<Known['stored']> {
  const stored = new Map<string, Body & { readonly visitId: string }>()
  for (let start = 0; start < keys.length; start += 5000) {
    const { rows } = await sql<{
      id: string
      external_id: string
      user_id: string
      record: Visit | null
      note: string | null
    }>`
      select v.id, v.external_id, v.user_id, r.record, r.note from visits v
      left join lateral (select record, note from visit_revisions r
        where r.visit_id = v.id and r.reason = ${REASON} order by r.revision desc limit 1) r on true
      where v.external_id = any (${keys.slice(start, start + 5000)}::text[])`.execute(trx)
    for (const row of rows) {
      const content =
        row.record === null ? '' : spelling(row.external_id, { record: row.record, note: row.note })
      stored.set(row.external_id, { visitId: row.id, userId: row.user_id, content })
    }
  }
  return stored
}

function entryOf(row: ReadRow<VisitField>, known: VisitRowContext, fault: AddFault<VisitField>): Entry {
  const note = row.fields.note ? known.mask(row.fields.note) : null
  return { record: visitOfRow(row, known, fault), note }
}

function userOf(
  row: ReadRow<VisitField>,
  { users }: Pick<Known, 'users'>,
  fault: AddFault<VisitField>,
): string | undefined {
  if (row.fields.userId) return users.resolve(row.fields.userId, 'userId', fault)
  fault('userId', 'missing', 'The visit has no rep.')
  return undefined
}

function keyOf(row: ReadRow<VisitField>, known: Omit<Known, 'stored'>, silent: AddFault<VisitField>): string {
  if (row.fields.id) return row.fields.id
  const record = visitOfRow(row, known, silent)
  const parts = [
    userOf(row, known, silent) ?? row.fields.userId,
    record.date ?? row.fields.date,
    record.time,
    record.institution?.id ?? record.institution?.text,
    record.contacts.map((contact) => contact.id ?? contact.text),
  ]
  return DERIVED + createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}

/** JSON with sorted keys: the database gives them back in an order of its own. */
function spelling(key: string, entry: Entry): string {
  const sorted = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value
  return JSON.stringify([key, entry], sorted)
}
