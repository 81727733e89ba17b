/**
 * Recalls: one a person who was given an answer from a withdrawn version, with a notice that waits
 * for them. Reading them and acknowledging one's own; withdraw.ts opens them.
 */
import { sql } from 'kysely'
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { addNotifications } from '../core/notifications.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../core/page.ts'
import { recallNotice } from './notices.ts'

export interface Recall {
  readonly id: string
  readonly versionId: string
  readonly documentId: string
  readonly title: string
  readonly userId: string
  /** Every answer of this person that cites the version. */
  readonly answerIds: readonly string[]
  readonly reason: string
  readonly createdAt: Date
  readonly acknowledgedAt: Date | null
}

export interface RecallFilter extends PageRequest {
  readonly userId?: string | undefined
  readonly versionId?: string | undefined
  readonly acknowledged?: boolean | undefined
}

export interface RecalledVersion {
  readonly id: string
  readonly title: string
  readonly number: number
}

const ROWS = 1000

/** Opens a recall and a notice for everyone with an answer that cites the version; returns how many. */
export async function openRecalls(
  trx: Queryable,
  version: RecalledVersion,
  reason: string,
  at: Date,
): Promise<number> {
  const { rows } = await sql<{ user_id: string; locale: string; answer_ids: string[] }>`
    select a.user_id, u.locale, array_agg(distinct a.id) as answer_ids
    from answer_citations c join answers a on a.id = c.answer_id join users u on u.id = a.user_id
    where c.version_id = ${version.id}
    group by a.user_id, u.locale`.execute(trx)
  if (rows.length === 0) return 0
  const recalls = rows.map((row) => ({ ...row, id: newId() }))
  // A statement takes 65,535 values: a label that everybody was answered from is withdrawn all the same.
  for (let start = 0; start < recalls.length; start += ROWS) {
    await trx
      .insertInto('recalls')
      .values(
        recalls.slice(start, start + ROWS).map((recall) => ({
          id: recall.id,
          version_id: version.id,
          user_id: recall.user_id,
          answer_ids: recall.answer_ids,
          reason,
          created_at: at,
        })),
      )
      .execute()
  }
  await addNotifications(
    trx,
    recalls.map((recall) => ({
      kind: 'recall',
      userId: recall.user_id,
      subjectId: recall.id,
      text: recallNotice(recall.locale, {
        title: version.title,
        number: version.number,
        reason,
        answers: recall.answer_ids.length,
      }),
      dueAt: at,
    })),
    at,
  )
  return recalls.length
}

/** Newest first. */
export async function listRecalls(db: Queryable, filter: RecallFilter = {}): Promise<Page<Recall>> {
  const limit = pageLimit(filter)
  const before = decodeCursor(filter)
  let query = selectRecalls(db).orderBy('recalls.id', 'desc')
  if (before !== undefined) query = query.where('recalls.id', '<', before)
  if (filter.userId !== undefined) query = query.where('recalls.user_id', '=', filter.userId)
  if (filter.versionId !== undefined) query = query.where('recalls.version_id', '=', filter.versionId)
  if (filter.acknowledged !== undefined) {
    query = query.where('acknowledged_at', filter.acknowledged ? 'is not' : 'is', null)
  }
  const rows = await query.limit(limit + 1).execute()
  return pageOf(rows.map(toRecall), limit, (recall) => recall.id)
}

export type AcknowledgeRecall = (recallId: string, userId: string) => Promise<Recall>

/** Acknowledges one's own recall; the first time counts. Throws `not_found`, also for another's recall. */
export function createAcknowledgeRecall(deps: {
  readonly database: Database
  readonly clock: Clock
}): AcknowledgeRecall {
  return (recallId, userId) =>
    deps.database.transaction(async (trx) => {
      const at = deps.clock.now()
      const updated = await trx
        .updateTable('recalls')
        .set({ acknowledged_at: at })
        .where('id', '=', recallId)
        .where('user_id', '=', userId)
        .where('acknowledged_at', 'is', null)
        .returning('id')
        .executeTakeFirst()
      const row = await selectRecalls(trx)
        .where('recalls.id', '=', recallId)
        .where('recalls.user_id', '=', userId)
        .executeTakeFirst()
      if (row === undefined) throw new AppError('not_found', 'There is no such recall.')
      if (updated !== undefined) {
        await recordAudit(trx, {
          at,
          actorId: userId,
          action: 'recall.acknowledge',
          subjectKind: 'recall',
          subjectId: recallId,
        })
      }
      return toRecall(row)
    })
}

function selectRecalls(db: Queryable) {
  return db
    .selectFrom('recalls')
    .innerJoin('versions', 'versions.id', 'recalls.version_id')
    .select([
      'recalls.id',
      'recalls.version_id',
      'recalls.user_id',
      'recalls.answer_ids',
      'recalls.reason',
      'recalls.created_at',
      'recalls.acknowledged_at',
      'versions.document_id',
      'versions.title',
    ])
}

function toRecall(row: {
  id: string
  version_id: string
  document_id: string
  title: string
  user_id: string
  answer_ids: string[]
  reason: string
  created_at: Date
  acknowledged_at: Date | null
}): Recall {
  return {
    id: row.id,
    versionId: row.version_id,
    documentId: row.document_id,
    title: row.title,
    userId: row.user_id,
    answerIds: row.answer_ids,
    reason: row.reason,
    createdAt: row.created_at,
    acknowledgedAt: row.acknowledged_at,
  }
}
