/**
 * What runs beside a safety case: its append-only revisions, and the reminders before its deadlines, to the
 * rep who heard of it and to those who pursue it. Written anew with every change, in its transaction.
 */
import type { Queryable } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import { storableJson } from '../core/text/storable.ts'
import { type SafetyCase, toSafetyCase } from './safety-case.ts'

/** How long before a deadline somebody is reminded. */
const BEFORE_FORWARD_MS = 4 * 3_600_000
const BEFORE_REPORT_MS = 24 * 3_600_000

/** Those whom safety cases are for: active reviewers, by id. */
export async function safetyReviewers(
  db: Queryable,
): Promise<readonly { readonly id: string; readonly locale: string }[]> {
  return db
    .selectFrom('users')
    .select(['id', 'locale'])
    .where('state', '=', 'active')
    .where((eb) => eb(eb.val('reviewer'), '=', eb.fn.any('roles')))
    .orderBy('id')
    .execute()
}

export async function readCase(db: Queryable, id: string): Promise<SafetyCase> {
  const row = await db.selectFrom('safety_cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return toSafetyCase(row)
}

/** Keeps the case as it stands now under its revision. */
export async function keepCaseRevision(
  trx: Queryable,
  id: string,
  by: { readonly changedBy: string; readonly reason: string | null },
  at: Date,
): Promise<void> {
  const record = await readCase(trx, id)
  await trx
    .insertInto('safety_case_revisions')
    .values({
      case_id: id,
      revision: record.revision,
      record: storableJson(record),
      changed_by: by.changedBy,
      reason: by.reason,
      created_at: at,
    })
    .execute()
}

/** The moments at which somebody is reminded: before the open deadline; at once where it is near or past. */
export function caseReminders(
  one: Pick<SafetyCase, 'state' | 'forwardBy' | 'reportBy' | 'createdAt'>,
  now: Date,
): readonly Date[] {
  if (one.state === 'closed') return []
  const wished = [
    ...(one.state === 'open' ? [one.forwardBy.getTime() - BEFORE_FORWARD_MS] : []),
    ...(one.reportBy === null ? [] : [one.reportBy.getTime() - BEFORE_REPORT_MS]),
  ]
  const moments = wished.map((at) => Math.max(at, now.getTime()))
  return [...new Set(moments)].map((at) => new Date(at))
}

export async function planCaseReminders(trx: Queryable, id: string, now: Date): Promise<void> {
  const one = await readCase(trx, id)
  await trx.deleteFrom('reminders').where('safety_case_id', '=', id).where('state', '=', 'waiting').execute()
  const moments = caseReminders(one, now)
  if (moments.length === 0) return
  const people = new Set([one.reportedBy, ...(await safetyReviewers(trx)).map((reviewer) => reviewer.id)])
  await trx
    .insertInto('reminders')
    .values(
      [...people].flatMap((user_id) =>
        moments.map((due_at) => ({
          id: newId(),
          kind: 'safety_case',
          user_id,
          safety_case_id: id,
          due_at,
          created_at: now,
        })),
      ),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
