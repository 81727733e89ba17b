/**
 * What is there no more: deleted over there, or not seen by a reading of everything. Institutions and contacts
 * become inactive (visits stand on them), a territory ends, and of a product or a user a person decides.
 */
import { sql } from 'kysely'
import { endTerritory } from './apply-territories.ts'
import type { PageContext } from './pulled-page.ts'
import type { PulledKind } from './remote-crm.ts'
import { addConflicts } from './sync-conflicts.ts'

/** Ids that are unknown or were gone before are passed over. Returns how many are newly gone. */
export async function endGone(
  context: PageContext,
  kind: PulledKind,
  remoteIds: readonly string[],
): Promise<number> {
  const { trx, at } = context
  if (remoteIds.length === 0) return 0
  const gone = await trx
    .updateTable('sync_links')
    .set({ active: false, updated_at: at })
    .where('kind', '=', kind)
    .where('remote_id', 'in', [...remoteIds])
    .where('active', '=', true)
    .returning(['remote_id', 'local_id'])
    .execute()
  for (const { remote_id: remoteId, local_id: localId } of gone) {
    // Nobody has to decide about a row that is no more.
    await sql`update sync_conflicts set decision = 'theirs', decided_at = ${at}
      where kind = ${kind} and remote_id = ${remoteId} and decision is null`.execute(trx)
    if (localId === null) continue
    if (kind === 'territory') await endTerritory(context, remoteId, localId)
    else if (await endRecord(context, kind, localId)) {
      const decision = kind === 'account' || kind === 'contact' ? 'theirs' : null
      await addConflicts(trx, [{ kind, recordId: localId, remoteId, code: 'deleted_there', decision }], at)
    }
  }
  return gone.length
}

/** False where another row over there still is this record, or it has ended here already. */
async function endRecord(
  { trx, at }: PageContext,
  kind: Exclude<PulledKind, 'territory'>,
  localId: string,
): Promise<boolean> {
  const other = await trx
    .selectFrom('sync_links')
    .select('remote_id')
    .where('kind', '=', kind)
    .where('local_id', '=', localId)
    .where('active', '=', true)
    .executeTakeFirst()
  if (other !== undefined) return false
  if (kind === 'product' || kind === 'user') return true
  const ended = await trx
    .updateTable(kind === 'account' ? 'accounts' : 'contacts')
    .set({ state: 'inactive', updated_at: at })
    .where('id', '=', localId)
    .where('state', '=', 'active')
    .returning('id')
    .executeTakeFirst()
  return ended !== undefined
}
