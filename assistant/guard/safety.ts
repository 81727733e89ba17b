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
  NEGATED,
  PATIENT,
  REPORTER,
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
  if (event === undefined || !HAPPENED.test(normal)) return null
  if (patient === undefined && !TAKEN.test(normal)) return null
  if (drugs.length === 0 && !TAKEN.test(normal)) return null
  const seriousness = SERIOUSNESS_RULES.find(([, pattern]) => pattern.test(normal))?.[0]
  if (SUPPOSED.test(normal) && seriousness === undefined) return null
  const criteria = {
    patient: patient ?? null,
    reporter: REPORTER.exec(normal)?.[0] ?? null,
    suspect_drug: drugs[0] ?? null,
    event,
  }
  const missing = (['patient', 'reporter', 'suspect_drug', 'event'] as const).filter(
    (key) => criteria[key] === null,
  )
  return { criteria, missing, seriousness: seriousness ?? 'unknown' }
}

function firstEvent(text: string): string | undefined {
  for (const match of text.matchAll(new RegExp(EVENT.source, 'giu'))) {
    if (!NEGATED.test(text.slice(Math.max(0, match.index - 24), match.index))) return match[0]
  }
  return undefined
}
