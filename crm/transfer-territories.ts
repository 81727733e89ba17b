/**
 * One person's territory becomes another's from a day on: what runs ends on that day, what had not begun
 * goes over whole, and what the other one covers already is joined with it rather than doubled. The past
 * stays with whom it was.
 */
import { type Selectable, sql } from 'kysely'
import { recordAudit } from '../core/audit.ts'
import type { Queryable } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import type { Tables } from '../core/tables.ts'

export interface TerritoryTransfer {
  readonly fromUserId: string
  readonly toUserId: string
  /** `YYYY-MM-DD`: the first day that is the other one's. */
  readonly on: string
  readonly actorId: string | null
}

export interface TransferredTerritory {
  readonly accountIds: readonly string[]
  readonly contactIds: readonly string[]
}

type Row = Selectable<Tables['territories']>

/** Both users must exist and differ; a second call finds nothing left to move. */
export async function transferTerritories(
  trx: Queryable,
  transfer: TerritoryTransfer,
  at: Date,
): Promise<TransferredTerritory> {
  const { fromUserId, toUserId, on, actorId } = transfer
  // In one order, so that two hand-overs at once wait for each other instead of locking crosswise.
  const { rows } = await sql<Row>`select * from territories
    where user_id = any (${[fromUserId, toUserId]}::text[]) and (to_on is null or to_on >= ${on}::date)
    order by id for update`.execute(trx)
  const leaving = rows.filter((row) => row.user_id === fromUserId && (row.to_on === null || row.to_on > on))
  for (const row of leaving) {
    if (row.from_on < on) {
      await trx
        .updateTable('territories')
        .set({ to_on: on, updated_at: at })
        .where('id', '=', row.id)
        .execute()
    } else await trx.deleteFrom('territories').where('id', '=', row.id).execute()
  }
  let held: readonly Row[] = rows.filter((row) => row.user_id === toUserId)
  for (const row of leaving) held = await take(trx, row, held, transfer, at)
  const moved = {
    accountIds: distinct(leaving.map((row) => row.account_id)),
    contactIds: distinct(leaving.map((row) => row.contact_id)),
  }
  await recordAudit(trx, {
    at,
    actorId,
    action: 'territory.transfer',
    subjectKind: 'user',
    subjectId: fromUserId,
    detail: { toUserId, on, territories: leaving.length },
  })
  return moved
}

/** Gives the new person the rest of `row`, joined with what touches it. Returns what the person then holds. */
async function take(
  trx: Queryable,
  row: Row,
  held: readonly Row[],
  { toUserId, on }: TerritoryTransfer,
  at: Date,
): Promise<readonly Row[]> {
  const touching = held.filter(
    (one) =>
      one.account_id === row.account_id &&
      one.contact_id === row.contact_id &&
      (row.to_on === null || one.from_on <= row.to_on) &&
      (one.to_on === null || one.to_on >= later(row.from_on, on)),
  )
  const all = [...touching, row]
  for (const one of touching) await trx.deleteFrom('territories').where('id', '=', one.id).execute()
  const taken = await trx
    .insertInto('territories')
    .values({
      id: newId(),
      user_id: toUserId,
      account_id: row.account_id,
      contact_id: row.contact_id,
      from_on: touching.map((one) => one.from_on).reduce(earlier, later(row.from_on, on)),
      to_on: all.some((one) => one.to_on === null)
        ? null
        : all.map((one) => one.to_on ?? '').reduce(later, ''),
      created_at: at,
      updated_at: at,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return [...held.filter((one) => !touching.includes(one)), taken]
}

function later(one: string, other: string): string {
  return one > other ? one : other
}

function earlier(one: string, other: string): string {
  return one < other ? one : other
}

function distinct(ids: readonly (string | null)[]): readonly string[] {
  return [...new Set(ids.filter((id) => id !== null))]
}
