import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { openControlRoom } from '../test/control-room.ts'
import { DAY, MINUTE } from '../test/moving-clock.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { CODE_MINUTES, CODE_PATTERN, createChannelLinks } from './channel-links.ts'
import { createPageLinks, PAGE_LINK_DAYS } from './page-links.ts'

let database: Database
let room: Awaited<ReturnType<typeof openControlRoom>>
beforeAll(async () => {
  database = await openTestDatabase()
  room = await openControlRoom(database)
  for (const id of ['anna', 'bert', 'gone']) await room.user(id)
  await database.query
    .updateTable('users')
    .set({ email: 'Anna@Example.com' })
    .where('id', '=', 'anna')
    .execute()
  await database.query.updateTable('users').set({ state: 'disabled' }).where('id', '=', 'gone').execute()
})
afterAll(() => database.close())

describe('a chat account', () => {
  const open = () => createChannelLinks({ database, clock: room.clock })

  it('is tied by a code, once, and a newer account takes its place', async () => {
    const links = open()
    expect(await links.find('slack', 'U1')).toEqual({ kind: 'stranger' })
    const { code } = await links.issueCode('bert', null)
    expect(code).toMatch(CODE_PATTERN)
    expect(await links.redeem('slack', 'U1', code.toLowerCase().replace('-', ''))).toMatchObject({
      kind: 'linked',
      user: { id: 'bert' },
    })
    expect(await links.redeem('slack', 'U2', code)).toEqual({ kind: 'used' })
    const again = await links.issueCode('bert', null)
    await links.redeem('slack', 'U2', again.code)
    expect(await links.find('slack', 'U1')).toEqual({ kind: 'stranger' })
    expect(await links.find('slack', 'U2')).toMatchObject({ kind: 'known', reader: { userId: 'bert' } })
    expect(await links.list('bert')).toHaveLength(1)
    await links.unlink('bert', 'slack', 'bert')
    expect(await links.find('slack', 'U2')).toEqual({ kind: 'stranger' })
    await expect(links.unlink('bert', 'slack', 'bert')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('needs a code that is right and young; a new code ends the one before', async () => {
    const links = open()
    expect(await links.redeem('wecom', 'w', 'AAAA-2222')).toEqual({ kind: 'unknown' })
    const first = await links.issueCode('bert', null)
    const second = await links.issueCode('bert', null)
    expect(await links.redeem('wecom', 'w', first.code)).toEqual({ kind: 'unknown' })
    room.clock.advance(CODE_MINUTES * MINUTE)
    expect(await links.redeem('wecom', 'w', second.code)).toEqual({ kind: 'expired' })
    await expect(links.issueCode('gone', null)).rejects.toMatchObject({ code: 'conflict' })
    await expect(links.issueCode('nobody', null)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is tied by the address that the platform vouches for, of one active user', async () => {
    const links = open()
    expect(await links.linkByEmail('slack', 'U7', ' anna@example.COM')).toMatchObject({
      kind: 'known',
      user: { id: 'anna' },
    })
    expect(await links.linkByEmail('slack', 'U8', 'other@example.com')).toEqual({ kind: 'stranger' })
    await database.query.updateTable('users').set({ state: 'disabled' }).where('id', '=', 'anna').execute()
    expect(await links.find('slack', 'U7')).toEqual({ kind: 'disabled' })
    expect(await links.linkByEmail('slack', 'U9', 'anna@example.com')).toEqual({ kind: 'stranger' })
    await database.query.updateTable('users').set({ state: 'active' }).where('id', '=', 'anna').execute()
  })
})

describe('a link to a page', () => {
  it('opens its page for its person, signed alike by every process', async () => {
    const sign = await createPageLinks({ database, clock: room.clock }).signer()
    const path = sign('bert', '/read/v1?answer=a&n=2')
    const other = createPageLinks({ database, clock: room.clock })
    expect(await other.open(path.slice('/l/'.length))).toMatchObject({
      kind: 'ok',
      path: '/read/v1?answer=a&n=2',
      reader: { userId: 'bert' },
    })
  })

  it('is refused when it was changed, when its time is over, and when its person has left', async () => {
    const links = createPageLinks({ database, clock: room.clock })
    const sign = await links.signer()
    const token = sign('bert', '/read/v1').slice('/l/'.length)
    const forged = `${Buffer.from(JSON.stringify(['anna', '/read/v1', 9e9])).toString('base64url')}.${token.split('.')[1]}`
    for (const bad of [forged, `${token}x`, `x${token}`, 'x', '', '..', token.split('.')[0]!]) {
      expect(await links.open(bad)).toEqual({ kind: 'invalid' })
    }
    expect(await links.open(sign('gone', '/read/v1').slice('/l/'.length))).toEqual({ kind: 'disabled' })
    room.clock.advance(PAGE_LINK_DAYS * DAY)
    expect(await links.open(token)).toEqual({ kind: 'expired' })
  })

  it('signs only pages that show', async () => {
    const sign = await createPageLinks({ database, clock: room.clock }).signer()
    expect(sign('bert', '/v1/users')).toBe('/v1/users')
    expect(sign('bert', 'https://elsewhere.example/read/x')).toBe('https://elsewhere.example/read/x')
  })
})
