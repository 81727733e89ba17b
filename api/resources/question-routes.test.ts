import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../assistant/answer.ts'
import type { Reply } from '../../assistant/turn.ts'
import { openTestApi, type TestApi } from '../../test/open-api.ts'

let test: TestApi

beforeAll(async () => {
  test = await openTestApi()
  await test.room.product('P1', { name: '泽米沙坦片', brandNames: ['唯宁平'], dosageForm: '片剂' })
  await test.room.inForce(
    [
      { code: 'indications', heading: '适应症', texts: ['用于治疗原发性高血压。'] },
      {
        code: 'dosage',
        heading: '用法用量',
        page: 2,
        texts: ['口服。成人推荐起始剂量为一次10mg，一日1次。每日最大剂量为40mg。'],
      },
      { code: 'contraindications', heading: '禁忌', page: 4, texts: ['对本品任何成份过敏者禁用。'] },
    ],
    { title: '泽米沙坦片说明书', productIds: ['P1'] },
  )
  await test.room.inForce(
    [{ code: null, heading: '内部', texts: ['唯宁平的竞品话术仅供经理参考：蓝鲸计划。'] }],
    { kind: 'training', title: '经理培训', productIds: ['P1'], audience: { roles: ['manager'] } },
  )
})
afterAll(() => test.close())

const QUESTION = '唯宁平成人的起始剂量是多少？'

function eventsOf(
  text: string,
): readonly { readonly event: string; readonly data: Record<string, unknown> }[] {
  return text
    .split('\n\n')
    .filter((block) => block.startsWith('event:'))
    .map((block) => {
      const [, event = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? []
      return { event, data: JSON.parse(data) as Record<string, unknown> }
    })
}

describe('POST /v1/questions', () => {
  it('answers with checked quotes, and tells why when asked', async () => {
    const asked = await test.call('rep', 'POST', '/v1/questions', { text: QUESTION })
    expect(asked.status).toBe(200)
    const answer = asked.json<Answer>()
    expect(answer.kind).toBe('answered')
    expect(answer.citations[0]).toMatchObject({ section: '用法用量', page: 2, title: '泽米沙坦片说明书' })
    expect(answer.citations[0]?.quote).toContain('10mg')

    const record = await test.call('rep', 'GET', `/v1/questions/${answer.id}`)
    expect(record.json()).toMatchObject({ question: QUESTION, userId: 'rep-1', channel: 'api' })
    expect((await test.call('reviewer', 'GET', `/v1/questions/${answer.id}`)).status).toBe(200)
    expect((await test.call('manager', 'GET', `/v1/questions/${answer.id}`)).status).toBe(404)
  })

  it('streams each sentence and then the answer', async () => {
    const streamed = await test.call(
      'rep',
      'POST',
      '/v1/questions',
      { text: QUESTION },
      {
        accept: 'text/event-stream',
      },
    )
    expect(streamed.headers['content-type']).toBe('text/event-stream; charset=utf-8')
    expect(streamed.headers['x-correlation-id']).toBeTruthy()
    const events = eventsOf(streamed.text)
    expect(events.length).toBeGreaterThan(1)
    expect(events.slice(0, -1).every((one) => one.event === 'sentence')).toBe(true)
    expect(events.at(-1)).toMatchObject({ event: 'answer', data: { kind: 'answered' } })
  })

  it('streams a failure as an event, and refuses bad input before the stream begins', async () => {
    const headers = { accept: 'text/event-stream' }
    const failed = await test.call(
      'rep',
      'POST',
      '/v1/questions',
      { text: 'x', conversationId: 'none' },
      headers,
    )
    expect(eventsOf(failed.text)).toMatchObject([
      { event: 'error', data: { code: 'not_found', status: 404 } },
    ])
    const refused = await test.call('rep', 'POST', '/v1/questions', { text: '' }, headers)
    expect(refused.status).toBe(400)
    expect(refused.headers['content-type']).toContain('application/problem+json')
  })

  it('streams a repeated call as the answer that it had', async () => {
    const headers = { accept: 'text/event-stream', 'idempotency-key': 'stream-1' }
    const first = eventsOf(
      (await test.call('rep', 'POST', '/v1/questions', { text: QUESTION }, headers)).text,
    )
    const again = eventsOf(
      (await test.call('rep', 'POST', '/v1/questions', { text: QUESTION }, headers)).text,
    )
    expect(again).toEqual([first.at(-1)])
  })

  it.each([
    ['forty hyphens', '-'.repeat(40)],
    ['operators', ':*&|!()<->\'"%_\\'],
    ['emoji', '💊🙂‍↔️👩‍⚕️'],
    ['half a character', '剂量\ud83d'],
    ['a NUL', '剂量\u0000多少'],
    ['SQL', "'; drop table answers; --"],
    ['ten thousand characters', '肾'.repeat(10_000)],
  ])('survives %s', async (_name, text) => {
    const response = await test.call('rep', 'POST', '/v1/questions', { text })
    expect(response.status).toBe(200)
    expect(
      (await test.call('rep', 'GET', `/v1/search?q=${encodeURIComponent(text.toWellFormed())}`)).status,
    ).toBe(200)
  })

  it('keeps what the asker thinks of the answer, and of nobody else', async () => {
    const { id } = (await test.call('rep', 'POST', '/v1/questions', { text: QUESTION })).json<Answer>()
    const url = `/v1/questions/${id}/feedback`
    expect((await test.call('rep', 'POST', url, { verdict: 'down', reason: '太短' })).status).toBe(200)
    expect((await test.call('rep', 'POST', url, { verdict: 'maybe' })).status).toBe(400)
    expect((await test.call('manager', 'POST', url, { verdict: 'up' })).status).toBe(404)
  })
})

describe('POST /v1/turns', () => {
  it('replies with parts and actions, and presses one of them', async () => {
    const said = await test.call('rep', 'POST', '/v1/turns', {
      text: '唯宁平能治脚气吗',
      referenceTime: '2026-03-01T09:00',
      channel: 'console',
    })
    expect(said.status).toBe(200)
    const reply = said.json<Reply>()
    const action = reply.actions[0]?.id
    expect(action).toBeDefined()
    const url = `/v1/turns/${reply.id}/actions`
    const pressed = await test.call('rep', 'POST', url, { action: 'ask_product_manager' })
    expect(pressed.status).toBe(200)
    expect((await test.call('rep', 'POST', url, { action: 'launch' })).status).toBe(400)
    expect((await test.call('manager', 'POST', url, { action })).status).toBe(404)
    const gaps = (await test.call('rep', 'GET', '/v1/gaps?requested=true')).json<{ items: object[] }>()
    expect(gaps.items).toHaveLength(1)
  })

  it('refuses a reference time that no calendar has', async () => {
    const said = await test.call('rep', 'POST', '/v1/turns', { text: '你好', referenceTime: '2026-13-01' })
    expect(said.json()).toMatchObject({ code: 'invalid_input', errors: [{ field: 'referenceTime' }] })
  })
})

describe('GET /v1/search', () => {
  interface Found {
    readonly hits: readonly { readonly title: string; readonly text: string }[]
  }
  const search = async (role: 'rep' | 'manager', query: string) =>
    (await test.call(role, 'GET', `/v1/search?${query}`)).json<Found>().hits

  it('gives at most k passages of what is in force for the caller', async () => {
    expect(await search('rep', `q=${encodeURIComponent('唯宁平 剂量')}&k=1`)).toMatchObject([
      { title: '泽米沙坦片说明书', section: '用法用量', sectionCode: 'dosage', page: 2, productIds: ['P1'] },
    ])
    const secret = `q=${encodeURIComponent('唯宁平 蓝鲸计划')}`
    expect((await search('manager', secret)).some((one) => one.text.includes('蓝鲸'))).toBe(true)
    expect((await search('rep', secret)).some((one) => one.text.includes('蓝鲸'))).toBe(false)
  })

  it('refuses nothing to search for and absurd sizes', async () => {
    for (const query of ['', 'q=', 'q=%20', 'q=x&k=0', 'q=x&k=1000', 'q=x&k=two', 'q=x&q=y']) {
      expect((await test.call('rep', 'GET', `/v1/search?${query}`)).status, query).toBe(400)
    }
  })
})

describe('Idempotency-Key', () => {
  it('of twenty calls at once one writes, and all get its response', async () => {
    const responses = await Promise.all(
      Array.from({ length: 20 }, () =>
        test.call('rep', 'POST', '/v1/questions', { text: QUESTION }, { 'idempotency-key': 'twenty' }),
      ),
    )
    expect(new Set(responses.map((one) => one.status))).toEqual(new Set([200]))
    expect(new Set(responses.map((one) => one.json<Answer>().id)).size).toBe(1)
    expect(responses.filter((one) => one.headers['idempotency-replayed'] === 'true')).toHaveLength(19)
  })

  it('belongs to a person and to one call', async () => {
    const key = { 'idempotency-key': 'mine' }
    const mine = await test.call('rep', 'POST', '/v1/questions', { text: QUESTION }, key)
    const other = await test.call('rep', 'POST', '/v1/questions', { text: '唯宁平的禁忌' }, key)
    expect(other.json()).toMatchObject({ code: 'idempotency_mismatch', status: 422 })
    const theirs = await test.call('manager', 'POST', '/v1/questions', { text: QUESTION }, key)
    expect(theirs.json<Answer>().id).not.toBe(mine.json<Answer>().id)
    const reordered = await test.call('rep', 'POST', '/v1/questions', `{ "text" : "${QUESTION}" }`, {
      ...key,
      'content-type': 'application/json',
    })
    expect(reordered.json<Answer>().id).toBe(mine.json<Answer>().id)
  })

  it('is free again after a call that failed, and must be a reasonable one', async () => {
    const key = { 'idempotency-key': 'again' }
    const failed = await test.call('rep', 'POST', '/v1/questions', { text: 'x', conversationId: 'none' }, key)
    expect(failed.status).toBe(404)
    expect((await test.call('rep', 'POST', '/v1/questions', { text: QUESTION }, key)).status).toBe(200)
    for (const odd of ['', 'a b', 'x'.repeat(300)]) {
      const refused = await test.call(
        'rep',
        'POST',
        '/v1/questions',
        { text: QUESTION },
        { 'idempotency-key': odd },
      )
      expect(refused.status, odd).toBe(400)
    }
  })
})
