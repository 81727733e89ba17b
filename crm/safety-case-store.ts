/**
 * Safety cases as first heard: what was said, what is known of the four minimum criteria (patient,
 * reporter, suspect drug, event), and two clocks: the company's own for forwarding, the law's for
 * reporting. A missing criterion is a reason to ask, never a reason not to open a case.
 */
import { recordAudit } from '../core/audit.ts'
import type { Queryable } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../core/page.ts'
import { reportBy, type Seriousness } from './safety-clocks.ts'

export interface SafetyCriteria {
  readonly patient?: string | null
  readonly reporter?: string | null
  readonly suspect_drug?: string | null
  readonly event?: string | null
}

export interface NewSafetyCase {
  readonly reportedBy: string
  /** The message as it was written. */
  readonly text: string
  readonly productIds: readonly string[]
  readonly criteria: SafetyCriteria
  readonly seriousness: Seriousness
  /** When the first person of the company learned of it. */
  readonly firstKnownAt: Date
  readonly answerId: string | null
}

export interface SafetyCase extends NewSafetyCase {
  readonly id: string
  /** The company's rule (AE_FORWARD_HOURS): to the safety department. */
  readonly forwardBy: Date
  /** The law's: to the authority. */
  readonly reportBy: Date | null
  readonly state: 'open' | 'forwarded' | 'closed'
  readonly createdAt: Date
}

export interface SafetyCaseFilter extends PageRequest {
  readonly state?: string | undefined
  readonly reportedBy?: string | undefined
}

export interface OpenedSafetyCase {
  readonly id: string
  readonly forwardBy: Date
  readonly reportBy: Date
}

/** `forwardHours` is the company's AE_FORWARD_HOURS. */
export async function openSafetyCase(
  trx: Queryable,
  report: NewSafetyCase,
  at: Date,
  forwardHours: number,
): Promise<OpenedSafetyCase> {
  const opened = {
    id: newId(),
    forwardBy: new Date(report.firstKnownAt.getTime() + forwardHours * 3_600_000),
    reportBy: reportBy(report.seriousness, report.firstKnownAt),
  }
  await trx
    .insertInto('safety_cases')
    .values({
      id: opened.id,
      answer_id: report.answerId,
      reported_by: report.reportedBy,
      text: report.text,
      product_ids: [...new Set(report.productIds)],
      criteria: JSON.stringify(report.criteria),
      seriousness: report.seriousness,
      first_known_at: report.firstKnownAt,
      forward_by: opened.forwardBy,
      report_by: opened.reportBy,
      created_at: at,
    })
    .execute()
  await recordAudit(trx, {
    at,
    actorId: report.reportedBy,
    action: 'safety_case.open',
    subjectKind: 'safety_case',
    subjectId: opened.id,
    detail: { seriousness: report.seriousness, productIds: report.productIds },
  })
  return opened
}

/** Newest first. */
export async function listSafetyCases(
  db: Queryable,
  filter: SafetyCaseFilter = {},
): Promise<Page<SafetyCase>> {
  const limit = pageLimit(filter)
  const before = decodeCursor(filter)
  let query = db.selectFrom('safety_cases').selectAll().orderBy('id', 'desc')
  if (before !== undefined) query = query.where('id', '<', before)
  if (filter.state !== undefined) query = query.where('state', '=', filter.state)
  if (filter.reportedBy !== undefined) query = query.where('reported_by', '=', filter.reportedBy)
  const rows = await query.limit(limit + 1).execute()
  return pageOf(
    rows.map((row) => ({
      id: row.id,
      reportedBy: row.reported_by,
      text: row.text,
      productIds: row.product_ids,
      criteria: row.criteria as SafetyCriteria,
      seriousness: row.seriousness as Seriousness,
      firstKnownAt: row.first_known_at,
      answerId: row.answer_id,
      forwardBy: row.forward_by,
      reportBy: row.report_by,
      state: row.state as SafetyCase['state'],
      createdAt: row.created_at,
    })),
    limit,
    (one) => one.id,
  )
}
