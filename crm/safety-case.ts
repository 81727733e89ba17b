/**
 * A safety case: what is known of a suspected adverse reaction, whose it is to pursue, and by when. The
 * patient is an age and a sex, never a name.
 */
import type { Selectable } from 'kysely'
import type { Tables } from '../core/tables.ts'
import type { Seriousness } from './safety-clocks.ts'

/** The four that make a case reportable; null: not known yet. */
export interface SafetyCriteria {
  readonly patient?: string | null | undefined
  readonly reporter?: string | null | undefined
  readonly suspect_drug?: string | null | undefined
  readonly event?: string | null | undefined
}

export const SAFETY_CRITERIA = ['patient', 'reporter', 'suspect_drug', 'event'] as const

export const SAFETY_CASE_STATES = ['open', 'forwarded', 'closed'] as const
export type SafetyCaseState = (typeof SAFETY_CASE_STATES)[number]

export interface SafetyCase {
  readonly id: string
  readonly reportedBy: string
  /** The message that told of it, as kept. */
  readonly text: string
  readonly productIds: readonly string[]
  readonly criteria: SafetyCriteria
  /** Which of the four are not known yet. */
  readonly missing: readonly (typeof SAFETY_CRITERIA)[number][]
  readonly seriousness: Seriousness
  readonly seriousnessReason: string | null
  /** Day 0: when the first person of the company learned of it. */
  readonly firstKnownAt: Date
  readonly answerId: string | null
  readonly visitId: string | null
  readonly draftId: string | null
  readonly accountId: string | null
  readonly contactId: string | null
  readonly event: string | null
  readonly suspectProductId: string | null
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly eventDate: string | null
  readonly actionTaken: string | null
  readonly outcome: string | null
  readonly patientAge: string | null
  readonly patientSex: string | null
  readonly causalityByReporter: string | null
  readonly flags: readonly string[]
  /** The company's rule (AE_FORWARD_HOURS): to the safety department. */
  readonly forwardBy: Date
  /** The law's: to the authority. */
  readonly reportBy: Date | null
  readonly state: SafetyCaseState
  readonly revision: number
  readonly forwardedAt: Date | null
  readonly forwardedBy: string | null
  readonly closedAt: Date | null
  readonly createdAt: Date
}

export function toSafetyCase(row: Selectable<Tables['safety_cases']>): SafetyCase {
  const criteria = row.criteria as SafetyCriteria
  return {
    id: row.id,
    reportedBy: row.reported_by,
    text: row.text,
    productIds: row.product_ids,
    criteria,
    missing: SAFETY_CRITERIA.filter((name) => !criteria[name]),
    seriousness: row.seriousness as Seriousness,
    seriousnessReason: row.seriousness_reason,
    firstKnownAt: row.first_known_at,
    answerId: row.answer_id,
    visitId: row.visit_id,
    draftId: row.draft_id,
    accountId: row.account_id,
    contactId: row.contact_id,
    event: row.event_text,
    suspectProductId: row.suspect_product_id,
    eventDate: row.event_date,
    actionTaken: row.action_taken,
    outcome: row.outcome,
    patientAge: row.patient_age,
    patientSex: row.patient_sex,
    causalityByReporter: row.causality_by_reporter,
    flags: row.flags,
    forwardBy: row.forward_by,
    reportBy: row.report_by,
    state: row.state as SafetyCaseState,
    revision: row.revision,
    forwardedAt: row.forwarded_at,
    forwardedBy: row.forwarded_by,
    closedAt: row.closed_at,
    createdAt: row.created_at,
  }
}
