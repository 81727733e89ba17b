import { describe, expect, it } from 'vitest'
import { openDataverseRoom } from '../../test/dataverse-room.ts'
import { checkDataverse, openDataverse, provisionDataverse } from './dataverse.ts'

async function run(
  room: Awaited<ReturnType<typeof openDataverseRoom>>,
  what: 'check' | 'provision',
  locale: 'zh-CN' | 'en' = 'zh-CN',
) {
  const lines: string[] = []
  const print = (text: string) => void lines.push(text)
  const place = { crm: room.crm, prefix: 'xa' }
  const right =
    what === 'check'
      ? await checkDataverse(place, locale, print)
      : await provisionDataverse(place, locale, print, async () => {})
  return { right, text: lines.join('\n') }
}

describe('pharos dataverse', () => {
  it('says of an environment as it comes what is missing and what to do, makes it, and finds it ready', async () => {
    const room = await openDataverseRoom({ provisioned: false })
    const before = await run(room, 'check')
    expect(before.right).toBe(false)
    expect(before.text).toContain('✗ 表  xa_visit')
    expect(before.text).toContain('dataverse provision')
    const made = await run(room, 'provision')
    expect(made.right).toBe(true)
    expect(made.text).toContain('+ 表  xa_visit')
    expect(made.text).toContain('+ 备用键  xa_account_key_hcocode')
    const after = await run(room, 'check', 'en')
    expect(after.right).toBe(true)
    expect(after.text).toContain('Ready for the exchange (0 warnings)')
    expect((await run(room, 'provision', 'en')).text).toContain('0 created, 0 changed')
  })

  it('ends with what the environment refused, and names nothing secret', async () => {
    const room = await openDataverseRoom({ provisioned: false })
    room.fake.dropTable('task')
    await expect(run(room, 'provision')).rejects.toThrow('table task is not in this environment')
  })

  it('says which variables are missing', () => {
    expect(() => openDataverse('en', {})).toThrow('DATAVERSE_CLIENT_SECRET or DATAVERSE_CERTIFICATE')
    const half = {
      DATAVERSE_URL: 'https://a.crm.dynamics.cn',
      DATAVERSE_TENANT_ID: 't',
      DATAVERSE_CLIENT_ID: 'c',
    }
    expect(() => openDataverse('en', half)).toThrow('needs DATAVERSE_CLIENT_SECRET or DATAVERSE_CERTIFICATE')
    expect(() =>
      openDataverse('en', { ...half, DATAVERSE_CLIENT_SECRET: 's', DATAVERSE_PREFIX: 'X-a' }),
    ).toThrow('DATAVERSE_PREFIX')
    expect(() => openDataverse('en', { ...half, DATAVERSE_CERTIFICATE: '/nowhere/x.pem' })).toThrow(
      '/nowhere/x.pem',
    )
  })
})
