/** A calendar shows what its owner has to do, to whoever knows its address, until it is taken back. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { type CalendarFeeds, createCalendarFeeds } from './calendar-feed.ts'
import { createTaskStore, type TaskStore } from './task-store.ts'
import { writeCalendar } from './write-calendar.ts'

const REP = { userId: 'rep-1', roles: ['rep'] as const }
const now = new Date('2026-11-25T01:00:00Z')
const clock = { now: () => now }

let database: Database
let feeds: CalendarFeeds
let tasks: TaskStore

beforeAll(async () => {
  database = await openTestDatabase()
  await database.query
    .insertInto('users')
    .values({ id: 'rep-1', name: 'rep', roles: ['rep'], created_at: now, updated_at: now })
    .execute()
  feeds = createCalendarFeeds({ database, clock, writeCalendar })
  tasks = createTaskStore({ database, clock })
})
afterAll(() => database.close())

/** RFC 5545: a line that begins with a blank goes on where the one before ended. */
const unfold = (text: string) => text.replaceAll(/\r\n[ \t]/g, '').split('\r\n')

it('shows open tasks on their day or at their time, and nothing that is done or forbidden', async () => {
  const make = (text: string, more: object) =>
    tasks.create({ userId: 'rep-1', text, timezone: 'Asia/Shanghai', ...more }, REP)
  await make('送文献, 第二版; 补充', { due: '2026-11-27', time: '14:30' })
  await make('整理名单', { due: '2026-11-30', dueUntil: '2026-12-04' })
  await make('不该出现', { due: '2026-11-27', blockedReason: 'GIFT' })
  await tasks.update((await make('做完了', { due: '2026-11-27' })).id, { status: 'done' }, REP)
  const { token } = await feeds.issue('rep-1')
  const lines = unfold(await feeds.read(token))
  expect(lines.filter((line) => line.startsWith('SUMMARY'))).toEqual([
    'SUMMARY:送文献\\, 第二版\\; 补充',
    'SUMMARY:整理名单',
  ])
  expect(lines).toContain('DTSTART:20261127T063000Z')
  expect(lines).toContain('DTSTART;VALUE=DATE:20261130')
  // The day after the last, as the standard counts.
  expect(lines).toContain('DTEND;VALUE=DATE:20261205')
})

it('keeps no line beyond 75 octets, cuts no character and ends lines as the standard wants', async () => {
  await tasks.create(
    { userId: 'rep-1', text: '长'.repeat(120), due: '2026-12-10', timezone: 'Asia/Shanghai' },
    REP,
  )
  const { token } = await feeds.issue('rep-1')
  const text = await feeds.read(token)
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(unfold(text)).toContain(`SUMMARY:${'长'.repeat(120)}`)
  expect(text.replaceAll('\r\n', '')).not.toContain('\n')
})

it('is closed to a wrong address and to one that was taken back, also for its owner only', async () => {
  const { id, token } = await feeds.issue('rep-1')
  await expect(feeds.read('nobody')).rejects.toMatchObject({ code: 'not_found' })
  await expect(feeds.revoke(id, 'rep-2')).rejects.toMatchObject({ code: 'not_found' })
  await feeds.revoke(id, 'rep-1')
  await expect(feeds.read(token)).rejects.toMatchObject({ code: 'not_found' })
})
