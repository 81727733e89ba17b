/**
 * Sends what waits, until nothing is due any more: as many at a time as the other side's lane takes, each record
 * one after the other, different records beside each other. A pause over there stops everything here; so does a
 * connection that fails again and again, for which no single record is to blame.
 */
import type { Clock } from '../../core/clock.ts'
import type { Database } from '../../core/database.ts'
import type { Log } from '../../core/log.ts'
import { type Claim, claimRecords } from './claim-records.ts'
import type { Hold } from './hold-target.ts'
import type { PushOutcome, RemoteCrm } from './remote-crm.ts'
import { type Settled, settlePush } from './settle-push.ts'
import { SYNC_FAULTS } from './sync-fault.ts'

/** What is needed of the other side; the webhook is one, too. */
export type PushRemote = Pick<RemoteCrm, 'name' | 'push' | 'fingerprint' | 'state'>

export interface PushRecordsDeps {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly remote: PushRemote
  /** 0..1; for tests. */
  readonly random?: () => number
}

export interface Pushed {
  readonly saved: number
  readonly again: number
  readonly parked: number
  /** Nothing may be sent before. */
  readonly pausedUntil: Date | null
}

/** A signal that fires ends it after the sendings that are under way. */
export type PushRecords = (hold: Hold, signal: AbortSignal) => Promise<Pushed>

/** However wide the lane is. */
const MOST = 64
/** So many faults of the connection in a row, and everything waits. */
const IN_A_ROW = 6
const PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 5 * 60_000

export function createPushRecords(deps: PushRecordsDeps): PushRecords {
  const { database, clock, log, remote } = deps
  const random = deps.random ?? Math.random
  /** Faults of the connection since something was last saved. */
  let inARow = 0

  async function send(hold: Hold, claim: Claim, signal: AbortSignal) {
    const outcome = await pushed(remote, claim, signal)
    const settled = await settlePush(database, hold, claim, outcome, clock.now(), random)
    if (outcome.kind === 'failed') {
      const { code } = outcome
      const { kind, id } = claim.record
      log.info('sync.push_failed', { target: hold.target, kind, id, code, attempts: claim.attempts, settled })
      if (SYNC_FAULTS[code].everybody) inARow += 1
    } else if (outcome.kind !== 'paused') inARow = 0
    return { outcome, settled }
  }

  return async (hold, signal) => {
    const count: Record<Settled, number> = { saved: 0, again: 0, parked: 0, lost: 0 }
    const inFlight = new Set<Promise<void>>()
    let failure: unknown
    let pausedUntil: Date | null = null
    const pause = (until: Date) => {
      if (pausedUntil === null || until > pausedUntil) pausedUntil = until
    }

    const begin = (claim: Claim) => {
      const sending = send(hold, claim, signal)
        .then(({ outcome, settled }) => {
          count[settled] += 1
          if (outcome.kind === 'paused') pause(outcome.until)
        })
        .catch((error: unknown) => {
          failure ??= error
        })
        .finally(() => inFlight.delete(sending))
      inFlight.add(sending)
    }

    const before = inARow
    for (;;) {
      if (inARow >= IN_A_ROW && inARow > before) {
        pause(new Date(clock.now().getTime() + pauseMs(inARow)))
      }
      if (failure !== undefined || pausedUntil !== null || signal.aborted) break
      // After such a pause one record goes ahead of the others.
      const width = inARow >= IN_A_ROW ? 1 : Math.max(1, Math.min(MOST, remote.state().concurrency))
      let taken = 0
      if (inFlight.size <= width / 2) {
        const limit = width - inFlight.size
        const claimed = await claimRecords(database, hold, remote.fingerprint, limit, clock.now())
        taken = claimed.taken
        for (const claim of claimed.claims) begin(claim)
      }
      if (inFlight.size > 0) await Promise.race(inFlight)
      else if (taken === 0) break
    }
    await Promise.all(inFlight)
    if (failure !== undefined) throw failure
    return { saved: count.saved, again: count.again, parked: count.parked, pausedUntil }
  }
}

/** An adapter that throws is wrong in itself; the record is not lost for it. */
async function pushed(remote: PushRemote, claim: Claim, signal: AbortSignal): Promise<PushOutcome> {
  try {
    return await remote.push(claim.record, signal)
  } catch (error) {
    const detail = error instanceof Error ? error.name : typeof error
    return { kind: 'failed', retry: true, code: 'bad_answer', detail }
  }
}

/** Doubles with every fault that follows. */
function pauseMs(inARow: number): number {
  return Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** Math.min(inARow - IN_A_ROW, 10))
}
