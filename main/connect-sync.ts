/** The other systems that the configuration names, each with the loop that keeps it in step; none is none. */
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import type { Log } from '../core/log.ts'
import { createPullCrm } from '../crm/sync/pull-crm.ts'
import { createPushRecords } from '../crm/sync/push-records.ts'
import { createReconcileCrm } from '../crm/sync/reconcile-crm.ts'
import type { RemoteCrm } from '../crm/sync/remote-crm.ts'
import {
  createSync,
  createSyncLoop,
  type Sync,
  type SyncLoop,
  type SyncTiming,
} from '../crm/sync/sync-loop.ts'
import type { TargetAddresses } from '../crm/sync/sync-targets.ts'
import { createWebhook, webhookAddress } from '../crm/webhook/create-webhook.ts'
import type { Config } from './config.ts'
import { connectDataverse } from './connect-dataverse.ts'

export interface ConnectSyncDeps {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  /** Instead of the one that the configuration names. */
  readonly crm?: { readonly remote: RemoteCrm; readonly address: string }
  readonly timing?: Partial<SyncTiming>
}

export function connectSync(
  config: Pick<Config, 'dataverse' | 'webhook' | 'timezone' | 'publicUrl'>,
  deps: ConnectSyncDeps,
): Sync {
  const { database, clock, log } = deps
  const base = { database, clock, log, ...(deps.timing === undefined ? {} : { timing: deps.timing }) }
  const addresses: { crm?: string; webhook?: string } & TargetAddresses = {}
  const loops: SyncLoop[] = []
  const crm =
    deps.crm ??
    (config.dataverse === null
      ? undefined
      : { remote: connectDataverse(config.dataverse, deps), address: config.dataverse.url })
  if (crm !== undefined) {
    const { remote } = crm
    addresses.crm = crm.address
    loops.push(
      createSyncLoop({
        ...base,
        target: 'crm',
        remote,
        push: createPushRecords({ ...base, remote }),
        pull: createPullCrm({ ...base, remote, timezone: config.timezone }),
        reconcile: createReconcileCrm({ ...base, remote }),
      }),
    )
  }
  if (config.webhook !== null) {
    const remote = createWebhook({ ...config.webhook, clock, source: config.publicUrl ?? 'urn:pharos' })
    addresses.webhook = webhookAddress(config.webhook.url)
    loops.push(
      createSyncLoop({ ...base, target: 'webhook', remote, push: createPushRecords({ ...base, remote }) }),
    )
  }
  return createSync(database, addresses, loops)
}
