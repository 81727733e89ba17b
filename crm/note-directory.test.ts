import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { type CrmRoom, openCrmRoom } from '../test/crm-room.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { createCompetitorStore, findCompetitorNamed } from './competitor-store.ts'
import { noteDirectoryOf } from './note-directory.ts'

let database: Database
let room: CrmRoom
beforeAll(async () => {
  database = await openTestDatabase()
  room = await openCrmRoom(database)
})
afterAll(() => database.close())

const at = new Date('2026-03-10T02:00:00Z')

describe('the directory of a note', () => {
  it('has the territory’s people who are there that day, the products and the rivals', async () => {
    const competitors = createCompetitorStore(room)
    await competitors.create({ id: 'R1', name: '瑞泽', aliases: ['小瑞', '瑞泽'], productIds: ['P1'] }, null)
    await room.territories.create({ userId: 'rep-a', accountId: 'A1', from: '2026-01-01' }, null)
    await room.contacts.create({ id: 'K6', name: '顾行', accountId: 'A1', until: '2026-03-10' }, null)
    await room.contacts.create({ id: 'K7', name: '顾远', accountId: 'A1', until: '2026-03-11' }, null)
    await room.contacts.update('K2', { state: 'moved' }, null)
    const directory = await noteDirectoryOf(database.query, 'rep-a', at)
    expect(directory).toEqual({
      accounts: [{ id: 'A1', name: '青岭市第一医院', aliases: ['青一', '一院'] }],
      contacts: [
        { id: 'K1', name: '沈知白', accountId: 'A1', department: '心内科', title: '主任医师' },
        { id: 'K7', name: '顾远', accountId: 'A1', department: null, title: null },
      ],
      products: [
        { id: 'P1', name: '泽宁平', generic: '泽米沙坦片', aliases: ['ZNP'], indications: ['高血压'] },
        { id: 'P2', name: '康衡', generic: null, aliases: [], indications: [] },
      ],
      competitors: ['瑞泽', '小瑞'],
    })
    expect((await findCompetitorNamed(database.query, ' 小瑞 '))?.id).toBe('R1')
    await expect(competitors.create({ name: '瑞 泽' }, null)).rejects.toMatchObject({ code: 'conflict' })
    await expect(competitors.update('R1', { productIds: ['P9'] }, null)).rejects.toMatchObject({
      code: 'invalid_input',
    })
    expect((await noteDirectoryOf(database.query, 'boss', at)).accounts).toHaveLength(3)
    await expect(noteDirectoryOf(database.query, 'nobody', at)).rejects.toMatchObject({ code: 'not_found' })
  })
})
