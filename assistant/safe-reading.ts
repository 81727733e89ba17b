/**
 * A reading as it may be kept: its places moved to the note as kept, its texts without patients' identifiers
 * and prescribers' volumes. Names of physicians, institutions and medicines stay.
 */
import type { Visit } from '../crm/visit.ts'
import type { DraftReading, NoteSpan } from '../crm/visit-draft.ts'
import { type KeptNote, safeText } from './mask-note.ts'

export function safeReading(reading: DraftReading, kept: KeptNote, names: readonly string[]): DraftReading {
  const own = [...names, ...reading.visits.flatMap((visit) => visit.contacts.map((one) => one.text))]
  const safe = (text: string): string => safeText(text, own)
  return {
    ...reading,
    visits: reading.visits.map((visit) => safeVisit(visit, safe)),
    evidence: placed(reading.evidence, kept),
    incident_flags: reading.incident_flags.map((flag) => ({ ...flag, span: safe(flag.span) })),
    intel: reading.intel.map((one) => ({ ...one, text: safe(one.text) })),
    questions: reading.questions.map((one) => ({ ...one, text: safe(one.text) })),
  }
}

/** Of a visit alone; what is chosen from a list, a day or an id stays as it is. */
export function safeVisit(visit: Visit, safe: (text: string) => string): Visit {
  const event = visit.adverse_event
  return {
    ...visit,
    keywords: visit.keywords.map(safe),
    objections: visit.objections.map((one) => ({ ...one, text: safe(one.text) })),
    questions: visit.questions.map((one) => ({ ...one, text: safe(one.text) })),
    rep_commitments: visit.rep_commitments.map(safe),
    hcp_commitments: visit.hcp_commitments.map(safe),
    materials: visit.materials.map(safe),
    follow_ups: visit.follow_ups.map((one) => ({
      ...one,
      text: safe(one.text),
      event: one.event === null ? null : safe(one.event),
      ...(one.condition === undefined ? {} : { condition: safe(one.condition) }),
    })),
    adverse_event: {
      ...event,
      ...(event.text === undefined ? {} : { text: safe(event.text) }),
      ...(event.patient_desc === undefined ? {} : { patient_desc: safe(event.patient_desc) }),
    },
    compliance_flags: visit.compliance_flags.map((flag) => ({ ...flag, span: safe(flag.span) })),
  }
}

/** Masks what is written by hand; whom the visits name is no patient. */
export function safeByHand(
  reading: DraftReading,
  { visits = [] }: { readonly visits?: readonly (Partial<Visit> | null)[] | undefined },
): (text: string) => string {
  const named = [...reading.visits, ...visits].flatMap((visit) => [
    ...(visit?.contacts ?? []).map((one) => one.text),
    ...(visit?.products ?? []).map((one) => one.text),
    ...(visit?.institution ? [visit.institution.text] : []),
  ])
  const names = [...new Set([...Object.values(reading.names ?? {}), ...named])]
  const known = names.filter((name) => name.trim().length > 1)
  return (text) => safeText(text, known)
}

function placed(
  evidence: DraftReading['evidence'],
  kept: KeptNote,
): Readonly<Record<string, readonly NoteSpan[]>> {
  return Object.fromEntries(
    Object.entries(evidence)
      .map(
        ([path, spans]) =>
          [path, spans.map((span) => kept.place(span)).filter((one) => one !== null)] as const,
      )
      .filter(([, spans]) => spans.length > 0),
  )
}
