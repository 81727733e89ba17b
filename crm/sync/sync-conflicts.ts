/**
 * Where the two sides say different things. What the written policy decides is listed as decided, for whoever
 * wonders why a value changed; what it leaves open is listed until a person decides it.
 */
import { type Selectable, sql } from 'kysely'
import type { Queryable } from '../../core/database.ts'
import { newId } from '../../core/ids.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../../core/page.ts'
import type { Tables } from '../../core/tables.ts'
import type { PulledKind, PushedKind } from './remote-crm.ts'

export const CONFLICT_CODES = [
  'field',
  'deleted_there',
  'merged_there',
  'inactive_there',
  'unknown_here',
  'same_name',
  'overlap',
] as const
export type ConflictCode = (typeof CONFLICT_CODES)[number]

export interface NewConflict {
  readonly kind: PushedKind | PulledKind
  readonly recordId?: string | null
  readonly remoteId?: string | null
  readonly code: ConflictCode
  readonly field?: string | null
  readonly ours?: unknown
  readonly theirs?: unknown
  /** What the policy decides; null: a person does. */
  readonly decision: 'ours' | 'theirs' | null
}

export interface Conflict {
  readonly id: string
  readonly kind: string
  readonly recordId: string | null
  readonly remoteId: string | null
  readonly code: ConflictCode
  readonly field: string | null
  readonly ours: unknown
  readonly theirs: unknown
  readonly decision: 'ours' | 'theirs' | null
  readonly decidedBy: string | null
  readonly createdAt: Date
  readonly decidedAt: Date | null
}

/** What is kept of a long text. */
const LONGEST = 500

/** Newest first. */
export async function listConflicts(
  db: Queryable,
  filter: PageRequest & { readonly open?: boolean | undefined },
): Promise<Page<Conflict>> {
  const limit = pageLimit(filter)
  const before = decodeCursor(filter)
  let query = db.selectFrom('sync_conflicts').selectAll().orderBy('id', 'desc')
  if (before !== undefined) query = query.where('id', '<', before)
  if (filter.open !== undefined) query = query.where('decision', filter.open ? 'is' : 'is not', null)
  const rows = await query.limit(limit + 1).execute()
  return pageOf(rows.map(toConflict), limit, (one) => one.id)
}

/** One that is open already is brought up to date instead of added twice. */
export async function addConflicts(
  trx: Queryable,
  conflicts: readonly NewConflict[],
  at: Date,
): Promise<void> {
  for (const one of conflicts) {
    const json = (value: unknown) => (value === undefined ? null : JSON.stringify(shortened(value)))
    await sql`
      insert into sync_conflicts (id, kind, record_id, remote_id, code, field, ours, theirs, decision, created_at, decided_at)
      values (${newId()}, ${one.kind}, ${one.recordId ?? null}, ${one.remoteId ?? null}, ${one.code}, ${one.field ?? null},
        ${json(one.ours)}::jsonb, ${json(one.theirs)}::jsonb, ${one.decision}, ${at},
        ${one.decision === null ? null : at})
      on conflict (kind, coalesce(record_id, ''), coalesce(remote_id, ''), code, coalesce(field, ''))
        where decision is null
      do update set ours = excluded.ours, theirs = excluded.theirs`.execute(trx)
  }
}

/** The two sides agree again: nobody has to decide any more. */
export async function closeAgreed(
  trx: Queryable,
  kind: string,
  remoteId: string,
  still: readonly { readonly code: string; readonly field?: string | null | undefined }[],
  at: Date,
): Promise<void> {
  const keys = still.map((one) => `${one.code} ${one.field ?? ''}`)
  await sql`update sync_conflicts set decision = 'theirs', decided_at = ${at}
    where kind = ${kind} and remote_id = ${remoteId} and decision is null
      and not (code || ' ' || coalesce(field, '') = any (${keys}::text[]))`.execute(trx)
}

function shortened(value: unknown): unknown {
  return typeof value === 'string' && value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value
}

export function toConflict(row: Selectable<Tables['sync_conflicts']>): Conflict {
  return {
    id: row.id,
    kind: row.kind,
    recordId: row.record_id,
    remoteId: row.remote_id,
    code: row.code as ConflictCode,
    field: row.field,
    ours: row.ours,
    theirs: row.theirs,
    decision: row.decision as Conflict['decision'],
    decidedBy: row.decided_by,
    createdAt: row.created_at,
    decidedAt: row.decided_at,
  }
}
