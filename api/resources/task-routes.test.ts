/** Tasks over HTTP: whose they are, what may be said of them, and the calendar that shows them. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/open-api.ts'

let test: TestApi

beforeAll(async () => {
  test = await openTestApi()
})
afterAll(() => test.close())

interface TaskView {
  readonly id: string
  readonly status: string
  readonly due: string | null
}

it("are one's own: another rep neither sees nor changes them", async () => {
  const made = await test.call('rep', 'POST', '/v1/tasks', {
    text: '送文献',
    due: '2030-01-04',
    time: '09:30',
  })
  expect(made.status).toBe(201)
  const { id } = made.json<TaskView>()
  expect(
    (await test.call('rep', 'GET', '/v1/tasks?status=open')).json<{ items: TaskView[] }>().items,
  ).toMatchObject([{ id, status: 'open', due: '2030-01-04' }])
  expect(
    (await test.call('product_manager', 'GET', '/v1/tasks')).json<{ items: TaskView[] }>().items,
  ).toEqual([])
  const done = await test.call('rep', 'PATCH', `/v1/tasks/${id}`, { status: 'done' })
  expect(done.json()).toMatchObject({ status: 'done', closedAt: expect.any(String) })
})

it('are not given by a rep to somebody else', async () => {
  const given = await test.call('rep', 'POST', '/v1/tasks', { text: '送文献', userId: 'admin-1' })
  expect(given.status).toBe(403)
})

it('refuse a day that no calendar has, a time that no clock shows, and a moment that is past', async () => {
  const post = async (body: object) =>
    (await test.call('rep', 'POST', '/v1/tasks', { text: 'x', ...body })).status
  expect(await post({ due: '2030-02-30' })).toBe(400)
  expect(await post({ due: '2030-02-20', time: '24:10' })).toBe(400)
  expect(await post({ due: '2030-02-20', dueUntil: '2030-02-01' })).toBe(400)
  expect(await post({ due: '2030-02-20', recurrence: 'FREQ=SECONDLY' })).toBe(400)
  expect(await post({ due: '2030-02-20', recurrence: 'every friday' })).toBe(400)
  const { id } = (await test.call('rep', 'POST', '/v1/tasks', { text: 'y' })).json<TaskView>()
  const past = await test.call('rep', 'PATCH', `/v1/tasks/${id}`, { snoozeUntil: '2001-01-01' })
  expect(past.json()).toMatchObject({ status: 400, errors: [{ field: 'snoozeUntil' }] })
})

it('stand in a calendar whose address needs no token', async () => {
  await test.call('rep', 'POST', '/v1/tasks', { text: '拜访前准备', due: '2030-01-05' })
  const { url, id } = (await test.call('rep', 'POST', '/v1/calendar-feeds')).json<{
    url: string
    id: string
  }>()
  const read = () => test.call(null, 'GET', new URL(url).pathname)
  const calendar = await read()
  expect(calendar.status).toBe(200)
  expect(calendar.headers['content-type']).toBe('text/calendar; charset=utf-8')
  expect((await test.call('rep', 'DELETE', `/v1/calendar-feeds/${id}`)).status).toBe(200)
  expect((await read()).status).toBe(404)
})
