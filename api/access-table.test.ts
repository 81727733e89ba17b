import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES } from '../core/reader.ts'
import { DAY } from '../test/moving-clock.ts'
import { openTestApi, type TestApi } from '../test/open-api.ts'
import { ACCESS } from './access-table.ts'
import { createPageRoutes } from './page-routes.ts'
import { publicRoute, route } from './route.ts'
import { createApi } from './server.ts'

let test: TestApi

beforeAll(async () => {
  test = await openTestApi({ pages: createPageRoutes })
})
afterAll(() => test.close())

const signedIn = () => test.api.routes.filter((one) => !one.open)
const urlOf = (path: string) => path.replace(/:\w+/g, 'nothing')

/** How a call without any content ends for the holder of a token. */
async function codeFor(method: string, path: string, authorization?: string) {
  const response = await test.api.inject({
    method: method as 'GET',
    url: urlOf(path),
    headers: authorization === undefined ? {} : { authorization },
  })
  const problem = response.headers['content-type']?.toString().startsWith('application/problem+json')
  return {
    status: response.statusCode,
    code: problem === true ? (response.json() as { code: string }).code : null,
  }
}

describe('the access table', () => {
  it('knows every route, and every line of it is a route', () => {
    expect(test.api.routes.map((one) => `${one.method} ${one.path}`).toSorted()).toEqual(
      Object.keys(ACCESS).toSorted(),
    )
  })

  it('lets in whom it names and nobody else', async () => {
    const wrong: string[] = []
    for (const { method, path } of signedIn()) {
      const access = ACCESS[`${method} ${path}`]!
      for (const role of ROLES) {
        const { status, code } = await codeFor(method, path, `Bearer ${test.token(role)}`)
        const allowed = access.includes(role)
        const asExpected = allowed ? status !== 401 && status !== 403 : status === 403 && code === 'forbidden'
        if (!asExpected || status >= 500) wrong.push(`${role} ${method} ${path}: ${status} ${code}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('tells nobody anything without a token', async () => {
    for (const { method, path } of signedIn()) {
      expect(await codeFor(method, path), `${method} ${path}`).toEqual({ status: 401, code: 'token_missing' })
    }
  })

  it('answers public routes to nobody in particular, without a failure', async () => {
    for (const { method, path } of test.api.routes.filter((one) => one.open)) {
      const { status } = await codeFor(method, path)
      expect(status, `${method} ${path}`).toBeLessThan(500)
    }
  })

  it('tells a wrong, revoked, expired or disabled token apart', async () => {
    const { tokens, users } = test.deps
    await test.room.user('leaver')
    const revoked = await tokens.issue('rep-1', {}, null)
    await tokens.revoke(revoked.tokenId, null)
    const expiring = await tokens.issue(
      'rep-1',
      { expiresAt: new Date(test.clock.now().getTime() + 1000) },
      null,
    )
    const leaving = await tokens.issue('leaver', {}, null)
    await users.update('leaver', { state: 'disabled' }, null)
    const link = await tokens.issueLink('rep-1', null)
    test.clock.advance(2000)

    const me = (authorization: string) => codeFor('GET', '/v1/me', authorization)
    expect(await me(`Bearer ${revoked.token}`)).toEqual({ status: 401, code: 'token_revoked' })
    expect(await me(`Bearer ${expiring.token}`)).toEqual({ status: 401, code: 'token_expired' })
    expect(await me(`Bearer ${leaving.token}`)).toEqual({ status: 401, code: 'user_disabled' })
    expect(await me(`Bearer ${link.token}`)).toEqual({ status: 401, code: 'token_invalid' })
    expect(await me('Bearer nonsense')).toEqual({ status: 401, code: 'token_invalid' })
    expect(await me(`Basic ${Buffer.from('a:b').toString('base64')}`)).toEqual({
      status: 401,
      code: 'token_invalid',
    })
    expect(await me('')).toEqual({ status: 401, code: 'token_missing' })
  })

  it('takes a session cookie for reading, and for writing from its own pages only', async () => {
    const { tokens, clock } = test.deps
    const session = await tokens.issue(
      'rep-1',
      { kind: 'session', expiresAt: new Date(clock.now().getTime() + DAY) },
      null,
    )
    const send = async (method: 'GET' | 'DELETE', headers: Record<string, string>) =>
      test.api.inject({
        method,
        url: method === 'GET' ? '/v1/me' : '/v1/tokens/nothing',
        headers: { cookie: `a=b; pharos_session=${session.token}`, host: 'localhost:3000', ...headers },
      })
    expect((await send('GET', {})).statusCode).toBe(200)
    expect((await send('DELETE', {})).statusCode).toBe(403)
    expect((await send('DELETE', { origin: 'https://evil.example' })).statusCode).toBe(403)
    expect((await send('DELETE', { origin: 'http://localhost:3000' })).statusCode).toBe(404)
    expect((await send('DELETE', { 'sec-fetch-site': 'same-origin' })).statusCode).toBe(404)
  })

  it('is asked before a byte of an upload is read', async () => {
    const response = await test.call('rep', 'POST', '/v1/documents', 'x', {
      'content-type': 'multipart/form-data; boundary=x',
    })
    expect(response.status).toBe(403)
  })

  it('does not let a route in that it does not know, or that calls itself public against it', async () => {
    const handle = async () => null
    const described = { method: 'GET', tag: 'x', summary: 'x', handle } as const
    await expect(createApi(test.deps, [route({ ...described, path: '/v1/secret' })])).rejects.toThrow(
      'not in the access table',
    )
    await expect(createApi(test.deps, [route({ ...described, path: '/sign-in' })])).rejects.toThrow(
      'disagree',
    )
    await expect(createApi(test.deps, [publicRoute({ ...described, path: '/v1/me' })])).rejects.toThrow()
  })
})
