import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formOf, openTestApi, type TestApi } from '../../test/open-api.ts'

let test: TestApi

beforeAll(async () => {
  test = await openTestApi()
  await test.call('admin', 'POST', '/v1/teams', { id: 'T-east', name: 'east' })
  for (const id of ['manager-1', 'rep-1']) {
    await test.call('admin', 'PATCH', `/v1/users/${id}`, { teamId: 'T-east' })
  }
  await test.call('admin', 'POST', '/v1/users', { id: 'U-far', name: '远人', roles: ['rep'] })
  for (const [id, name] of [
    ['A1', '青岭市第一医院'],
    ['A2', '松陵总医院'],
  ]) {
    await test.call('product_manager', 'POST', '/v1/accounts', { id, name, aliases: [`${id}简称`] })
  }
  for (const [id, accountId] of [
    ['K1', 'A1'],
    ['K2', 'A1'],
    ['K3', 'A2'],
  ]) {
    const body = { id, name: `沈${id}`, accountId, department: '心内科', tier: 'a' }
    expect((await test.call('product_manager', 'POST', '/v1/contacts', body)).status).toBe(201)
  }
})
afterAll(() => test.close())

const ids = (response: { json<T>(): T }) =>
  response.json<{ items: { id: string }[] }>().items.map((one) => one.id)

describe('customers', () => {
  it('are seen as far as the territory goes, by pages, and managers give it out in their teams', async () => {
    const far = { userId: 'U-far', accountId: 'A2', from: '2026-01-01' }
    expect((await test.call('rep', 'POST', '/v1/territories', far)).status).toBe(403)
    expect((await test.call('manager', 'POST', '/v1/territories', far)).json()).toMatchObject({
      code: 'forbidden',
    })
    expect((await test.call('admin', 'POST', '/v1/territories', far)).status).toBe(201)
    const mine = { userId: 'rep-1', accountId: 'A1', from: '2026-01-01' }
    const made = await test.call('manager', 'POST', '/v1/territories', mine)
    expect(made.json()).toMatchObject({ ...mine, contactId: null, to: null })
    expect((await test.call('manager', 'POST', '/v1/territories', mine)).status).toBe(409)

    const first = await test.call('rep', 'GET', '/v1/contacts?limit=1')
    const { nextCursor } = first.json<{ nextCursor: string }>()
    expect(ids(first)).toEqual(['K1'])
    expect(ids(await test.call('rep', 'GET', `/v1/contacts?limit=1&cursor=${nextCursor}`))).toEqual(['K2'])
    expect(ids(await test.call('manager', 'GET', '/v1/contacts?tier=A'))).toEqual(['K1', 'K2'])
    expect(ids(await test.call('admin', 'GET', '/v1/contacts'))).toEqual(['K1', 'K2', 'K3'])
    expect(ids(await test.call('rep', 'GET', '/v1/accounts'))).toEqual(['A1'])
    const alias = encodeURIComponent('a1简')
    expect(ids(await test.call('rep', 'GET', `/v1/accounts?name=${alias}`))).toEqual(['A1'])
    expect((await test.call('rep', 'GET', '/v1/contacts/K3')).status).toBe(404)
    expect((await test.call('rep', 'GET', '/v1/accounts/A2')).status).toBe(404)
    expect((await test.call('rep', 'GET', '/v1/territories?on=2026-03-01')).json()).toMatchObject({
      items: [{ userId: 'rep-1' }],
    })
    const { id } = made.json<{ id: string }>()
    const ended = await test.call('manager', 'PATCH', `/v1/territories/${id}`, { to: '2026-12-31' })
    expect(ended.json()).toMatchObject({ to: '2026-12-31' })
    expect((await test.call('manager', 'PATCH', '/v1/territories/none', { to: null })).status).toBe(404)
  })

  it('are planned for by managers, within their reach', async () => {
    const plan = { contactId: 'K1', from: '2026-03-01', to: '2026-04-01', target: 4 }
    const made = await test.call('manager', 'POST', '/v1/plans', plan)
    expect(made.status).toBe(201)
    expect((await test.call('manager', 'POST', '/v1/plans', plan)).status).toBe(409)
    expect((await test.call('manager', 'POST', '/v1/plans', { ...plan, contactId: 'K3' })).status).toBe(404)
    expect((await test.call('manager', 'POST', '/v1/plans', { ...plan, from: '2026-02-30' })).status).toBe(
      400,
    )
    const { id } = made.json<{ id: string }>()
    expect((await test.call('manager', 'PATCH', `/v1/plans/${id}`, { target: 2 })).json()).toMatchObject({
      target: 2,
    })
    expect(ids(await test.call('rep', 'GET', '/v1/plans?from=2026-03-31&to=2026-04-02'))).toEqual([id])
    expect(ids(await test.call('rep', 'GET', '/v1/plans?from=2026-04-01'))).toEqual([])
  })

  it('come in from tables; who covers whom only by administrators', async () => {
    const upload = (role: 'admin' | 'product_manager', kind: string, content: string) => {
      const form = formOf({ kind }, { name: `${kind}.csv`, content, type: 'text/csv' })
      return test.call(role, 'POST', '/v1/import', form.payload, form.headers)
    }
    const accounts = await upload(
      'product_manager',
      'accounts',
      '编号,名称,类型\nA3,百康药房,药店\nA4,,药店\n',
    )
    expect(accounts.json()).toMatchObject({ created: 1, rejected: [{ row: 3, column: '名称' }] })
    const table = '工号,医院,开始日期\nrep-1,百康药房,2026-03-01\n'
    expect((await upload('product_manager', 'territories', table)).status).toBe(403)
    expect((await upload('admin', 'territories', table)).json()).toMatchObject({ created: 1 })
    const visits = '代表,日期,医院\nrep-1,2026-03-01,百康药房\n'
    expect((await upload('admin', 'visits', visits)).json()).toMatchObject({ created: 1 })
    expect((await upload('admin', 'visits', visits)).json()).toMatchObject({ created: 0, unchanged: 1 })
  })

  it('have rivals with nicknames', async () => {
    const made = await test.call('product_manager', 'POST', '/v1/competitors', {
      id: 'R1',
      name: '瑞泽',
      aliases: ['小瑞'],
    })
    expect(made.json()).toMatchObject({ aliases: ['小瑞'], productIds: [], state: 'active' })
    await test.call('product_manager', 'PATCH', '/v1/competitors/R1', { state: 'retired' })
    expect(ids(await test.call('rep', 'GET', '/v1/competitors?state=active'))).toEqual([])
  })
})
