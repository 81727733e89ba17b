/**
 * A person's calendar: open tasks that have a day and planned visits, as iCalendar by a secret address that
 * Apple's, Google's and Microsoft's calendars can subscribe to. The secret is kept as its SHA-256; it can be
 * taken back. Tasks are events, for only some calendars show a VTODO of a subscription.
 */
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import type { Locale } from '../core/reader.ts'
import { type CalendarEntry, entryOfTask, entryOfVisit, type PlannedVisit } from './calendar-entries.ts'
import { addDays, dayIn } from './day.ts'
import { toTask } from './task.ts'

export interface CalendarFeed {
  readonly id: string
  readonly createdAt: Date
  readonly revokedAt: Date | null
  readonly lastUsedAt: Date | null
}

export interface CalendarFeeds {
  /** `token` is part of the feed's address and shown once. */
  issue(userId: string): Promise<CalendarFeed & { readonly token: string }>
  list(userId: string): Promise<readonly CalendarFeed[]>
  /** Throws `not_found`, also for another's. */
  revoke(id: string, userId: string): Promise<CalendarFeed>
  /** The iCalendar text. Throws `not_found` for an address that is not or no longer good. */
  read(token: string): Promise<string>
}

/** How far back and ahead a calendar is of use. */
const DAYS_BACK = 31
const DAYS_AHEAD = 366
const MOST_ENTRIES = 2_000
const LAST_USED_STEP_MS = 5 * 60_000

export type WriteCalendar = (
  entries: readonly CalendarEntry[],
  person: { readonly locale: Locale; readonly timezone: string },
) => Promise<string>

export function createCalendarFeeds(deps: {
  readonly database: Database
  readonly clock: Clock
  readonly writeCalendar: WriteCalendar
}): CalendarFeeds {
  const { database, clock } = deps

  async function find(token: string) {
    const row = await database.query
      .selectFrom('calendar_feeds as f')
      .innerJoin('users as u', 'u.id', 'f.user_id')
      .select(['f.id', 'f.user_id', 'f.last_used_at', 'u.locale', 'u.timezone'])
      .where('f.hash', '=', hashOf(token))
      .where('f.revoked_at', 'is', null)
      .where('u.state', '=', 'active')
      .executeTakeFirst()
    if (row === undefined) throw new AppError('not_found', 'There is no such calendar.')
    return row
  }

  return {
    issue: (userId) =>
      database.transaction(async (trx) => {
        const at = clock.now()
        const token = randomBytes(32).toString('base64url')
        const row = await trx
          .insertInto('calendar_feeds')
          .values({ id: newId(), user_id: userId, hash: hashOf(token), created_at: at })
          .returningAll()
          .executeTakeFirstOrThrow()
        await recordAudit(trx, {
          at,
          actorId: userId,
          action: 'calendar.issue',
          subjectKind: 'calendar_feed',
          subjectId: row.id,
        })
        return { ...toFeed(row), token }
      }),

    async list(userId) {
      const rows = await database.query
        .selectFrom('calendar_feeds')
        .selectAll()
        .where('user_id', '=', userId)
        .orderBy('id', 'desc')
        .execute()
      return rows.map(toFeed)
    },

    revoke: (id, userId) =>
      database.transaction(async (trx) => {
        const at = clock.now()
        const row = await trx
          .updateTable('calendar_feeds')
          .set({ revoked_at: sql<Date>`coalesce(revoked_at, ${at})` })
          .where('id', '=', id)
          .where('user_id', '=', userId)
          .returningAll()
          .executeTakeFirst()
        if (row === undefined) throw new AppError('not_found', 'There is no such calendar.')
        await recordAudit(trx, {
          at,
          actorId: userId,
          action: 'calendar.revoke',
          subjectKind: 'calendar_feed',
          subjectId: id,
        })
        return toFeed(row)
      }),

    async read(token) {
      const feed = await find(token)
      const now = clock.now()
      const today = dayIn(now, feed.timezone)
      const span = { from: addDays(today, -DAYS_BACK), to: addDays(today, DAYS_AHEAD) }
      const tasks = await database.query
        .selectFrom('tasks')
        .selectAll()
        .where('user_id', '=', feed.user_id)
        .where('state', '=', 'open')
        .where('blocked_reason', 'is', null)
        .where(sql<boolean>`coalesce(due_until, due_on) >= ${span.from}::date and due_on <= ${span.to}::date`)
        .orderBy('due_on')
        .orderBy('id')
        .limit(MOST_ENTRIES)
        .execute()
      const { rows: visits } = await sql<PlannedVisit>`
        select v.id, v.revision, v.visited_on as day, v.visited_at as time, v.account_name as place,
          v.updated_at as "updatedAt", coalesce((select string_agg(c.name, '、' order by c.position)
            from visit_contacts c where c.visit_id = v.id and c.role in ('primary', 'attendee')), '') as people
        from visits v where v.user_id = ${feed.user_id} and v.status = 'planned'
          and v.visited_on between ${span.from}::date and ${span.to}::date
        order by v.visited_on, v.id limit ${MOST_ENTRIES}`.execute(database.query)
      if (feed.last_used_at === null || now.getTime() - feed.last_used_at.getTime() >= LAST_USED_STEP_MS) {
        await database.query
          .updateTable('calendar_feeds')
          .set({ last_used_at: now })
          .where('id', '=', feed.id)
          .execute()
      }
      const person = { locale: feed.locale as Locale, timezone: feed.timezone }
      return deps.writeCalendar(
        [
          ...tasks.flatMap((row) => entryOfTask(toTask(row), now)),
          ...visits.map((visit) => entryOfVisit(visit, person)),
        ],
        person,
      )
    },
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex')
}

function toFeed(row: {
  readonly id: string
  readonly created_at: Date
  readonly revoked_at: Date | null
  readonly last_used_at: Date | null
}): CalendarFeed {
  return { id: row.id, createdAt: row.created_at, revokedAt: row.revoked_at, lastUsedAt: row.last_used_at }
}
