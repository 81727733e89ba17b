import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { VisitCard } from '../../assistant/visit-card.ts'
import { saveVisits } from '../../crm/save-visits.ts'
import { aVisit } from '../../test/crm-room.ts'
import { openTestApi, type TestApi } from '../../test/open-api.ts'

let api: TestApi
/** A Wednesday, 18:00 in Shanghai. */
const SENT = '2026-03-04T18:00:00+08:00'
const NOTE =
  '今天上午去市一院心内科见了沈知白主任，聊了泽宁平，她觉得降压效果不错，就是价格有点贵。下周三给她送文献。'

beforeAll(async () => {
  api = await openTestApi()
  const { accounts, contacts, products } = api.deps
  await accounts.create({ id: 'A1', name: '青岭市第一医院', aliases: ['市一院', '市一'] }, null)
  for (const [id, name, department] of [
    ['K1', '沈知白', '心内科'],
    ['K2', '王建国', '心内科'],
    ['K3', '王丽', '心内科'],
  ] as const) {
    await contacts.create({ id, name, accountId: 'A1', department, title: '主任医师' }, null)
  }
  await products.create(
    { id: 'P1', name: '泽宁平', genericName: '泽米沙坦片', indications: ['高血压'] },
    'product_manager-1',
  )
})
afterAll(() => api.close())

const post = (text: string, role: 'rep' | 'manager' = 'rep', referenceTime = SENT) =>
  api.call(role, 'POST', '/v1/visits', { text, referenceTime })
const draftOf = async (text: string): Promise<VisitCard> => (await post(text)).json<never>()
const say = (text: string, conversationId?: string) =>
  api.call('rep', 'POST', '/v1/turns', { text, conversationId, referenceTime: SENT })
const count = async (table: 'visits' | 'visit_drafts' | 'tasks' | 'safety_cases' | 'findings') => {
  const { n } = await api.database.query
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

describe('a note', () => {
  it('becomes a draft with the words behind each field, and a record once it is confirmed', async () => {
    const response = await post(NOTE)
    expect(response.status).toBe(201)
    const draft = response.json<never>() as VisitCard
    expect(draft).toMatchObject({
      intent: 'log_visit',
      state: 'open',
      note: NOTE,
      visits: [
        {
          date: '2026-03-04',
          status: 'completed',
          institution: { id: 'A1' },
          contacts: [{ id: 'K1', role: 'primary' }],
          products: [{ id: 'P1' }],
        },
      ],
      followUps: [{ due: '2026-03-11', visit: 0 }],
    })
    const [span] = draft.evidence['visits.0.contacts.0'] ?? []
    expect(draft.note.slice(span?.start, span?.end)).toContain('沈知白')
    const submitted = await api.call('rep', 'POST', `/v1/visits/${draft.id}/submit`)
    const { state, visitIds } = submitted.json<never>() as VisitCard
    expect([state, visitIds.length]).toEqual(['submitted', 1])
    const again = await api.call('rep', 'POST', `/v1/visits/${draft.id}/submit`)
    expect((again.json<never>() as VisitCard).visitIds).toEqual(visitIds)
    const whole = await api.call('rep', 'GET', `/v1/visits/${visitIds[0]}`)
    expect(whole.json()).toMatchObject({ revision: 1, date: '2026-03-04', note: NOTE, userId: 'rep-1' })
    const tasks = await api.call('rep', 'GET', '/v1/tasks')
    expect(tasks.json<{ items: unknown[] }>().items).toMatchObject([
      { due: '2026-03-11', visitId: visitIds[0], contactId: 'K1', kind: 'follow_up' },
    ])
  })

  it('sent by twenty clients at once is one draft, and confirmed by all of them one visit', async () => {
    const before = [await count('visit_drafts'), await count('visits'), await count('tasks')] as const
    const text = '今天下午拜访了市一院心内科王丽主任，聊了泽宁平，下周一给她发资料。'
    const ids = (await Promise.all(Array.from({ length: 20 }, async () => (await draftOf(text)).id))).filter(
      (id) => id !== undefined,
    )
    expect([ids.length, new Set(ids).size]).toEqual([20, 1])
    const done = await Promise.all(
      ids.map((id) => api.call('rep', 'POST', `/v1/visits/${id}/submit`).then((one) => one.status)),
    )
    expect(new Set(done)).toEqual(new Set([200]))
    expect([await count('visit_drafts'), await count('visits'), await count('tasks')]).toEqual(
      before.map((number) => number + 1),
    )
  })

  it('is one draft, too, when it comes as a turn from twenty places', async () => {
    const before = await count('visit_drafts')
    const text = '昨天在市一院心内科碰到王建国主任，聊了几句泽宁平的疗效。'
    const replies = await Promise.all(Array.from({ length: 20 }, () => say(text)))
    const ids = replies.map((reply) => {
      const { parts } = reply.json<{ parts: { type: string; draft: VisitCard }[] }>()
      return parts[0]?.draft.id
    })
    expect([new Set(ids).size, await count('visit_drafts')]).toEqual([1, before + 1])
  })

  it('that was dropped may be sent again', async () => {
    const text = '今天晚上给王丽主任打了电话，聊了泽宁平。'
    const first = await draftOf(text)
    await api.call('rep', 'POST', `/v1/visits/${first.id}/discard`)
    expect((await api.call('rep', 'POST', `/v1/visits/${first.id}/submit`)).json()).toMatchObject({
      code: 'wrong_state',
    })
    expect((await draftOf(text)).id).not.toBe(first.id)
  })

  it('is its writer’s alone while it is a draft, and seen from above once it is a record', async () => {
    const draft = await draftOf('今天上午见了王丽主任，介绍了泽宁平的新研究。')
    for (const role of ['manager', 'reviewer'] as const) {
      expect((await api.call(role, 'GET', `/v1/visits/${draft.id}`)).status).toBe(404)
      expect((await api.call(role, 'POST', `/v1/visits/${draft.id}/submit`)).status).toBe(404)
    }
    const { visitIds } = (
      await api.call('rep', 'POST', `/v1/visits/${draft.id}/submit`)
    ).json<never>() as VisitCard
    expect((await api.call('reviewer', 'GET', `/v1/visits/${visitIds[0]}`)).status).toBe(200)
    expect((await api.call('manager', 'GET', `/v1/visits/${visitIds[0]}`)).status).toBe(404)
  })
})

describe('a change by hand', () => {
  it('sets fields, refuses what nobody knows, and makes a revision of a record', async () => {
    const draft = await draftOf('今天中午见了王丽主任，聊了泽宁平的安全性。')
    const path = `/v1/visits/${draft.id}`
    const changed = await api.call('rep', 'PATCH', path, { date: '2026-03-03', channel: 'phone' })
    expect(changed.json()).toMatchObject({ revision: 2, visits: [{ date: '2026-03-03', channel: 'phone' }] })
    for (const body of [
      { channel: 'telepathy' },
      { contacts: [{ text: '谁', id: 'K99', role: 'primary', attitude: 'unknown' }] },
      { compliance_flags: [] },
      { visit: 7, date: '2026-03-03' },
      { date: null },
    ]) {
      expect((await api.call('rep', 'PATCH', path, body)).json()).toMatchObject({ code: 'invalid_input' })
    }
    expect((await api.call('rep', 'PATCH', path, { revision: 1, time: '09:00' })).json()).toMatchObject({
      code: 'conflict',
    })
    const { visitIds } = (await api.call('rep', 'POST', `${path}/submit`)).json<never>() as VisitCard
    const revised = await api.call('rep', 'PATCH', `/v1/visits/${visitIds[0]}`, { department: '肾内科' })
    expect(revised.json()).toMatchObject({ id: visitIds[0], revision: 2, department: '肾内科' })
    const whole = await api.call('rep', 'GET', `/v1/visits/${visitIds[0]}`)
    expect(whole.json<{ revisions: unknown[] }>().revisions).toHaveLength(2)
  })

  it('makes a revision of a visit that came without a note', async () => {
    const record = aVisit({ products: [] })
    await api.database.transaction((trx) =>
      saveVisits(
        trx,
        [{ id: 'V-imported', source: 'import', userId: 'rep-1', record, changedBy: null }],
        api.clock.now(),
      ),
    )
    const revised = await api.call('rep', 'PATCH', '/v1/visits/V-imported', { channel: 'phone' })
    expect(revised.json()).toMatchObject({ revision: 2, channel: 'phone', source: 'import' })
    expect((await api.call('manager', 'PATCH', '/v1/visits/V-imported', { channel: 'f2f' })).status).toBe(404)
  })

  it('at the same time as the confirmation is in the draft or a revision, never lost', async () => {
    const draft = await draftOf('今天早上见了王建国主任，讲了泽宁平的用法。')
    const [changed, submitted] = await Promise.all([
      api.call('rep', 'PATCH', `/v1/visits/${draft.id}`, { department: '肾内科' }),
      api.call('rep', 'POST', `/v1/visits/${draft.id}/submit`),
    ])
    expect([changed.status, submitted.status]).toEqual([200, 200])
    const { visitIds } = submitted.json<never>() as VisitCard
    const whole = await api.call('rep', 'GET', `/v1/visits/${visitIds[0]}`)
    expect(whole.json()).toMatchObject({ department: '肾内科' })
  })
})

describe('what a rule forbids', () => {
  it('stops the submission until a reviewer has decided, who is told once', async () => {
    const draft = await draftOf('今天见了王丽主任，给她送了一张500元的购物卡，她说会多开泽宁平。')
    expect(draft.findings.some((one) => one.severity === 'block')).toBe(true)
    for (let round = 0; round < 2; round += 1) {
      const refused = await api.call('rep', 'POST', `/v1/visits/${draft.id}/submit`)
      expect(refused.json()).toMatchObject({ status: 409, code: 'blocked_by_finding' })
    }
    const open = (await api.call('reviewer', 'GET', '/v1/findings?state=open&severity=block')).json<{
      items: { id: string }[]
    }>()
    const told = await api.database.query
      .selectFrom('notifications')
      .select('subject_id')
      .where('kind', '=', 'finding')
      .where('user_id', '=', 'reviewer-1')
      .execute()
    expect(told.map((one) => one.subject_id).toSorted()).toEqual(open.items.map((one) => one.id).toSorted())
    for (const { id } of open.items) {
      expect(
        (await api.call('rep', 'POST', `/v1/findings/${id}/decide`, { decision: 'dismiss' })).status,
      ).toBe(403)
      const decided = await api.call('reviewer', 'POST', `/v1/findings/${id}/decide`, {
        decision: 'accept',
        note: 'spoken to',
      })
      expect(decided.json()).toMatchObject({ state: 'accepted', reviewerId: 'reviewer-1' })
    }
    expect((await api.call('rep', 'POST', `/v1/visits/${draft.id}/submit`)).status).toBe(200)
  })

  it('no longer stops it once the note is written anew', async () => {
    const draft = await draftOf('今天下午见了王建国主任，给他塞了个红包，聊了泽宁平。')
    const path = `/v1/visits/${draft.id}`
    expect((await api.call('rep', 'POST', `${path}/submit`)).status).toBe(409)
    await api.call('rep', 'PATCH', path, { text: '今天下午见了王建国主任，聊了泽宁平。' })
    expect((await api.call('rep', 'POST', `${path}/submit`)).status).toBe(200)
  })

  it('never keeps who a patient is or how much a physician prescribes', async () => {
    const draft = await draftOf(
      '今天见了王丽主任，患者张建军，住院号 A123456，电话13812345678，用泽宁平后血压好。',
    )
    for (const secret of ['张建军', 'A123456', '13812345678'])
      expect(JSON.stringify(draft)).not.toContain(secret)
    const rows = await api.database.query
      .selectFrom('visit_drafts')
      .select(['note', 'reading'])
      .where('id', '=', draft.id)
      .execute()
    expect(JSON.stringify(rows)).not.toMatch(/张建军|A123456|13812345678/u)
  })

  it('never keeps them when they are written into a field by hand, or into a task', async () => {
    const { id } = await draftOf('今天中午见了王丽主任，聊了泽宁平，她问了随访。')
    const text = '患者张建军，电话13812345678，嫌贵'
    const changed = await api.call('rep', 'PATCH', `/v1/visits/${id}`, {
      objections: [{ category: 'price', text, product: null }],
    })
    expect(changed.status).toBe(200)
    const rows = await api.database.query
      .selectFrom('visit_drafts')
      .select('reading')
      .where('id', '=', id)
      .execute()
    expect(JSON.stringify(rows)).toContain('嫌贵')
    expect(JSON.stringify(rows)).not.toMatch(/张建军|13812345678/u)
    const task = (await api.call('rep', 'POST', '/v1/tasks', { text })).json<{ id: string; text: string }>()
    expect(task.text).not.toMatch(/张建军|13812345678/u)
    const patched = await api.call('rep', 'PATCH', `/v1/tasks/${task.id}`, { text })
    expect(patched.json<{ text: string }>().text).not.toMatch(/张建军|13812345678/u)
    await api.call('rep', 'PATCH', `/v1/tasks/${task.id}`, { status: 'cancelled' })
  })

  it('never keeps a physician’s volume in the turn that asks for one', async () => {
    const said = await say('王丽主任上个月处方量120盒对吗？')
    const { id } = said.json<{ id: string }>()
    const rows = await api.database.query.selectFrom('turns').select('text').where('id', '=', id).execute()
    expect(rows).toHaveLength(1)
    expect(rows[0]?.text).not.toContain('120')
  })
})

describe('an adverse event', () => {
  it('opens a case with its clock when the note is confirmed, completed and forwarded later', async () => {
    const before = await count('safety_cases')
    const draft = await draftOf('今天上午见了市一院心内科王丽主任，她说有个68岁女患者吃泽宁平后晕厥住院了。')
    expect(draft.visits[0]?.adverse_event.present).toBe(true)
    expect(await count('safety_cases')).toBe(before)
    await api.call('rep', 'POST', `/v1/visits/${draft.id}/submit`)
    const { items } = (await api.call('reviewer', 'GET', '/v1/safety-cases')).json<{
      items: { id: string; draftId: string; forwardBy: string }[]
    }>()
    const one = items.find((item) => item.draftId === draft.id)!
    expect(one).toMatchObject({
      seriousness: 'serious',
      patientAge: '68',
      patientSex: 'female',
      contactId: 'K3',
      forwardBy: '2026-03-05T10:00:00.000Z',
      state: 'open',
    })
    const path = `/v1/safety-cases/${one.id}`
    expect((await api.call('manager', 'GET', path)).status).toBe(404)
    const done = await api.call('rep', 'PATCH', path, { outcome: '好转', state: 'forwarded' })
    expect(done.json()).toMatchObject({
      state: 'forwarded',
      outcome: '好转',
      forwardedBy: 'rep-1',
      revision: 2,
    })
    expect((await api.call('rep', 'PATCH', path, { state: 'closed' })).status).toBe(403)
    const e2b = await api.call('reviewer', 'GET', `${path}/e2b`)
    expect(e2b.json()).toMatchObject({ 'C.1': { 'C.1.4': '20260304', 'C.1.7': true }, D: { 'D.2.2a': '68' } })
    const patient = '患者张建军，电话13812345678'
    const filled = await api.call('rep', 'PATCH', path, { criteria: { patient } })
    expect(JSON.stringify(filled.json())).not.toMatch(/张建军|13812345678/u)
  })

  it('is a case, too, when its draft is dropped or written anew without it, once', async () => {
    const before = await count('safety_cases')
    const text = '今天上午见了市一院心内科王丽主任，她说有个71岁女患者吃泽宁平后晕厥住院了。'
    const dropped = await draftOf(text)
    for (let times = 0; times < 2; times += 1) {
      await api.call('rep', 'POST', `/v1/visits/${dropped.id}/discard`)
    }
    expect(await count('safety_cases')).toBe(before + 1)
    const { id } = await draftOf(text)
    const path = `/v1/visits/${id}`
    await api.call('rep', 'PATCH', path, { text: text.replace('71', '72') })
    expect(await count('safety_cases')).toBe(before + 1)
    await api.call('rep', 'PATCH', path, { text: '今天上午见了王丽主任，聊了泽宁平。' })
    await api.call('rep', 'POST', `${path}/submit`)
    expect(await count('safety_cases')).toBe(before + 2)
    const { items } = (await api.call('reviewer', 'GET', '/v1/safety-cases')).json<{
      items: { draftId: string; visitId: string | null; patientAge: string }[]
    }>()
    expect(items.slice(0, 2)).toMatchObject([
      { draftId: id, visitId: null, patientAge: '72' },
      { draftId: dropped.id, visitId: null, patientAge: '71' },
    ])
  })
})

describe('a conversation', () => {
  it('drafts, corrects, confirms in plain words, and corrects the record afterwards', async () => {
    const first = (await say('今天下午在市一院心内科见了王建国主任，聊了泽宁平的价格。')).json<{
      conversationId: string
      parts: { type: string; text: string; draft: VisitCard }[]
      actions: { id: string }[]
    }>()
    expect(first.parts[0]?.type).toBe('visit_draft')
    expect(first.actions.map((one) => one.id)).toEqual(['draft_confirm', 'draft_edit', 'draft_discard'])
    const { conversationId } = first
    const corrected = (await say('不是王建国，是王丽', conversationId)).json<typeof first>()
    expect(corrected.parts[0]?.draft).toMatchObject({
      id: first.parts[0]?.draft.id,
      revision: 2,
      visits: [{ contacts: [{ id: 'K3' }] }],
    })
    const question = (await say('泽宁平孕妇能用吗？', conversationId)).json<typeof first>()
    expect(question.parts[0]?.type).toBe('answer')
    const confirmed = (await say('确认', conversationId)).json<typeof first>()
    expect(confirmed.parts[0]?.draft).toMatchObject({ state: 'submitted' })
    const visitId = confirmed.parts[0]?.draft.visitIds[0]
    await say('日期错了，是昨天', conversationId)
    const whole = await api.call('rep', 'GET', `/v1/visits/${visitId}`)
    expect(whole.json()).toMatchObject({ revision: 2, date: '2026-03-03', contacts: [{ id: 'K3' }] })
  })

  it('makes a task at once, lists it and has it done by its number', async () => {
    await api.database.query.deleteFrom('reminders').execute()
    await api.database.query.deleteFrom('tasks').execute()
    const made = (await say('提醒我周五上午给王丽主任送文献')).json<{
      parts: { type: string; task: { due: string } }[]
    }>()
    expect(made.parts[0]).toMatchObject({ type: 'task', task: { due: '2026-03-06' } })
    await say('提醒我周五上午给王丽主任送文献')
    const list = (await say('我的待办')).json<{ parts: { text: string }[] }>()
    expect(list.parts[0]?.text.split('\n')).toHaveLength(2)
    expect((await say('完成 1')).json()).toMatchObject({
      parts: [{ type: 'task', task: { status: 'done' } }],
    })
  })
})
