/**
 * Who covers whom, as the CRM has it. A row that names somebody who is not here waits until they are. What is
 * covered here already is linked rather than doubled; what ends there ends here today.
 */
import { type Selectable, sql } from 'kysely'
import type { Queryable } from '../../core/database.ts'
import { newId } from '../../core/ids.ts'
import type { Tables } from '../../core/tables.ts'
import { findLinks, saveLink } from './links.ts'
import type { ApplyRows, PageContext, RowOf } from './pulled-page.ts'
import { addConflicts, closeAgreed, type NewConflict } from './sync-conflicts.ts'

type Row = RowOf<'territory'>
type Territory = Selectable<Tables['territories']>

interface Wanted {
  readonly userId: string
  readonly accountId: string | null
  readonly contactId: string | null
  readonly from: string | null
  readonly to: string | null
}

export const applyTerritories: ApplyRows<'territory'> = async (context, rows) => {
  const { trx, at, round } = context
  const ids = (pick: (row: Row) => string | null) => rows.map(pick)
  const links = await findLinks(
    trx,
    'territory',
    rows.map((row) => row.remoteId),
  )
  const users = await findLinks(
    trx,
    'user',
    ids((row) => row.fields.userRemoteId),
  )
  const accounts = await findLinks(
    trx,
    'account',
    ids((row) => row.fields.accountRemoteId),
  )
  const contacts = await findLinks(
    trx,
    'contact',
    ids((row) => row.fields.contactRemoteId),
  )
  let linked = 0
  for (const row of rows) {
    const { userRemoteId, accountRemoteId, contactRemoteId, from, to } = row.fields
    const userId = users.get(userRemoteId)?.localId ?? null
    const accountId = accountRemoteId === null ? null : (accounts.get(accountRemoteId)?.localId ?? null)
    const contactId = contactRemoteId === null ? null : (contacts.get(contactRemoteId)?.localId ?? null)
    const before = links.get(row.remoteId)?.localId ?? null
    const conflicts: NewConflict[] = []
    let localId: string | null = before
    if (!row.active) {
      if (before !== null) await endTerritory(context, row.remoteId, before)
      localId = null
    } else if (userId !== null && (accountId === null) !== (contactId === null)) {
      const wanted = { userId, accountId, contactId, from, to }
      const placed = await place(context, row.remoteId, before, wanted)
      localId = placed === 'overlap' ? null : placed
      if (placed === 'overlap') {
        conflicts.push({
          kind: 'territory',
          remoteId: row.remoteId,
          code: 'overlap',
          theirs: wanted,
          decision: null,
        })
      } else if (before === null) linked += 1
    }
    await saveLink(trx, row, { localId, fields: { ...row.fields }, round, at })
    await closeAgreed(trx, 'territory', row.remoteId, conflicts, at)
    await addConflicts(trx, conflicts, at)
  }
  return linked
}

/** The id of the territory that now says so; `overlap` where several already cover parts of the time. */
async function place(
  context: PageContext,
  remoteId: string,
  before: string | null,
  wanted: Wanted,
): Promise<string | 'overlap'> {
  const { trx, at, today } = context
  const own = before === null ? undefined : await read(trx, before)
  if (own !== undefined && isSamePair(own, wanted)) {
    const days = { from: wanted.from ?? own.from_on, to: wanted.to }
    const others = (await overlapping(trx, wanted, days)).filter((one) => one.id !== own.id)
    if (others.length > 0 || (days.to !== null && days.to <= days.from)) return 'overlap'
    if (own.from_on !== days.from || own.to_on !== days.to) await setDays(trx, own.id, days, at)
    return own.id
  }
  if (own !== undefined) await endTerritory(context, remoteId, own.id)
  const days = { from: wanted.from ?? today, to: wanted.to }
  if (days.to !== null && days.to <= days.from) return 'overlap'
  const there = await overlapping(trx, wanted, days)
  if (there.length > 1) return 'overlap'
  if (there[0] !== undefined) {
    const kept = { from: wanted.from ?? there[0].from_on, to: wanted.to }
    if (there[0].from_on !== kept.from || there[0].to_on !== kept.to)
      await setDays(trx, there[0].id, kept, at)
    return there[0].id
  }
  const id = newId()
  await trx
    .insertInto('territories')
    .values({
      id,
      user_id: wanted.userId,
      account_id: wanted.accountId,
      contact_id: wanted.contactId,
      from_on: days.from,
      to_on: days.to,
      created_at: at,
      updated_at: at,
    })
    .execute()
  return id
}

/** Today is the first day that no longer counts; what had not begun never was. */
export async function endTerritory(
  { trx, at, today }: PageContext,
  remoteId: string,
  id: string,
): Promise<void> {
  const shared = await trx
    .selectFrom('sync_links')
    .select('remote_id')
    .where('kind', '=', 'territory')
    .where('local_id', '=', id)
    .where('remote_id', '!=', remoteId)
    .where('active', '=', true)
    .executeTakeFirst()
  if (shared !== undefined) return
  await sql`delete from territories where id = ${id} and from_on >= ${today}::date`.execute(trx)
  await sql`update territories set to_on = ${today}::date, updated_at = ${at}
    where id = ${id} and (to_on is null or to_on > ${today}::date)`.execute(trx)
}

function isSamePair(own: Territory, wanted: Wanted): boolean {
  return (
    own.user_id === wanted.userId &&
    own.account_id === wanted.accountId &&
    own.contact_id === wanted.contactId
  )
}

async function read(trx: Queryable, id: string): Promise<Territory | undefined> {
  return trx.selectFrom('territories').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

async function overlapping(
  trx: Queryable,
  { userId, accountId, contactId }: Wanted,
  days: { readonly from: string; readonly to: string | null },
): Promise<readonly Territory[]> {
  return trx
    .selectFrom('territories')
    .selectAll()
    .where('user_id', '=', userId)
    .where(
      sql<boolean>`account_id is not distinct from ${accountId} and contact_id is not distinct from ${contactId}`,
    )
    .where(sql<boolean>`daterange(from_on, to_on) && daterange(${days.from}::date, ${days.to}::date)`)
    .orderBy('from_on')
    .forUpdate()
    .execute()
}

async function setDays(
  trx: Queryable,
  id: string,
  days: { readonly from: string; readonly to: string | null },
  at: Date,
): Promise<void> {
  await trx
    .updateTable('territories')
    .set({ from_on: days.from, to_on: days.to, updated_at: at })
    .where('id', '=', id)
    .execute()
}
