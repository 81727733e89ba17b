/**
 * The words of a visit: what a rep's note becomes once it is read, corrected and confirmed. The names are
 * those of the HTTP contract, the same in a draft, a record, an import and an export. Who reads a note is
 * not decided here, nor how a record is stored.
 */

export const VISIT_STATUSES = ['completed', 'not_met', 'cancelled', 'planned'] as const
export type VisitStatus = (typeof VISIT_STATUSES)[number]

export const VISIT_CHANNELS = ['f2f', 'phone', 'wechat', 'wecom', 'video', 'email', 'group_meeting'] as const
export type VisitChannel = (typeof VISIT_CHANNELS)[number]

/** `joint`: a colleague of the company came along. */
export const VISIT_KINDS = ['individual', 'dept_meeting', 'joint'] as const
export type VisitKind = (typeof VISIT_KINDS)[number]

export const ATTITUDES = ['positive', 'neutral', 'negative', 'mixed', 'unknown'] as const
export type Attitude = (typeof ATTITUDES)[number]

/** `mentioned`: talked about, neither met nor expected; `absent`: expected and not there. */
export const CONTACT_ROLES = ['primary', 'attendee', 'mentioned', 'absent'] as const
export type ContactRole = (typeof CONTACT_ROLES)[number]

export const TOPICS = [
  'EFFICACY',
  'SAFETY',
  'INDICATION',
  'DOSING',
  'ACCESS',
  'REIMBURSEMENT',
  'VBP',
  'PRICE',
  'COMPETITOR',
  'GUIDELINE',
  'CLINICAL_DATA',
  'PATIENT_CASE',
  'EVENT',
  'SUPPLY',
  'RELATION',
  'OTHER',
] as const
export type Topic = (typeof TOPICS)[number]

export const OBJECTIONS = [
  'price',
  'efficacy',
  'safety',
  'evidence',
  'access',
  'convenience',
  'policy',
  'time',
] as const
export type ObjectionCategory = (typeof OBJECTIONS)[number]

/** Who answers a doctor's question: the knowledge base, the medical department, market access, nobody. */
export const QUESTION_ROUTES = ['kb', 'medical', 'market_access', 'none'] as const
export type QuestionRoute = (typeof QUESTION_ROUTES)[number]

export const FINDING_CODES = [
  'OFF_LABEL_PROMOTION',
  'OFF_LABEL_UNSOLICITED',
  'FALSE_OR_ABSOLUTE_CLAIM',
  'COMPETITOR_DISPARAGEMENT',
  'GIFT',
  'CASH_OR_EQUIVALENT',
  'QUID_PRO_QUO',
  'PRESCRIPTION_TRACKING',
  'MEAL',
  'SPEAKER_FEE',
  'PERSONAL_SERVICE',
  'SAMPLE',
  'SALES_OR_STOCK_TASK',
  'PATIENT_PII',
  'AE_CONCEALMENT',
  'UNAPPROVED_MATERIAL',
] as const
export type FindingCode = (typeof FINDING_CODES)[number]

/** `block` stops submission, `review` queues for a reviewer, `info` is only recorded. */
export const SEVERITIES = ['block', 'review', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

/** How exact a due date is; `event` hangs on something that has no date yet. */
export const PRECISIONS = ['day', 'week', 'week_end', 'month', 'month_end', 'range', 'event', 'none'] as const
export type Precision = (typeof PRECISIONS)[number]

/** `HH:MM`, or the part of the day when the note says no more. */
export type VisitTime = string

export interface VisitInstitution {
  /** As the note says it; `(未写明)` when it was taken from the contact. */
  readonly text: string
  readonly id: string | null
}

export interface VisitContact {
  readonly text: string
  /** Null: not in the company's list. */
  readonly id: string | null
  readonly role: ContactRole
  readonly attitude: Attitude
  /** Not in the list and proposed as a new contact. */
  readonly new_contact?: true
  /** Not named in the note: taken from the conversation or the record before. */
  readonly inferred?: true
}

export interface VisitProduct {
  readonly text: string
  readonly id: string | null
  /** 1 is what was talked of first. */
  readonly order: number
  /** Talked through, not only named or left as paper. */
  readonly detailed: boolean
  readonly attitude: Attitude
}

export interface VisitObjection {
  readonly category: ObjectionCategory
  readonly text: string
  readonly product: string | null
}

export interface VisitQuestion {
  readonly text: string
  readonly route: QuestionRoute
}

export interface FollowUp {
  readonly text: string
  /** Calendar day `YYYY-MM-DD` in the rep's time zone. */
  readonly due: string | null
  readonly precision: Precision
  /** First and last day. */
  readonly range: readonly [string, string] | null
  readonly owner: 'rep' | 'hcp' | 'medical' | 'manager' | 'other'
  /** What it waits for, where no date is known. */
  readonly event: string | null
  /** `HH:MM` */
  readonly time?: string
  readonly weekend?: true
  readonly holiday?: true
  readonly lunar?: true
  /** Other days the words may mean. */
  readonly ambiguous?: readonly string[]
  /** A finding forbids it: it becomes no task. */
  readonly blocked?: true
  readonly needs_review?: true
  /** "if the committee passes it": the condition in the note's words. */
  readonly condition?: string
}

export interface AdverseEventCriteria {
  readonly patient: boolean
  readonly reporter: boolean
  readonly drug: boolean
  readonly event: boolean
}

export interface AdverseEvent {
  readonly present: boolean
  readonly text?: string
  /** Id of the product. */
  readonly suspect_drug?: string | null
  readonly seriousness?: 'death' | 'serious' | 'non_serious' | 'unknown'
  readonly seriousness_reason?: string
  readonly criteria?: AdverseEventCriteria
  /** Day 0: when anybody of the company first learned of it, `YYYY-MM-DD`. */
  readonly clock_start?: string
  readonly event_date?: string
  readonly action_taken?: string
  /** Age and sex only; never a name. */
  readonly patient_desc?: string
  readonly causality_by_reporter?: string
  /** Denied or merely claimed: no case, but to be seen. */
  readonly negated?: true
}

export interface ComplianceFlag {
  readonly code: FindingCode
  readonly severity: Severity
  /** The words of the note that it rests on. */
  readonly span: string
}

export const ACCESS_STAGES = [
  'not_listed',
  'applied',
  'waiting_committee',
  'passed',
  'rejected',
  'listed',
  'restricted',
  'delisted',
] as const
export type AccessStage = (typeof ACCESS_STAGES)[number]

/** Where a product stands on its way into an institution (进院). */
export interface AccessStatus {
  readonly stage?: AccessStage
  readonly reason?: string
  readonly committee_date?: string
  readonly committee_month?: string
  readonly product?: string | null
}

export interface Visit {
  /** `YYYY-MM-DD` in the rep's time zone; null while nobody knows. */
  readonly date: string | null
  readonly time: VisitTime | null
  readonly channel: VisitChannel
  readonly status: VisitStatus
  readonly kind: VisitKind
  readonly institution: VisitInstitution | null
  readonly department: string | null
  readonly contacts: readonly VisitContact[]
  readonly products: readonly VisitProduct[]
  /** As named. */
  readonly competitors: readonly string[]
  readonly topics: readonly Topic[]
  readonly keywords: readonly string[]
  readonly objections: readonly VisitObjection[]
  readonly questions: readonly VisitQuestion[]
  readonly rep_commitments: readonly string[]
  readonly hcp_commitments: readonly string[]
  readonly materials: readonly string[]
  readonly follow_ups: readonly FollowUp[]
  readonly adverse_event: AdverseEvent
  readonly compliance_flags: readonly ComplianceFlag[]
  readonly access: AccessStatus | null
  readonly duration_min?: number
  readonly attendee_count?: number
  /** Money in CNY. */
  readonly expense?: Readonly<Record<string, number>>
  readonly joint_with?: string
  /** "周一上午出门诊": when the contact can be met, not a promise. */
  readonly next_available?: string
  readonly event?: { readonly date: string | null; readonly time?: string; readonly role: string }
  readonly channel_source?: 'assumed'
  readonly date_source?: 'default_ref_date'
}
