import { beforeEach, describe, expect, it } from 'vitest'
import { type DataverseRoom, openDataverseRoom } from '../../test/dataverse-room.ts'
import { faultList } from '../../test/fakes/dataverse/fake-faults.ts'
import { DAY, type MovingClock, movingClock } from '../../test/moving-clock.ts'
import type { PulledKind, PulledPage } from '../sync/remote-crm.ts'
import { PAGE_SIZE } from './pull-changes.ts'

let room: DataverseRoom
let clock: MovingClock

beforeEach(async () => {
  clock = movingClock('2026-03-02T08:00:00Z')
  room = await openDataverseRoom({ clock })
})

async function page(kind: PulledKind, link?: string): Promise<PulledPage> {
  const outcome = await room.crm.pull(kind, link)
  if (outcome.kind !== 'page') throw new Error(JSON.stringify(outcome))
  return outcome.page
}

describe('reading master data', () => {
  it('gives rows with our code, and where the next reading begins', async () => {
    room.fake.put(
      'account',
      { xa_hcocode: 'H-1', xa_accountkind: 100_000_002, address1_city: '江城' },
      room.hospital,
    )
    const { rows, gone, next, delta } = await page('account')
    expect(rows).toEqual([
      {
        kind: 'account',
        remoteId: room.hospital,
        remoteVersion: expect.stringMatching(/^W\/"\d+"$/),
        externalId: 'H-1',
        active: true,
        fields: { name: '江城市第一人民医院', parentRemoteId: null, city: '江城', accountKind: 'pharmacy' },
      },
    ])
    expect(gone).toEqual([])
    expect(next).toBeUndefined()
    expect(delta).toContain('$deltatoken')
  })

  it('knows people by their names as they are written, products, and who covers whom', async () => {
    expect((await page('contact')).rows).toMatchObject([
      { fields: { name: '王建国', accountRemoteId: room.hospital } },
    ])
    expect((await page('product')).rows).toMatchObject([{ externalId: 'P-1', fields: { name: '糖诺利' } }])
    expect((await page('user')).rows).toContainEqual(
      expect.objectContaining({
        externalId: 'U-1',
        remoteId: room.rep,
        fields: expect.objectContaining({ name: '李雷' }),
      }),
    )
    room.fake.put('xa_territory', { xa_name: '无人' })
    room.fake.put('xa_territory', {
      xa_userid: room.rep,
      xa_accountid: room.hospital,
      xa_fromdate: '2026-01-01',
    })
    expect((await page('territory')).rows).toMatchObject([
      {
        fields: {
          userRemoteId: room.rep,
          accountRemoteId: room.hospital,
          contactRemoteId: null,
          from: '2026-01-01',
          to: null,
        },
      },
    ])
  })

  it('reads only what changed since, and what was deleted', async () => {
    const { delta } = await page('account')
    const other = room.fake.put('account', { name: '江城市中医院' })
    const passing = room.fake.put('account', { name: '开错的' })
    room.fake.remove('account', passing)
    const changes = await page('account', delta)
    expect(changes.rows.map((row) => row.remoteId)).toEqual([other])
    expect(changes.gone).toEqual([passing])
    expect(await page('account', changes.delta)).toMatchObject({ rows: [], gone: [] })
  })

  it('tells a merge: the row that took the place of another', async () => {
    const { delta } = await page('account')
    const twin = room.fake.put('account', {
      name: '江城一院',
      merged: true,
      masterid: room.hospital,
      statecode: 1,
    })
    expect((await page('account', delta)).rows).toMatchObject([
      { remoteId: twin, active: false, mergedInto: room.hospital },
    ])
  })

  it('goes through many pages and misses nothing that changes meanwhile', async () => {
    for (let at = 0; at < 2 * PAGE_SIZE; at += 1) room.fake.put('account', { name: `医院${at}` })
    const first = await page('account')
    expect(first.rows).toHaveLength(PAGE_SIZE)
    expect(first.delta).toBeUndefined()
    const changed = room.fake.put('account', { name: '改名医院' }, first.rows[0]!.remoteId)
    const second = await page('account', first.next)
    const third = await page('account', second.next)
    expect(third.rows).toHaveLength(1)
    const seen = new Set([...first.rows, ...second.rows, ...third.rows].map((row) => row.remoteId))
    expect(seen.size).toBe(2 * PAGE_SIZE + 1)
    expect((await page('account', third.delta)).rows).toMatchObject([
      { remoteId: changed, fields: { name: '改名医院' } },
    ])
  })

  it('says that a link is too old after a week', async () => {
    const { delta } = await page('account')
    clock.advance(8 * DAY)
    expect(await room.crm.pull('account', delta)).toEqual({ kind: 'link_expired' })
  })

  it('says that change tracking is off', async () => {
    room.fake.table('product').tracked = false
    expect(await room.crm.pull('product')).toMatchObject({
      kind: 'failed',
      retry: false,
      code: 'schema_missing',
    })
  })

  it('carries its token to no other address', async () => {
    const before = room.fake.seen.length
    expect(await room.crm.pull('account', 'https://elsewhere.example/accounts')).toMatchObject({
      kind: 'failed',
    })
    expect(room.fake.seen).toHaveLength(before)
  })

  it('fails as a value over every passing fault', async () => {
    for (const fault of ['reset', 'error', 'garbage'] as const) {
      room.fake.fail(faultList(fault))
      expect(await room.crm.pull('account')).toMatchObject({ kind: 'failed', retry: true })
    }
    room.fake.fail(faultList('throttle'))
    expect(await room.crm.pull('account')).toMatchObject({ kind: 'paused' })
  })
})
