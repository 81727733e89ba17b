/**
 * What a worker does for one target as long as it runs: get hold of it, send what waits, and for the CRM read its
 * master data and compare both sides when that is due or somebody asks. It tells every few seconds that it lives; when
 * it learns that another has taken over, or the database goes away, it lets everything go and begins anew.
 */
import { sql } from 'kysely'
import type { Clock } from '../../core/clock.ts'
import type { Database } from '../../core/database.ts'
import type { Log } from '../../core/log.ts'
import { type Hold, keepHold, letGo, takeHold } from './hold-target.ts'
import type { PullCrm } from './pull-crm.ts'
import type { PushRecords, PushRemote } from './push-records.ts'
import type { ReconcileCrm } from './reconcile-crm.ts'
import { PULLED_KINDS } from './remote-crm.ts'
import { registerTargets, type SyncTarget, type TargetAddresses } from './sync-targets.ts'

export interface SyncLoopDeps {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly target: SyncTarget
  readonly remote: PushRemote
  readonly push: PushRecords
  /** Of the CRM alone. */
  readonly pull?: PullCrm
  readonly reconcile?: ReconcileCrm
  readonly timing?: Partial<SyncTiming>
}

/** Milliseconds. */
export interface SyncTiming {
  /** A process that is killed is missed after this. */
  readonly lease: number
  /** Between looks for something to send. */
  readonly poll: number
  readonly pullEvery: number
  readonly reconcileEvery: number
}

export const SYNC_TIMING: SyncTiming = {
  lease: 15_000,
  poll: 1_000,
  pullEvery: 15 * 60_000,
  reconcileEvery: 24 * 3_600_000,
}

/** After a fault of a reading or a comparison. */
const TRY_AGAIN_MS = 60_000

export interface SyncLoop {
  start(): void
  /** Ends after what is under way; what was not sent waits for the next process. */
  stop(): Promise<void>
}

export function createSyncLoop(deps: SyncLoopDeps): SyncLoop {
  const { database, clock, log, target, remote } = deps
  const timing = { ...SYNC_TIMING, ...deps.timing }
  let stopping = new AbortController()
  let running: Promise<void> | undefined
  let triedPull = 0
  let triedReconcile = 0

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      let hold: Hold | undefined
      try {
        hold = await takeHold(database, target, timing.lease)
        if (hold !== undefined) await work(hold)
      } catch (error) {
        // A database that is away comes back; what was in hand is taken again by the next hold.
        log.warn('sync.interrupted', { target, code: (error as { code?: string }).code ?? 'internal' })
      }
      if (hold !== undefined) await letGo(database, hold).catch(() => undefined)
      await sleep(timing.poll, stopping.signal)
    }
  }

  /** Until it is stopped or the hold is lost. */
  async function work(hold: Hold): Promise<void> {
    const lost = new AbortController()
    const signal = AbortSignal.any([stopping.signal, lost.signal])
    const keeping = setInterval(() => {
      keepHold(database, hold, timing.lease, remote.state(), clock.now()).then(
        (kept) => {
          if (!kept) lost.abort()
        },
        () => lost.abort(),
      )
    }, timing.lease / 3)
    try {
      while (!signal.aborted) {
        // Read first: what is sent for the first time names master data.
        const until = (await readAndCompare(signal)) ?? (await send(hold, signal))
        await keepHold(database, hold, timing.lease, remote.state(), clock.now())
        const wait = until === null ? timing.poll : until.getTime() - clock.now().getTime()
        // Not longer than a poll: somebody may ask for something meanwhile.
        await sleep(Math.max(10, Math.min(wait, timing.poll)), signal)
      }
    } finally {
      clearInterval(keeping)
    }
  }

  /** The end of a pause, null where there is none. */
  async function send(hold: Hold, signal: AbortSignal): Promise<Date | null> {
    const paused = await pausedUntil()
    if (paused !== null && paused > clock.now()) return paused
    const pushed = await deps.push(hold, signal)
    if (pushed.saved + pushed.again + pushed.parked > 0) {
      log.info('sync.pushed', { target, saved: pushed.saved, again: pushed.again, parked: pushed.parked })
    }
    if (pushed.pausedUntil !== null) await pause(pushed.pausedUntil)
    return pushed.pausedUntil
  }

  async function readAndCompare(signal: AbortSignal): Promise<Date | null> {
    const now = clock.now().getTime()
    if (deps.pull !== undefined && now - triedPull >= TRY_AGAIN_MS && (await pullIsDue(now))) {
      triedPull = now
      const pulled = await deps.pull(signal)
      log.info('sync.pulled', { ...pulled })
      if (pulled.kind === 'read') await pullIsDone()
      if (pulled.kind === 'read' || pulled.kind === 'paused') triedPull = 0
      if (pulled.kind === 'paused') {
        await pause(pulled.until)
        return pulled.until
      }
    }
    if (deps.reconcile !== undefined && now - triedReconcile >= TRY_AGAIN_MS && (await reconcileIsDue(now))) {
      triedReconcile = now
      try {
        const report = await deps.reconcile({ mend: true }, signal)
        triedReconcile = 0
        log.info('sync.reconciled', { agree: report.agree, sentAgain: report.sentAgain })
      } catch (error) {
        log.warn('sync.reconcile_failed', { code: (error as { code?: string }).code ?? 'internal' })
      }
    }
    return null
  }

  async function targetRow() {
    return database.query.selectFrom('sync_targets').selectAll().where('name', '=', target).executeTakeFirst()
  }

  async function pausedUntil(): Promise<Date | null> {
    return (await targetRow())?.paused_until ?? null
  }

  async function pause(until: Date): Promise<void> {
    await database.query
      .updateTable('sync_targets')
      .set({ paused_until: until })
      .where('name', '=', target)
      .execute()
  }

  async function pullIsDue(now: number): Promise<boolean> {
    const row = await targetRow()
    if (row === undefined) return false
    if (row.pull_wanted_at !== null) return true
    const { rows } = await sql<{ at: Date | null }>`
      select case when count(finished_at) = ${PULLED_KINDS.length} then min(finished_at) end as at
      from sync_pulls`.execute(database.query)
    const at = rows[0]?.at ?? null
    return at === null || now - at.getTime() >= timing.pullEvery
  }

  async function reconcileIsDue(now: number): Promise<boolean> {
    const row = await targetRow()
    if (row === undefined) return false
    if (row.reconcile_wanted_at !== null) return true
    // Not before everything was sent for the first time.
    const since = row.reconciled_at ?? row.updated_at
    return now - since.getTime() >= timing.reconcileEvery
  }

  async function pullIsDone(): Promise<void> {
    await database.query
      .updateTable('sync_targets')
      .set({ pull_wanted_at: null })
      .where('name', '=', target)
      .execute()
  }

  return {
    start() {
      stopping = new AbortController()
      running = run()
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

export interface Sync {
  /** Registers the targets, then runs a loop for each. */
  start(): Promise<void>
  stop(): Promise<void>
}

export function createSync(database: Database, addresses: TargetAddresses, loops: readonly SyncLoop[]): Sync {
  return {
    async start() {
      await registerTargets(database, addresses)
      for (const loop of loops) loop.start()
    },
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
