/**
 * How a sending ended, written together with the version that stands there now, by whoever still holds the
 * fence. A record that changed meanwhile goes on waiting; one that somebody changed there is decided by the
 * policy; one that fails is tried later, or parked for a person.
 */
import { sql } from 'kysely'
import { recordAudit } from '../../core/audit.ts'
import type { Database, Queryable } from '../../core/database.ts'
import type { Claim } from './claim-records.ts'
import type { Hold } from './hold-target.ts'
import { decidePush } from './push-policy.ts'
import type { PushOutcome } from './remote-crm.ts'
import { addConflicts } from './sync-conflicts.ts'
import { backOffMs, SYNC_FAULTS, type SyncFaultCode } from './sync-fault.ts'

/** What it came to, for the sender's count: `again` is tried later, `lost` is another's by now. */
export type Settled = 'saved' | 'again' | 'parked' | 'lost'

interface Change {
  readonly state: 'done' | 'waiting' | 'parked'
  readonly notBefore?: Date | null
  readonly attempts?: number
  /** Undefined: as it is. */
  readonly remoteVersion?: string | null
  readonly remoteHash?: string | null
  readonly saved?: boolean
  readonly fault?: { readonly code: SyncFaultCode; readonly detail: string }
}

export async function settlePush(
  database: Database,
  hold: Hold,
  claim: Claim,
  outcome: PushOutcome,
  now: Date,
  random: () => number,
): Promise<Settled> {
  if (outcome.kind === 'saved') {
    const { remoteVersion } = outcome
    return write(database.query, hold, claim, saved(remoteVersion, claim.hash), now, 'saved')
  }
  if (outcome.kind === 'paused') {
    const change = { state: 'waiting', attempts: Math.max(0, claim.attempts - 1) } as const
    return write(database.query, hold, claim, change, now, 'again')
  }
  if (outcome.kind === 'failed') {
    const { code, detail } = outcome
    const parked = !outcome.retry || claim.attempts >= SYNC_FAULTS[code].attempts
    const change: Change = {
      state: parked ? 'parked' : 'waiting',
      notBefore: parked ? null : new Date(now.getTime() + backOffMs(claim.attempts, random)),
      fault: { code, detail: detail.slice(0, 500) },
    }
    return write(database.query, hold, claim, change, now, parked ? 'parked' : 'again')
  }
  if (outcome.kind === 'gone_there') {
    return database.transaction(async (trx) => {
      const change: Change = { state: 'waiting', remoteVersion: null, remoteHash: null }
      const settled = await write(trx, hold, claim, change, now, 'again')
      const { kind, id } = claim.record
      const conflict = { kind, recordId: id, code: 'deleted_there', decision: 'ours' } as const
      if (settled !== 'lost') await addConflicts(trx, [conflict], now)
      return settled
    })
  }
  return changedThere(database, hold, claim, outcome, now)
}

async function changedThere(
  database: Database,
  hold: Hold,
  claim: Claim,
  outcome: Extract<PushOutcome, { kind: 'changed_there' }>,
  now: Date,
): Promise<Settled> {
  const { record } = claim
  const { remoteVersion, hash } = outcome
  // Exactly what was to be written: the answer of an earlier try was lost.
  if (hash === claim.hash) {
    return write(database.query, hold, claim, saved(remoteVersion, hash), now, 'saved')
  }
  const again: Change = { state: 'waiting', remoteVersion, remoteHash: null }
  if (claim.ours.has(hash)) return write(database.query, hold, claim, again, now, 'again')
  const change: Change =
    claim.attempts >= SYNC_FAULTS.conflict.attempts
      ? { state: 'parked', fault: { code: 'conflict', detail: '' } }
      : again
  const decision = decidePush(record, outcome.found)
  return database.transaction(async (trx) => {
    const settled =
      decision.verdict === 'leave'
        ? await write(trx, hold, claim, saved(remoteVersion, claim.hash), now, 'saved')
        : await write(trx, hold, claim, change, now, change.state === 'parked' ? 'parked' : 'again')
    if (settled === 'lost') return settled
    await addConflicts(trx, decision.conflicts, now)
    if (decision.close !== undefined) await closeTask(trx, record.id, decision.close, now)
    return settled
  })
}

const saved = (remoteVersion: string, remoteHash: string): Change => ({
  state: 'done',
  attempts: 0,
  remoteVersion,
  remoteHash,
  saved: true,
})

async function write(
  db: Queryable,
  { target, token }: Hold,
  { record, claimed }: Claim,
  change: Change,
  now: Date,
  settled: Settled,
): Promise<Settled> {
  const known = change.remoteVersion !== undefined
  // What changed while it was sent waits for its own turn, without the fault of its former self.
  const { rows } = await sql`
    update sync_records set lease = null,
      state = case when changed > ${claimed}::bigint then 'waiting' else ${change.state} end,
      attempts = case when changed > ${claimed}::bigint then 0 else coalesce(${change.attempts ?? null}, attempts) end,
      not_before = case when changed > ${claimed}::bigint then null else ${change.notBefore ?? null}::timestamptz end,
      fault_code = case when changed > ${claimed}::bigint then null else ${change.fault?.code ?? null} end,
      fault_detail = case when changed > ${claimed}::bigint then null else ${change.fault?.detail ?? null} end,
      remote_version = case when ${known} then ${change.remoteVersion ?? null} else remote_version end,
      remote_hash = case when ${known} then ${change.remoteHash ?? null} else remote_hash end,
      sent_hashes = case when ${change.saved === true} then '{}' else sent_hashes end,
      saved_at = case when ${change.saved === true} then ${now}::timestamptz else saved_at end
    where target = ${target} and kind = ${record.kind} and record_id = ${record.id} and lease = ${token}
    returning record_id`.execute(db)
  return rows.length === 0 ? 'lost' : settled
}

/** Finished there, finished here; its reminders end with it. The trigger sends what it has become. */
async function closeTask(trx: Queryable, id: string, state: 'done' | 'cancelled', now: Date): Promise<void> {
  const closed = await trx
    .updateTable('tasks')
    .set({ state, closed_at: now, updated_at: now })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning('id')
    .executeTakeFirst()
  if (closed === undefined) return
  await trx.deleteFrom('reminders').where('task_id', '=', id).where('state', '=', 'waiting').execute()
  await recordAudit(trx, {
    at: now,
    actorId: null,
    action: 'task.update',
    subjectKind: 'task',
    subjectId: id,
    detail: { fields: ['status'], status: state, from: 'crm' },
  })
}
