/**
 * Is this message the first notice of an adverse event of a real patient? Decides by the rules of
 * safety-rules.ts; opening the case is the caller's part. Each event that is named is read in its own clause:
 * a supposition in one clause does not take back what another reports. Words that nearly always tell of harm
 * need little around them; those read by class (harm-words.ts, the label's own reactions) need one patient, a
 * medicine that was given before, and that it came about. In doubt between a question and a report that names a
 * patient and something that happened, it is a report: a case too many can be closed.
 */
import type { SafetyCriteria } from '../../crm/safety-case.ts'
import type { Seriousness } from '../../crm/safety-clocks.ts'
import { asksSomething } from '../asks-something.ts'
import {
  DEATH,
  EXPOSURE,
  INTOLERANCE,
  MEDICATION_ERROR,
  MORE_SYMPTOMS,
  NO_EFFECT,
  OVERDOSE,
  PRODUCT_COMPLAINT,
} from '../notes/adverse-event-words.ts'
import { harmTold } from './case-frame.ts'
import { situationTold } from './case-situations.ts'
import { SOME_MEDICINE } from './case-words.ts'
import {
  BODY_CHANGED,
  BODY_FAILED,
  EMERGENCY,
  ENGLISH_HARM,
  MIND_CHANGED,
  reactionsIn,
  VALUE,
} from './harm-words.ts'
import {
  AFTERWARDS,
  ASKED_WHICH,
  ASKING_BEGINS,
  BEFALLEN,
  BROUGHT_ALONG,
  CAME_ABOUT,
  EVENT,
  EXAMINATION,
  EXPECTING_PLANNED,
  GENERAL,
  GIVEN,
  GIVEN_TOO,
  HYPOTHESIS,
  IN_CONSEQUENCE,
  INTERCURRENT,
  LASTS_ALREADY,
  MEASURED,
  NEGATED,
  ONE_PATIENT,
  OTHER_WANTED,
  PATIENT,
  REASON,
  RECORD_STYLE,
  REPORTER,
  SERIOUSNESS_RULES,
  STATISTICAL,
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

/** What the labels of the medicines say, where it was found. */
export interface SafetyTexts {
  /** Sections of adverse reactions: what they list and a patient has is an event. */
  readonly reactions?: readonly string[]
  /** Of the indications: what a patient had before the medicine is why it was given. */
  readonly indications?: readonly string[]
  /** Where medicines are named in the message, in UTF-16 offsets. */
  readonly mentions?: readonly { readonly start: number; readonly end: number }[]
}

type Kind = 'plain' | 'wide' | 'no_effect' | 'exposure' | 'error' | 'complaint'

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['plain', EVENT],
  ['wide', DEATH],
  ['wide', BODY_FAILED],
  ['wide', BODY_CHANGED],
  ['wide', MIND_CHANGED],
  ['wide', EMERGENCY],
  ['wide', ENGLISH_HARM],
  ['wide', VALUE],
  ['wide', MORE_SYMPTOMS],
  ['wide', INTOLERANCE],
  ['exposure', EXPOSURE],
  ['error', OVERDOSE],
  ['error', MEDICATION_ERROR],
  ['complaint', PRODUCT_COMPLAINT],
  ['no_effect', NO_EFFECT],
]

/** `drugs` are the products that were recognised in the message or carried into it. */
export function findAdverseEvent(
  text: string,
  drugs: readonly string[],
  texts: SafetyTexts = {},
): SafetyFinding | null {
  const normal = text.normalize('NFKC')
  if (EXAMINATION.test(normal) && RECORD_STYLE.test(normal)) return null
  const listed = (texts.reactions ?? []).flatMap(reactionsIn)
  const event =
    eventsIn(normal, listed).find((one) => isReport(normal, one, drugs, texts))?.words ??
    eventInFrame(text, listed, texts)
  if (event === null) return null
  const criteria = {
    patient: PATIENT.exec(normal)?.[0] ?? null,
    reporter: REPORTER.exec(normal)?.[0] ?? null,
    suspect_drug: drugs[0] ?? null,
    event,
  }
  const missing = (['patient', 'reporter', 'suspect_drug', 'event'] as const).filter(
    (key) => criteria[key] === null,
  )
  const seriousness = SERIOUSNESS_RULES.find(([, pattern]) => pattern.test(normal))?.[0]
  return { criteria, missing, seriousness: seriousness ?? 'unknown' }
}

/** With the medicines' names blanked, what the grammar of a case finds (case-frame.ts). */
function eventInFrame(text: string, listed: readonly string[], texts: SafetyTexts): string | null {
  const { mentions = [], indications = [] } = texts
  const blanked = withoutNames(text, mentions).normalize('NFKC').replace(SOME_MEDICINE, '℞')
  const harm = harmTold(blanked, { indications, listed })
  // A cold or a toothache under a medicine, for which another one is wanted.
  const passing =
    harm !== null && INTERCURRENT.test(harm) && OTHER_WANTED.test(blanked.split(harm).at(-1) ?? '')
  return (passing ? null : harm) ?? situationTold(blanked)
}

function withoutNames(text: string, mentions: NonNullable<SafetyTexts['mentions']>): string {
  return mentions
    .toSorted((a, b) => b.start - a.start)
    .reduce((rest, { start, end }) => `${rest.slice(0, start)}℞${rest.slice(end)}`, text)
}

interface NamedEvent {
  readonly kind: Kind
  readonly words: string
  /** The clause around it, parted at the event. */
  readonly before: string
  readonly behind: string
  /** Where the event begins and ends in the message. */
  readonly start: number
  readonly end: number
}

/** A space beside a Chinese character parts clauses as a comma does; a full stop does before white space. */
const STOP = /[，,。；;！!？?\n]|\.(?=\s)|(?<=\p{Script=Han})\s|\s(?=\p{Script=Han})/gu

/** Events that are told of, not denied, supposed, asked about in general or brought along by the patient. */
function eventsIn(text: string, listed: readonly string[]): readonly NamedEvent[] {
  const stops = [...text.matchAll(STOP)].map((match) => match.index)
  const one = ONE_PATIENT.test(text)
  const named = KINDS.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map((match) => ({ kind, start: match.index, words: match[0] })),
  )
  const printed = listed.flatMap((words) => {
    const start = text.indexOf(words)
    return start < 0 ? [] : [{ kind: 'wide' as const, start, words }]
  })
  return [...named, ...printed].flatMap(({ kind, start, words }) => {
    const end = start + words.length
    const from = stops.findLast((stop) => stop < start) ?? -1
    const to = stops.find((stop) => stop >= end) ?? text.length
    const rest = text.slice(end, to)
    const asking = rest.search(ASKING_BEGINS)
    const before = text.slice(from + 1, start)
    const event = { kind, words, before, behind: asking < 0 ? rest : rest.slice(0, asking), start, end }
    return isTold(event, one) ? [event] : []
  })
}

function isTold({ before, words, behind }: NamedEvent, one: boolean): boolean {
  if (NEGATED.test(before) || BROUGHT_ALONG.test(behind)) return false
  if (SUPPOSED_BEFORE.test(before) || ASKED_WHICH.test(before)) return false
  const clause = before + words + behind
  return !(one && CAME_ABOUT.test(clause) ? STATISTICAL : GENERAL).test(clause)
}

function isReport(
  text: string,
  event: NamedEvent,
  drugs: readonly string[],
  { indications = [], mentions = [] }: SafetyTexts,
): boolean {
  // Some events are a way of taking it ("误服").
  const [earlier, later] = [text.slice(0, event.end), text.slice(event.end)]
  if (!IN_CONSEQUENCE.test(earlier) && INTERCURRENT.test(event.words) && OTHER_WANTED.test(later))
    return false
  if (HYPOTHESIS.test(sentenceBefore(earlier))) return false
  // English names the event first and the medicine behind it.
  const given = GIVEN.test(text.slice(0, event.start)) || (!HAN.test(event.words) && GIVEN.test(later))
  // What it is given for, named before it was given, is no consequence of it.
  if (!given && indications.some((label) => label.includes(event.words))) return false
  if (event.kind !== 'plain') return isWideReport(text, event, given)
  const takenBefore = TAKEN.test(earlier) || TAKEN_ENGLISH.test(text)
  const takenLater = TAKES_NOW.test(later) && !REASON.test(event.before)
  // "优替宁第10天出现呼吸困难": the name alone says that it was taken, unless taking it is what is asked.
  const namedLater = mentions.length > 0 && mentions.every(({ start }) => start >= event.end)
  const namedAlone = drugs.length > 0 && !TAKING_ASKED.test(text) && !namedLater
  if (!takenBefore && !takenLater && !namedAlone) return false
  const clause = event.before + event.words + event.behind
  const befallen = BEFALLEN.test(clause) || WHEN.test(event.before) || MEASURED.test(clause)
  if (!PATIENT.test(text)) return befallen && takenBefore && !TAKING_ERROR.test(event.words)
  if (befallen || ONE_PATIENT.test(text)) return true
  return AFTERWARDS.test(event.before) && !asksSomething(text)
}

/** Words that tell of harm only in a sentence that says whom it befell and after what. */
function isWideReport(text: string, event: NamedEvent, given: boolean): boolean {
  const later = text.slice(event.end)
  const clause = event.before + event.words + event.behind
  if (event.kind === 'exposure')
    return ONE_PATIENT.test(text) && !EXPECTING_PLANNED.test(text) && (given || GIVEN_TOO.test(later))
  if (event.kind === 'complaint')
    return PATIENT.test(text) && /了|的(?!话)/u.test(clause) && !/[吗么]|能不能|如果/u.test(clause)
  if (event.kind === 'error') return ONE_PATIENT.test(text)
  if (!CAME_ABOUT.test(clause) && !GIVEN.test(event.before)) return false
  if (ONE_PATIENT.test(text)) return given || (event.kind === 'wide' && GIVEN_TOO.test(later))
  // Nobody is named, and yet somebody was given it and it came about.
  const lasts = LASTS_ALREADY.test(later) || /了|\b(?:had|got|went)\b/iu.test(clause)
  return event.kind === 'wide' && given && lasts && !GENERAL.test(text)
}

const HAN = /\p{Script=Han}/u
const sentenceBefore = (text: string): string => text.slice(text.search(/[^。！!？?\n]*$/u))
