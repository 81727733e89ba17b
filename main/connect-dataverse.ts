/** The Dataverse environment that the configuration names, behind the port of crm/sync. */
import { readFileSync } from 'node:fs'
import type { Clock } from '../core/clock.ts'
import { AppError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import { createDataverse, type Dataverse } from '../crm/dataverse/create-dataverse.ts'
import { createEntraTokens } from '../crm/dataverse/entra-tokens.ts'
import { createTokenSource, type TokenSource } from '../crm/dataverse/token-source.ts'
import type { DataverseConfig } from './config.ts'

/** Throws `invalid_config` for a certificate that cannot be read. Nothing is asked over there yet. */
export function connectDataverse(
  config: DataverseConfig,
  deps: { readonly clock: Clock; readonly log: Log; readonly tokens?: TokenSource },
): Dataverse {
  const { url, prefix, dailyRequests } = config
  const tokens = deps.tokens ?? createTokenSource(createEntraTokens(credentialsOf(config)), deps.clock)
  return createDataverse({ url, prefix, dailyRequests, tokens, clock: deps.clock, log: deps.log })
}

function credentialsOf(config: DataverseConfig) {
  const { url, authority, tenantId, clientId, clientSecret, certificatePath } = config
  const certificatePem = certificatePath === null ? null : readCertificate(certificatePath)
  return { url, authority, tenantId, clientId, clientSecret, certificatePem }
}

function readCertificate(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new AppError('invalid_config', `DATAVERSE_CERTIFICATE ${path} cannot be read.`, { cause })
  }
}
