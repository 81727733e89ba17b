import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { silentLog } from '../core/log.ts'
import { aVisit, type CrmRoom, openCrmRoom } from '../test/crm-room.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { createReminderClock } from './deliver-reminders.ts'
import { saveVisits } from './save-visits.ts'

let database: Database
let room: CrmRoom
beforeAll(async () => {
  database = await openTestDatabase()
  room = await openCrmRoom(database)
  const visit = (id: string, userId: string, date: string) => ({
    id,
    source: 'note' as const,
    userId,
    record: aVisit({ date }),
    changedBy: userId,
  })
  await database.transaction((trx) =>
    saveVisits(
      trx,
      [
        visit('W1', 'rep-a', '2026-03-03'),
        visit('W2', 'rep-b', '2026-03-08'),
        visit('W3', 'rep-a', '2026-03-09'),
        visit('W4', 'rep-s', '2026-03-04'),
      ],
      room.clock.now(),
    ),
  )
})
afterAll(() => database.close())

const brought = () =>
  database.query
    .selectFrom('notifications')
    .select(['user_id', 'text', 'late'])
    .where('kind', '=', 'weekly_summary')
    .execute()

describe('the weekly summary', () => {
  it('comes on Monday at half past eight of the manager, once, with the week that is over', async () => {
    const deliver = () => createReminderClock({ database, clock: room.clock, log: silentLog }).deliver()
    // 08:29 in Shanghai.
    room.clock.set('2026-03-09T00:29:00Z')
    await deliver()
    expect(await brought()).toEqual([])
    room.clock.set('2026-03-09T00:30:00Z')
    await deliver()
    await deliver()
    const [note, ...others] = await brought()
    expect(others).toEqual([])
    expect(note).toMatchObject({ user_id: 'boss-e', late: false })
    expect(note?.text).toContain('2026-03-02 至 2026-03-08')
    expect(note?.text).toContain('共 2 次，完成 2 次')
  })

  it('is made up for within a day, and not after', async () => {
    const deliver = () => createReminderClock({ database, clock: room.clock, log: silentLog }).deliver()
    room.clock.set('2026-03-16T20:00:00Z')
    await deliver()
    expect((await brought()).map((one) => one.late)).toEqual([false, true])
    room.clock.set('2026-03-26T20:00:00Z')
    await deliver()
    expect(await brought()).toHaveLength(2)
  })
})
