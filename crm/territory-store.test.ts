import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { type CrmRoom, openCrmRoom } from '../test/crm-room.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { coverageOf } from './coverage.ts'
import { repsOfContacts } from './territory-store.ts'
import { transferTerritories } from './transfer-territories.ts'

let database: Database
let room: CrmRoom
beforeAll(async () => {
  database = await openTestDatabase()
  room = await openCrmRoom(database)
})
afterAll(() => database.close())

const at = new Date('2026-03-10T02:00:00Z')
const person = (userId: string, role: 'rep' | 'manager' | 'admin') => ({
  userId,
  roles: [role],
  timezone: 'Asia/Shanghai',
})
const seen = async (userId: string, role: 'rep' | 'manager' | 'admin', when = at) => {
  const coverage = await coverageOf(database.query, person(userId, role), when)
  return (await room.contacts.list({ coverage })).items.map((one) => one.id)
}

describe('territories', () => {
  it('show everybody’s contacts while a company has given none out', async () => {
    expect(await seen('rep-a', 'rep')).toEqual(['K1', 'K2', 'K3', 'K4', 'K5'])
  })

  it('narrow a rep to the own contacts, a manager to those of the teams', async () => {
    await room.territories.create({ userId: 'rep-a', accountId: 'A1', from: '2026-01-01' }, null)
    await room.territories.create({ userId: 'rep-b', contactId: 'K3', from: '2026-01-01' }, null)
    await room.territories.create({ userId: 'rep-s', accountId: 'A3', from: '2026-01-01' }, null)
    expect(await seen('rep-a', 'rep')).toEqual(['K1', 'K2'])
    expect(await seen('rep-b', 'rep')).toEqual(['K3'])
    expect(await seen('boss-e', 'manager')).toEqual(['K1', 'K2', 'K3'])
    expect(await seen('boss', 'admin')).toHaveLength(5)
    const coverage = await coverageOf(database.query, person('rep-b', 'rep'), at)
    expect((await room.accounts.list({ coverage })).items.map((one) => one.id)).toEqual(['A2'])
    await expect(room.contacts.get('K1', coverage)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('begin on their first day and end before their last, in the person’s own time zone', async () => {
    const added = await room.territories.create(
      { userId: 'rep-b', accountId: 'A3', from: '2026-05-01', to: '2026-06-01' },
      null,
    )
    expect(added).toMatchObject({ from: '2026-05-01', to: '2026-06-01' })
    // 2026-04-30 23:59 and 2026-05-01 00:00 in Shanghai.
    expect(await seen('rep-b', 'rep', new Date('2026-04-30T15:59:00Z'))).toEqual(['K3'])
    expect(await seen('rep-b', 'rep', new Date('2026-04-30T16:00:00Z'))).toEqual(['K3', 'K5'])
    expect(await seen('rep-b', 'rep', new Date('2026-05-31T16:00:00Z'))).toEqual(['K3'])
  })

  it('never hold the same pair twice at one time, also when two are given at once', async () => {
    const again = { userId: 'rep-b', accountId: 'A3', from: '2026-05-31', to: '2026-07-01' }
    await expect(room.territories.create(again, null)).rejects.toMatchObject({ code: 'conflict' })
    await room.territories.create({ ...again, from: '2026-06-01' }, null)
    const race = { userId: 'rep-s', contactId: 'K1', from: '2026-01-01' }
    const both = await Promise.allSettled([
      room.territories.create(race, null),
      room.territories.create({ ...race, from: '2026-02-01' }, null),
    ])
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
  })

  it('refuse what makes no sense', async () => {
    const refusals = [
      { userId: 'rep-a', from: '2026-01-01' },
      { userId: 'rep-a', accountId: 'A1', contactId: 'K1', from: '2026-01-01' },
      { userId: 'rep-a', accountId: 'A9', from: '2026-01-01' },
      { userId: 'nobody', accountId: 'A1', from: '2026-01-01' },
      { userId: 'rep-a', accountId: 'A2', from: '2026-02-30' },
      { userId: 'rep-a', accountId: 'A2', from: '2026-02-02', to: '2026-02-02' },
    ]
    for (const one of refusals) {
      await expect(room.territories.create(one, null), JSON.stringify(one)).rejects.toMatchObject({
        code: 'invalid_input',
      })
    }
  })

  it('go over to another from a day on, joined with what that one has already', async () => {
    await room.territories.create({ userId: 'rep-a', accountId: 'A2', from: '2026-09-01' }, null)
    const transfer = { fromUserId: 'rep-a', toUserId: 'rep-b', on: '2026-08-01', actorId: 'boss' }
    const move = () => database.transaction((trx) => transferTerritories(trx, transfer, at))
    expect(await move()).toEqual({ accountIds: ['A1', 'A2'], contactIds: [] })
    expect(await move()).toEqual({ accountIds: [], contactIds: [] })
    const of = async (userId: string) =>
      (await room.territories.list({ userId })).items
        .map((one) => `${one.accountId ?? one.contactId} ${one.from} ${one.to}`)
        .toSorted()
    expect(await of('rep-a')).toEqual(['A1 2026-01-01 2026-08-01'])
    expect(await of('rep-b')).toEqual([
      'A1 2026-08-01 null',
      'A2 2026-09-01 null',
      'A3 2026-05-01 2026-06-01',
      'A3 2026-06-01 2026-07-01',
      'K3 2026-01-01 null',
    ])
    await room.territories.create({ userId: 'rep-s', accountId: 'A1', from: '2026-08-15' }, null)
    await database.transaction((trx) =>
      transferTerritories(trx, { ...transfer, fromUserId: 'rep-b', toUserId: 'rep-s', on: '2026-08-20' }, at),
    )
    expect((await of('rep-s')).filter((one) => one.startsWith('A1'))).toEqual(['A1 2026-08-15 null'])
    expect(await repsOfContacts(database.query, ['K1', 'K5', 'none'], '2026-08-21')).toEqual(
      new Map([
        ['K1', ['rep-s']],
        ['K5', ['rep-s']],
      ]),
    )
  })
})
