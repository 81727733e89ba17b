/**
 * A safety case after it was opened: what was missing is filled in, it is forwarded, it is closed. Each
 * change is a revision. A graver seriousness shortens the law's clock; only those who review may lengthen it.
 */
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { refused } from './refused.ts'
import { type SafetyCase, type SafetyCaseState, type SafetyCriteria, toSafetyCase } from './safety-case.ts'
import { keepCaseRevision, planCaseReminders } from './safety-case-clock.ts'
import { reportBy, type Seriousness } from './safety-clocks.ts'

export interface SafetyCaseChange {
  /** Only those that are given change. */
  readonly criteria?: SafetyCriteria | undefined
  readonly seriousness?: Seriousness | undefined
  readonly seriousnessReason?: string | null | undefined
  readonly event?: string | null | undefined
  readonly suspectProductId?: string | null | undefined
  readonly eventDate?: string | null | undefined
  readonly actionTaken?: string | null | undefined
  readonly outcome?: string | null | undefined
  readonly patientAge?: string | null | undefined
  readonly patientSex?: string | null | undefined
  readonly causalityByReporter?: string | null | undefined
  /** `forwarded` or `closed`; a closed case may be opened again as `open`. */
  readonly state?: SafetyCaseState | undefined
  readonly reason?: string | undefined
}

/** Whoever changes a case: reviewers and administrators any, others those that they reported. */
export interface SafetyPerson {
  readonly userId: string
  readonly seesAll: boolean
}

export interface SafetyDesk {
  /** Throws `not_found`, also for a case that is not one's own to see. */
  get(id: string, by: SafetyPerson): Promise<SafetyCase>
  /** Throws `not_found`, `invalid_input`, `forbidden` for closing what one may only report. */
  change(id: string, change: SafetyCaseChange, by: SafetyPerson): Promise<SafetyCase>
}

export function createSafetyDesk(deps: { readonly database: Database; readonly clock: Clock }): SafetyDesk {
  const { database, clock } = deps

  async function find(db: Queryable, id: string, by: SafetyPerson, lock: boolean): Promise<SafetyCase> {
    let query = db.selectFrom('safety_cases').selectAll().where('id', '=', id)
    if (lock) query = query.forUpdate()
    const row = await query.executeTakeFirst()
    if (row === undefined || (!by.seesAll && row.reported_by !== by.userId)) {
      throw new AppError('not_found', 'There is no such case.')
    }
    return toSafetyCase(row)
  }

  return {
    get: (id, by) => find(database.query, id, by, false),

    change: (id, change, by) =>
      database.transaction(async (trx) => {
        const before = await find(trx, id, by, true)
        await reviseCase(trx, before, change, by, clock.now())
        return find(trx, id, by, false)
      }),
  }
}

/** In the caller's transaction, which holds the case's row. Nothing is written when nothing changes. */
export async function reviseCase(
  trx: Queryable,
  before: SafetyCase,
  change: SafetyCaseChange,
  by: SafetyPerson,
  at: Date,
): Promise<void> {
  if (
    change.state !== undefined &&
    change.state !== 'forwarded' &&
    !by.seesAll &&
    change.state !== before.state
  ) {
    throw new AppError('forbidden', 'A case is closed, and opened again, by those who review.')
  }
  if (change.eventDate && !/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/u.test(change.eventDate)) {
    throw refused('eventDate', 'A date is written 2026, 2026-03 or 2026-03-05.')
  }
  if (change.suspectProductId) {
    const product = await trx
      .selectFrom('products')
      .select('id')
      .where('id', '=', change.suspectProductId)
      .executeTakeFirst()
    if (product === undefined) throw refused('suspectProductId', 'There is no such product.')
  }
  const criteria = { ...before.criteria, ...given(change.criteria ?? {}) }
  const seriousness = change.seriousness ?? before.seriousness
  const state = change.state ?? before.state
  const wanted = reportBy(seriousness, before.firstKnownAt)
  const lengthens = before.reportBy !== null && wanted > before.reportBy
  const deadline = lengthens && !by.seesAll ? before.reportBy : wanted
  const fields = given({
    seriousness_reason: change.seriousnessReason,
    event_text: change.event,
    suspect_product_id: change.suspectProductId,
    event_date: change.eventDate,
    action_taken: change.actionTaken,
    outcome: change.outcome,
    patient_age: change.patientAge,
    patient_sex: change.patientSex,
    causality_by_reporter: change.causalityByReporter,
  })
  await trx
    .updateTable('safety_cases')
    .set({
      ...fields,
      criteria: JSON.stringify(criteria),
      seriousness,
      report_by: deadline,
      state,
      revision: before.revision + 1,
      ...(state === 'forwarded' && before.forwardedAt === null
        ? { forwarded_at: at, forwarded_by: by.userId }
        : {}),
      closed_at: state === 'closed' ? (before.closedAt ?? at) : null,
    })
    .where('id', '=', before.id)
    .execute()
  await keepCaseRevision(trx, before.id, { changedBy: by.userId, reason: change.reason ?? null }, at)
  await planCaseReminders(trx, before.id, at)
  await recordAudit(trx, {
    at,
    actorId: by.userId,
    action: 'safety_case.change',
    subjectKind: 'safety_case',
    subjectId: before.id,
    detail: {
      fields: [...Object.keys(fields), ...Object.keys(given(change.criteria ?? {}))],
      seriousness,
      state,
      revision: before.revision + 1,
    },
  })
}

function given<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>
}
