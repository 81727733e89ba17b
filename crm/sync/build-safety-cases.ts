/** Safety cases as flags and clocks, ready to be sent; what they tell of a patient is not read here at all. */
import type { Queryable } from '../../core/database.ts'
import { SAFETY_CRITERIA, type SafetyCriteria } from '../safety-case.ts'
import type { SafetyCaseToPush } from './remote-crm.ts'
import { resolveRefs } from './resolve-refs.ts'

export interface BuiltSafetyCase {
  readonly id: string
  readonly actor: string | undefined
  readonly body: SafetyCaseToPush
}

/** Ids that are no cases are left out. */
export async function buildSafetyCases(
  db: Queryable,
  ids: readonly string[],
): Promise<readonly BuiltSafetyCase[]> {
  const rows = await db
    .selectFrom('safety_cases')
    .select([
      'id',
      'reported_by',
      'criteria',
      'seriousness',
      'state',
      'flags',
      'suspect_product_id',
      'account_id',
      'contact_id',
      'visit_id',
      'first_known_at',
      'forward_by',
      'report_by',
      'forwarded_at',
      'closed_at',
    ])
    .where('id', 'in', [...ids])
    .execute()
  const refs = await resolveRefs(db, {
    user: rows.map((row) => row.reported_by),
    account: rows.map((row) => row.account_id),
    contact: rows.map((row) => row.contact_id),
    product: rows.map((row) => row.suspect_product_id),
  })
  return rows.map((row) => {
    const criteria = row.criteria as SafetyCriteria
    return {
      id: row.id,
      actor: refs.actorOf(row.reported_by),
      body: {
        seriousness: row.seriousness as SafetyCaseToPush['seriousness'],
        state: row.state as SafetyCaseToPush['state'],
        flags: row.flags,
        missing: SAFETY_CRITERIA.filter((name) => !criteria[name]),
        suspectProduct: refs.of('product', row.suspect_product_id),
        owner: refs.must('user', row.reported_by),
        account: refs.of('account', row.account_id),
        contact: refs.of('contact', row.contact_id),
        visitId: row.visit_id,
        firstKnownAt: row.first_known_at,
        forwardBy: row.forward_by,
        reportBy: row.report_by,
        forwardedAt: row.forwarded_at,
        closedAt: row.closed_at,
      },
    }
  })
}
