/**
 * What a note tells of a case: the four minimum criteria, seriousness, day 0, what was done, what the reporter
 * thinks. Day 0 is when the rep learned of it, never when it happened. Nothing is guessed: a criterion that the
 * note leaves open is false and asked about, and a case that nobody graded is `unknown`.
 */
import type { AdverseEvent, AdverseEventCriteria } from '../../crm/visit.ts'
import { maskIdentifiers } from '../guard/mask-identifiers.ts'
import {
  ACTIONS,
  CAUSALITY,
  IMPORTANT,
  MILD,
  ONE_CASE,
  SECOND_HAND_UNKNOWN,
  SERIOUS,
  SOME_PATIENTS,
} from './adverse-event-words.ts'
import { pastDay } from './day-words.ts'
import { dayOfVisit, type MeaningFacts } from './meaning-facts.ts'
import type { Span } from './note-reading.ts'
import type { NoteSegment } from './note-segment.ts'
import type { NamedEvent } from './read-adverse-event.ts'
import { type SpeechUnit, wordsOf } from './speech-units.ts'

export interface DescribedCase {
  readonly event: AdverseEvent
  readonly spans: readonly Span[]
  /** What a safety department will ask next; only what the note leaves open. */
  readonly open: readonly ('patient' | 'reporter' | 'drug' | 'event' | 'details')[]
}

/** How the rep came to know, where it is not the visit itself. */
const LEARNT =
  /(?:告诉我|跟我(?:说|讲)|给我(?:打|发|来)|打(?:来)?电话|发(?:来)?微信|微信(?:上)?(?:说|告诉)|收到|得知|知道的?|听说|听到|\b(?:told me|texted|called|heard|learn(?:ed|t)|emailed)\b)/iu
const FURTHEST_DETAIL = 3

/** `cases` are the events that were judged to be cases, at least one. */
export function describeCase(
  segment: NoteSegment,
  units: readonly SpeechUnit[],
  cases: readonly NamedEvent[],
  facts: MeaningFacts,
): DescribedCase {
  const told = unitsOfCase(units, cases)
  const text = told.map((unit) => unit.text).join('，')
  const words = wordsOf(segment, told)
  const { seriousness, reason } = gradeOf(text, cases)
  const suspect = suspectOf(segment, facts, cases)
  const criteria = criteriaOf(text, cases, facts, suspect !== undefined)
  const sentence = told[0]!.sentence
  const learnt = units.find(
    (unit) =>
      (told.includes(unit) || unit.sentence === sentence) &&
      LEARNT.test(unit.text) &&
      pastDay(unit.text, facts.referenceDay) !== null,
  )
  const eventDay = dayOfEvent(told, cases, units, facts)
  const english = !/\p{Script=Han}/u.test(text)
  const action = ACTIONS.find(([, , pattern]) => pattern.test(text))
  const patient = patientIn(text)
  const causality = CAUSALITY.exec(text)?.[0]
  const event: AdverseEvent = {
    present: true,
    text: maskIdentifiers(words.text, { keep: facts.products.map((product) => product.text) }).text.trim(),
    suspect_drug: suspect ?? null,
    seriousness,
    criteria,
    clock_start:
      (learnt === undefined ? null : pastDay(learnt.text, facts.referenceDay)) ?? dayOfVisit(facts),
    ...(reason === undefined ? {} : { seriousness_reason: reason }),
    ...(eventDay === null ? {} : { event_date: eventDay }),
    ...(action === undefined ? {} : { action_taken: english ? action[1] : action[0] }),
    ...(patient === undefined ? {} : { patient_desc: patient }),
    ...(causality === undefined ? {} : { causality_by_reporter: causality.trim() }),
  }
  const missing = (['patient', 'reporter', 'drug', 'event'] as const).filter((name) => !criteria[name])
  return {
    event,
    spans: [{ start: words.start, end: words.end }],
    // Of a damaged pack nobody's dose is asked; what is known of the medicine's use is asked of any other case.
    open:
      hasDetails(text) || cases.every(({ kind }) => kind === 'product_complaint')
        ? missing
        : [...missing, 'details'],
  }
}

/** From where the patient is named to what was done about it: the sentences of the events and a little behind. */
function unitsOfCase(units: readonly SpeechUnit[], cases: readonly NamedEvent[]): readonly SpeechUnit[] {
  const first = Math.min(...cases.map(({ unit }) => unit))
  const last = Math.max(...cases.map(({ unit }) => unit))
  const near = units.flatMap((unit, at) =>
    at <= first && first - at <= 5 && unit.sentence >= units[first]!.sentence - 1 ? [at] : [],
  )
  const patient = near.find((at) => ONE_CASE.test(units[at]!.text))
  const from = patient ?? near.find((at) => units[at]!.sentence === units[first]!.sentence) ?? first
  let to = last
  const belongs = (unit: SpeechUnit): boolean =>
    SERIOUS.test(unit.text) ||
    CAUSALITY.test(unit.text) ||
    patientIn(unit.text) !== undefined ||
    LEARNT.test(unit.text) ||
    ACTIONS.some(([, , pattern]) => pattern.test(unit.text))
  for (let at = last + 1; at < units.length && at - to <= FURTHEST_DETAIL && at - last <= 8; at += 1)
    if (belongs(units[at]!)) to = at
  return units.slice(from, to + 1)
}

function gradeOf(
  text: string,
  cases: readonly NamedEvent[],
): { readonly seriousness: NonNullable<AdverseEvent['seriousness']>; readonly reason?: string } {
  const death = cases.find(({ kind }) => kind === 'death')
  if (death !== undefined) return { seriousness: 'death', reason: death.words }
  const denied = /(?:没|没有|不用|不需要|未)[^，。]{0,2}$/u
  const serious = SERIOUS.exec(text)
  if (serious !== null && !denied.test(text.slice(0, serious.index)))
    return { seriousness: 'serious', reason: serious[0] }
  const important = cases.map(({ words }) => IMPORTANT.exec(words)?.[0]).find((found) => found !== undefined)
  if (important !== undefined) return { seriousness: 'serious', reason: important }
  const light = cases.every(
    ({ kind, words }) =>
      kind === 'product_complaint' ||
      kind === 'no_effect' ||
      kind === 'intolerance' ||
      kind === 'stopped' ||
      MILD.test(words),
  )
  const named = cases.some(({ kind }) => kind !== 'stopped' && kind !== 'intolerance')
  return { seriousness: light && named ? 'non_serious' : 'unknown' }
}

/** The product named last before the first event, else the first behind it, else the visit's only one. */
function suspectOf(
  segment: NoteSegment,
  facts: MeaningFacts,
  cases: readonly NamedEvent[],
): string | undefined {
  const first = Math.min(...cases.map(({ start }) => start))
  const products = segment.mentions
    .filter(({ kind, id }) => kind === 'product' && id !== null)
    .toSorted((a, b) => a.start - b.start)
  const named = products.findLast(({ start }) => start <= first) ?? products[0]
  return named?.id ?? facts.products.find(({ id }) => id !== null)?.id ?? undefined
}

function criteriaOf(
  text: string,
  cases: readonly NamedEvent[],
  facts: MeaningFacts,
  drug: boolean,
): AdverseEventCriteria {
  const met = facts.contacts.some(({ role }) => role === 'primary' || role === 'attendee')
  const vague = cases.every(({ kind }) => kind === 'stopped' || kind === 'intolerance')
  const known = /护士|药师|家属|医生|主任|大夫|\b(?:nurse|pharmacist|doctor|dr)\b/iu.test(text)
  return {
    patient: oneOf(text),
    reporter: known || (met && !SECOND_HAND_UNKNOWN.test(text)),
    drug,
    event: !vague || /(?:吐|泻|疹|痛|疼|晕|肿|痒|咳|胃肠道?反应|消化道反应|过敏反应|皮肤反应)/u.test(text),
  }
}

/** Of several of whom none is told apart, nobody can be followed up. */
function oneOf(text: string): boolean {
  const rest = text.replace(new RegExp(SOME_PATIENTS.source, 'giu'), '')
  return ONE_CASE.test(rest) || maskIdentifiers(text).kinds.includes('name')
}

/** Age and sex as the note has them, and nothing else of a person. */
export function patientIn(text: string): string | undefined {
  const short =
    /\b(\d{1,3})\s?-?\s?(?:yo|y\/o|year[- ]old)?[\s-]*(?:(M|F|male|female|man|woman|lady|gentleman)\b)/u.exec(
      text,
    )
  const letterFirst = /\b[MF]\s?\d{2,3}\b/u.exec(text)
  if (short !== null) return short[0].trim()
  if (letterFirst !== null) return letterFirst[0]
  const age =
    /(\d{1,3})\s*(多)?\s*岁|(?:[男女][性的]?[,，、\s]*)(\d{1,3})(?!\d|\s*(?:mg|片|天|周|号|月|床|%|人|位))/u.exec(
      text,
    )
  const years = age?.[1] ?? age?.[3]
  const sex =
    /(?:[男女])(?=性|的|[,，、\s]*\d|患者|病人|$|[,，、\s])|老太太|大妈|阿姨|老奶奶|孕妇|老爷子|大爷|老先生|老头/u.exec(
      text,
    )?.[0]
  const woman = sex === undefined ? undefined : /女|太|妈|姨|奶|孕/u.test(sex)
  if (years === undefined)
    return sex !== undefined && !/^[男女]$/u.test(sex)
      ? sex
      : woman === undefined
        ? undefined
        : `${woman ? '女' : '男'}性`
  return `${years}${age?.[2] ?? ''}岁${woman === undefined ? '' : woman ? '女性' : '男性'}`
}

/** A day that stands in the unit of an event and does not say when the rep was told. */
function dayOfEvent(
  told: readonly SpeechUnit[],
  cases: readonly NamedEvent[],
  units: readonly SpeechUnit[],
  facts: MeaningFacts,
): string | null {
  const own = cases.map(({ unit }) => units[unit]!).filter((unit) => told.includes(unit))
  for (const unit of own) {
    if (LEARNT.test(unit.text) || /(?:一直|最近|目前|现在)/u.test(unit.text)) continue
    const day = pastDay(unit.text, facts.referenceDay)
    if (day !== null && day <= facts.referenceDay) return day
  }
  return null
}

/** Dose or start of treatment is told: the note already has what is asked first. */
const hasDetails = (text: string): boolean =>
  /\d+\s*(?:mg|毫克|片\/|ml)|一天[一二三四\d]次|合并用药|同时(?:在)?(?:吃|用)/iu.test(text)
