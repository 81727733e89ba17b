/**
 * A visit that only a model saw, added to a reading: read by the rules from the clauses it quotes, where they tell
 * of somebody whom no other visit has. Nothing that the reading has already is recorded a second time.
 */
import type { Visit } from '../../crm/visit.ts'
import type { VisitInNote } from '../../prompts/read-note/schema.ts'
import type { AssembledVisit } from './assemble-visit.ts'
import { overlaps } from './checked-fields.ts'
import type { NoteReading } from './note-reading.ts'
import { readPart } from './read-part.ts'
import type { NoteSurvey } from './survey-note.ts'
import type { WeighedClause } from './weigh-clauses.ts'

/** More visits than these nobody writes in one message. */
export const MOST_VISITS = 12
/** Of a visit that only the model saw. */
const UNSURE = 0.6

/** The reading with one more visit, read by the rules from the quoted clauses; undefined where they see none. */
export function addQuotedVisit(
  drafted: VisitInNote,
  clauses: readonly WeighedClause[],
  reading: NoteReading,
  survey: NoteSurvey,
): NoteReading | undefined {
  const at = reading.visits.length
  if (at >= MOST_VISITS) return undefined
  const planned = drafted.status.value === 'planned'
  // Beside what was done, what is still to come is a follow-up.
  if (reading.visits.some(({ status }) => (status === 'planned') !== planned)) return undefined
  // What the rules have read as part of a visit is no other one.
  const read = Object.entries(reading.evidence).flatMap(([path, spans]) =>
    path.startsWith('visits.') ? spans : [],
  )
  const fresh = clauses.filter((clause) => !read.some((span) => overlaps(span, clause)))
  const found = readPart(fresh, planned, survey, `visits.${at}`)
  if (found === undefined || (at > 0 && !meetsSomebodyElse(found.visit, reading.visits))) return undefined
  const { visit, evidence, questions } = withoutRepeats(found, reading, at)
  return {
    ...reading,
    intent: at > 0 ? reading.intent : visit.status === 'planned' ? 'plan_visit' : 'log_visit',
    visits: [...reading.visits, visit],
    evidence: { ...reading.evidence, ...evidence },
    confidence: {
      ...reading.confidence,
      ...found.confidence,
      [`visits.${at}.status`]: UNSURE,
      [`visits.${at}.date`]: Math.min(UNSURE, found.confidence[`visits.${at}.date`] ?? 1),
    },
    questions: [...reading.questions, ...questions],
  }
}

function meetsSomebodyElse({ contacts }: Visit, others: readonly Visit[]): boolean {
  const known = new Set(others.flatMap((visit) => visit.contacts.map(({ id }) => id)))
  return contacts.some(({ id, role }) => id !== null && role !== 'mentioned' && !known.has(id))
}

/** A finding or a case that the reading has already, on the same words, is not recorded a second time. */
function withoutRepeats(
  { visit, evidence, questions }: AssembledVisit,
  reading: NoteReading,
  at: number,
): Pick<AssembledVisit, 'visit' | 'evidence' | 'questions'> {
  const known = new Set(
    [...reading.visits.flatMap((one) => one.compliance_flags), ...reading.incident_flags].map(
      ({ code, span }) => `${code} ${span}`,
    ),
  )
  const prefix = `visits.${at}.`
  const flags = visit.compliance_flags
    .map((flag, place) => ({ flag, spans: evidence[`${prefix}compliance_flags.${place}`] ?? [] }))
    .filter(({ flag: { code, span } }) => !known.has(`${code} ${span}`))
  const harm = Object.entries(reading.evidence).flatMap(([path, spans]) =>
    path.endsWith('adverse_event') ? spans : [],
  )
  const own = evidence[`${prefix}adverse_event`] ?? []
  const repeated = own.some((span) => harm.some((other) => overlaps(span, other)))
  const gone = (path: string): boolean =>
    path.startsWith(`${prefix}compliance_flags`) || (repeated && path === `${prefix}adverse_event`)
  return {
    visit: {
      ...visit,
      compliance_flags: flags.map(({ flag }) => flag),
      ...(repeated ? { adverse_event: { present: false } } : {}),
    },
    evidence: {
      ...Object.fromEntries(Object.entries(evidence).filter(([path]) => !gone(path))),
      ...Object.fromEntries(flags.map(({ spans }, place) => [`${prefix}compliance_flags.${place}`, spans])),
    },
    questions: questions.filter(({ field }) => !(repeated && field === `${prefix}adverse_event`)),
  }
}
