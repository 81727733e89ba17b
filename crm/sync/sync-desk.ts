/**
 * What a person sees of the exchange and does about it: how it stands, what is parked and why, what is to be decided;
 * try again, read now, compare now, decide. The process that sends does the work; this may be any other.
 */
import { sql } from 'kysely'
import { recordAudit } from '../../core/audit.ts'
import type { Clock } from '../../core/clock.ts'
import type { Database, Queryable } from '../../core/database.ts'
import { AppError } from '../../core/errors.ts'
import type { Page, PageRequest } from '../../core/page.ts'
import { decodeCursor, pageLimit, pageOf } from '../../core/page.ts'
import { type ConflictDecision, decideConflict } from './decide-conflict.ts'
import type { Reconciliation } from './reconcile-crm.ts'
import type { LaneState, PulledKind, PushedKind } from './remote-crm.ts'
import { type Conflict, listConflicts } from './sync-conflicts.ts'
import type { SyncFaultCode } from './sync-fault.ts'
import type { SyncTarget } from './sync-targets.ts'

export interface TargetStatus {
  readonly name: SyncTarget
  readonly remote: string
  readonly enabled: boolean
  /** A process is there that sends. */
  readonly running: boolean
  readonly pausedUntil: Date | null
  readonly counts: readonly {
    readonly kind: PushedKind
    readonly waiting: number
    readonly parked: number
    readonly done: number
  }[]
  /** Since when the oldest waits. */
  readonly oldestWaiting: Date | null
  readonly lastSavedAt: Date | null
  readonly lane: LaneState | null
  readonly laneAt: Date | null
  readonly reconciliation: Reconciliation | null
}

export interface PullStatus {
  readonly kind: PulledKind
  readonly finishedAt: Date | null
  readonly reading: boolean
  readonly rows: number
  readonly gone: number
  readonly linked: number
  /** Rows over there that are nobody here. */
  readonly unlinked: number
  readonly fault: SyncFaultCode | null
}

export interface SyncStatus {
  readonly targets: readonly TargetStatus[]
  readonly pulls: readonly PullStatus[]
  readonly openConflicts: number
}

export interface ParkedRecord {
  readonly target: SyncTarget
  readonly kind: PushedKind
  readonly id: string
  readonly code: SyncFaultCode
  readonly detail: string | null
  readonly attempts: number
  readonly changedAt: Date
}

export interface SyncDesk {
  status(): Promise<SyncStatus>
  listParked(filter: PageRequest): Promise<Page<ParkedRecord>>
  listConflicts(filter: PageRequest & { readonly open?: boolean | undefined }): Promise<Page<Conflict>>
  /** Parked records by id, or all of them; also lifts a pause that we made ourselves. Returns how many. */
  retry(which: { readonly ids: readonly string[] } | 'all', actorId: string): Promise<number>
  /** Throws `wrong_state` where no CRM is connected. */
  wantPull(actorId: string): Promise<void>
  wantReconciliation(actorId: string): Promise<void>
  /** Throws `not_found`, `wrong_state`, `invalid_input`. */
  decide(conflictId: string, decision: ConflictDecision, actorId: string): Promise<Conflict>
}

export function createSyncDesk({
  database,
  clock,
}: {
  readonly database: Database
  readonly clock: Clock
}): SyncDesk {
  const db = database.query

  async function want(column: 'pull_wanted_at' | 'reconcile_wanted_at', actorId: string): Promise<void> {
    await database.transaction(async (trx) => {
      const at = clock.now()
      const wanted = await trx
        .updateTable('sync_targets')
        .set({ [column]: at })
        .where('name', '=', 'crm')
        .where('enabled', '=', true)
        .returning('name')
        .executeTakeFirst()
      if (wanted === undefined) throw new AppError('wrong_state', 'No CRM is connected.')
      await audit(trx, actorId, column === 'pull_wanted_at' ? 'sync.pull' : 'sync.reconcile', at)
    })
  }

  return {
    async status() {
      const targets = await readTargets(db)
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from sync_conflicts where decision is null`.execute(db)
      return { targets, pulls: await readPulls(db), openConflicts: rows[0]?.n ?? 0 }
    },

    async listParked(filter) {
      const limit = pageLimit(filter)
      const after = decodeCursor(filter)
      const { rows } = await sql<ParkedRecord>`
        select target, kind, record_id as id, coalesce(fault_code, 'rejected') as code, fault_detail as detail, attempts,
          changed_at as "changedAt"
        from sync_records where state = 'parked'
          and (${after ?? null}::text is null or target || ' ' || kind || ' ' || record_id > ${after ?? ''})
        order by target || ' ' || kind || ' ' || record_id limit ${limit + 1}`.execute(db)
      return pageOf(rows, limit, (row) => `${row.target} ${row.kind} ${row.id}`)
    },

    listConflicts: (filter) => listConflicts(db, filter),

    retry: (which, actorId) =>
      database.transaction(async (trx) => {
        const at = clock.now()
        const ids = which === 'all' ? null : [...which.ids]
        const { rows } = await sql`
          update sync_records set state = 'waiting', attempts = 0, not_before = null
          where (state = 'parked' or (state = 'waiting' and not_before is not null and lease is null))
            and (${ids}::text[] is null or record_id = any (${ids}::text[]))
          returning record_id`.execute(trx)
        await audit(trx, actorId, 'sync.retry', at, { records: rows.length })
        return rows.length
      }),

    wantPull: (actorId) => want('pull_wanted_at', actorId),
    wantReconciliation: (actorId) => want('reconcile_wanted_at', actorId),

    decide: (conflictId, decision, actorId) =>
      database.transaction((trx) => decideConflict(trx, conflictId, decision, actorId, clock.now())),
  }
}

async function audit(
  trx: Queryable,
  actorId: string,
  action: string,
  at: Date,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await recordAudit(trx, { at, actorId, action, subjectKind: 'sync', subjectId: 'crm', detail })
}

async function readTargets(db: Queryable): Promise<readonly TargetStatus[]> {
  const rows = await db.selectFrom('sync_targets').selectAll().orderBy('name').execute()
  const { rows: counts } = await sql<{
    target: string
    kind: PushedKind
    waiting: number
    parked: number
    done: number
    oldest: Date | null
    saved: Date | null
  }>`
    select target, kind, count(*) filter (where state = 'waiting')::int as waiting,
      count(*) filter (where state = 'parked')::int as parked, count(*) filter (where state = 'done')::int as done,
      min(changed_at) filter (where state = 'waiting') as oldest, max(saved_at) as saved
    from sync_records group by target, kind order by target, kind`.execute(db)
  const { rows: alive } = await sql<{ name: string }>`
    select name from sync_targets where held_until > clock_timestamp()`.execute(db)
  return rows.map((row) => {
    const own = counts.filter((one) => one.target === row.name)
    const dates = (pick: (one: (typeof own)[number]) => Date | null) =>
      own.flatMap((one) => pick(one)?.getTime() ?? [])
    const oldest = dates((one) => one.oldest)
    const saved = dates((one) => one.saved)
    return {
      name: row.name as SyncTarget,
      remote: row.remote,
      enabled: row.enabled,
      running: alive.some((one) => one.name === row.name),
      pausedUntil: row.paused_until,
      counts: own.map(({ kind, waiting, parked, done }) => ({ kind, waiting, parked, done })),
      oldestWaiting: oldest.length === 0 ? null : new Date(Math.min(...oldest)),
      lastSavedAt: saved.length === 0 ? null : new Date(Math.max(...saved)),
      lane: row.lane as LaneState | null,
      laneAt: row.lane_at,
      reconciliation: row.reconciliation as Reconciliation | null,
    }
  })
}

async function readPulls(db: Queryable): Promise<readonly PullStatus[]> {
  const { rows } = await sql<PullStatus>`
    select p.kind, p.finished_at as "finishedAt", p.next_link is not null as reading, p.rows_read as rows,
      p.rows_gone as gone, p.fault_code as fault,
      (select count(*)::int from sync_links l where l.kind = p.kind and l.active and l.local_id is not null) as linked,
      (select count(*)::int from sync_links l where l.kind = p.kind and l.active and l.local_id is null) as unlinked
    from sync_pulls p order by p.kind`.execute(db)
  return rows
}
