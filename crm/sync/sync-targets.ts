/**
 * The other systems that there are. With none, nothing is kept for them; one that is new, or that was away for a
 * while, is given every record once more, which costs nothing over there where nothing changed.
 */
import { sql } from 'kysely'
import type { Database, Queryable } from '../../core/database.ts'
import { PUSHED_KINDS, type PushedKind } from './remote-crm.ts'

export const SYNC_TARGETS = ['crm', 'webhook'] as const
export type SyncTarget = (typeof SYNC_TARGETS)[number]

/** Target -> where it goes (an address without secrets); what is left out gets nothing any more. */
export type TargetAddresses = Partial<Record<SyncTarget, string>>

/** Called by the process that sends, before it does. Another address than before is another system. */
export async function registerTargets(database: Database, addresses: TargetAddresses): Promise<void> {
  await database.transaction(async (trx) => {
    for (const name of SYNC_TARGETS) {
      const remote = addresses[name]
      const before = await trx
        .selectFrom('sync_targets')
        .select(['remote', 'enabled'])
        .where('name', '=', name)
        .forUpdate()
        .executeTakeFirst()
      if (remote === undefined) {
        if (before?.enabled === true) await setEnabled(trx, name, before.remote, false)
        continue
      }
      if (before?.enabled === true && before.remote === remote) continue
      if (before !== undefined && before.remote !== remote) await forget(trx, name)
      await setEnabled(trx, name, remote, true)
      // A webhook tells what happens from now on.
      if (name === 'crm') for (const kind of PUSHED_KINDS) await touchAll(trx, kind)
    }
  })
}

async function setEnabled(trx: Queryable, name: string, remote: string, enabled: boolean): Promise<void> {
  await trx
    .insertInto('sync_targets')
    .values({ name, remote, enabled })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ remote, enabled, paused_until: null, updated_at: sql<Date>`now()` }),
    )
    .execute()
}

/** What was known of another system says nothing of this one. */
async function forget(trx: Queryable, name: SyncTarget): Promise<void> {
  await trx.deleteFrom('sync_records').where('target', '=', name).execute()
  if (name !== 'crm') return
  await trx.deleteFrom('sync_links').execute()
  await trx.deleteFrom('sync_pulls').execute()
  await trx
    .updateTable('sync_targets')
    .set({ reconciliation: null, reconciled_at: null })
    .where('name', '=', name)
    .execute()
}

const ALL: Record<PushedKind, string> = {
  visit: `select array_agg(id order by id) as ids, array_agg(null::text) as visits from visits`,
  task: `select array_agg(id order by id) as ids, array_agg(visit_id order by id) as visits from tasks
    where blocked_reason is null`,
  appointment: `select array_agg(id order by id) as ids, array_agg(id order by id) as visits from visits
    where status = 'planned'`,
  safety_case: `select array_agg(id order by id) as ids, array_agg(visit_id order by id) as visits from safety_cases`,
}

async function touchAll(trx: Queryable, kind: PushedKind): Promise<void> {
  await sql`select sync_touch(${kind}, a.ids, a.visits) from (${sql.raw(ALL[kind])}) a
    where a.ids is not null`.execute(trx)
}

/**
 * Sends the records again, whatever is believed to stand there: for those that a comparison found missing or
 * different. Returns how many.
 */
export async function sendAgain(
  db: Queryable,
  target: SyncTarget,
  kind: PushedKind,
  ids: readonly string[],
  how: 'missing' | 'different',
): Promise<number> {
  const { rows } = await sql`
    update sync_records set changed = changed + 1, state = 'waiting', attempts = 0, not_before = null,
      fault_code = null, fault_detail = null, remote_hash = null, sent_hashes = '{}',
      remote_version = case when ${how === 'missing'} then null else remote_version end
    where target = ${target} and kind = ${kind} and record_id = any (${[...ids]}::text[])
    returning record_id`.execute(db)
  return rows.length
}
