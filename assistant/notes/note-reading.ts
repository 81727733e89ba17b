/**
 * The port of reading a rep's note: text and the company's own directory go in, what was understood comes
 * out, every field with the words it rests on. Two implementations stand behind it, rules and a model;
 * neither stores anything, neither invents anything.
 */
import type { AdverseEvent, ComplianceFlag, FollowUp, Visit } from '../../crm/visit.ts'

export interface DirectoryAccount {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
}

export interface DirectoryContact {
  readonly id: string
  readonly name: string
  readonly accountId: string
  readonly department: string | null
  readonly title: string | null
}

export interface DirectoryProduct {
  readonly id: string
  readonly name: string
  readonly generic: string | null
  readonly aliases: readonly string[]
  /** What the label in force covers: the ground for on and off label. */
  readonly indications: readonly string[]
}

/** What the company knows and this rep may see: the rep's territory, the company's products and rivals. */
export interface NoteDirectory {
  readonly accounts: readonly DirectoryAccount[]
  readonly contacts: readonly DirectoryContact[]
  readonly products: readonly DirectoryProduct[]
  readonly competitors: readonly string[]
}

export interface NoteContext {
  /** When the note was sent. */
  readonly referenceTime: Date
  /** IANA zone of the rep: what "today" means. */
  readonly timezone: string
  readonly directory: NoteDirectory
  /** The draft or record that "上条", "不是…是…" speaks of. */
  readonly previous?: readonly Visit[]
  /** The rep's own and colleagues' names: never proposed as contacts. */
  readonly colleagues?: readonly string[]
}

export type NoteIntent =
  | 'log_visit'
  | 'plan_visit'
  | 'correct_last'
  | 'task'
  | 'manager_query'
  | 'question'
  | 'market_intel'
  | 'compliance_incident'
  | 'small_talk'

/** Half-open, in UTF-16 code units of the note as given. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Asked only where the note leaves it open; choices where the directory offers some. */
export interface NoteQuestion {
  /** Path of the field, such as `visits.0.contacts.0`. */
  readonly field: string
  /** A machine's name for why: `ambiguous_contact`, `weekend_due`, `holiday_due`, `new_contact`, … */
  readonly code: string
  readonly text: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
}

export interface FieldCorrection {
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}

export interface MarketIntel {
  readonly competitor: string | null
  readonly institution: string | null
  readonly department: string | null
  readonly event_date: string | null
  readonly text: string
  readonly source: string | null
}

export interface NoteReading {
  readonly intent: NoteIntent
  readonly visits: readonly Visit[]
  /** Field path (`visits.0.date`, `visits.0.contacts.1`) -> where the note says it. */
  readonly evidence: Readonly<Record<string, readonly Span[]>>
  /** Field path -> 0..1; absent means 1. */
  readonly confidence: Readonly<Record<string, number>>
  readonly questions: readonly NoteQuestion[]
  /** After `correct_last`: what changed; `visits` holds the corrected record. */
  readonly corrections: readonly FieldCorrection[]
  /** Findings of a message that is no visit. */
  readonly incident_flags: readonly ComplianceFlag[]
  /** A case that is told in a message that is no visit. */
  readonly adverse_event?: AdverseEvent
  readonly intel: readonly MarketIntel[]
  /** What a message that is no visit asks to be reminded of; evidence under `tasks.0`. */
  readonly tasks?: readonly FollowUp[]
}

/** Deterministic for the same input; throws nothing on any text. */
export type ReadNote = (text: string, context: NoteContext) => NoteReading
