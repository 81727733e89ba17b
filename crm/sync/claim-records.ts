/**
 * Takes records in hand that wait to be sent: oldest change first, never two senders on one record, nothing
 * before the visit that it belongs to. Each is put together in the same transaction, and what will be sent is
 * noted before it is: an answer may be lost, and then the note tells our own writing from another's.
 */
import { sql } from 'kysely'
import type { Database, Queryable } from '../../core/database.ts'
import { buildRecords, keyOf, type Standing } from './build-records.ts'
import type { Hold } from './hold-target.ts'
import type { PushedKind, RecordToPush } from './remote-crm.ts'

export interface Claim {
  readonly record: RecordToPush
  /** The change that is being sent. */
  readonly claimed: string
  readonly attempts: number
  readonly hash: string
  /** Fingerprints that are ours: of what stood there last, and of what was sent without an answer. */
  readonly ours: ReadonlySet<string>
}

export interface Claimed {
  readonly claims: readonly Claim[]
  /** How many were taken, also those where there was nothing to send. */
  readonly taken: number
}

interface Row {
  readonly kind: PushedKind
  readonly id: string
  readonly claimed: string
  readonly attempts: number
  readonly remoteVersion: string | null
  readonly remoteHash: string | null
  readonly sentHashes: readonly string[]
}

/** Of a record whose answers keep getting lost, this many are remembered. */
const REMEMBERED = 12

export function claimRecords(
  database: Database,
  hold: Hold,
  fingerprint: (record: RecordToPush) => string,
  limit: number,
  now: Date,
): Promise<Claimed> {
  return database.transaction(async (trx) => {
    const rows = await take(trx, hold, limit, now)
    if (rows.length === 0) return { claims: [], taken: 0 }
    const records = await build(trx, rows)
    const claims: Claim[] = []
    const settled: { readonly row: Row; readonly fault: string | null }[] = []
    for (const row of rows) {
      const record = records.get(keyOf(row))
      const hash = record === undefined || record === 'unreadable' ? undefined : hashOf(record, fingerprint)
      if (record === undefined) settled.push({ row, fault: null })
      else if (record === 'unreadable' || hash === undefined) settled.push({ row, fault: 'unreadable' })
      else if (row.remoteVersion !== null && row.remoteHash === hash) settled.push({ row, fault: null })
      else {
        const ours = new Set([...row.sentHashes, ...(row.remoteHash === null ? [] : [row.remoteHash])])
        claims.push({ record, claimed: row.claimed, attempts: row.attempts, hash, ours })
      }
    }
    await noteSent(trx, hold, claims)
    await settle(trx, hold, settled)
    return { claims, taken: rows.length }
  })
}

async function take(trx: Queryable, hold: Hold, limit: number, now: Date): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    with due as (
      select s.target, s.kind, s.record_id from sync_records s
      where s.target = ${hold.target} and s.state = 'waiting' and s.lease is null
        and (s.not_before is null or s.not_before <= ${now})
        and (s.kind = 'visit' or not exists (
          select 1 from sync_records v where v.target = s.target and v.kind = 'visit' and v.record_id = s.visit_id
            and v.remote_version is null))
        and exists (select 1 from sync_targets t where t.name = s.target and t.holder = ${hold.token})
      order by s.changed_at limit ${limit} for update of s skip locked)
    update sync_records s set lease = ${hold.token}, claimed = s.changed, attempts = s.attempts + 1
    from due where s.target = due.target and s.kind = due.kind and s.record_id = due.record_id
    returning s.kind, s.record_id as id, s.claimed::text as claimed, s.attempts, s.remote_version as "remoteVersion",
      s.remote_hash as "remoteHash", s.sent_hashes as "sentHashes"`.execute(trx)
  return rows
}

/** A record that cannot be read must not keep the others: then each is read alone. */
async function build(
  trx: Queryable,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, RecordToPush | 'unreadable'>> {
  const wanted = rows.map(
    (row): Standing => ({
      kind: row.kind,
      id: row.id,
      revision: Number(row.claimed),
      remoteVersion: row.remoteVersion,
    }),
  )
  try {
    return await buildRecords(trx, wanted)
  } catch (error) {
    if (isOfDatabase(error)) throw error
  }
  const found = new Map<string, RecordToPush | 'unreadable'>()
  for (const one of wanted) {
    try {
      for (const [key, record] of await buildRecords(trx, [one])) found.set(key, record)
    } catch (error) {
      if (isOfDatabase(error)) throw error
      found.set(keyOf(one), 'unreadable')
    }
  }
  return found
}

/** The database's errors, and those of the way to it, have codes; a record that is not as it should be has none. */
function isOfDatabase(error: unknown): boolean {
  return typeof (error as { code?: unknown } | null)?.code === 'string'
}

function hashOf(record: RecordToPush, fingerprint: (record: RecordToPush) => string): string | undefined {
  try {
    return fingerprint(record)
  } catch {
    return undefined
  }
}

async function noteSent(trx: Queryable, hold: Hold, claims: readonly Claim[]): Promise<void> {
  if (claims.length === 0) return
  const sent = JSON.stringify(
    claims.map(({ record, hash, ours }) => ({
      kind: record.kind,
      id: record.id,
      hashes: [...new Set([...ours, hash])].slice(-REMEMBERED),
    })),
  )
  await sql`update sync_records s set sent_hashes = c.hashes
    from json_to_recordset(${sent}::json) as c (kind text, id text, hashes text[])
    where s.target = ${hold.target} and s.kind = c.kind and s.record_id = c.id`.execute(trx)
}

async function settle(
  trx: Queryable,
  hold: Hold,
  settled: readonly { readonly row: Row; readonly fault: string | null }[],
): Promise<void> {
  if (settled.length === 0) return
  const rows = JSON.stringify(settled.map(({ row, fault }) => ({ kind: row.kind, id: row.id, fault })))
  await sql`update sync_records s set lease = null, not_before = null, fault_code = c.fault, fault_detail = null,
      attempts = case when c.fault is null then 0 else s.attempts end,
      state = case when c.fault is null then 'done' else 'parked' end
    from json_to_recordset(${rows}::json) as c (kind text, id text, fault text)
    where s.target = ${hold.target} and s.kind = c.kind and s.record_id = c.id`.execute(trx)
}
