import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../test/open-api.ts'

let test: TestApi

beforeAll(async () => {
  test = await openTestApi()
})
afterAll(() => test.close())

describe('the server', () => {
  it('knows who is calling', async () => {
    const me = await test.call('rep', 'GET', '/v1/me')
    expect(me.status).toBe(200)
    expect(me.json()).toMatchObject({ id: 'rep-1', roles: ['rep'] })
  })

  it('is alive and ready', async () => {
    expect((await test.call(null, 'GET', '/healthz')).json()).toEqual({ status: 'ok' })
    expect((await test.call(null, 'GET', '/readyz')).json()).toEqual({
      status: 'ready',
      checks: { database: 'ok' },
    })
    expect((await test.call(null, 'GET', '/metrics')).text).toContain('pharos_http_calls_total')
  })
})
