/** Master data as a strict CRM in memory gives it: in pages, by what changed, again from the beginning. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../core/database.ts'
import { newId } from '../../core/ids.ts'
import { silentLog } from '../../core/log.ts'
import { aVisit, type CrmRoom, openCrmRoom } from '../../test/crm-room.ts'
import { createFakeCrm, type FakeCrm } from '../../test/fake-crm.ts'
import { openTestDatabase } from '../../test/open-database.ts'
import { saveVisits } from '../save-visits.ts'
import { createTaskStore } from '../task-store.ts'
import { takeHold } from './hold-target.ts'
import { createPullCrm, type PullCrm } from './pull-crm.ts'
import { createPushRecords } from './push-records.ts'
import type { PulledRow } from './remote-crm.ts'
import { createSyncDesk, type SyncDesk } from './sync-desk.ts'
import { registerTargets } from './sync-targets.ts'

let database: Database
let room: CrmRoom
let crm: FakeCrm
let pull: PullCrm
let desk: SyncDesk
const never = new AbortController().signal

beforeAll(async () => {
  database = await openTestDatabase()
  room = await openCrmRoom(database)
  await registerTargets(database, { crm: 'https://crm.example' })
  crm = createFakeCrm()
  pull = createPullCrm({
    database,
    clock: room.clock,
    log: silentLog,
    remote: crm,
    timezone: 'Asia/Shanghai',
  })
  desk = createSyncDesk({ database, clock: room.clock })
})
afterAll(() => database.close())

let version = 0
const base = (remoteId: string, externalId: string | null = null) => {
  version += 1
  return { remoteId, externalId, remoteVersion: String(version), active: true }
}
const account = (remoteId: string, name: string, more: object = {}, externalId: string | null = null) =>
  ({
    kind: 'account',
    ...base(remoteId, externalId),
    fields: { name, parentRemoteId: null, city: null, accountKind: null, ...more },
  }) as Extract<PulledRow, { kind: 'account' }>
const contact = (remoteId: string, name: string, accountRemoteId: string, more: object = {}) =>
  ({
    kind: 'contact',
    ...base(remoteId),
    fields: { name, accountRemoteId, department: null, title: null, tier: null, ...more },
  }) as Extract<PulledRow, { kind: 'contact' }>

it('reads everything page by page, links what is here and makes what is not', async () => {
  crm.put(account('ra2', '青岭大学附属医院', { parentRemoteId: 'rnew' }))
  crm.put(account('ra1', '青岭市第一人民医院', { city: '青岭' }, 'A1'))
  crm.put(account('rnew', '青岭医疗集团', { city: '青岭' }, 'H77'))
  crm.put(account('ra3', '百康大药房', { accountKind: 'pharmacy' }))
  crm.put(contact('rk1', '沈知白', 'ra1', { department: '心内科', tier: 'a' }))
  crm.put(contact('rk4', '沈知白', 'ra2'))
  crm.put(contact('rk9', '白露', 'rnew', { title: '副主任医师' }))
  crm.put({ kind: 'product', ...base('rp1', 'P1'), fields: { name: '泽宁平' } })
  crm.put({
    kind: 'user',
    ...base('ru1'),
    fields: { name: '程一', email: 'REP-A@example.com', directoryId: 'entra-a' },
  })
  crm.put({
    kind: 'territory',
    ...base('rt1'),
    fields: {
      userRemoteId: 'ru1',
      accountRemoteId: 'rnew',
      contactRemoteId: null,
      from: '2026-01-01',
      to: null,
    },
  })
  expect(await pull(never)).toMatchObject({ kind: 'read', rows: 10, gone: 0 })
  const a1 = await room.accounts.get('A1')
  expect(a1).toMatchObject({ name: '青岭市第一人民医院', city: '青岭' })
  expect(a1.aliases).toContain('青岭市第一医院')
  expect(await room.accounts.get('A2')).toMatchObject({ parentId: 'H77' })
  expect(await room.accounts.get('H77')).toMatchObject({ name: '青岭医疗集团', state: 'active' })
  expect(await room.contacts.get('rk9')).toMatchObject({
    name: '白露',
    accountId: 'H77',
    title: '副主任医师',
  })
  expect((await room.territories.list({ userId: 'rep-a' })).items).toMatchObject([
    { accountId: 'H77', from: '2026-01-01', to: null },
  ])
  const { pulls } = await desk.status()
  expect(pulls.map((one) => [one.kind, one.linked, one.unlinked])).toEqual([
    ['account', 4, 0],
    ['contact', 3, 0],
    ['product', 1, 0],
    ['territory', 1, 0],
    ['user', 1, 0],
  ])
})

it('then reads only what changed: what the CRM knows it overwrites and lists, what it does not know stays', async () => {
  await room.accounts.update('A1', { city: '别处', departments: ['心内科'] }, null)
  crm.put(account('ra1', '青岭市第一人民医院', { city: '青岭市' }, 'A1'))
  expect(await pull(never)).toMatchObject({ kind: 'read', rows: 1 })
  expect(await room.accounts.get('A1')).toMatchObject({ city: '青岭市', departments: ['心内科'] })
  const { items } = await desk.listConflicts({ open: false })
  expect(items[0]).toMatchObject({
    recordId: 'A1',
    field: 'city',
    ours: '别处',
    theirs: '青岭市',
    decision: 'theirs',
  })
})

it('names the row over there, and in whose name, as soon as both are known', async () => {
  const hold = (await takeHold(database, 'crm', 60_000))!
  const push = createPushRecords({ database, clock: room.clock, log: silentLog, remote: crm })
  const id = newId()
  const visit = { id, source: 'form', userId: 'rep-a', record: aVisit(), changedBy: null } as const
  await database.transaction((trx) => saveVisits(trx, [visit], room.clock.now()))
  await push(hold, never)
  const record = crm.records.get(`visit ${id}`)!
  expect(record.body).toMatchObject({
    account: { id: 'A1', remoteId: 'ra1' },
    rep: { remoteId: 'ru1' },
    contacts: [{ contact: { id: 'K1', remoteId: 'rk1' } }],
  })
  expect(record.actors).toEqual(['entra-a'])
})

it('makes inactive what was deleted there, and reads all again when its links have expired', async () => {
  crm.erase('contact', 'rk9')
  expect(await pull(never)).toMatchObject({ gone: 1 })
  expect(await room.contacts.get('rk9')).toMatchObject({ state: 'inactive' })
  // Deleted while nobody could tell us: only a reading of everything shows it.
  crm.erase('account', 'ra3')
  crm.erase('territory', 'rt1')
  crm.expireLinks()
  expect(await pull(never)).toMatchObject({ kind: 'read', gone: 2 })
  expect(await room.accounts.get('A3')).toMatchObject({ state: 'inactive' })
  expect((await room.territories.list({ userId: 'rep-a' })).items).toMatchObject([{ to: '2026-03-01' }])
  expect(await pull(never)).toMatchObject({ rows: 0, gone: 0 })
})

it('follows a merge: names become aliases, open tasks go over, the past stays', async () => {
  const tasks = createTaskStore({ database, clock: room.clock })
  const by = { userId: 'rep-a', roles: ['rep'] as const }
  const task = await tasks.create(
    { userId: 'rep-a', text: '送文献', timezone: 'Asia/Shanghai', accountId: 'A2', contactId: 'K4' },
    by,
  )
  crm.put({ ...account('ra2', '青岭大学附属医院'), active: false, mergedInto: 'ra1' })
  crm.put({ ...contact('rk4', '沈知白', 'ra1'), active: false, mergedInto: 'rk1' })
  await pull(never)
  expect(await room.accounts.get('A2')).toMatchObject({ state: 'inactive' })
  expect((await room.accounts.get('A1')).aliases).toEqual(
    expect.arrayContaining(['青岭大学附属医院', '附院']),
  )
  expect(await tasks.get(task.id, by)).toMatchObject({ accountId: 'A1', contactId: 'K1' })
  expect(await room.contacts.get('K4')).toMatchObject({ state: 'inactive' })
})

it('asks a person where several have the name, and links the one that the person names', async () => {
  await room.accounts.create({ id: 'X1', name: '康和医院' }, null)
  await room.accounts.create({ id: 'X2', name: '康和医院' }, null)
  crm.put(account('rx', '康和医院', { city: '江城' }))
  crm.put(contact('rkx', '闻笛', 'rx'))
  await pull(never)
  const [open] = (await desk.listConflicts({ open: true })).items
  expect(open).toMatchObject({ code: 'same_name', ours: ['X1', 'X2'], theirs: '康和医院' })
  await expect(desk.decide(open!.id, { decision: 'theirs', recordId: 'A1' }, 'boss')).rejects.toMatchObject({
    code: 'invalid_input',
  })
  await desk.decide(open!.id, { decision: 'theirs', recordId: 'X2' }, 'boss')
  await pull(never)
  expect(await room.accounts.get('X2')).toMatchObject({ city: '江城' })
  expect(await room.contacts.get('rkx')).toMatchObject({ accountId: 'X2' })
  expect((await desk.listConflicts({ open: true })).items).toEqual([])
})

it('lists a user who has left over there for a person, and closes it when both agree', async () => {
  const user = (active: boolean): PulledRow => ({
    kind: 'user',
    ...base('ru1'),
    active,
    fields: { name: '程一', email: 'rep-a@example.com', directoryId: 'entra-a' },
  })
  crm.put(user(false))
  await pull(never)
  expect((await desk.listConflicts({ open: true })).items).toMatchObject([
    { kind: 'user', recordId: 'rep-a', code: 'inactive_there' },
  ])
  crm.put(user(true))
  await pull(never)
  expect((await desk.listConflicts({ open: true })).items).toEqual([])
})

it('goes on with the page it was at after it was cut off', async () => {
  for (let n = 0; n < 7; n += 1) crm.put(account(`many${n}`, `新医院${n}`))
  crm.expireLinks()
  const real = crm.pull
  let pages = 0
  crm.pull = async (kind, link, signal) => {
    pages += 1
    if (kind === 'account' && pages === 4) throw new Error('killed')
    return real(kind, link, signal)
  }
  await expect(pull(never)).rejects.toThrow('killed')
  const asked: (string | undefined)[] = []
  crm.pull = (kind, link, signal) => {
    if (kind === 'account') asked.push(link)
    return real(kind, link, signal)
  }
  expect(await pull(never)).toMatchObject({ kind: 'read' })
  expect(asked[0]).toMatch(/^full:4:/u)
  expect(await room.accounts.get('many6')).toMatchObject({ name: '新医院6', state: 'active' })
  expect(await room.accounts.get('many0')).toMatchObject({ state: 'active' })
})
