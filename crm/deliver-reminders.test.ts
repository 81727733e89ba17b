/** Reminders come once, at their time on the person's own clock, and late rather than never. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { silentLog } from '../core/log.ts'
import { onPostgres, openTestDatabase } from '../test/open-database.ts'
import { createReminderClock } from './deliver-reminders.ts'
import { createTaskStore } from './task-store.ts'

const REP = { userId: 'rep-1', roles: ['rep'] as const }
const ZONE = 'Asia/Shanghai'

let database: Database
/** A Tuesday, ten in the evening: no digest is due. */
let now: Date
const clock = { now: () => now }
const at = (text: string) => new Date(`${text}:00+08:00`)

beforeAll(async () => {
  database = await openTestDatabase()
  for (const [id, roles] of [
    ['rep-1', ['rep']],
    ['rep-2', ['rep']],
    ['pm-1', ['product_manager']],
  ] as const) {
    await database.query
      .insertInto('users')
      .values({
        id,
        name: id,
        roles: [...roles],
        created_at: at('2026-11-01T00:00'),
        updated_at: at('2026-11-01T00:00'),
      })
      .execute()
  }
})
afterAll(() => database.close())
beforeEach(async () => {
  now = at('2026-11-24T22:00')
  for (const table of ['notifications', 'reminders', 'tasks'] as const)
    await database.query.deleteFrom(table).execute()
})

const tasks = () => createTaskStore({ database, clock })
const reminderClock = () => createReminderClock({ database, clock, log: silentLog })
const told = async () =>
  (
    await database.query.selectFrom('notifications').selectAll().orderBy('due_at').orderBy('id').execute()
  ).map((row) => ({
    kind: row.kind,
    user: row.user_id,
    text: row.text,
    late: row.late,
    due: row.due_at?.toISOString(),
  }))

describe('a reminder', () => {
  it('comes at its time, once, and not before', async () => {
    await tasks().create(
      { userId: 'rep-1', text: '送文献', due: '2026-11-25', time: '14:30', timezone: ZONE },
      REP,
    )
    now = at('2026-11-25T14:29')
    expect(await reminderClock().deliver()).toBe(0)
    expect((await told()).map((one) => one.kind)).toEqual([])
    now = at('2026-11-25T14:30')
    await reminderClock().deliver()
    await reminderClock().deliver()
    expect(await told()).toEqual([
      {
        kind: 'reminder',
        user: 'rep-1',
        text: '提醒（14:30）：送文献',
        late: false,
        due: '2026-11-25T06:30:00.000Z',
      },
    ])
  })

  it('of a task without a time comes in the morning, of a range on its first and last day', async () => {
    await tasks().create(
      { userId: 'rep-1', text: '跟进', due: '2026-11-30', dueUntil: '2026-12-04', timezone: ZONE },
      REP,
    )
    const { rows } = {
      rows: await database.query.selectFrom('reminders').select('due_at').orderBy('due_at').execute(),
    }
    expect(rows.map((row) => row.due_at.toISOString())).toEqual([
      '2026-11-30T01:00:00.000Z',
      '2026-12-04T01:00:00.000Z',
    ])
  })

  it('that was missed comes late and says so', async () => {
    await tasks().create(
      { userId: 'rep-1', text: '送文献', due: '2026-11-25', time: '14:30', timezone: ZONE },
      REP,
    )
    now = at('2026-11-25T15:30')
    await reminderClock().deliver()
    expect(await told()).toMatchObject([{ late: true, due: '2026-11-25T06:30:00.000Z' }])
  })

  it('of a task that is done, cancelled or forbidden never comes', async () => {
    const store = tasks()
    const make = (text: string, blockedReason?: string) =>
      store.create(
        { userId: 'rep-1', text, due: '2026-11-25', time: '14:30', timezone: ZONE, blockedReason },
        REP,
      )
    await store.update((await make('one')).id, { status: 'done' }, REP)
    await store.update((await make('two')).id, { status: 'cancelled' }, REP)
    await make('three', 'OFF_LABEL_PROMOTION')
    now = at('2026-11-25T15:00')
    await reminderClock().deliver()
    expect(await told()).toEqual([])
  })

  it('that is put off comes at the new time only', async () => {
    const store = tasks()
    const task = await store.create(
      { userId: 'rep-1', text: '送文献', due: '2026-11-25', time: '14:30', timezone: ZONE },
      REP,
    )
    await store.update(task.id, { snoozeUntil: at('2026-11-25T16:00') }, REP)
    now = at('2026-11-25T15:00')
    await reminderClock().deliver()
    expect(await told()).toEqual([])
    now = at('2026-11-25T16:00')
    await reminderClock().deliver()
    await reminderClock().deliver()
    expect(await told()).toHaveLength(1)
  })

  it('goes to whom the task was handed', async () => {
    const store = tasks()
    const task = await store.create(
      { userId: 'rep-1', text: '送文献', due: '2026-11-25', time: '14:30', timezone: ZONE },
      REP,
    )
    await store.update(task.id, { userId: 'rep-2' }, { userId: 'pm-1', roles: ['product_manager'] })
    now = at('2026-11-25T14:30')
    await reminderClock().deliver()
    expect((await told()).map((one) => one.user)).toEqual(['rep-2'])
  })

  it('of a series comes each time; after days of silence once, and the series goes on', async () => {
    await tasks().create(
      {
        userId: 'rep-1',
        text: '周报',
        due: '2026-11-25',
        time: '14:00',
        recurrence: 'FREQ=DAILY',
        timezone: ZONE,
      },
      REP,
    )
    now = at('2026-11-25T14:00')
    await reminderClock().deliver()
    now = at('2026-11-28T15:00')
    await reminderClock().deliver()
    expect((await told()).map((one) => [one.due, one.late])).toEqual([
      ['2026-11-25T06:00:00.000Z', false],
      ['2026-11-26T06:00:00.000Z', true],
    ])
    const next = await database.query
      .selectFrom('reminders')
      .select('due_at')
      .where('state', '=', 'waiting')
      .execute()
    expect(next.map((row) => row.due_at.toISOString())).toEqual(['2026-11-29T06:00:00.000Z'])
  })

  it('is told by one of several processes that look at the same moment', async () => {
    const store = tasks()
    for (let n = 0; n < 250; n += 1) {
      await store.create(
        { userId: 'rep-1', text: `task ${n}`, due: '2026-11-25', time: '14:30', timezone: ZONE },
        REP,
      )
    }
    now = at('2026-11-25T14:30')
    const clocks = Array.from({ length: onPostgres() ? 6 : 2 }, reminderClock)
    const counts = await Promise.all(clocks.map((one) => one.deliver()))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(250)
    const texts = (await told()).map((one) => one.text)
    expect(new Set(texts).size).toBe(250)
    expect(texts).toHaveLength(250)
  })
})

it('a reminder whose task is in somebody’s hand is left for the next round instead of waited for', async () => {
  // The embedded engine has one connection: there nothing is ever in another hand.
  if (!onPostgres()) return
  const task = await tasks().create(
    { userId: 'rep-1', text: '送文献', due: '2026-11-25', time: '14:30', timezone: ZONE },
    REP,
  )
  now = at('2026-11-25T14:30')
  await database.transaction(async (trx) => {
    await trx.selectFrom('tasks').select('id').where('id', '=', task.id).forUpdate().execute()
    expect(await reminderClock().deliver()).toBe(0)
  })
  expect(await reminderClock().deliver()).toBe(1)
  expect(await told()).toHaveLength(1)
})

describe('the morning digest', () => {
  it('comes at eight to those who have something to do, once a day', async () => {
    const store = tasks()
    await store.create(
      { userId: 'rep-1', text: '送文献', due: '2026-11-25', time: '14:30', timezone: ZONE },
      REP,
    )
    await store.create({ userId: 'rep-1', text: '补材料', due: '2026-11-20', timezone: ZONE }, REP)
    now = at('2026-11-25T07:59')
    await reminderClock().deliver()
    expect(await told()).toEqual([])
    now = at('2026-11-25T08:00')
    await reminderClock().deliver()
    now = at('2026-11-25T08:30')
    await reminderClock().deliver()
    expect(await told()).toMatchObject([
      {
        kind: 'digest',
        user: 'rep-1',
        late: false,
        text: '2026-11-25 早上好，今天：\n今天到期 1 项\n- 14:30 送文献\n逾期 1 项\n- 补材料',
      },
    ])
  })

  it('is made up for until noon and not after', async () => {
    await tasks().create(
      { userId: 'rep-1', text: '送文献', due: '2026-11-25', time: '20:00', timezone: ZONE },
      REP,
    )
    now = at('2026-11-25T09:00')
    await reminderClock().deliver()
    expect(await told()).toMatchObject([{ kind: 'digest', late: true }])
    await tasks().create(
      { userId: 'rep-2', text: '送文献', due: '2026-11-26', time: '20:00', timezone: ZONE },
      {
        userId: 'rep-2',
        roles: ['rep'],
      },
    )
    now = at('2026-11-26T12:30')
    await reminderClock().deliver()
    expect((await told()).filter((one) => one.user === 'rep-2')).toEqual([])
  })
})
