/**
 * Reads the CRM's master data: institutions, contacts, products, users, and who covers whom, in this order, so that
 * what is named is there. A reading goes page by page, each page and its place in one transaction: killed anywhere,
 * it goes on where it was. The first one reads everything, later ones what changed since; when the CRM has forgotten
 * since when, everything is read again, and what was not seen is gone.
 */
import { sql } from 'kysely'
import type { Clock } from '../../core/clock.ts'
import type { Database, Queryable } from '../../core/database.ts'
import type { Log } from '../../core/log.ts'
import { dayIn } from '../day.ts'
import { applyAccounts } from './apply-accounts.ts'
import { applyContacts } from './apply-contacts.ts'
import { applyProducts, applyUsers } from './apply-linked-only.ts'
import { applyTerritories } from './apply-territories.ts'
import { endGone } from './end-gone.ts'
import { followMerges } from './follow-merges.ts'
import { placeParents } from './place-parents.ts'
import type { PageContext } from './pulled-page.ts'
import {
  PULLED_KINDS,
  type PulledKind,
  type PulledPage,
  type PulledRow,
  type RemoteCrm,
} from './remote-crm.ts'
import type { SyncFaultCode } from './sync-fault.ts'
import { touchNaming } from './touch-naming.ts'

export interface PullCrmDeps {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly remote: Pick<RemoteCrm, 'pull'>
  /** The company's: what "today" is. */
  readonly timezone: string
}

export type Pulled =
  | { readonly kind: 'read'; readonly rows: number; readonly gone: number }
  | { readonly kind: 'paused'; readonly until: Date }
  /** One kind of data could not be read; those before it were. */
  | { readonly kind: 'failed'; readonly of: PulledKind; readonly code: SyncFaultCode }
  | { readonly kind: 'stopped' }

/** One whole reading of all kinds, or the rest of one. Not two at a time: whoever holds the target calls it. */
export type PullCrm = (signal: AbortSignal) => Promise<Pulled>

/** A link that expires again and again is a fault of the other side. */
const FULL_READINGS = 2

export function createPullCrm({ database, clock, log, remote, timezone }: PullCrmDeps): PullCrm {
  const context = (trx: Queryable, round: bigint): PageContext => {
    const at = clock.now()
    return { trx, at, round, today: dayIn(at, timezone) }
  }

  async function pullKind(kind: PulledKind, signal: AbortSignal): Promise<Pulled> {
    let rows = 0
    let gone = 0
    let expired = 0
    let place = await beginReading(database.query, kind, clock.now())
    for (;;) {
      if (signal.aborted) return { kind: 'stopped' }
      const outcome = await remote.pull(kind, place.link, signal)
      if (outcome.kind === 'paused') return outcome
      if (outcome.kind === 'failed') {
        await noteFault(database.query, kind, outcome)
        return { kind: 'failed', of: kind, code: outcome.code }
      }
      if (outcome.kind === 'link_expired') {
        expired += 1
        if (expired > FULL_READINGS) {
          await noteFault(database.query, kind, { code: 'bad_answer', detail: 'link_expired' })
          return { kind: 'failed', of: kind, code: 'bad_answer' }
        }
        log.info('sync.link_expired', { kind })
        await forgetPlace(database.query, kind)
        place = await beginReading(database.query, kind, clock.now())
        continue
      }
      const { page } = outcome
      const written = await database.transaction(async (trx) => {
        const here = context(trx, place.round)
        const count = await writePage(here, kind, page)
        await notePlace(trx, kind, page, count, clock.now())
        return count
      })
      rows += written.rows
      gone += written.gone
      if (page.next === undefined) return { kind: 'read', rows, gone }
      place = { ...place, link: page.next }
    }
  }

  return async (signal) => {
    let rows = 0
    let gone = 0
    for (const kind of PULLED_KINDS) {
      const pulled = await pullKind(kind, signal)
      if (pulled.kind !== 'read') return pulled
      rows += pulled.rows
      gone += pulled.gone
    }
    return { kind: 'read', rows, gone }
  }
}

async function writePage(
  context: PageContext,
  kind: PulledKind,
  page: PulledPage,
): Promise<{ readonly rows: number; readonly gone: number }> {
  const before = await localIdsOf(context.trx, kind)
  let linked = await applyRows(context, kind, page.rows)
  let gone = await endGone(context, kind, page.gone)
  if (page.next === undefined) {
    if (context.round > 0n) gone += await endGone(context, kind, await unseen(context, kind))
    linked += await applyRows(context, kind, await waiting(context.trx, kind))
    if (kind === 'account') await placeParents(context)
    if (kind === 'account' || kind === 'contact') await followMerges(context, kind)
  }
  if (linked > 0) {
    await touchNaming(context.trx, kind, before)
    // What failed for want of what is there now is worth another try.
    await sql`update sync_records set state = 'waiting', attempts = 0, not_before = null
      where target = 'crm' and fault_code = 'missing_reference'`.execute(context.trx)
  }
  return { rows: page.rows.length, gone }
}

async function applyRows(
  context: PageContext,
  kind: PulledKind,
  rows: readonly PulledRow[],
): Promise<number> {
  if (rows.length === 0) return 0
  const ofKind = <K extends PulledKind>(wanted: K) =>
    rows.filter((row): row is Extract<PulledRow, { kind: K }> => row.kind === wanted)
  if (kind === 'account') return applyAccounts(context, ofKind('account'))
  if (kind === 'contact') return applyContacts(context, ofKind('contact'))
  if (kind === 'product') return applyProducts(context, ofKind('product'))
  if (kind === 'user') return applyUsers(context, ofKind('user'))
  return applyTerritories(context, ofKind('territory'))
}

async function localIdsOf(trx: Queryable, kind: PulledKind): Promise<ReadonlySet<string>> {
  const rows = await trx
    .selectFrom('sync_links')
    .select('local_id')
    .where('kind', '=', kind)
    .where('local_id', 'is not', null)
    .execute()
  return new Set(rows.flatMap((row) => row.local_id ?? []))
}

/** Rows that could not be linked when they came; what they lacked may be here by now. */
async function waiting(trx: Queryable, kind: PulledKind): Promise<readonly PulledRow[]> {
  const rows = await trx
    .selectFrom('sync_links')
    .selectAll()
    .where('kind', '=', kind)
    .where('local_id', 'is', null)
    .where('active', '=', true)
    .orderBy('remote_id')
    .limit(5000)
    .execute()
  return rows.map(
    (row) =>
      ({
        kind,
        remoteId: row.remote_id,
        externalId: row.external_id,
        remoteVersion: row.remote_version ?? '',
        active: true,
        fields: row.fields,
      }) as PulledRow,
  )
}

async function unseen({ trx, round }: PageContext, kind: PulledKind): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('sync_links')
    .select('remote_id')
    .where('kind', '=', kind)
    .where('active', '=', true)
    .where(sql<boolean>`round < ${String(round)}::bigint`)
    .execute()
  return rows.map((row) => row.remote_id)
}

/** Where the reading goes on: its next page, else the changes since the last one, else everything. */
async function beginReading(
  db: Queryable,
  kind: PulledKind,
  at: Date,
): Promise<{ readonly link: string | undefined; readonly round: bigint }> {
  const { rows } = await sql<{ link: string | null; full_round: string | null }>`
    insert into sync_pulls (kind, full_round, started_at)
    values (${kind}, (select coalesce(max(round), 0) + 1 from sync_links where kind = ${kind}), ${at})
    on conflict (kind) do update set
      full_round = case when sync_pulls.next_link is not null then sync_pulls.full_round
        when sync_pulls.delta_link is not null then null else excluded.full_round end,
      started_at = case when sync_pulls.next_link is null then excluded.started_at else sync_pulls.started_at end,
      rows_read = case when sync_pulls.next_link is null then 0 else sync_pulls.rows_read end,
      rows_gone = case when sync_pulls.next_link is null then 0 else sync_pulls.rows_gone end
    returning coalesce(next_link, delta_link) as link, full_round`.execute(db)
  const row = rows[0]!
  return { link: row.link ?? undefined, round: BigInt(row.full_round ?? 0) }
}

async function notePlace(
  trx: Queryable,
  kind: PulledKind,
  page: PulledPage,
  count: { readonly rows: number; readonly gone: number },
  at: Date,
): Promise<void> {
  const last = page.next === undefined
  await sql`update sync_pulls set next_link = ${page.next ?? null},
      delta_link = case when ${last} then coalesce(${page.delta ?? null}, delta_link) else delta_link end,
      full_round = case when ${last} then null else full_round end,
      finished_at = case when ${last} then ${at}::timestamptz else finished_at end,
      rows_read = rows_read + ${count.rows}, rows_gone = rows_gone + ${count.gone},
      fault_code = null, fault_detail = null
    where kind = ${kind}`.execute(trx)
}

async function forgetPlace(db: Queryable, kind: PulledKind): Promise<void> {
  await db
    .updateTable('sync_pulls')
    .set({ delta_link: null, next_link: null, full_round: null })
    .where('kind', '=', kind)
    .execute()
}

async function noteFault(
  db: Queryable,
  kind: PulledKind,
  fault: { readonly code: SyncFaultCode; readonly detail: string },
): Promise<void> {
  await db
    .updateTable('sync_pulls')
    .set({ fault_code: fault.code, fault_detail: fault.detail.slice(0, 500) })
    .where('kind', '=', kind)
    .execute()
}
