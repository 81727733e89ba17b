import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { aVisit, type CrmRoom, openCrmRoom } from '../test/crm-room.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { saveVisits } from './save-visits.ts'
import type { Visit } from './visit.ts'
import { expenseOf } from './visit-expense.ts'

let database: Database
let room: CrmRoom
beforeAll(async () => {
  database = await openTestDatabase()
  room = await openCrmRoom(database)
})
afterAll(() => database.close())

const save = (id: string, record: Visit, changedBy = 'rep-a') =>
  database.transaction((trx) =>
    saveVisits(
      trx,
      [{ id, source: 'note', userId: 'rep-a', record, note: '见了沈主任', changedBy }],
      room.clock.now(),
    ),
  )
const head = (id: string) =>
  database.query.selectFrom('visits').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const children = (
  table: 'visit_contacts' | 'visit_products' | 'visit_objections' | 'visit_commitments',
  id: string,
) => database.query.selectFrom(table).selectAll().where('visit_id', '=', id).orderBy('position').execute()

describe('a saved visit', () => {
  it('stands in columns that count, in child rows, and whole in its first revision', async () => {
    const record = aVisit({
      contacts: [
        { text: '沈主任', id: 'K1', role: 'primary', attitude: 'positive' },
        { text: '新来的田医生', id: null, role: 'attendee', attitude: 'unknown', new_contact: true },
        { text: '江晚', id: 'K3', role: 'mentioned', attitude: 'unknown' },
      ],
      products: [
        { text: '康衡', id: 'P2', order: 2, detailed: false, attitude: 'neutral' },
        { text: 'ZNP', id: 'P1', order: 1, detailed: true, attitude: 'positive' },
      ],
      objections: [{ category: 'price', text: '有点贵', product: 'P1' }],
      rep_commitments: ['送文献'],
      hcp_commitments: ['科里讨论'],
      expense: { meal_per_head_cny: 40 },
      attendee_count: 10,
    })
    expect(await save('V1', record)).toEqual(new Map([['V1', 1]]))
    expect(await head('V1')).toMatchObject({
      revision: 1,
      team_id: 'T-east',
      visited_on: '2026-03-02',
      account_id: 'A1',
      account_name: '青岭市第一医院',
      contact_ids: ['K1'],
      product_ids: expect.arrayContaining(['P1', 'P2']),
      topics: ['EFFICACY'],
      expense_cny: 400,
      expense_per_head_cny: 40,
    })
    expect(await children('visit_contacts', 'V1')).toMatchObject([
      { contact_id: 'K1', name: '沈知白', department: '心内科', title: '主任医师', tier: 'A' },
      { contact_id: null, name: '新来的田医生', is_new: true },
      { contact_id: 'K3', role: 'mentioned' },
    ])
    expect(await children('visit_products', 'V1')).toMatchObject([{ product_id: 'P1' }, { product_id: 'P2' }])
    expect(await children('visit_commitments', 'V1')).toMatchObject([
      { promised_by: 'rep', text: '送文献' },
      { promised_by: 'hcp', text: '科里讨论' },
    ])
    const revision = await database.query.selectFrom('visit_revisions').selectAll().executeTakeFirstOrThrow()
    expect(revision).toMatchObject({ record, note: '见了沈主任', changed_by: 'rep-a' })
  })

  it('gets a new revision when corrected, and keeps the names, the rep and the team of its day', async () => {
    await room.contacts.update('K1', { title: '科主任', tier: 'B' }, null)
    await database.query.updateTable('users').set({ team_id: 'T-south' }).where('id', '=', 'rep-a').execute()
    const corrected = aVisit({
      date: '2026-03-03',
      contacts: [
        { text: '沈主任', id: 'K1', role: 'primary', attitude: 'mixed' },
        { text: '沈知远', id: 'K2', role: 'attendee', attitude: 'neutral' },
      ],
    })
    expect(await save('V1', corrected, 'boss')).toEqual(new Map([['V1', 2]]))
    expect(await head('V1')).toMatchObject({
      revision: 2,
      team_id: 'T-east',
      visited_on: '2026-03-03',
      contact_ids: ['K1', 'K2'],
      expense_cny: null,
    })
    expect(await children('visit_contacts', 'V1')).toMatchObject([
      { title: '主任医师', tier: 'A', attitude: 'mixed' },
      { contact_id: 'K2' },
    ])
    expect(await children('visit_objections', 'V1')).toEqual([])
    const revisions = await database.query.selectFrom('visit_revisions').select('revision').execute()
    expect(revisions).toHaveLength(2)
  })

  it('is refused without a day and with ids that are nobody’s, and then nothing is written', async () => {
    await expect(save('V2', aVisit({ date: null }))).rejects.toMatchObject({ code: 'invalid_input' })
    const stranger = aVisit({ contacts: [{ text: '谁', id: 'K9', role: 'primary', attitude: 'unknown' }] })
    await expect(save('V2', stranger)).rejects.toMatchObject({ details: { field: 'contacts' } })
    expect(await database.query.selectFrom('visits').select('id').execute()).toEqual([{ id: 'V1' }])
  })
})

describe('the money of a visit', () => {
  it('is summed whole and a head as far as the note says', () => {
    expect(expenseOf({})).toEqual({ total: null, perHead: null })
    expect(expenseOf({ expense: { gift_cny: 680 } })).toEqual({ total: 680, perHead: null })
    expect(expenseOf({ expense: { meal_cny: 300 }, attendee_count: 10 })).toEqual({ total: 300, perHead: 30 })
    expect(expenseOf({ expense: { meal_per_head_cny: 28, heads: 9 } })).toEqual({ total: 252, perHead: 28 })
    expect(expenseOf({ expense: { meal_per_head_cny: 28 } })).toEqual({ total: null, perHead: 28 })
  })
})
