/**
 * Compares both sides, record by record: how many there are, and whether each looks there as it would if it were
 * written now. It reads our tables, not the outbox, so that what the outbox forgot is found as well. Records that wait to
 * be sent are neither missing nor different: they are pending. With `mend`, what is missing or different is sent
 * again; what is there and not here is only reported, for a person.
 */
import { sql } from 'kysely'
import type { Clock } from '../../core/clock.ts'
import type { Database } from '../../core/database.ts'
import { buildRecords, type Standing } from './build-records.ts'
import { PUSHED_KINDS, type PushedKind, type RemoteCrm } from './remote-crm.ts'
import { sendAgain } from './sync-targets.ts'

export interface KindComparison {
  readonly kind: PushedKind
  readonly here: number
  readonly there: number
  readonly same: number
  /** Waiting to be sent, or parked. */
  readonly pending: number
  readonly missing: number
  readonly different: number
  readonly extra: number
  /** The first of each, `LISTED` at most. */
  readonly missingIds: readonly string[]
  readonly differentIds: readonly string[]
  readonly extraIds: readonly string[]
}

export interface Reconciliation {
  readonly startedAt: Date
  readonly finishedAt: Date
  readonly kinds: readonly KindComparison[]
  /** Nothing is missing, different, extra or pending. */
  readonly agree: boolean
  /** How many were ordered to be sent again. */
  readonly sentAgain: number
}

export type ReconcileCrm = (
  options: { readonly mend: boolean },
  signal: AbortSignal,
) => Promise<Reconciliation>

export interface ReconcileCrmDeps {
  readonly database: Database
  readonly clock: Clock
  readonly remote: Pick<RemoteCrm, 'summarise' | 'fingerprint'>
}

const LISTED = 100
const BLOCK = 500

const HERE: Record<PushedKind, string> = {
  visit: 'select id from visits',
  task: `select id from tasks where blocked_reason is null
    union select record_id from sync_records where target = 'crm' and kind = 'task' and remote_version is not null`,
  appointment: `select id from visits where status = 'planned'
    union select record_id from sync_records where target = 'crm' and kind = 'appointment'`,
  safety_case: 'select id from safety_cases',
}

/** Throws where the other side cannot be read to the end: half a comparison is none. */
export function createReconcileCrm(deps: ReconcileCrmDeps): ReconcileCrm {
  const { database, clock, remote } = deps

  async function compare(kind: PushedKind, mend: boolean, signal: AbortSignal) {
    const there = new Map<string, string>()
    for await (const one of remote.summarise(kind, signal)) {
      signal.throwIfAborted()
      there.set(one.id.toLowerCase(), one.hash)
    }
    const thereCount = there.size
    const { rows } = await sql<{ id: string }>`${sql.raw(HERE[kind])} order by id`.execute(database.query)
    const missing: string[] = []
    const different: string[] = []
    let [here, same, pending, sentAgain] = [0, 0, 0, 0]
    for (let start = 0; start < rows.length; start += BLOCK) {
      signal.throwIfAborted()
      const ids = rows.slice(start, start + BLOCK).map((row) => row.id)
      const standing = ids.map((id): Standing => ({ kind, id, revision: 0, remoteVersion: '' }))
      const records = await buildRecords(database.query, standing)
      const waiting = await findWaiting(kind, ids)
      for (const record of records.values()) {
        here += 1
        const hash = there.get(record.id.toLowerCase())
        there.delete(record.id.toLowerCase())
        if (waiting.has(record.id)) pending += 1
        else if (hash === undefined) missing.push(record.id)
        else if (hash !== remote.fingerprint(record)) different.push(record.id)
        else same += 1
      }
    }
    if (mend) {
      await sql`select sync_touch(${kind}, array_agg(i order by i), array_agg(null::text))
        from unnest(${missing}::text[]) i where not exists (
          select 1 from sync_records s where s.target = 'crm' and s.kind = ${kind} and s.record_id = i)
        having count(*) > 0`.execute(database.query)
      sentAgain += await sendAgain(database.query, 'crm', kind, missing, 'missing')
      sentAgain += await sendAgain(database.query, 'crm', kind, different, 'different')
    }
    const extra = [...there.keys()].toSorted()
    const comparison: KindComparison = {
      kind,
      here,
      there: thereCount,
      same,
      pending,
      missing: missing.length,
      different: different.length,
      extra: extra.length,
      missingIds: missing.slice(0, LISTED),
      differentIds: different.slice(0, LISTED),
      extraIds: extra.slice(0, LISTED),
    }
    return { comparison, sentAgain }
  }

  async function findWaiting(kind: PushedKind, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await database.query
      .selectFrom('sync_records')
      .select('record_id')
      .where('target', '=', 'crm')
      .where('kind', '=', kind)
      .where('state', '!=', 'done')
      .where('record_id', 'in', [...ids])
      .execute()
    return new Set(rows.map((row) => row.record_id))
  }

  return async ({ mend }, signal) => {
    const startedAt = clock.now()
    const kinds: KindComparison[] = []
    let sentAgain = 0
    for (const kind of PUSHED_KINDS) {
      const compared = await compare(kind, mend, signal)
      kinds.push(compared.comparison)
      sentAgain += compared.sentAgain
    }
    const agree = kinds.every((one) => one.missing + one.different + one.extra + one.pending === 0)
    const report = { startedAt, finishedAt: clock.now(), kinds, agree, sentAgain }
    await database.query
      .updateTable('sync_targets')
      .set({
        reconciled_at: report.finishedAt,
        reconciliation: JSON.stringify(report),
        reconcile_wanted_at: null,
      })
      .where('name', '=', 'crm')
      .execute()
    return report
  }
}
