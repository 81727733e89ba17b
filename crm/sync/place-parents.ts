/** Institutions below others, once all of them are read: a parent may come on a later page than its children. */
import { sql } from 'kysely'
import { lockAccountTree } from '../account-store.ts'
import type { PageContext } from './pulled-page.ts'
import { addConflicts } from './sync-conflicts.ts'

interface Placing {
  readonly id: string
  readonly remoteId: string
  readonly parentId: string
  /** It would stand below itself: an older order here says the opposite. */
  readonly circle: boolean
}

export async function placeParents({ trx, at }: PageContext): Promise<void> {
  await lockAccountTree(trx)
  const { rows } = await sql<Placing>`
    with wanted as (
      select a.id, l.remote_id, p.local_id as parent_id from sync_links l
      join accounts a on a.id = l.local_id
      join sync_links p on p.kind = 'account' and p.remote_id = l.fields ->> 'parentRemoteId'
      where l.kind = 'account' and l.active and p.local_id is not null and p.local_id <> a.id
        and a.parent_id is distinct from p.local_id)
    select w.id, w.remote_id as "remoteId", w.parent_id as "parentId", exists (
      with recursive up (id) as (
        select w.parent_id union select a.parent_id from accounts a join up on a.id = up.id where a.parent_id is not null)
      select 1 from up where id = w.id) as circle
    from wanted w order by w.id`.execute(trx)
  for (const { id, remoteId, parentId, circle } of rows) {
    if (circle) {
      const conflict = { kind: 'account', recordId: id, remoteId, code: 'field', field: 'parent' } as const
      await addConflicts(trx, [{ ...conflict, theirs: parentId, decision: null }], at)
      continue
    }
    await trx
      .updateTable('accounts')
      .set({ parent_id: parentId, updated_at: at })
      .where('id', '=', id)
      .execute()
  }
}
