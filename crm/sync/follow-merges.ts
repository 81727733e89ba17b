/**
 * Two rows over there became one. Past visits stay with whom they were paid to; everything that is still to come
 * goes over to the one that is left: open tasks, contacts, cover. An institution's names become aliases of the
 * other, for reps go on saying them. Doing it again changes nothing.
 */
import { sql } from 'kysely'
import { distinctNames } from '../account.ts'
import { lockAccountTree, toAccount, writeAccounts } from '../account-store.ts'
import type { PageContext } from './pulled-page.ts'
import { addConflicts } from './sync-conflicts.ts'

interface Merge {
  readonly remoteId: string
  readonly from: string
  readonly to: string
}

/** Those whose other half is known by now. */
export async function followMerges(context: PageContext, kind: 'account' | 'contact'): Promise<void> {
  const { trx, at } = context
  // A row that was merged into one that was merged on: straight to the last.
  await sql`update sync_links l set merged_into = m.merged_into from sync_links m
    where l.kind = ${kind} and m.kind = ${kind} and m.remote_id = l.merged_into and m.merged_into is not null
      and m.merged_into <> l.remote_id`.execute(trx)
  const { rows } = await sql<Merge>`
    select l.remote_id as "remoteId", l.local_id as "from", m.local_id as "to" from sync_links l
    join sync_links m on m.kind = l.kind and m.remote_id = l.merged_into and m.active
    where l.kind = ${kind} and l.local_id is not null and m.local_id is not null and l.local_id <> m.local_id
      and not exists (select 1 from sync_conflicts c where c.kind = l.kind and c.remote_id = l.remote_id
        and c.code = 'merged_there' and c.theirs = to_jsonb(m.local_id))
    order by l.remote_id`.execute(trx)
  for (const merge of rows) {
    if (kind === 'account') await mergeAccounts(context, merge)
    else await mergeContacts(context, merge)
    const { from, to, remoteId } = merge
    const conflict = { kind, recordId: from, remoteId, code: 'merged_there', ours: from, theirs: to } as const
    await addConflicts(trx, [{ ...conflict, decision: 'theirs' }], at)
  }
}

async function mergeAccounts(context: PageContext, { from, to }: Merge): Promise<void> {
  const { trx, at } = context
  await lockAccountTree(trx)
  const rows = await trx.selectFrom('accounts').selectAll().where('id', 'in', [from, to]).execute()
  const [old, kept] = [from, to].map((id) => rows.find((row) => row.id === id))
  if (old === undefined || kept === undefined) return
  const one = toAccount(old)
  const other = toAccount(kept)
  const aliases = distinctNames([...other.aliases, one.name, ...one.aliases], other.name)
  await writeAccounts(
    trx,
    [
      { id: from, body: { ...one, state: 'inactive' } },
      { id: to, body: { ...other, aliases } },
    ],
    at,
  )
  await sql`update accounts set parent_id = ${to}, updated_at = ${at}
    where parent_id = ${from} and id <> ${to}`.execute(trx)
  await sql`update contacts set account_id = ${to}, updated_at = ${at} where account_id = ${from}`.execute(
    trx,
  )
  await sql`update tasks set account_id = ${to}, updated_at = ${at}
    where account_id = ${from} and state = 'open'`.execute(trx)
  await moveCover(context, 'account_id', from, to)
}

async function mergeContacts(context: PageContext, { from, to }: Merge): Promise<void> {
  const { trx, at } = context
  await sql`update contacts set state = 'inactive', updated_at = ${at}
    where id = ${from} and state = 'active'`.execute(trx)
  await sql`update tasks set contact_id = ${to}, updated_at = ${at}
    where contact_id = ${from} and state = 'open'`.execute(trx)
  await moveCover(context, 'contact_id', from, to)
}

/** From today on; where the person covers the one that is left already, nothing is doubled. */
async function moveCover(
  { trx, at, today }: PageContext,
  column: 'account_id' | 'contact_id',
  from: string,
  to: string,
): Promise<void> {
  const pair = sql.ref(column)
  await sql`
    insert into territories (id, user_id, ${pair}, from_on, to_on, created_at, updated_at)
    select gen_random_uuid()::text, t.user_id, ${to}, greatest(t.from_on, ${today}::date), t.to_on, ${at}, ${at}
    from territories t
    where t.${pair} = ${from} and (t.to_on is null or t.to_on > ${today}::date)
      and not exists (select 1 from territories o where o.user_id = t.user_id and o.${pair} = ${to}
        and daterange(o.from_on, o.to_on) && daterange(greatest(t.from_on, ${today}::date), t.to_on))`.execute(
    trx,
  )
  await sql`delete from territories where ${pair} = ${from} and from_on >= ${today}::date`.execute(trx)
  await sql`update territories set to_on = ${today}::date, updated_at = ${at}
    where ${pair} = ${from} and (to_on is null or to_on > ${today}::date)`.execute(trx)
}
