/**
 * One process sends to a target at a time, however many there are: one lane over there is one lane here. It says
 * every few seconds that it lives; when it no longer does, another takes over together with everything that
 * was in its hands. The database's clock decides, so that the machines need not agree on the time.
 */
import { sql } from 'kysely'
import type { Database } from '../../core/database.ts'
import { newId } from '../../core/ids.ts'
import type { LaneState } from './remote-crm.ts'
import type { SyncTarget } from './sync-targets.ts'

export interface Hold {
  readonly target: SyncTarget
  /** The fence: written on everything that is taken in hand. */
  readonly token: string
}

const inFuture = (ms: number) =>
  sql<Date>`clock_timestamp() + ${ms}::double precision * interval '1 millisecond'`

/** Undefined while another process has it, and where the target is not enabled. */
export async function takeHold(
  database: Database,
  target: SyncTarget,
  leaseMs: number,
): Promise<Hold | undefined> {
  const token = newId()
  return database.transaction(async (trx) => {
    const taken = await trx
      .updateTable('sync_targets')
      .set({ holder: token, held_until: inFuture(leaseMs) })
      .where('name', '=', target)
      .where('enabled', '=', true)
      .where(sql<boolean>`(holder is null or held_until < clock_timestamp())`)
      .returning('name')
      .executeTakeFirst()
    if (taken === undefined) return undefined
    // What the one before had in hand and can say nothing more of.
    await sql`update sync_records set lease = null where target = ${target} and lease is not null`.execute(
      trx,
    )
    return { target, token }
  })
}

/** False: another has it. */
export async function keepHold(
  database: Database,
  { target, token }: Hold,
  leaseMs: number,
  lane: LaneState,
  at: Date,
): Promise<boolean> {
  const kept = await database.query
    .updateTable('sync_targets')
    .set({ held_until: inFuture(leaseMs), lane: JSON.stringify(lane), lane_at: at })
    .where('name', '=', target)
    .where('holder', '=', token)
    .where('enabled', '=', true)
    .returning('name')
    .executeTakeFirst()
  return kept !== undefined
}

export async function letGo(database: Database, { target, token }: Hold): Promise<void> {
  await database.query
    .updateTable('sync_targets')
    .set({ holder: null, held_until: null })
    .where('name', '=', target)
    .where('holder', '=', token)
    .execute()
}
