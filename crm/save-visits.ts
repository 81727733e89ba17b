/**
 * Writes confirmed visits: the head row that counts fast, its child rows, and a revision with the whole
 * record. A visit that is there already gets a new revision; its rep, its team and the names that were
 * snapshotted before stay. Drafts, tasks, findings and jobs are written by whoever confirms.
 */
import { type Insertable, sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import type { Tables } from '../core/tables.ts'
import { refused } from './refused.ts'
import type { Visit } from './visit.ts'
import { expenseOf } from './visit-expense.ts'
import { namesOfVisits, type VisitNames } from './visit-names.ts'

export interface VisitToSave {
  readonly id: string
  /** The importer's own id, where it has one. */
  readonly externalId?: string | null
  readonly source: 'note' | 'form' | 'import'
  readonly draftId?: string | null
  /** Whose visit it is; of a visit that is there already it stays. */
  readonly userId: string
  readonly record: Visit
  /** The note as masked. */
  readonly note?: string | null
  /** Field path, relative to the visit -> where the note says it. */
  readonly evidence?: Readonly<Record<string, readonly { readonly start: number; readonly end: number }[]>>
  readonly changedBy: string | null
  readonly reason?: string | null
}

interface Former {
  readonly id: string
  readonly revision: number
  readonly names: VisitNames
}

/** Rows a statement; the widest table keeps below the 65,535 parameters of one. */
const BLOCK = 400

/** Returns the revision of each visit. Throws `invalid_input` for a visit without a day and for unknown ids. */
export async function saveVisits(
  trx: Queryable,
  visits: readonly VisitToSave[],
  at: Date,
): Promise<ReadonlyMap<string, number>> {
  const revisions = new Map<string, number>()
  const ordered = visits.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  for (let start = 0; start < ordered.length; start += BLOCK) {
    const part = ordered.slice(start, start + BLOCK)
    const former = await lockFormer(
      trx,
      part.map((one) => one.id),
    )
    const current = await namesOfVisits(
      trx,
      part.map((one) => one.record),
    )
    const teams = await teamsOf(trx, [...new Set(part.map((one) => one.userId))])
    const rows = part.map((visit) => {
      const before = former.get(visit.id)
      const names = current(visit.record, before?.names)
      const revision = (before?.revision ?? 0) + 1
      revisions.set(visit.id, revision)
      return { visit, names, revision }
    })
    await writeHeads(
      trx,
      rows.map(({ visit, names, revision }) =>
        headRow(visit, names, revision, teams.get(visit.userId) ?? null, at),
      ),
    )
    await trx
      .insertInto('visit_revisions')
      .values(
        rows.map(({ visit, names, revision }) => ({
          visit_id: visit.id,
          revision,
          record: JSON.stringify(visit.record),
          evidence: JSON.stringify(visit.evidence ?? {}),
          note: visit.note ?? null,
          names: JSON.stringify(names),
          changed_by: visit.changedBy,
          reason: visit.reason ?? null,
          created_at: at,
        })),
      )
      .execute()
    await writeChildren(trx, rows, [...former.keys()])
  }
  return revisions
}

/** The stored visits among the ids, locked until the end of the transaction. */
async function lockFormer(trx: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, Former>> {
  const { rows } = await sql<Former>`
    select v.id, v.revision, r.names from visits v
    join visit_revisions r on r.visit_id = v.id and r.revision = v.revision
    where v.id = any (${[...ids]}::text[]) order by v.id for update of v`.execute(trx)
  return new Map(rows.map((row) => [row.id, row]))
}

async function teamsOf(
  trx: Queryable,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await trx
    .selectFrom('users')
    .select(['id', 'team_id'])
    .where('id', 'in', [...userIds])
    .execute()
  const teams = new Map(rows.map((row) => [row.id, row.team_id]))
  for (const id of userIds) if (!teams.has(id)) throw refused('userId', `There is no user "${id}".`)
  return teams
}

function headRow(
  { id, externalId, source, draftId, userId, record }: VisitToSave,
  names: VisitNames,
  revision: number,
  teamId: string | null,
  at: Date,
): Insertable<Tables['visits']> {
  if (record.date === null) throw refused('date', 'A visit needs its day.')
  const accountId = record.institution?.id ?? null
  const expense = expenseOf(record)
  return {
    id,
    external_id: externalId ?? null,
    revision,
    source,
    draft_id: draftId ?? null,
    user_id: userId,
    team_id: teamId,
    visited_on: record.date,
    visited_at: record.time,
    channel: record.channel,
    status: record.status,
    kind: record.kind,
    account_id: accountId,
    account_name:
      accountId === null ? (record.institution?.text ?? null) : (names.accounts[accountId] ?? null),
    department: record.department,
    topics: [...new Set(record.topics)],
    keywords: [...new Set(record.keywords)],
    contact_ids: distinct(
      record.contacts.filter((one) => one.role === 'primary' || one.role === 'attendee').map((one) => one.id),
    ),
    product_ids: distinct(record.products.map((one) => one.id)),
    competitors: [...new Set(record.competitors)],
    materials: [...record.materials],
    attendee_count: record.attendee_count ?? null,
    duration_min: record.duration_min ?? null,
    expense_cny: expense.total,
    expense_per_head_cny: expense.perHead,
    access_stage: record.access?.stage ?? null,
    access_product_id: record.access?.product ?? null,
    next_available: record.next_available ?? null,
    submitted_at: at,
    updated_at: at,
  }
}

async function writeHeads(trx: Queryable, rows: readonly Insertable<Tables['visits']>[]): Promise<void> {
  await trx
    .insertInto('visits')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        revision: eb.ref('excluded.revision'),
        visited_on: eb.ref('excluded.visited_on'),
        visited_at: eb.ref('excluded.visited_at'),
        channel: eb.ref('excluded.channel'),
        status: eb.ref('excluded.status'),
        kind: eb.ref('excluded.kind'),
        account_id: eb.ref('excluded.account_id'),
        account_name: eb.ref('excluded.account_name'),
        department: eb.ref('excluded.department'),
        topics: eb.ref('excluded.topics'),
        keywords: eb.ref('excluded.keywords'),
        contact_ids: eb.ref('excluded.contact_ids'),
        product_ids: eb.ref('excluded.product_ids'),
        competitors: eb.ref('excluded.competitors'),
        materials: eb.ref('excluded.materials'),
        attendee_count: eb.ref('excluded.attendee_count'),
        duration_min: eb.ref('excluded.duration_min'),
        expense_cny: eb.ref('excluded.expense_cny'),
        expense_per_head_cny: eb.ref('excluded.expense_per_head_cny'),
        access_stage: eb.ref('excluded.access_stage'),
        access_product_id: eb.ref('excluded.access_product_id'),
        next_available: eb.ref('excluded.next_available'),
        updated_at: eb.ref('excluded.updated_at'),
      })),
    )
    .execute()
}

type Row = { readonly visit: VisitToSave; readonly names: VisitNames }

async function writeChildren(
  trx: Queryable,
  rows: readonly Row[],
  replaced: readonly string[],
): Promise<void> {
  if (replaced.length > 0) {
    for (const table of CHILDREN) {
      await trx
        .deleteFrom(table)
        .where('visit_id', 'in', [...replaced])
        .execute()
    }
  }
  const each = <T>(rowsOf: (row: Row, visit_id: string) => readonly T[]) =>
    rows.flatMap((row) =>
      rowsOf(row, row.visit.id).map((one, position) => ({
        visit_id: row.visit.id,
        position,
        ...one,
      })),
    )
  await inBlocks(
    each(({ visit, names }) =>
      visit.record.contacts.map((one) => {
        const known = one.id === null ? undefined : names.contacts[one.id]
        return {
          contact_id: one.id,
          name: known?.name ?? one.text,
          department: known?.department ?? null,
          title: known?.title ?? null,
          tier: known?.tier ?? null,
          role: one.role,
          attitude: one.attitude,
          is_new: one.new_contact === true,
        }
      }),
    ),
    (values) => trx.insertInto('visit_contacts').values(values).execute(),
  )
  await inBlocks(
    each(({ visit, names }) =>
      visit.record.products
        .toSorted((a, b) => a.order - b.order)
        .map((one) => ({
          product_id: one.id,
          name: (one.id === null ? undefined : names.products[one.id]) ?? one.text,
          detailed: one.detailed,
          attitude: one.attitude,
        })),
    ),
    (values) => trx.insertInto('visit_products').values(values).execute(),
  )
  await inBlocks(
    each(({ visit }) =>
      visit.record.objections.map((one) => ({
        category: one.category,
        text: one.text,
        product_id: one.product,
      })),
    ),
    (values) => trx.insertInto('visit_objections').values(values).execute(),
  )
  await inBlocks(
    each(({ visit }) => visit.record.questions.map((one) => ({ text: one.text, route: one.route }))),
    (values) => trx.insertInto('visit_questions').values(values).execute(),
  )
  await inBlocks(
    each(({ visit }) => [
      ...visit.record.rep_commitments.map((text) => ({ promised_by: 'rep', text })),
      ...visit.record.hcp_commitments.map((text) => ({ promised_by: 'hcp', text })),
    ]),
    (values) => trx.insertInto('visit_commitments').values(values).execute(),
  )
}

const CHILDREN = [
  'visit_contacts',
  'visit_products',
  'visit_objections',
  'visit_questions',
  'visit_commitments',
] as const

async function inBlocks<T>(values: readonly T[], write: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < values.length; start += 1000) await write(values.slice(start, start + 1000))
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))]
}
