/**
 * Is this message the first notice of an adverse event of a real patient? Decides by the rules of
 * safety-rules.ts; opening the case is the caller's part. Each event that is named is read in its own clause:
 * a supposition in one clause does not take back what another reports. In doubt between a question and a
 * report that names a patient and something that happened, it is a report: a case too many can be closed.
 */
import type { SafetyCriteria } from '../../crm/safety-case.ts'
import type { Seriousness } from '../../crm/safety-clocks.ts'
import { asksSomething } from '../asks-something.ts'
import {
  AFTERWARDS,
  BEFALLEN,
  BROUGHT_ALONG,
  EVENT,
  GENERAL,
  MEASURED,
  NEGATED,
  ONE_PATIENT,
  PATIENT,
  REASON,
  REPORTER,
  SERIOUSNESS_RULES,
  SUPPOSED_BEFORE,
  TAKEN,
  TAKEN_ENGLISH,
  TAKES_NOW,
  TAKING_ASKED,
  TAKING_ERROR,
  WHEN,
} from './safety-rules.ts'

export interface SafetyFinding {
  readonly criteria: SafetyCriteria
  readonly missing: readonly ('patient' | 'reporter' | 'suspect_drug' | 'event')[]
  readonly seriousness: Seriousness
}

/** `drugs` are the products that were recognised in the message or carried into it. */
export function findAdverseEvent(text: string, drugs: readonly string[]): SafetyFinding | null {
  const normal = text.normalize('NFKC')
  const event = eventsIn(normal).find((one) => isReport(normal, one, drugs))
  if (event === undefined) return null
  const criteria = {
    patient: PATIENT.exec(normal)?.[0] ?? null,
    reporter: REPORTER.exec(normal)?.[0] ?? null,
    suspect_drug: drugs[0] ?? null,
    event: event.words,
  }
  const missing = (['patient', 'reporter', 'suspect_drug', 'event'] as const).filter(
    (key) => criteria[key] === null,
  )
  const seriousness = SERIOUSNESS_RULES.find(([, pattern]) => pattern.test(normal))?.[0]
  return { criteria, missing, seriousness: seriousness ?? 'unknown' }
}

interface NamedEvent {
  readonly words: string
  /** The clause around it, parted at the event. */
  readonly before: string
  readonly behind: string
  /** Where the event begins and ends in the message. */
  readonly start: number
  readonly end: number
}

/** A space beside a Chinese character parts clauses as a comma does. */
const STOP = /[，,。；;！!？?\n]|(?<=\p{Script=Han})\s|\s(?=\p{Script=Han})/gu

/** Events that are told of, not denied, supposed, asked about in general or brought along by the patient. */
function eventsIn(text: string): readonly NamedEvent[] {
  const stops = [...text.matchAll(STOP)].map((match) => match.index)
  return [...text.matchAll(EVENT)].flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length]
    const from = stops.findLast((stop) => stop < start) ?? -1
    const to = stops.find((stop) => stop >= end) ?? text.length
    const event = {
      words: match[0],
      before: text.slice(from + 1, start),
      behind: text.slice(end, to),
      start,
      end,
    }
    return isTold(event) ? [event] : []
  })
}

function isTold({ before, words, behind }: NamedEvent): boolean {
  if (NEGATED.test(before) || BROUGHT_ALONG.test(behind)) return false
  return !SUPPOSED_BEFORE.test(before) && !GENERAL.test(before + words + behind)
}

function isReport(text: string, event: NamedEvent, drugs: readonly string[]): boolean {
  // Some events are a way of taking it ("误服").
  const [earlier, later] = [text.slice(0, event.end), text.slice(event.end)]
  const takenBefore = TAKEN.test(earlier) || TAKEN_ENGLISH.test(text)
  const takenLater = TAKES_NOW.test(later) && !REASON.test(event.before)
  // "优替宁第10天出现呼吸困难": the name alone says that it was taken, unless taking it is what is asked.
  const namedAlone = drugs.length > 0 && !TAKING_ASKED.test(text)
  if (!takenBefore && !takenLater && !namedAlone) return false
  const clause = event.before + event.words + event.behind
  const befallen = BEFALLEN.test(clause) || WHEN.test(event.before) || MEASURED.test(clause)
  if (!PATIENT.test(text)) return befallen && takenBefore && !TAKING_ERROR.test(event.words)
  if (befallen || ONE_PATIENT.test(text)) return true
  return AFTERWARDS.test(event.before) && !asksSomething(text)
}
