/**
 * Is this message the first notice of an adverse event of a real patient? Decides by the rules of
 * safety-rules.ts; opening the case is the caller's part. In doubt between a question and a report that
 * names a patient and something that happened, it is a report: a case too many can be closed.
 */
import type { SafetyCriteria } from '../../crm/safety-case-store.ts'
import type { Seriousness } from '../../crm/safety-clocks.ts'
import {
  EVENT,
  HAPPENED,
  MEASURED,
  NEGATED,
  PATIENT,
  REPORTER,
  RIGHT_AFTER,
  SERIOUSNESS_RULES,
  SUPPOSED,
  TAKEN,
} from './safety-rules.ts'

export interface SafetyFinding {
  readonly criteria: SafetyCriteria
  readonly missing: readonly ('patient' | 'reporter' | 'suspect_drug' | 'event')[]
  readonly seriousness: Seriousness
}

/** `drugs` are the products that were recognised in the message or carried into it. */
export function findAdverseEvent(text: string, drugs: readonly string[]): SafetyFinding | null {
  const normal = text.normalize('NFKC')
  const event = firstEvent(normal)
  const patient = PATIENT.exec(normal)?.[0]
  if (event === undefined) return null
  if (!HAPPENED.test(normal) && !(patient !== undefined && event.rightAfter)) return null
  if (patient === undefined && !TAKEN.test(normal)) return null
  if (drugs.length === 0 && !TAKEN.test(normal)) return null
  const seriousness = SERIOUSNESS_RULES.find(([, pattern]) => pattern.test(normal))?.[0]
  if (SUPPOSED.test(normal) && seriousness === undefined) return null
  const criteria = {
    patient: patient ?? null,
    reporter: REPORTER.exec(normal)?.[0] ?? null,
    suspect_drug: drugs[0] ?? null,
    event: event.words,
  }
  const missing = (['patient', 'reporter', 'suspect_drug', 'event'] as const).filter(
    (key) => criteria[key] === null,
  )
  return { criteria, missing, seriousness: seriousness ?? 'unknown' }
}

interface NamedEvent {
  readonly words: string
  /** It stands right behind a moment, a dose just taken or before a measured value. */
  readonly rightAfter: boolean
}

function firstEvent(text: string): NamedEvent | undefined {
  for (const match of text.matchAll(new RegExp(EVENT.source, 'giu'))) {
    const before = text.slice(Math.max(0, match.index - 24), match.index)
    if (NEGATED.test(before)) continue
    const after = text.slice(match.index, match.index + match[0].length + 8)
    return { words: match[0], rightAfter: RIGHT_AFTER.test(before) || MEASURED.test(after) }
  }
  return undefined
}
