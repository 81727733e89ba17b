/**
 * A draft: what a note was read as, until its writer confirms or discards it. Whoever reads notes fills
 * the reading; it is kept as it was understood, with the words that each field rests on.
 */
import type { ComplianceFlag, FollowUp, Visit } from './visit.ts'

/** Half-open, in UTF-16 code units of the draft's note. */
export interface NoteSpan {
  readonly start: number
  readonly end: number
}

export interface DraftQuestion {
  /** Path of the field, such as `visits.0.contacts.0`. */
  readonly field: string
  /** A machine's name for why it is asked. */
  readonly code: string
  readonly text: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
}

/** What was heard of the market. */
export interface DraftIntel {
  readonly competitor: string | null
  readonly institution: string | null
  readonly department: string | null
  readonly event_date: string | null
  readonly text: string
  readonly source: string | null
}

export interface DraftReading {
  readonly intent: string
  readonly visits: readonly Visit[]
  /** Field path (`visits.0.date`) -> where the note says it. */
  readonly evidence: Readonly<Record<string, readonly NoteSpan[]>>
  /** Field path -> 0..1; absent means 1. */
  readonly confidence: Readonly<Record<string, number>>
  readonly questions: readonly DraftQuestion[]
  readonly corrections: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[]
  readonly incident_flags: readonly ComplianceFlag[]
  readonly intel: readonly DraftIntel[]
  /** What the ids of the visits are called, for those who are shown them. */
  readonly names?: Readonly<Record<string, string>>
  /** Of a message that is no visit. */
  readonly tasks?: readonly FollowUp[]
  /** Who read it: the rules alone, or a model whose words were held against them. Absent: the rules. */
  readonly mode?: 'rules' | 'model'
  /** Keys of the corrections that are in it already. */
  readonly applied?: readonly string[]
  /** Paths of new contacts that the writer wants in the company's list; nobody else is added to it. */
  readonly confirmed_contacts?: readonly string[]
}

export const DRAFT_STATES = ['open', 'submitted', 'discarded'] as const
export type DraftState = (typeof DRAFT_STATES)[number]

export interface VisitDraft {
  readonly id: string
  readonly userId: string
  readonly conversationId: string | null
  /** As masked. */
  readonly note: string
  /** What "today" was in the note. */
  readonly referenceTime: Date
  /** IANA zone of the writer. */
  readonly timezone: string
  readonly reading: DraftReading
  readonly state: DraftState
  /** 1 at first; raised by each change. */
  readonly revision: number
  /** Of the visits that it became, in the order of `reading.visits`. */
  readonly visitIds: readonly string[]
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** A finding of a draft with its place: the visit it belongs to (null: the message is no visit). */
export interface PlacedFlag extends ComplianceFlag {
  readonly visit: number | null
  readonly at: NoteSpan | null
}

export function flagsOf(reading: DraftReading): readonly PlacedFlag[] {
  return [
    ...reading.visits.flatMap((visit, index) =>
      visit.compliance_flags.map((flag, position) => ({
        ...flag,
        visit: index,
        at: reading.evidence[`visits.${index}.compliance_flags.${position}`]?.[0] ?? null,
      })),
    ),
    ...reading.incident_flags.map((flag, position) => ({
      ...flag,
      visit: null,
      at: reading.evidence[`incident_flags.${position}`]?.[0] ?? null,
    })),
  ]
}

/** The evidence of one visit, its paths relative to the visit. */
export function evidenceOfVisit(
  evidence: Readonly<Record<string, readonly NoteSpan[]>>,
  index: number,
): Readonly<Record<string, readonly NoteSpan[]>> {
  const prefix = `visits.${index}.`
  return Object.fromEntries(
    Object.entries(evidence)
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, spans]) => [path.slice(prefix.length), spans]),
  )
}

/** The visits whose event is told no more: the company knows of it all the same. */
export function eventsLost(before: DraftReading, after: DraftReading): readonly Visit[] {
  const told = before.visits.filter((one) => one.adverse_event.present)
  const still = after.visits.filter((one) => one.adverse_event.present)
  if (still.length >= told.length) return []
  const words = new Set(still.map((one) => one.adverse_event.text))
  return told.filter((one) => !words.has(one.adverse_event.text))
}
