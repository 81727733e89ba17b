/**
 * Work that one process at a time may do: whoever holds the lease works, the others wait for it. The holder renews;
 * one that is gone loses it after LEASE_MS, one that stops gives it back at once.
 */
import { sql } from 'kysely'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import type { Log } from '../core/log.ts'

export interface HeldLease {
  /** `begin` when the lease is ours, `end` when it is not any more; one is over before the other begins. */
  start(work: { begin(): Promise<void>; end(): Promise<void> }): void
  stop(): Promise<void>
}

const LEASE_MS = 15_000
const ROUND_MS = 5_000

export function createHeldLease(deps: {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly name: string
  readonly roundMs?: number
}): HeldLease {
  const { database, clock, log, name } = deps
  const holder = newId()
  const every = deps.roundMs ?? ROUND_MS
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> = Promise.resolve()
  let stopped = true
  let ours = false
  let until = 0
  let working: { begin(): Promise<void>; end(): Promise<void> } | undefined

  async function claim(): Promise<boolean> {
    const now = clock.now()
    const next = new Date(now.getTime() + Math.max(LEASE_MS, every * 3))
    const { rows } = await sql<{ holder: string }>`
      insert into process_leases (name, holder, until) values (${name}, ${holder}, ${next})
      on conflict (name) do update set holder = excluded.holder, until = excluded.until
        where process_leases.holder = ${holder} or process_leases.until < ${now}
      returning holder`.execute(database.query)
    if (rows.length === 0) return false
    until = next.getTime()
    return true
  }

  async function turn(): Promise<void> {
    let held = false
    try {
      held = await claim()
    } catch {
      // A database that is away for a moment takes nothing from the holder until its lease has run out.
      held = ours && clock.now().getTime() < until
    }
    try {
      if (held && !ours) {
        ours = true
        log.info('lease.begun', { name })
        await working?.begin()
      } else if (!held && ours) {
        ours = false
        log.warn('lease.lost', { name })
        await working?.end()
      }
    } catch (error) {
      ours = false
      log.error('lease.failed', { name, code: (error as { code?: string }).code ?? 'internal' })
    }
    if (!stopped) timer = setTimeout(again, every)
  }

  function again(): void {
    round = turn()
  }

  return {
    start(work) {
      working = work
      stopped = false
      again()
    },

    async stop() {
      stopped = true
      clearTimeout(timer)
      await round
      if (!ours) return
      ours = false
      await working?.end()
      await database.query
        .deleteFrom('process_leases')
        .where('name', '=', name)
        .where('holder', '=', holder)
        .execute()
    },
  }
}
