/**
 * Tokens from Microsoft Entra ID for an application of its own (client credentials), with a secret or a
 * certificate. The authority may be of another cloud; its host is then trusted because the company named it.
 */
import { createHash, X509Certificate } from 'node:crypto'
import { createRequire } from 'node:module'
import type { INetworkModule } from '@azure/msal-node'
import { AppError } from '../../core/errors.ts'
import type { AccessToken } from './token-source.ts'

export interface EntraOptions {
  /** Of the environment: `https://company.crm.dynamics.cn`; the scope follows from it. */
  readonly url: string
  /** Null: the one of the cloud that the environment's address belongs to. */
  readonly authority: string | null
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string | null
  /** PEM with private key and certificate. */
  readonly certificatePem: string | null
  /** How MSAL reaches the authority; for tests. */
  readonly network?: INetworkModule
}

type Msal = typeof import('@azure/msal-node')

const require = createRequire(import.meta.url)
/** With the first Dataverse that is named, not at every start: it has some hundred and fifty modules. */
const msal = (): Msal => require('@azure/msal-node') as Msal

const CHINA = 'https://login.partner.microsoftonline.cn'
const GLOBAL = 'https://login.microsoftonline.com'
const US_GOVERNMENT = 'https://login.microsoftonline.us'

/** The sign-in host of the cloud that an environment's address belongs to. */
export function authorityOf(url: string): string {
  const { hostname } = new URL(url)
  if (hostname.endsWith('.dynamics.cn')) return CHINA
  if (hostname.endsWith('.microsoftdynamics.us') || hostname.endsWith('.appsplatform.us'))
    return US_GOVERNMENT
  return GLOBAL
}

/** Throws `invalid_config` for a certificate that cannot be read; the acquiring throws what MSAL throws. */
export function createEntraTokens(options: EntraOptions): (fresh: boolean) => Promise<AccessToken> {
  const { url, tenantId, clientId, clientSecret, certificatePem } = options
  const host = (options.authority ?? authorityOf(url)).replace(/\/+$/, '')
  // With a tenant in the address already (…/contoso.onmicrosoft.com) it is left as it is.
  const authority = new URL(host).pathname === '/' ? `${host}/${tenantId}` : host
  const { ConfidentialClientApplication } = msal()
  const application = new ConfidentialClientApplication({
    auth: {
      clientId,
      authority,
      knownAuthorities: [new URL(authority).host],
      ...(certificatePem === null ? {} : { clientCertificate: readCertificate(certificatePem) }),
      ...(clientSecret === null || certificatePem !== null ? {} : { clientSecret }),
    },
    system: {
      // Its retries would hold a call back without a word; ours are counted and seen.
      disableInternalRetries: true,
      ...(options.network === undefined ? {} : { networkClient: options.network }),
    },
  })
  const scopes = [`${new URL(url).origin}/.default`]
  return async (fresh) => {
    const result = await application.acquireTokenByClientCredential({ scopes, skipCache: fresh })
    if (result?.accessToken == null || result.expiresOn === null) {
      throw new AppError('internal', 'The authority answered without a token.')
    }
    return { token: result.accessToken, expiresAt: result.expiresOn }
  }
}

/** Code and number of what the authority said, without its text: that may name the tenant and the secret's id. */
export function tokenFaultOf(error: unknown): { readonly refused: boolean; readonly detail: string } {
  if (error instanceof msal().AuthError) {
    const number = /AADSTS\d+/.exec(error.errorMessage ?? '')?.[0]
    // What the network did is passing; everything else the authority decided.
    const passing =
      /network|endpoint|timeout|openid_config|5\d\d/i.test(error.errorCode) && number === undefined
    return { refused: !passing, detail: [error.errorCode, number].filter(Boolean).join(' ') }
  }
  return { refused: false, detail: (error as { code?: string } | null)?.code ?? 'no_token' }
}

function readCertificate(pem: string): { thumbprintSha256: string; privateKey: string; x5c: string } {
  const privateKey =
    /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----[\s\S]+?-----END (?:RSA |EC )?PRIVATE KEY-----/.exec(pem)?.[0]
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g)
  if (privateKey === undefined || certificates === null) {
    throw new AppError(
      'invalid_config',
      'DATAVERSE_CERTIFICATE needs a PEM file with a private key and its certificate.',
    )
  }
  try {
    const { raw } = new X509Certificate(certificates[0]!)
    const thumbprintSha256 = createHash('sha256').update(raw).digest('hex')
    return { thumbprintSha256, privateKey, x5c: certificates.join('\n') }
  } catch (cause) {
    throw new AppError('invalid_config', 'DATAVERSE_CERTIFICATE holds no certificate that can be read.', {
      cause,
    })
  }
}
