/**
 * Safety cases as first heard: what was said, what is known of the four minimum criteria (patient,
 * reporter, suspect drug, event), and two clocks: the company's own for forwarding, the law's for
 * reporting. A missing criterion is a reason to ask, never a reason not to open a case.
 */
import { recordAudit } from '../core/audit.ts'
import type { Queryable } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../core/page.ts'
import { type SafetyCase, type SafetyCriteria, toSafetyCase } from './safety-case.ts'
import { keepCaseRevision, planCaseReminders } from './safety-case-clock.ts'
import { reportBy, type Seriousness } from './safety-clocks.ts'

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
  readonly visitId?: string | null
  readonly draftId?: string | null
  readonly accountId?: string | null
  /** The member of a medical profession who told of it. */
  readonly contactId?: string | null
  readonly event?: string | null
  readonly suspectProductId?: string | null
  readonly seriousnessReason?: string | null
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: as much as is known. */
  readonly eventDate?: string | null
  readonly actionTaken?: string | null
  readonly outcome?: string | null
  readonly patientAge?: string | null
  readonly patientSex?: string | null
  readonly causalityByReporter?: string | null
  /** `concealment_pressure`, … */
  readonly flags?: readonly string[]
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
      visit_id: report.visitId ?? null,
      draft_id: report.draftId ?? null,
      account_id: report.accountId ?? null,
      contact_id: report.contactId ?? null,
      event_text: report.event ?? null,
      suspect_product_id: report.suspectProductId ?? null,
      seriousness_reason: report.seriousnessReason ?? null,
      event_date: report.eventDate ?? null,
      action_taken: report.actionTaken ?? null,
      outcome: report.outcome ?? null,
      patient_age: report.patientAge ?? null,
      patient_sex: report.patientSex ?? null,
      causality_by_reporter: report.causalityByReporter ?? null,
      flags: [...(report.flags ?? [])],
      created_at: at,
    })
    .execute()
  await keepCaseRevision(trx, opened.id, { changedBy: report.reportedBy, reason: null }, at)
  await planCaseReminders(trx, opened.id, at)
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
  return pageOf(rows.map(toSafetyCase), limit, (one) => one.id)
}
