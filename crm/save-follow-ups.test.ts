/** Follow-ups and tasks of a note, whose time may be a part of the day. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { aVisit, openCrmRoom } from '../test/crm-room.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { saveFollowUps, saveNoteTasks } from './save-follow-ups.ts'
import { saveVisits } from './save-visits.ts'

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

it('a part of the day is no clock time: the task is made, and a correction elsewhere keeps it', async () => {
  const at = (await openCrmRoom(database)).clock.now()
  const one = { due: '2026-03-09', precision: 'day', range: null, owner: 'rep', event: null } as const
  const followUp = { ...one, text: '送文献', time: '下午' }
  const person = { userId: 'rep-a', timezone: 'Asia/Shanghai' }
  const record = aVisit({ follow_ups: [followUp] })
  await database.transaction(async (trx) => {
    const visit = { id: 'V1', source: 'form', userId: 'rep-a', record, changedBy: 'rep-a' } as const
    await saveVisits(trx, [visit], at)
    const made = { ...person, visitId: 'V1', record, key: 'draft' }
    const first = await saveFollowUps(trx, { ...made, revision: 1 }, 'rep-a', at)
    const second = await saveFollowUps(trx, { ...made, revision: 2 }, 'rep-a', at)
    expect(first).toHaveLength(1)
    expect(second).toEqual(first)
    expect(await saveNoteTasks(trx, { ...person, id: 'D1' }, [followUp], at)).toHaveLength(1)
  })
  const rows = await database.query.selectFrom('tasks').select(['state', 'due_time']).execute()
  expect(rows).toEqual([
    { state: 'open', due_time: null },
    { state: 'open', due_time: null },
  ])
})
