import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formOf, openTestApi, type TestApi } from '../../test/open-api.ts'

let test: TestApi

beforeAll(async () => {
  test = await openTestApi()
  for (const [id, parentId] of [
    ['T-all', null],
    ['T-east', 'T-all'],
    ['T-south', 'T-all'],
  ]) {
    await test.call('admin', 'POST', '/v1/teams', { id, name: `team ${id}`, parentId })
  }
  await test.call('admin', 'PATCH', '/v1/users/manager-1', { teamId: 'T-east' })
})
afterAll(() => test.close())

const admin = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: object, headers = {}) =>
  test.call('admin', method, url, body, headers)

const ids = (response: { json<T>(): T }) =>
  response.json<{ items: { id: string }[] }>().items.map((one) => one.id)

async function importTable(
  role: 'admin' | 'product_manager',
  fields: Record<string, string>,
  content: string,
) {
  const form = formOf(fields, { name: 'table.csv', content, type: 'text/csv' })
  return test.call(role, 'POST', '/v1/import', form.payload, form.headers)
}

describe('users', () => {
  it('are made, changed and listed, and a manager sees those of the own teams', async () => {
    const made = await admin('POST', '/v1/users', {
      id: 'U-east',
      name: '宋佳禾',
      email: 'song@example.com',
      roles: ['rep'],
      teamId: 'T-east',
    })
    expect(made.status).toBe(201)
    expect(made.json()).toMatchObject({ locale: 'zh-CN', timezone: 'Asia/Shanghai', state: 'active' })
    await admin('POST', '/v1/users', { id: 'U-south', name: '谢雨桐', roles: ['rep'], teamId: 'T-south' })
    expect((await admin('POST', '/v1/users', { id: 'U-east', name: 'x', roles: ['rep'] })).status).toBe(409)
    expect((await admin('PATCH', '/v1/users/none', { name: 'x' })).status).toBe(404)
    expect((await admin('PATCH', '/v1/users/U-east', { timezone: 'Mars/Olympus' })).json()).toMatchObject({
      errors: [{ field: 'timezone' }],
    })
    expect(ids(await admin('GET', '/v1/users?role=rep'))).toEqual(
      expect.arrayContaining(['U-east', 'U-south', 'rep-1']),
    )
    expect(ids(await test.call('manager', 'GET', '/v1/users'))).toEqual(['U-east', 'manager-1'])
    expect((await test.call('manager', 'GET', '/v1/users/U-east')).status).toBe(200)
    expect((await test.call('manager', 'GET', '/v1/users/U-south')).status).toBe(404)
  })

  it('always keep one administrator', async () => {
    const response = await admin('PATCH', '/v1/users/admin-1', { state: 'disabled' })
    expect(response.json()).toMatchObject({ code: 'conflict', status: 409 })
    await admin('POST', '/v1/users', { id: 'admin-2', name: 'second', roles: ['admin'] })
    const both = await importTable(
      'admin',
      { kind: 'users' },
      'user_id,state\nadmin-1,disabled\nadmin-2,disabled\n',
    )
    const { rejected } = both.json<{ rejected: readonly { row: number }[] }>()
    expect(rejected.map((one) => one.row)).toEqual([3])
    await test.deps.users.update('admin-1', { state: 'active' }, null)
  })

  it('keep both of two changes that are made at once', async () => {
    await admin('POST', '/v1/users', { id: 'U-two', name: '何清', roles: ['rep', 'manager'] })
    await Promise.all([
      test.deps.users.update('U-two', { roles: ['rep'] }, null),
      test.deps.users.update('U-two', { locale: 'en' }, null),
      test.deps.users.update('U-two', { name: '何清远' }, null),
    ])
    expect(await test.deps.users.get('U-two')).toMatchObject({ roles: ['rep'], locale: 'en', name: '何清远' })
  })
})

describe('the audit', () => {
  it('refuses the cursor of another list', async () => {
    const cursor = Buffer.from('U-east').toString('base64url')
    expect((await admin('GET', `/v1/audit?cursor=${cursor}`)).json()).toMatchObject({
      errors: [{ field: 'cursor' }],
    })
  })
})

describe('tokens', () => {
  it('are shown once, not even again for the same Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'token-1' }
    const made = await admin('POST', '/v1/users/rep-1/tokens', { label: 'phone' }, key)
    expect(made.status).toBe(201)
    const { token, tokenId } = made.json<{ token: string; tokenId: string }>()
    expect(token).toMatch(/^ph_/)
    const again = await admin('POST', '/v1/users/rep-1/tokens', { label: 'phone' }, key)
    expect(again.json()).toMatchObject({ tokenId, token: null })
    const listed = await admin('GET', '/v1/users/rep-1/tokens')
    expect(listed.text).toContain(tokenId)
    expect(listed.text).not.toContain(token)

    const me = await test.api.inject({ url: '/v1/me', headers: { authorization: `Bearer ${token}` } })
    expect(me.json()).toMatchObject({ id: 'rep-1', tokenId })
    expect((await test.call('manager', 'DELETE', `/v1/tokens/${tokenId}`)).status).toBe(404)
    expect((await test.call('rep', 'DELETE', `/v1/tokens/${tokenId}`)).json()).toMatchObject({ id: tokenId })
    expect((await admin('DELETE', `/v1/tokens/${tokenId}`)).status).toBe(200)
    const revoked = await test.api.inject({ url: '/v1/me', headers: { authorization: `Bearer ${token}` } })
    expect(revoked.json()).toMatchObject({ code: 'token_revoked' })
  })

  it('refuse an end in the past and a user that does not exist', async () => {
    const past = await admin('POST', '/v1/users/rep-1/tokens', { expiresAt: '2020-01-01' })
    expect(past.json()).toMatchObject({ errors: [{ field: 'expiresAt' }] })
    expect((await admin('POST', '/v1/users/none/tokens', {})).status).toBe(404)
    expect((await admin('GET', '/v1/users/none/tokens')).status).toBe(404)
  })

  it('can be a link that signs in once', async () => {
    const link = await admin('POST', '/v1/users/rep-1/links', undefined, { host: 'localhost:3000' })
    const { url, code } = link.json<{ url: string; code: string }>()
    expect(url).toBe(`http://localhost:3000/sign-in?code=${code}`)
    expect((await test.deps.tokens.exchangeLink(code)).kind).toBe('ok')
    expect((await test.deps.tokens.exchangeLink(code)).kind).toBe('used')
  })
})

describe('teams', () => {
  it('form a tree without circles', async () => {
    expect((await admin('PATCH', '/v1/teams/T-all', { parentId: 'T-east' })).json()).toMatchObject({
      errors: [{ field: 'parentId' }],
    })
    expect((await admin('PATCH', '/v1/teams/T-east', { name: '华东' })).json()).toMatchObject({
      name: '华东',
      parentId: 'T-all',
    })
    expect((await admin('POST', '/v1/teams', { id: 'T-all', name: 'x' })).status).toBe(409)
    const page = await test.call('rep', 'GET', '/v1/teams?limit=2')
    const { nextCursor } = page.json<{ nextCursor: string }>()
    expect(ids(await test.call('rep', 'GET', `/v1/teams?limit=2&cursor=${nextCursor}`))).toEqual(['T-south'])
  })
})

describe('products', () => {
  it('are made once, changed by PATCH and found by any of their names', async () => {
    const body = { id: 'P1', name: '泽米沙坦片', brandNames: ['唯宁平'], strengths: ['10mg'] }
    const made = await test.call('product_manager', 'POST', '/v1/products', body)
    expect(made.status).toBe(201)
    expect((await test.call('product_manager', 'POST', '/v1/products', body)).json()).toMatchObject({
      code: 'conflict',
    })
    const changed = await test.call('product_manager', 'PATCH', '/v1/products/P1', {
      genericName: null,
      own: false,
    })
    expect(changed.json()).toMatchObject({ name: '泽米沙坦片', brandNames: ['唯宁平'], own: false })
    expect(ids(await test.call('rep', 'GET', `/v1/products?name=${encodeURIComponent('宁平')}`))).toEqual([
      'P1',
    ])
    expect(ids(await test.call('rep', 'GET', '/v1/products?own=true'))).toEqual([])
    expect((await test.call('rep', 'GET', '/v1/products/P9')).status).toBe(404)
    expect((await test.call('product_manager', 'POST', '/v1/products', { name: 5 })).status).toBe(400)
  })
})

describe('imports', () => {
  const TABLE = 'id,name,own\nP10,盐酸泽米片,yes\nP11,,yes\nP12,泽米颗粒,maybe\n'

  it('say row by row what was accepted and what was not, and a dry run changes nothing', async () => {
    const dry = await importTable('product_manager', { kind: 'products', dryRun: 'true' }, TABLE)
    expect(dry.status).toBe(200)
    expect(dry.json()).toMatchObject({
      dryRun: true,
      accepted: 1,
      rejected: [
        { row: 3, code: 'missing' },
        { row: 4, column: 'own', code: 'invalid' },
      ],
    })
    expect((await test.call('rep', 'GET', '/v1/products/P10')).status).toBe(404)
    await importTable('product_manager', { kind: 'products' }, TABLE)
    expect((await test.call('rep', 'GET', '/v1/products/P10')).status).toBe(200)
    const again = await importTable('product_manager', { kind: 'products', dryRun: '0' }, TABLE)
    expect(again.json()).toMatchObject({ created: 0, updated: 0, unchanged: 1 })
  })

  it('of people are for administrators', async () => {
    const table = 'id,name,roles\nU-new,新人,rep\n'
    expect((await importTable('product_manager', { kind: 'users' }, table)).status).toBe(403)
    expect((await importTable('admin', { kind: 'users' }, table)).json()).toMatchObject({ created: 1 })
  })

  it('refuse an unknown kind, a table without rows and what is no table', async () => {
    for (const kind of ['novels', 'constructor', '__proto__']) {
      expect((await importTable('admin', { kind }, TABLE)).json(), kind).toMatchObject({
        errors: [{ field: 'kind' }],
      })
    }
    expect((await importTable('admin', { kind: 'products', dryRun: 'perhaps' }, TABLE)).status).toBe(400)
    expect((await importTable('admin', { kind: 'products' }, 'id,name\n')).json()).toMatchObject({
      code: 'empty',
    })
    expect((await importTable('admin', { kind: 'products' }, '%PDF-1.7\n%âãÏÓ')).json()).toMatchObject({
      code: 'unsupported_type',
    })
  })
})

describe('the record', () => {
  it('names who did what, for administrators, from and to a moment', async () => {
    const listed = await admin('GET', '/v1/audit?subjectKind=product&subjectId=P1&action=product.update')
    expect(listed.json()).toMatchObject({
      items: [{ actorId: 'product_manager-1', subjectId: 'P1', detail: { fields: ['genericName', 'own'] } }],
    })
    expect((await admin('GET', '/v1/audit?from=2030-01-01')).json()).toMatchObject({ items: [] })
    expect((await test.call('manager', 'GET', '/v1/audit')).status).toBe(403)
  })
})

describe('notifications', () => {
  it('are one’s own, and anybody’s for administrators', async () => {
    expect((await test.call('rep', 'GET', '/v1/notifications?since=2026-01-01')).json()).toEqual({
      items: [],
      nextCursor: null,
    })
    expect((await test.call('rep', 'GET', '/v1/notifications?user=rep-1')).status).toBe(200)
    expect((await test.call('rep', 'GET', '/v1/notifications?user=manager-1')).status).toBe(403)
    expect((await admin('GET', '/v1/notifications?user=*')).status).toBe(200)
    expect((await admin('GET', '/v1/notifications?since=lately')).status).toBe(400)
  })
})

describe('medical requests and safety cases', () => {
  it('are one’s own, and all of them for those who handle them', async () => {
    await test.call('rep', 'POST', '/v1/questions', { text: '患者用了泽米沙坦片后出现皮疹，怎么办' })
    const mine = ids(await test.call('rep', 'GET', '/v1/safety-cases'))
    expect(mine).toHaveLength(1)
    expect(ids(await test.call('reviewer', 'GET', '/v1/safety-cases?state=open'))).toEqual(mine)
    expect(ids(await test.call('product_manager', 'GET', '/v1/safety-cases'))).toEqual([])
    expect(ids(await test.call('rep', 'GET', '/v1/safety-cases?user=manager-1'))).toEqual(mine)
    expect((await test.call('rep', 'GET', '/v1/medical-requests')).status).toBe(200)
    expect((await test.call('reviewer', 'GET', '/v1/medical-requests?state=lost')).status).toBe(400)
  })
})
