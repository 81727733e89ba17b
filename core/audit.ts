/**
 * The append-only record of who did what to which thing. Written in the transaction of the deed, so
 * that neither stands without the other. Details are ids, codes and changed field names: never the
 * text of a question or note, never a secret.
 */
import { sql } from 'kysely'
import type { Queryable } from './database.ts'
import { AppError } from './errors.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from './page.ts'

export interface AuditEntry {
  readonly at: Date
  /** The user who did it; null for the system itself. */
  readonly actorId: string | null
  /** A verb in snake_case with its room: "version.publish", "token.revoke". */
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly detail?: Readonly<Record<string, unknown>>
}

export interface AuditRow extends AuditEntry {
  readonly id: number
  readonly detail: Readonly<Record<string, unknown>>
}

export interface AuditFilter extends PageRequest {
  readonly subjectKind?: string | undefined
  readonly subjectId?: string | undefined
  readonly actorId?: string | undefined
  readonly action?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
}

export async function recordAudit(db: Queryable, entry: AuditEntry): Promise<void> {
  await recordAudits(db, [entry])
}

/** Many entries in one statement, for imports. */
export async function recordAudits(db: Queryable, entries: readonly AuditEntry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += 500) {
    await db
      .insertInto('audit')
      .values(
        entries.slice(start, start + 500).map((entry) => ({
          at: entry.at,
          actor_id: entry.actorId,
          action: entry.action,
          subject_kind: entry.subjectKind,
          subject_id: entry.subjectId,
          detail: JSON.stringify(entry.detail ?? {}),
        })),
      )
      .execute()
  }
}

/** Newest first. */
export async function listAudit(db: Queryable, filter: AuditFilter = {}): Promise<Page<AuditRow>> {
  const limit = pageLimit(filter)
  const before = decodeCursor(filter)
  if (before !== undefined && !/^\d{1,18}$/.test(before)) {
    throw new AppError('invalid_input', 'The cursor is not one that this list gave.', {
      details: { field: 'cursor' },
    })
  }
  let query = db.selectFrom('audit').selectAll().orderBy('id', 'desc')
  if (before !== undefined) query = query.where(sql<boolean>`id < ${before}::bigint`)
  if (filter.subjectKind !== undefined) query = query.where('subject_kind', '=', filter.subjectKind)
  if (filter.subjectId !== undefined) query = query.where('subject_id', '=', filter.subjectId)
  if (filter.actorId !== undefined) query = query.where('actor_id', '=', filter.actorId)
  if (filter.action !== undefined) query = query.where('action', '=', filter.action)
  if (filter.from !== undefined) query = query.where('at', '>=', filter.from)
  if (filter.to !== undefined) query = query.where('at', '<', filter.to)
  const rows = await query.limit(limit + 1).execute()
  return pageOf(
    rows.map((row) => ({
      id: row.id,
      at: row.at,
      actorId: row.actor_id,
      action: row.action,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      detail: row.detail as Record<string, unknown>,
    })),
    limit,
    (row) => String(row.id),
  )
}
