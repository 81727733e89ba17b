/**
 * The company's Dataverse environment behind the port of crm/sync: one lane, one token, one mapping. Which
 * environment and which credentials is decided by whoever composes.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/log.ts'
import type { RemoteCrm } from '../sync/remote-crm.ts'
import { createDataverseClient, type DataverseClient } from './dataverse-client.ts'
import { rowHash } from './fingerprint.ts'
import { createImpersonation } from './impersonation.ts'
import { createLane, type LaneLimits } from './lane.ts'
import { createPullChanges } from './pull-changes.ts'
import { createPushRecord } from './push-record.ts'
import { createShapes } from './shapes.ts'
import { createSummariseRecords } from './summarise-records.ts'
import type { TokenSource } from './token-source.ts'

export interface DataverseDeps {
  readonly url: string
  /** Of the publisher: `xa` for `xa_visit`. */
  readonly prefix: string
  readonly tokens: TokenSource
  readonly clock: Clock
  readonly log: Log
  readonly fetch?: typeof fetch
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>
  readonly limits?: LaneLimits
  /** Requests a day that the licences allow. */
  readonly dailyRequests?: number | null
  readonly timeoutMs?: number
}

export interface Dataverse extends RemoteCrm {
  /** For what is not an exchange of records: checks and provisioning. */
  readonly client: DataverseClient
}

export function createDataverse(deps: DataverseDeps): Dataverse {
  const { clock, log, prefix } = deps
  const sleep =
    deps.sleep ??
    (async (ms, signal) => void (await delay(ms, undefined, signal === undefined ? {} : { signal })))
  const lane = createLane({
    clock,
    sleep,
    entitlement: deps.dailyRequests ?? null,
    ...(deps.limits === undefined ? {} : { limits: deps.limits }),
  })
  const client = createDataverseClient({
    url: deps.url,
    tokens: deps.tokens,
    lane,
    clock,
    fetch: deps.fetch ?? fetch,
    ...(deps.timeoutMs === undefined ? {} : { timeoutMs: deps.timeoutMs }),
  })
  const shapes = createShapes(prefix)
  const impersonation = createImpersonation({ clock, log })
  return {
    name: 'dataverse',
    client,
    push: createPushRecord({ client, shapes, impersonation, log }),
    fingerprint: (record) => rowHash(shapes.of(record.kind).table, shapes.rowOf(record)),
    pull: createPullChanges(client, prefix),
    summarise: createSummariseRecords({ client, shapes, sleep, now: () => clock.now() }),
    state: lane.state,
  }
}
