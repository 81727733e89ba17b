/**
 * What waits for a person: recalls, replies, reminders, digests. Writing a row here is enough for the
 * console and the terminal; a channel that delivers it fills `channel` and `sentAt`.
 */
import { sql } from 'kysely'
import type { Queryable } from './database.ts'
import { newId } from './ids.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from './page.ts'

export interface NewNotification {
  /** recall, gap, gap_answer, ... */
  readonly kind: string
  readonly userId: string
  /** The record it is about. */
  readonly subjectId: string | null
  /** In the language of the user. */
  readonly text: string
  readonly dueAt: Date
}

export interface Notification extends NewNotification {
  readonly id: string
  readonly channel: string | null
  readonly sentAt: Date | null
  readonly late: boolean
  readonly createdAt: Date
}

export interface NotificationFilter extends PageRequest {
  readonly userId?: string | undefined
  readonly since?: Date | undefined
}

export async function addNotifications(
  db: Queryable,
  notifications: readonly NewNotification[],
  at: Date,
): Promise<void> {
  for (let start = 0; start < notifications.length; start += 500) {
    await db
      .insertInto('notifications')
      .values(
        notifications.slice(start, start + 500).map((one) => ({
          id: newId(),
          kind: one.kind,
          user_id: one.userId,
          subject_id: one.subjectId,
          text: one.text,
          due_at: one.dueAt,
          created_at: at,
        })),
      )
      .execute()
  }
}

/** Newest first. */
export async function listNotifications(
  db: Queryable,
  filter: NotificationFilter = {},
): Promise<Page<Notification>> {
  const limit = pageLimit(filter)
  const before = decodeCursor(filter)
  let query = db.selectFrom('notifications').selectAll().orderBy('id', 'desc')
  if (before !== undefined) query = query.where('id', '<', before)
  if (filter.userId !== undefined) query = query.where('user_id', '=', filter.userId)
  if (filter.since !== undefined) query = query.where(sql<boolean>`created_at >= ${filter.since}`)
  const rows = await query.limit(limit + 1).execute()
  return pageOf(
    rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      userId: row.user_id,
      subjectId: row.subject_id,
      channel: row.channel,
      text: row.text,
      dueAt: row.due_at ?? row.created_at,
      sentAt: row.sent_at,
      late: row.late,
      createdAt: row.created_at,
    })),
    limit,
    (row) => row.id,
  )
}
