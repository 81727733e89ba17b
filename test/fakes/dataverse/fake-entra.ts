/**
 * The token endpoint of Microsoft Entra ID as MSAL reaches it, in this process: discovery and client credentials,
 * with a secret or with an assertion that a certificate signed. Strict: whatever does not fit is refused with the
 * code that Entra gives.
 */
import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto'
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node'

export interface FakeEntraOptions {
  readonly host: string
  readonly tenantId: string
  readonly clientId: string
  readonly secret?: string
  readonly certificatePem?: string
  readonly scope: string
}

export function createFakeEntra(options: FakeEntraOptions) {
  const { host, tenantId, clientId, secret, certificatePem, scope } = options
  const base = `https://${host}/${tenantId}`
  const asked: string[] = []
  let issued = 0
  let down = false

  function token(body: URLSearchParams): NetworkResponse<Record<string, unknown>> {
    const refuse = (code: number, error: string) =>
      answer(401, { error, error_description: `AADSTS${code}: refused.`, error_codes: [code] })
    if (body.get('grant_type') !== 'client_credentials') return refuse(70003, 'unsupported_grant_type')
    if (body.get('client_id') !== clientId) return refuse(700016, 'unauthorized_client')
    if (!(body.get('scope') ?? '').split(' ').includes(scope)) return refuse(70011, 'invalid_scope')
    const assertion = body.get('client_assertion')
    if (assertion !== null) {
      if (certificatePem === undefined || !isSigned(assertion, certificatePem))
        return refuse(700027, 'invalid_client')
    } else if (secret === undefined || body.get('client_secret') !== secret) {
      return refuse(7000215, 'invalid_client')
    }
    issued += 1
    return answer(200, { token_type: 'Bearer', expires_in: 3599, access_token: `entra-${issued}` })
  }

  /** JWT of the certificate: its thumbprint in the head, the application and the endpoint in the claims. */
  function isSigned(assertion: string, pem: string): boolean {
    const [head = '', claims = '', signature = ''] = assertion.split('.')
    const read = (part: string) =>
      JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>
    const certificate = new X509Certificate(pem)
    const thumbprint = createHash('sha256').update(certificate.raw).digest('base64url')
    const { alg } = read(head)
    if (read(head)['x5t#S256'] !== thumbprint || (alg !== 'PS256' && alg !== 'RS256')) return false
    const { iss, sub, aud, exp } = read(claims)
    if (
      iss !== clientId ||
      sub !== clientId ||
      aud !== `${base}/oauth2/v2.0/token` ||
      Number(exp) * 1_000 < Date.now()
    )
      return false
    const key = createPublicKey(certificate.publicKey.export({ type: 'spki', format: 'pem' }))
    const padding = alg === 'PS256' ? { padding: 6, saltLength: 32 } : {}
    return verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key, ...padding },
      Buffer.from(signature, 'base64url'),
    )
  }

  const network: INetworkModule = {
    async sendGetRequestAsync<T>(url: string): Promise<NetworkResponse<T>> {
      asked.push(url)
      if (down) throw new Error('network')
      if (url.split('?')[0] !== `${base}/v2.0/.well-known/openid-configuration`) {
        return answer(404, {}) as NetworkResponse<T>
      }
      return answer(200, {
        token_endpoint: `${base}/oauth2/v2.0/token`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        end_session_endpoint: `${base}/oauth2/v2.0/logout`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
        issuer: `${base}/v2.0`,
      }) as NetworkResponse<T>
    },
    async sendPostRequestAsync<T>(url: string, request?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
      asked.push(url)
      if (down) throw new Error('network')
      if (url.split('?')[0] !== `${base}/oauth2/v2.0/token`) return answer(404, {}) as NetworkResponse<T>
      return token(new URLSearchParams(request?.body ?? '')) as NetworkResponse<T>
    },
  }

  return {
    network,
    asked: asked as readonly string[],
    setDown(now: boolean) {
      down = now
    },
  }
}

function answer(status: number, body: Record<string, unknown>): NetworkResponse<Record<string, unknown>> {
  return { status, headers: { 'content-type': 'application/json' }, body }
}
