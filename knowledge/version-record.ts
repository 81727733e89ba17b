/**
 * A version as it is read: its row, its document's kind and products, its approvals, and the state
 * that the clock gives it. Reading and locking only; the lifecycle verbs change it.
 */
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Clock } from '../core/clock.ts'
import type { Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import type { Tables } from '../core/tables.ts'
import {
  type Audience,
  type DocumentKind,
  isInForce,
  type LifecycleState,
  lifecycleAt,
  type ReviewItem,
  type StoredState,
} from './document.ts'

export interface Approval {
  readonly item: ReviewItem
  readonly approvedBy: string
  readonly approvedAt: Date
  readonly note: string | null
}

export interface VersionRecord {
  readonly id: string
  readonly documentId: string
  readonly kind: DocumentKind
  readonly productIds: readonly string[]
  /** 1 is the first of the document. */
  readonly number: number
  readonly title: string
  readonly language: string | null
  /** What a person is shown: `superseded` and `expired` follow from the clock. */
  readonly state: LifecycleState
  readonly storedState: StoredState
  readonly inForce: boolean
  readonly extraction: 'waiting' | 'running' | 'done' | 'failed'
  readonly fileName: string
  readonly fileHash: string
  readonly mediaType: string
  readonly pageCount: number | null
  readonly effectiveFrom: Date | null
  readonly expiresAt: Date | null
  readonly inForceFrom: Date | null
  readonly inForceUntil: Date | null
  readonly supersededBy: string | null
  readonly audience: Audience
  readonly approvals: readonly Approval[]
  readonly createdBy: string
  readonly createdAt: Date
  readonly submittedAt: Date | null
  readonly approvedAt: Date | null
  readonly publishedAt: Date | null
  readonly publishedBy: string | null
  readonly withdrawnAt: Date | null
  readonly withdrawnBy: string | null
  /** Why it was rejected or withdrawn. */
  readonly reason: string | null
}

type VersionRow = Selectable<Tables['versions']> & {
  kind: string
  product_ids: string[]
  approvals: readonly { item: ReviewItem; approved_by: string; approved_at: string; note: string | null }[]
}

/** The stored state and the clock as one word in SQL, over the alias `v`; the same rule as `lifecycleAt`. */
export function lifecycleSql(at: Date): RawBuilder<string> {
  return sql<string>`(case when v.state <> 'published' then v.state
    when v.in_force_until is null or ${at} < v.in_force_until then 'published'
    when v.expires_at = v.in_force_until then 'expired'
    else 'superseded' end)`
}

/** Versions that meet `condition` (over the aliases v and d), by document and number, as seen at `at`. */
export async function selectVersions(
  db: Queryable,
  condition: RawBuilder<boolean>,
  at: Date,
): Promise<readonly VersionRecord[]> {
  const { rows } = await sql<VersionRow>`
    select v.*, d.kind,
      array(select p.product_id from document_products p where p.document_id = d.id order by 1) as product_ids,
      coalesce((select json_agg(json_build_object('item', a.item, 'approved_by', a.approved_by,
          'approved_at', to_char(a.approved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'note', a.note) order by a.item)
        from version_approvals a where a.version_id = v.id), '[]') as approvals
    from versions v join documents d on d.id = v.document_id
    where ${condition}
    order by v.document_id, v.number`.execute(db)
  return rows.map((row) => toVersion(row, at))
}

export async function findVersionRecord(
  db: Queryable,
  versionId: string,
  at: Date,
): Promise<VersionRecord | undefined> {
  return (await selectVersions(db, sql<boolean>`v.id = ${versionId}`, at))[0]
}

/** Throws `not_found`. */
export async function getVersionRecord(db: Queryable, versionId: string, at: Date): Promise<VersionRecord> {
  const version = await findVersionRecord(db, versionId, at)
  if (version === undefined) throw new AppError('not_found', 'There is no such version.')
  return version
}

/**
 * The version with its document locked until the end of the transaction, so that deeds on versions of
 * one document happen one after the other. `at` is the moment from which the lock is held: whoever waited must
 * not act in the past of the one that was waited for. `no key`: an answer that holds a version (lock-in-force.ts) still
 * refers to the document, and with a full lock the two would wait for each other. Throws `not_found`.
 */
export async function lockVersion(
  trx: Queryable,
  versionId: string,
  clock: Clock,
): Promise<{ readonly version: VersionRecord; readonly at: Date }> {
  await sql`select d.id from documents d
    where d.id = (select document_id from versions where id = ${versionId}) for no key update`.execute(trx)
  const at = clock.now()
  return { version: await getVersionRecord(trx, versionId, at), at }
}

/** Throws `wrong_state` unless the version's stored state is one of `allowed`. */
export function requireState(version: VersionRecord, verb: string, allowed: readonly StoredState[]): void {
  if (allowed.includes(version.storedState)) return
  throw new AppError('wrong_state', `A version that is ${version.state} cannot be ${verb}.`, {
    details: { state: version.state, allowed },
  })
}

function toVersion(row: VersionRow, at: Date): VersionRecord {
  const validity = {
    state: row.state as StoredState,
    inForceFrom: row.in_force_from,
    inForceUntil: row.in_force_until,
    expiresAt: row.expires_at,
  }
  return {
    id: row.id,
    documentId: row.document_id,
    kind: row.kind as DocumentKind,
    productIds: row.product_ids,
    number: row.number,
    title: row.title,
    language: row.language,
    state: lifecycleAt(validity, at),
    storedState: validity.state,
    inForce: isInForce(validity, at),
    extraction: row.extraction as VersionRecord['extraction'],
    fileName: row.file_name,
    fileHash: row.file_hash,
    mediaType: row.media_type,
    pageCount: row.page_count,
    effectiveFrom: row.effective_from,
    expiresAt: row.expires_at,
    inForceFrom: row.in_force_from,
    inForceUntil: row.in_force_until,
    supersededBy: row.superseded_by,
    audience: { roles: row.audience_roles, teams: row.audience_teams },
    approvals: row.approvals.map((one) => ({
      item: one.item,
      approvedBy: one.approved_by,
      approvedAt: new Date(one.approved_at),
      note: one.note,
    })),
    createdBy: row.created_by,
    createdAt: row.created_at,
    submittedAt: row.submitted_at,
    approvedAt: row.approved_at,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
    withdrawnAt: row.withdrawn_at,
    withdrawnBy: row.withdrawn_by,
    reason: row.reason,
  }
}
