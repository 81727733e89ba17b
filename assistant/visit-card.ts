/**
 * A draft as people and programs are shown it: the VisitDraft of the contract. What is found and what follows is
 * gathered from the visits, so that a card need not look for it.
 */
import type { FollowUp, Severity, Visit } from '../crm/visit.ts'
import {
  type DraftIntel,
  type DraftQuestion,
  type DraftState,
  evidenceOfVisit,
  flagsOf,
  type NoteSpan,
  type VisitDraft,
} from '../crm/visit-draft.ts'

export type Evidence = Readonly<Record<string, readonly NoteSpan[]>>

export interface CardVisit extends Visit {
  /** Paths relative to the visit. */
  readonly evidence: Evidence
  /** Of the record, once there is one. */
  readonly id?: string
}

export interface CardFinding {
  readonly code: string
  readonly severity: Severity
  readonly clause: string | null
  readonly span: string
  readonly start: number | null
  readonly end: number | null
  /** Position of the visit; null: the message is no visit. */
  readonly visit: number | null
}

export interface VisitCard {
  readonly id: string
  readonly conversationId: string | null
  readonly state: DraftState
  readonly revision: number
  readonly intent: string
  /** Who read the note. */
  readonly mode: 'rules' | 'model'
  /** As masked; the places of `evidence` are in it. */
  readonly note: string
  readonly referenceTime: Date
  readonly visits: readonly CardVisit[]
  /** Paths such as `visits.0.date`. */
  readonly evidence: Evidence
  readonly confidence: Readonly<Record<string, number>>
  readonly questions: readonly DraftQuestion[]
  readonly findings: readonly CardFinding[]
  /** `visit` is the position of the visit; null: of a message that is none. */
  readonly followUps: readonly (FollowUp & { readonly visit: number | null })[]
  /** What the last change changed. */
  readonly corrections: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[]
  readonly intel: readonly DraftIntel[]
  /** Id -> what it is called: institutions, contacts, products. */
  readonly names: Readonly<Record<string, string>>
  readonly visitIds: readonly string[]
  readonly createdAt: Date
  readonly updatedAt: Date
}

export function visitCard(
  draft: VisitDraft,
  clauseOf: (code: Visit['compliance_flags'][number]['code']) => string | null,
): VisitCard {
  const { reading } = draft
  return {
    id: draft.id,
    conversationId: draft.conversationId,
    state: draft.state,
    revision: draft.revision,
    intent: reading.intent,
    mode: reading.mode ?? 'rules',
    note: draft.note,
    referenceTime: draft.referenceTime,
    visits: reading.visits.map((visit, index) => {
      const id = draft.visitIds[index]
      return {
        ...(id === undefined ? {} : { id }),
        ...visit,
        evidence: evidenceOfVisit(reading.evidence, index),
      }
    }),
    evidence: reading.evidence,
    confidence: reading.confidence,
    questions: reading.questions,
    findings: flagsOf(reading).map(({ code, severity, span, at, visit }) => ({
      code,
      severity,
      clause: clauseOf(code),
      span,
      start: at?.start ?? null,
      end: at?.end ?? null,
      visit,
    })),
    followUps: [
      ...reading.visits.flatMap((visit, index) => visit.follow_ups.map((one) => ({ ...one, visit: index }))),
      ...(reading.tasks ?? []).map((one) => ({ ...one, visit: null })),
    ],
    corrections: reading.corrections,
    intel: reading.intel,
    names: reading.names ?? {},
    visitIds: draft.visitIds,
    createdAt: draft.createdAt,
    updatedAt: draft.updatedAt,
  }
}
