import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveVisits } from '../../crm/save-visits.ts'
import { addTask } from '../../crm/task-store.ts'
import { aVisit } from '../../test/crm-room.ts'
import { openTestApi, type TestApi } from '../../test/open-api.ts'

/** The clock of the tests stands at Sunday, 1 March 2026. */
let test: TestApi
beforeAll(async () => {
  test = await openTestApi()
  const { database, deps, clock } = test
  const at = clock.now()
  await database.query
    .insertInto('teams')
    .values([{ id: 'T-x', name: '华东大区', parent_id: null, created_at: at }])
    .execute()
  await database.query
    .updateTable('users')
    .set({ team_id: 'T-x' })
    .where('id', 'in', ['rep-1', 'manager-1'])
    .execute()
  await test.room.user('rep-2', ['rep'])
  await database.query.updateTable('users').set({ team_id: 'T-x' }).where('id', '=', 'rep-2').execute()
  await deps.accounts.create({ id: 'A1', name: '青岭市第一医院', aliases: ['青一'] }, null)
  await deps.contacts.create(
    { id: 'K1', name: '沈知白', accountId: 'A1', department: '心内科', title: '主任医师', tier: 'A' },
    null,
  )
  await deps.contacts.create(
    { id: 'K2', name: '江晚', accountId: 'A1', department: '内分泌科', title: '主任医师', tier: 'A' },
    null,
  )
  await deps.products.create({ id: 'P1', name: '泽宁平', genericName: '泽米沙坦片', aliases: ['ZNP'] }, null)
  await deps.territories.create({ userId: 'rep-1', accountId: 'A1', from: '2025-01-01' }, null)
  await database.transaction(async (trx) => {
    const visit = (id: string, date: string, fields = {}) => ({
      id,
      source: 'note' as const,
      userId: 'rep-1',
      record: aVisit({ date, ...fields }),
      changedBy: 'rep-1',
    })
    await saveVisits(
      trx,
      [
        visit('V1', '2026-02-24', {
          objections: [{ category: 'price', text: '比集采贵', product: 'P1' }],
          access: { stage: 'waiting_committee', product: 'P1' },
        }),
        visit('V2', '2026-02-25', { channel: 'phone' }),
        visit('V3', '2026-03-05', { status: 'planned' }),
      ],
      at,
    )
    await addTask(
      trx,
      {
        userId: 'rep-1',
        kind: 'follow_up',
        text: '给沈主任送指南原文',
        due: '2026-02-26',
        timezone: 'Asia/Shanghai',
        contactId: 'K1',
        visitId: 'V1',
      },
      'rep-1',
      at,
    )
  })
})
afterAll(() => test.close())

const WEEK = 'from=2026-02-23&to=2026-03-01'

interface Part {
  readonly type: string
  readonly text: string
  readonly chart?: string | null
}

async function ask(role: 'rep' | 'manager', text: string): Promise<readonly Part[]> {
  const response = await test.call(role, 'POST', '/v1/turns', { text })
  expect(response.status).toBe(200)
  return response.json<{ parts: readonly Part[] }>().parts
}

describe('summaries over HTTP', () => {
  it('are the numbers of those whom one may see', async () => {
    const mine = await test.call('manager', 'GET', `/v1/summaries/visits?${WEEK}`)
    expect(mine.json()).toMatchObject({
      total: { n: 2, completed: 2 },
      objections: [{ category: 'price', productId: 'P1', n: 1, ids: ['V1'] }],
      access: [{ account: '青岭市第一医院', stage: 'waiting_committee' }],
      overdue: { n: 1 },
    })
    const other = await test.call('product_manager', 'GET', `/v1/summaries/visits?${WEEK}&rep=rep-1`)
    expect(other.json()).toMatchObject({ total: { n: 2 } })
    expect((await test.call('rep', 'GET', `/v1/summaries/visits?${WEEK}&rep=manager-1`)).status).toBe(403)
    expect((await test.call('rep', 'GET', `/v1/summaries/visits?${WEEK}&product=none`)).status).toBe(400)
    expect((await test.call('rep', 'GET', '/v1/summaries/visits?from=2026-02-30&to=2026-03-01')).status).toBe(
      400,
    )
  })

  it('lead to the visits behind a number', async () => {
    const behind = await test.call('manager', 'GET', `/v1/summaries/visits/behind?${WEEK}&channel=phone`)
    expect(behind.json()).toMatchObject({ items: [{ id: 'V2', contacts: ['沈知白'] }], nextCursor: null })
    const first = await test.call('manager', 'GET', `/v1/summaries/visits/behind?${WEEK}&limit=1`)
    const { nextCursor } = first.json<{ nextCursor: string }>()
    const next = await test.call(
      'manager',
      'GET',
      `/v1/summaries/visits/behind?${WEEK}&limit=1&cursor=${nextCursor}`,
    )
    expect(next.json()).toMatchObject({ items: [{ id: 'V1' }], nextCursor: null })
  })

  it('are drawn', async () => {
    const svg = await test.call('manager', 'GET', `/v1/summaries/visits.svg?${WEEK}&chart=objections`)
    expect(svg.headers['content-type']).toContain('image/svg+xml')
    expect(svg.text).toContain('价格')
    const png = await test.call('manager', 'GET', `/v1/summaries/visits.png?${WEEK}&chart=tiers`)
    expect(png.headers['content-type']).toBe('image/png')
  })
})

describe('a question for numbers in the chat', () => {
  it('is answered with the numbers and a picture', async () => {
    const [part] = await ask('manager', '上周华东组拜访怎么样')
    expect(part?.type).toBe('summary')
    expect(part?.text).toContain('华东大区')
    expect(part?.text).toContain('2026-02-16')
    const [recent] = await ask('manager', '这周华东组拜访怎么样')
    expect(recent?.text).toContain('共 2 次')
    expect(recent?.text).toContain('比集采贵')
    expect(recent?.chart).toContain('/v1/summaries/visits.png?')
  })

  it('lists who was seen too rarely, where access is stuck, what is overdue', async () => {
    const [seldom] = await ask('manager', '2月A级客户拜访不到2次的都是谁')
    expect(seldom?.text).toContain('江晚')
    expect(seldom?.text).not.toContain('沈知白')
    expect((await ask('manager', '2月进院卡在哪几家'))[0]?.text).toContain('待药事会')
    expect((await ask('manager', '逾期跟进有哪些'))[0]?.text).toContain('给沈主任送指南原文')
  })

  it('is refused for what a physician prescribes', async () => {
    const [part] = await ask('manager', '沈知白主任上个月开了多少盒')
    expect(part?.text).toContain('统方')
  })

  it('speaks the language of the question', async () => {
    const [part] = await ask('manager', 'how many visits did the team make this week')
    expect(part?.text).toContain('2 visits, 2 completed')
  })
})

describe('a brief before a visit', () => {
  it('has the last visits and what was promised, with their records', async () => {
    const [part] = await ask('rep', '见沈主任之前给我过一遍')
    expect(part?.type).toBe('brief')
    expect(part?.text).toContain('给沈主任送指南原文（已逾期')
    expect(part?.text).toContain('/v1/visits/V1')
    const brief = await test.call('rep', 'GET', '/v1/contacts/K1/brief')
    expect(brief.json()).toMatchObject({ contact: { name: '沈知白' }, promises: [{ state: 'overdue' }] })
    expect((await test.call('rep', 'GET', '/v1/contacts/none/brief')).status).toBe(404)
  })

  it('asks whom, where a name is shared, and takes a tap for the answer', async () => {
    await test.deps.contacts.create({ id: 'K9', name: '沈知远', accountId: 'A1', title: '主任医师' }, null)
    const asked = await test.call('rep', 'POST', '/v1/turns', { text: '见沈主任之前给我过一遍' })
    const reply = asked.json<{ id: string; actions: readonly { id: string }[] }>()
    expect(reply.actions.map((one) => one.id).toSorted()).toEqual(['summary_brief:K1', 'summary_brief:K9'])
    const press = (action: string) => test.call('rep', 'POST', `/v1/turns/${reply.id}/actions`, { action })
    expect((await press('summary_brief:K1')).json()).toMatchObject({
      parts: [{ type: 'brief', brief: { contact: { id: 'K1' } } }],
    })
    expect((await press('summary_brief:K2')).status).toBe(400)
    await test.deps.contacts.update('K9', { state: 'inactive' }, null)
  })

  it('lists promises', async () => {
    const promises = await test.call('manager', 'GET', '/v1/promises?contact=K1')
    expect(promises.json()).toMatchObject({ items: [{ state: 'overdue', contact: '沈知白' }] })
  })
})

describe('a hand-over', () => {
  it('is for managers of both people', async () => {
    const body = { fromUser: 'rep-1', toUser: 'rep-2' }
    expect((await test.call('rep', 'POST', '/v1/handover', body)).status).toBe(403)
    expect((await test.call('manager', 'POST', '/v1/handover', { ...body, toUser: 'admin-1' })).status).toBe(
      403,
    )
    expect((await test.call('manager', 'POST', '/v1/handover', { ...body, toUser: 'rep-1' })).status).toBe(
      400,
    )
  })

  it('moves everything that is open and tells of every contact, once', async () => {
    const body = { fromUser: 'rep-1', toUser: 'rep-2' }
    const moved = await test.call('manager', 'POST', '/v1/handover', body)
    expect(moved.json()).toMatchObject({
      accountIds: ['A1'],
      visitIds: ['V3'],
      contacts: [
        { contactId: 'K1', lastVisitId: 'V2', attitude: 'positive', promises: [{ state: 'overdue' }] },
        { contactId: 'K2', lastVisitId: null, promises: [] },
      ],
    })
    expect(moved.json<{ taskIds: readonly string[] }>().taskIds).toHaveLength(1)
    const owner = await test.database.query
      .selectFrom('visits')
      .select(['id', 'user_id', 'revision'])
      .orderBy('id')
      .execute()
    expect(owner).toEqual([
      { id: 'V1', user_id: 'rep-1', revision: 1 },
      { id: 'V2', user_id: 'rep-1', revision: 1 },
      { id: 'V3', user_id: 'rep-2', revision: 2 },
    ])
    const again = await test.call('manager', 'POST', '/v1/handover', body)
    expect(again.json()).toMatchObject({ accountIds: [], taskIds: [], visitIds: [], contacts: [] })
  })
})
