/** The outbox against a strict CRM in memory: what is written here is there, once, whatever goes wrong between. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../core/database.ts'
import { newId } from '../../core/ids.ts'
import { silentLog } from '../../core/log.ts'
import { aVisit, openCrmRoom } from '../../test/crm-room.ts'
import { createFakeCrm, type FakeCrm } from '../../test/fake-crm.ts'
import type { MovingClock } from '../../test/moving-clock.ts'
import { openTestDatabase } from '../../test/open-database.ts'
import { saveVisits } from '../save-visits.ts'
import { createTaskStore } from '../task-store.ts'
import type { Visit } from '../visit.ts'
import { type Hold, takeHold } from './hold-target.ts'
import { createPushRecords, type PushRecords } from './push-records.ts'
import { createReconcileCrm } from './reconcile-crm.ts'
import { createSyncDesk } from './sync-desk.ts'
import { registerTargets } from './sync-targets.ts'

let database: Database
let clock: MovingClock
let crm: FakeCrm
let push: PushRecords
let hold: Hold
const never = new AbortController().signal

beforeAll(async () => {
  database = await openTestDatabase()
  clock = (await openCrmRoom(database)).clock
})
afterAll(() => database.close())
beforeEach(async () => {
  await sql`truncate sync_targets, sync_records, sync_conflicts, visits, tasks cascade`.execute(
    database.query,
  )
  crm = createFakeCrm()
  push = createPushRecords({ database, clock, log: silentLog, remote: crm, random: () => 0 })
})

async function connect() {
  await registerTargets(database, { crm: 'https://crm.example' })
  hold = (await takeHold(database, 'crm', 60_000))!
}

async function save(record: Partial<Visit> = {}, id = newId()): Promise<string> {
  const visit = { id, source: 'form', userId: 'rep-a', record: aVisit(record), changedBy: 'rep-a' } as const
  await database.transaction((trx) => saveVisits(trx, [visit], clock.now()))
  return id
}

const states = async () =>
  (
    await database.query
      .selectFrom('sync_records')
      .select(['kind', 'record_id', 'state', 'fault_code', 'attempts'])
      .where('target', '=', 'crm')
      .orderBy('changed_at')
      .execute()
  ).map((row) => ({ ...row }))

describe('the outbox', () => {
  it('keeps nothing where nobody is connected, and gives a new CRM everything', async () => {
    const id = await save()
    expect(await states()).toEqual([])
    await connect()
    expect(await states()).toMatchObject([{ kind: 'visit', record_id: id, state: 'waiting' }])
  })

  it('goes with the transaction that wrote the record, and not without it', async () => {
    await connect()
    await expect(
      database.transaction(async (trx) => {
        const visit = {
          id: newId(),
          source: 'form',
          userId: 'rep-a',
          record: aVisit(),
          changedBy: null,
        } as const
        await saveVisits(trx, [visit], clock.now())
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await states()).toEqual([])
  })

  it('sends a visit once however often it changed before, and again when it changes after', async () => {
    await connect()
    const id = await save()
    await save({ department: '肾内科' }, id)
    expect(await push(hold, never)).toMatchObject({ saved: 1, parked: 0 })
    expect(crm.records.get(`visit ${id}`)?.body).toMatchObject({ department: '肾内科', rep: { id: 'rep-a' } })
    expect(crm.pushes).toHaveLength(1)
    expect(await push(hold, never)).toMatchObject({ saved: 0 })
    await save({ department: '老年科' }, id)
    await push(hold, never)
    expect(crm.records.get(`visit ${id}`)?.body).toMatchObject({ department: '老年科' })
    expect(crm.pushes).toHaveLength(2)
  })

  it('sends nothing when a record was written without a change that the other side would see', async () => {
    await connect()
    const id = await save()
    await push(hold, never)
    await sql`update visits set updated_at = updated_at where id = ${id}`.execute(database.query)
    expect(await states()).toMatchObject([{ state: 'waiting' }])
    await push(hold, never)
    expect(crm.pushes).toHaveLength(1)
    expect(await states()).toMatchObject([{ state: 'done' }])
  })

  it('makes a planned visit an appointment, a follow-up a task, each after its visit', async () => {
    await connect()
    const id = await save({ status: 'planned', date: '2026-03-20', time: '14:30' })
    const tasks = createTaskStore({ database, clock })
    const by = { userId: 'rep-a', roles: ['rep'] as const }
    const timezone = 'Asia/Shanghai'
    await tasks.create({ userId: 'rep-a', text: '送文献', due: '2026-03-05', timezone, visitId: id }, by)
    crm.fault = (record) => (record.kind === 'visit' ? 'remote_error' : undefined)
    await push(hold, never)
    expect(crm.records.size).toBe(0)
    crm.fault = () => undefined
    clock.advance(60_000)
    await push(hold, never)
    expect(crm.pushes.slice(-3).map((one) => one.kind)).toEqual([
      'visit',
      expect.any(String),
      expect.any(String),
    ])
    expect(crm.records.get(`appointment ${id}`)?.body).toMatchObject({
      start: '2026-03-20T06:30:00.000Z',
      status: 'open',
    })
    await save({ status: 'completed', date: '2026-03-20', time: '14:30' }, id)
    await push(hold, never)
    expect(crm.records.get(`appointment ${id}`)?.body).toMatchObject({ status: 'done' })
  })
})

describe('what goes wrong', () => {
  it('writes nothing twice when the answer is lost after the other side has written', async () => {
    await connect()
    const id = await save()
    let lost = 1
    crm.fault = () => (lost-- > 0 ? 'lost' : undefined)
    expect(await push(hold, never)).toMatchObject({ again: 1 })
    clock.advance(5_000)
    expect(await push(hold, never)).toMatchObject({ saved: 1 })
    expect(crm.records.size).toBe(1)
    lost = 1
    await save({ department: '肾内科' }, id)
    await push(hold, never)
    clock.advance(5_000)
    await push(hold, never)
    expect(crm.records.get(`visit ${id}`)?.body).toMatchObject({ department: '肾内科' })
    expect(await createSyncDesk({ database, clock }).listConflicts({})).toMatchObject({ items: [] })
  })

  it('parks what no trying helps, tells why, and sends it when somebody asks', async () => {
    await connect()
    const id = await save()
    crm.fault = () => 'forbidden'
    expect(await push(hold, never)).toMatchObject({ parked: 1 })
    const desk = createSyncDesk({ database, clock })
    expect((await desk.listParked({})).items).toMatchObject([{ kind: 'visit', id, code: 'forbidden' }])
    clock.advance(3_600_000)
    await push(hold, never)
    expect(crm.pushes).toHaveLength(1)
    crm.fault = () => undefined
    expect(await desk.retry({ ids: [id] }, 'boss')).toBe(1)
    expect(await push(hold, never)).toMatchObject({ saved: 1 })
    expect((await desk.listParked({})).items).toEqual([])
  })

  it('tries a passing fault later and later, and parks it in the end', async () => {
    await connect()
    await save()
    crm.fault = () => 'missing_reference'
    let tries = 0
    for (let hours = 0; hours < 50; hours += 1) {
      await push(hold, never)
      const now = crm.pushes.length
      expect(now - tries).toBeLessThanOrEqual(1)
      tries = now
      clock.advance(3_600_000)
    }
    expect(tries).toBe(8)
    expect(await states()).toMatchObject([{ state: 'parked', fault_code: 'missing_reference' }])
  })

  it('stops altogether while the other side asks for a pause, and blames no record', async () => {
    await connect()
    for (let n = 0; n < 20; n += 1) await save()
    crm.pausedUntil = new Date(clock.now().getTime() + 30_000)
    expect(await push(hold, never)).toMatchObject({ saved: 0, pausedUntil: crm.pausedUntil })
    expect((await states()).every((row) => row.state === 'waiting' && row.attempts === 0)).toBe(true)
    crm.pausedUntil = null
    expect(await push(hold, never)).toMatchObject({ saved: 20 })
  })

  it('waits as a whole when the connection keeps failing, and then lets one record go ahead', async () => {
    await connect()
    for (let n = 0; n < 30; n += 1) await save()
    crm.fault = () => 'unreachable'
    const first = await push(hold, never)
    expect(first.pausedUntil).not.toBeNull()
    const tried = crm.pushes.length
    expect(tried).toBeLessThan(30)
    clock.advance(60_000)
    await push(hold, never)
    expect(crm.pushes.length).toBe(tried + 1)
    crm.fault = () => undefined
    clock.advance(600_000)
    await push(hold, never)
    clock.advance(600_000)
    await push(hold, never)
    expect(crm.records.size).toBe(30)
  })

  it('gives what a dead process had in hand to the next, whose word alone counts', async () => {
    await connect()
    const id = await save()
    const { claimRecords } = await import('./claim-records.ts')
    const { settlePush } = await import('./settle-push.ts')
    const taken = await claimRecords(database, hold, crm.fingerprint, 5, clock.now())
    expect(taken.claims).toHaveLength(1)
    await sql`update sync_targets set held_until = now() - interval '1 second'`.execute(database.query)
    const next = (await takeHold(database, 'crm', 60_000))!
    expect(await push(hold, never)).toMatchObject({ saved: 0 })
    expect(await push(next, never)).toMatchObject({ saved: 1 })
    const late = { kind: 'saved', remoteVersion: 'of long ago' } as const
    expect(await settlePush(database, hold, taken.claims[0]!, late, clock.now(), Math.random)).toBe('lost')
    const row = await database.query.selectFrom('sync_records').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ record_id: id, state: 'done' })
    expect(row.remote_version).not.toBe('of long ago')
  })

  it('keeps a change that comes while the record is under way', async () => {
    await connect()
    const id = await save()
    let changed = false
    crm.fault = () => {
      if (!changed) {
        changed = true
        void save({ department: '肾内科' }, id)
      }
      return undefined
    }
    await push(hold, never)
    const department = async () => {
      await push(hold, never)
      return crm.records.get(`visit ${id}`)?.body['department']
    }
    await expect.poll(department).toBe('肾内科')
    expect(crm.collisions).toEqual([])
  })
})

describe('what somebody changed over there', () => {
  it('of a visit is overwritten and listed', async () => {
    await connect()
    const id = await save()
    await push(hold, never)
    crm.change('visit', id, { department: '骨科' })
    await save({ department: '肾内科' }, id)
    await push(hold, never)
    expect(crm.records.get(`visit ${id}`)?.body).toMatchObject({ department: '肾内科' })
    const { items } = await createSyncDesk({ database, clock }).listConflicts({})
    expect(items).toMatchObject([{ field: 'department', theirs: '骨科', ours: '肾内科', decision: 'ours' }])
  })

  it('of a task that was finished there finishes it here', async () => {
    await connect()
    const tasks = createTaskStore({ database, clock })
    const by = { userId: 'rep-a', roles: ['rep'] as const }
    const timezone = 'Asia/Shanghai'
    const task = await tasks.create({ userId: 'rep-a', text: '送文献', due: '2026-03-05', timezone }, by)
    await push(hold, never)
    crm.change('task', task.id, { status: 'done' })
    await tasks.update(task.id, { text: '送两篇文献' }, by)
    await push(hold, never)
    expect(await tasks.get(task.id, by)).toMatchObject({ status: 'done', text: '送两篇文献' })
    expect(crm.records.get(`task ${task.id}`)?.body).toMatchObject({ status: 'done', text: '送两篇文献' })
  })

  it('of an appointment waits for a person, and is overwritten when that person says so', async () => {
    await connect()
    const id = await save({ status: 'planned', date: '2026-03-20', time: '14:30' })
    await push(hold, never)
    crm.change('appointment', id, { start: '2026-03-21T06:30:00.000Z' })
    await save({ status: 'planned', date: '2026-03-20', time: '14:30', contacts: [] }, id)
    await push(hold, never)
    expect(crm.records.get(`appointment ${id}`)?.body).toMatchObject({ start: '2026-03-21T06:30:00.000Z' })
    const desk = createSyncDesk({ database, clock })
    const { items } = await desk.listConflicts({ open: true })
    expect(items).toMatchObject([{ kind: 'appointment', field: 'start' }])
    await desk.decide(items[0]!.id, { decision: 'ours' }, 'boss')
    await push(hold, never)
    expect(crm.records.get(`appointment ${id}`)?.body).toMatchObject({ start: '2026-03-20T06:30:00.000Z' })
  })

  it('and was deleted is made again', async () => {
    await connect()
    const id = await save()
    await push(hold, never)
    crm.remove('visit', id)
    await save({ department: '肾内科' }, id)
    await push(hold, never)
    expect(crm.records.get(`visit ${id}`)?.body).toMatchObject({ department: '肾内科' })
  })
})

describe('the comparison', () => {
  it('finds what is missing, different and too much, and sends the first two again', async () => {
    await connect()
    const [a, b, c] = [await save(), await save(), await save()]
    await push(hold, never)
    crm.remove('visit', a)
    crm.change('visit', b, { department: '骨科' })
    crm.records.set('visit stray', { kind: 'visit', id: 'stray', body: {}, version: 1, actors: [] })
    const reconcile = createReconcileCrm({ database, clock, remote: crm })
    const visits = (await reconcile({ mend: true }, never)).kinds.find((one) => one.kind === 'visit')
    expect(visits).toMatchObject({
      here: 3,
      there: 3,
      same: 1,
      missingIds: [a],
      differentIds: [b],
      extraIds: ['stray'],
    })
    // A row that is locked for a moment is passed over and left to the next round.
    while ((await push(hold, never)).saved > 0);
    crm.records.delete('visit stray')
    expect(await reconcile({ mend: false }, never)).toMatchObject({ agree: true })
    expect(crm.records.get(`visit ${c}`)).toBeDefined()
  })
})

it('brings two hundred visits over, each once, while every fifth call fails in some way', async () => {
  await connect()
  const ids: string[] = []
  for (let n = 0; n < 200; n += 1) ids.push(await save({ keywords: [`k${n}`] }))
  let seed = 7
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed / 2147483648
  }
  const faults = ['lost', 'unreachable', 'remote_error', 'missing_reference'] as const
  crm.fault = () => (random() < 0.2 ? faults[Math.floor(random() * faults.length)] : undefined)
  for (let round = 0; round < 60 && (await states()).some((row) => row.state !== 'done'); round += 1) {
    await push(hold, never)
    clock.advance(120_000)
  }
  expect(crm.records.size).toBe(200)
  expect(crm.collisions).toEqual([])
  expect(crm.mostAtOnce).toBeGreaterThan(1)
  const report = await createReconcileCrm({ database, clock, remote: crm })({ mend: false }, never)
  expect(report).toMatchObject({ agree: true })
  expect(ids.every((id) => crm.records.has(`visit ${id}`))).toBe(true)
})
