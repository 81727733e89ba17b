import { describe, expect, it } from 'vitest'
import { createFakeEntra, type FakeEntraOptions } from '../../test/fakes/dataverse/fake-entra.ts'
import { writeCertificate } from '../../test/write-certificate.ts'
import { authorityOf, createEntraTokens, type EntraOptions, tokenFaultOf } from './entra-tokens.ts'

const TENANT = '22222222-2222-4222-8222-222222222222'
const CLIENT = '33333333-3333-4333-8333-333333333333'
const CHINA = 'login.partner.microsoftonline.cn'

function entra(fake: Partial<FakeEntraOptions> = {}, options: Partial<EntraOptions> = {}) {
  const server = createFakeEntra({
    host: CHINA,
    tenantId: TENANT,
    clientId: CLIENT,
    secret: 'right',
    scope: 'https://company.crm.dynamics.cn/.default',
    ...fake,
  })
  const acquire = createEntraTokens({
    url: 'https://company.crm.dynamics.cn/main.aspx',
    authority: null,
    tenantId: TENANT,
    clientId: CLIENT,
    clientSecret: 'right',
    certificatePem: null,
    network: server.network,
    ...options,
  })
  return { server, acquire }
}

describe('signing in', () => {
  it('asks the cloud that the environment belongs to, for that environment', async () => {
    const { acquire, server } = entra()
    const { token, expiresAt } = await acquire(false)
    expect(token).toBe('entra-1')
    expect(expiresAt.getTime() - Date.now()).toBeGreaterThan(3_500_000)
    expect(server.asked.every((url) => url.startsWith(`https://${CHINA}/${TENANT}/`))).toBe(true)
  })

  it('takes the token that it has, unless a fresh one is asked for', async () => {
    const { acquire } = entra()
    expect((await acquire(false)).token).toBe('entra-1')
    expect((await acquire(false)).token).toBe('entra-1')
    expect((await acquire(true)).token).toBe('entra-2')
  })

  it('asks another authority where one is named, whatever its host', async () => {
    const host = 'login.example.cn'
    const { acquire, server } = entra({ host }, { authority: `https://${host}/` })
    await acquire(false)
    expect(server.asked.every((url) => url.startsWith(`https://${host}/`))).toBe(true)
  })

  it('signs with a certificate, which wins over a secret', async () => {
    const { key, certificate } = writeCertificate('pharos')
    const certificatePem = key + certificate
    const { acquire } = entra({ certificatePem }, { certificatePem, clientSecret: 'wrong' })
    expect((await acquire(false)).token).toBe('entra-1')
  })

  it('tells a refusal from a network that is away, without repeating what Entra wrote', async () => {
    const { acquire } = entra({}, { clientSecret: 'wrong' })
    const refusal = tokenFaultOf(await acquire(false).catch((error: unknown) => error))
    expect(refusal).toEqual({ refused: true, detail: 'invalid_client AADSTS7000215' })
    const { acquire: other, server } = entra()
    server.setDown(true)
    expect(tokenFaultOf(await other(false).catch((error: unknown) => error)).refused).toBe(false)
  })

  it('says that a certificate cannot be read, and not what stands in it', () => {
    expect(() => entra({}, { certificatePem: 'nothing' })).toThrow('DATAVERSE_CERTIFICATE')
    const broken =
      '-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----'
    expect(() => entra({}, { certificatePem: broken })).toThrow('DATAVERSE_CERTIFICATE')
  })

  it('knows the clouds', () => {
    expect(authorityOf('https://a.crm.dynamics.cn')).toContain('partner.microsoftonline.cn')
    expect(authorityOf('https://a.crm5.dynamics.com')).toBe('https://login.microsoftonline.com')
    expect(authorityOf('https://a.crm.microsoftdynamics.us')).toBe('https://login.microsoftonline.us')
  })
})
