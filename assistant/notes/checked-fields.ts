/**
 * What is left of a model's words about one visit after the rules have held them against the note: fields that may
 * be laid over the rules' reading, each with its place, and what did not hold, by codes alone.
 */
import type { Visit } from '../../crm/visit.ts'
import type { FindWords } from './find-words.ts'
import type { NoteQuestion, Span } from './note-reading.ts'
import type { Candidates } from './offer-candidates.ts'
import type { NoteSurvey } from './survey-note.ts'
import type { WeighedClause } from './weigh-clauses.ts'

export type Fault =
  /** The words do not stand in the note, or not where it tells of this visit. */
  | 'not_in_note'
  /** An id that was not offered. */
  | 'unknown_id'
  /** The words do not name whom or what the id means. */
  | 'not_named'
  /** The rules read no day, time or number in the words. */
  | 'not_stated'
  /** The rules read something else there in so many words. */
  | 'against_rules'
  /** It belongs to another visit of the note. */
  | 'other_visit'
  /** A visit in which nobody and no place is named, or that was only heard of. */
  | 'no_visit'

export interface FieldFault {
  readonly field: string
  readonly fault: Fault
}

export interface CheckedFields {
  /** Laid over the visit. */
  readonly fields: Partial<Visit>
  /** Of the visit, no longer true. */
  readonly gone: readonly (keyof Visit)[]
  /** Relative to the visit, as all paths here. */
  readonly evidence: Readonly<Record<string, readonly Span[]>>
  readonly confidence: Readonly<Record<string, number>>
  /** `field` is the whole path. */
  readonly questions: readonly NoteQuestion[]
  /** Questions about these fields are answered. */
  readonly answered: readonly string[]
  readonly faults: readonly FieldFault[]
}

/** One visit as the rules read it, and what its checkers need. */
export interface VisitGround {
  readonly survey: NoteSurvey
  readonly candidates: Candidates
  readonly find: FindWords
  readonly visit: Visit
  /** Position of the visit in the reading. */
  readonly at: number
  /** Relative to the visit. */
  readonly evidence: Readonly<Record<string, readonly Span[]>>
  readonly confidence: Readonly<Record<string, number>>
  /** The clauses that tell of this visit and of no other. */
  readonly clauses: readonly WeighedClause[]
  /** Where other visits of the note have their contacts. */
  readonly others: readonly Visit[]
  /** A text as it may be kept. */
  readonly safe: (text: string) => string
}

/** Gathers what a checker finds. */
export interface Gathered {
  readonly set: <Field extends keyof Visit>(
    field: Field,
    value: Visit[Field],
    confidence: number,
    span: Span,
  ) => void
  readonly put: (path: string, span: Span, confidence: number) => void
  readonly doubt: (path: string, confidence: number) => void
  readonly replace: (fields: Partial<Visit>) => void
  readonly drop: (field: keyof Visit) => void
  readonly ask: (question: NoteQuestion) => void
  readonly fault: (field: string, fault: Fault) => void
  /** The words in the clauses of the visit; null and a fault where they do not stand there. */
  readonly locate: (field: string, words: string) => Span | null
  readonly done: () => CheckedFields
}

export function gatherFields(ground: VisitGround): Gathered {
  let fields: Partial<Visit> = {}
  const gone: (keyof Visit)[] = []
  const evidence: Record<string, readonly Span[]> = {}
  const confidence: Record<string, number> = {}
  const questions: NoteQuestion[] = []
  const answered: string[] = []
  const faults: FieldFault[] = []
  const put: Gathered['put'] = (path, { start, end }, sure) => {
    evidence[path] = [{ start, end }]
    confidence[path] = sure
  }
  return {
    put,
    set(field, value, sure, span) {
      fields = { ...fields, [field]: value }
      put(field, span, sure)
      answered.push(field)
    },
    doubt(path, sure) {
      confidence[path] = Math.min(sure, ground.confidence[path] ?? 1)
    },
    replace(some) {
      fields = { ...fields, ...some }
    },
    drop: (field) => void gone.push(field),
    ask: (question) => void questions.push(question),
    fault: (field, fault) => void faults.push({ field, fault }),
    locate(field, words) {
      const span = ground.find(words, joined(ground.clauses))
      if (span === null) faults.push({ field, fault: 'not_in_note' })
      return span
    },
    done: () => ({ fields, gone, evidence, confidence, questions, answered, faults }),
  }
}

/** Neighbouring clauses as one stretch: words may run over a comma. */
function joined(clauses: readonly WeighedClause[]): readonly Span[] {
  const stretches: { start: number; end: number }[] = []
  for (const { start, end } of clauses) {
    const last = stretches.at(-1)
    if (last !== undefined && start - last.end <= GAP) last.end = Math.max(last.end, end)
    else stretches.push({ start, end })
  }
  return stretches
}

/** Stops and blanks between two clauses. */
const GAP = 3

export const overlaps = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end

/** The clauses that the span touches. */
export const clausesAt = (clauses: readonly WeighedClause[], span: Span): readonly WeighedClause[] =>
  clauses.filter((clause) => overlaps(clause, span))
