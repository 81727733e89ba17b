/**
 * The meaning, safety and compliance of one visit's part of a note: what was talked about and how it was received,
 * whether a patient came to harm, what the rules forbid. Cutting the note, people, institutions, dates and follow-ups
 * are read elsewhere (read-note.ts) and handed in. Every text that leaves here is fit to be stored: no patient's
 * identity, no prescriber's volume.
 */
import { localeOf, type MessageKey, message } from '../../core/messages.ts'
import type { AdverseEvent, Attitude, Visit } from '../../crm/visit.ts'
import { maskIdentifiers } from '../guard/mask-identifiers.ts'
import { type DescribedCase, describeCase } from './describe-case.ts'
import { findFindings, type LocatedFinding } from './find-findings.ts'
import { findMeals, MEAL_LIMIT } from './find-meals.ts'
import type { MeaningFacts } from './meaning-facts.ts'
import type { NoteQuestion, Span } from './note-reading.ts'
import type { NoteSegment } from './note-segment.ts'
import { readAccess } from './read-access.ts'
import { type NamedEvent, namedEvents } from './read-adverse-event.ts'
import { readAttitudes } from './read-attitudes.ts'
import { readCompetitors } from './read-competitors.ts'
import { readDoctorsQuestions } from './read-doctors-questions.ts'
import { type ReadMaterial, readMaterials } from './read-materials.ts'
import { readObjections } from './read-objections.ts'
import { readKeywords, readTopics } from './read-topics.ts'
import { redactVolumes } from './redact-volumes.ts'
import { type SpeechUnit, speechUnits, wordsOf } from './speech-units.ts'
import { unexplainedOutcomes } from './unexplained-outcome.ts'

export interface Meaning
  extends Pick<
    Visit,
    | 'topics'
    | 'keywords'
    | 'objections'
    | 'questions'
    | 'materials'
    | 'competitors'
    | 'access'
    | 'adverse_event'
    | 'compliance_flags'
  > {
  /** In the order of `facts.contacts`. */
  readonly contactAttitudes: readonly Attitude[]
  /** In the order of `facts.products`. */
  readonly productAttitudes: readonly Attitude[]
  /** Field of the visit (`adverse_event`, `objections.0`) -> where the note says it. */
  readonly evidence: Readonly<Record<string, readonly Span[]>>
  /** `field` is relative to the visit, as in `evidence`. */
  readonly ask: readonly NoteQuestion[]
}

/** Pure; throws nothing on any text. */
export function readMeaning(segment: NoteSegment, facts: MeaningFacts): Meaning {
  const units = speechUnits(segment)
  const events = namedEvents(segment, units)
  const cases = events.filter(({ verdict }) => verdict === 'case')
  const told = cases.length === 0 ? null : describeCase(segment, units, cases, facts)
  const findings = findFindings(segment, units, facts)
  const objections = readObjections(segment, units, facts)
  const questions = readDoctorsQuestions(units, facts, findings)
  const materials = readMaterials(units, facts)
  const access = readAccess(units, facts)
  const adverseEvent = told?.event ?? withoutCase(segment, units, events)
  const topics = readTopics(segment, units, facts, events, findings, objections)
  const attitudes = readAttitudes(segment, units, facts, { objections, adverseEvent, findings })
  const keep = createKeep(segment, facts)
  return {
    topics: topics.topics,
    keywords: readKeywords(units, events).map(keep),
    objections: objections.map(({ category, text, product }) => ({ category, text: keep(text), product })),
    questions: questions.map(({ text, route }) => ({ text: keep(text), route })),
    materials: materials.map(materialText),
    competitors: readCompetitors(segment, units, facts),
    access: access?.access ?? null,
    adverse_event:
      adverseEvent.text === undefined ? adverseEvent : { ...adverseEvent, text: keep(adverseEvent.text) },
    compliance_flags: findings.map(({ flag }) => ({ ...flag, span: keep(flag.span) })),
    contactAttitudes: attitudes.contacts,
    productAttitudes: attitudes.products,
    evidence: evidenceOf({ told, events, findings, objections, questions, materials, access, topics }),
    ask: questionsFor(segment, units, facts, told, findings, materials),
  }
}

/** What was denied or feared is shown beside a case that is none. */
function withoutCase(
  segment: NoteSegment,
  units: readonly SpeechUnit[],
  events: readonly NamedEvent[],
): AdverseEvent {
  const named = events.filter(({ kind }) => kind !== 'stopped')
  if (named.length === 0) return { present: false }
  const words = wordsOf(segment, named.map(({ unit }) => units[unit]!).slice(0, 1))
  return { present: false, negated: true, text: words.text.trim() }
}

const VAGUE: Readonly<Record<'zh' | 'en', string>> = { zh: '（未注明哪份）', en: ' (which one is not said)' }
const materialText = ({ text, vague }: ReadMaterial): string =>
  vague ? `${text}${/\p{Script=Han}/u.test(text) ? VAGUE.zh : VAGUE.en}` : text

/** A text as it may be stored; unchanged where there is nothing to take out. */
function createKeep(segment: NoteSegment, facts: MeaningFacts): (text: string) => string {
  const names = segment.mentions.filter(({ kind }) => kind === 'contact').map(({ text }) => text)
  const known = [
    ...facts.directory.contacts.map(({ name }) => name),
    ...facts.contacts.map(({ text }) => text),
    ...names,
    ...facts.directory.products.flatMap(({ name, aliases }) => [name, ...aliases]),
  ]
  return (text) => {
    const redacted = redactVolumes(text, names)
    const masked = maskIdentifiers(redacted, { keep: known })
    return masked.kinds.length === 0 ? redacted : masked.text
  }
}

interface Found {
  readonly told: DescribedCase | null
  readonly events: readonly NamedEvent[]
  readonly findings: readonly LocatedFinding[]
  readonly objections: readonly { readonly span: Span }[]
  readonly questions: readonly { readonly span: Span }[]
  readonly materials: readonly ReadMaterial[]
  readonly access: { readonly span: Span } | null
  readonly topics: {
    readonly topics: readonly string[]
    readonly spans: Readonly<Record<string, Span | undefined>>
  }
}

function evidenceOf(found: Found): Readonly<Record<string, readonly Span[]>> {
  const evidence: Record<string, readonly Span[]> = {}
  const event = found.told?.spans ?? found.events.slice(0, 1).map(({ start, end }) => ({ start, end }))
  if (event.length > 0) evidence['adverse_event'] = event
  if (found.access !== null) evidence['access'] = [found.access.span]
  const list = (field: string, spans: readonly Span[]): void => {
    spans.forEach(({ start, end }, at) => {
      evidence[`${field}.${at}`] = [{ start, end }]
    })
  }
  list(
    'compliance_flags',
    found.findings.map(({ span }) => span),
  )
  list(
    'objections',
    found.objections.map(({ span }) => span),
  )
  list(
    'questions',
    found.questions.map(({ span }) => span),
  )
  list('materials', found.materials)
  found.topics.topics.forEach((topic, at) => {
    const span = found.topics.spans[topic]
    if (span !== undefined) evidence[`topics.${at}`] = [span]
  })
  return evidence
}

const EXTERNAL =
  /电子版|(?:发|传)(?:到|给|去|他|她|一份)*[^，。；]{0,4}(?:邮箱|微信)|\bsoft copy\b|\be-?mail\b[^.;]{0,12}\b(?:slides?|deck)\b/iu

function questionsFor(
  segment: NoteSegment,
  units: readonly SpeechUnit[],
  facts: MeaningFacts,
  told: DescribedCase | null,
  findings: readonly LocatedFinding[],
  materials: readonly ReadMaterial[],
): readonly NoteQuestion[] {
  const locale = localeOf(segment.note, 'zh-CN')
  const ask = (
    field: string,
    code: string,
    key: MessageKey,
    params: Readonly<Record<string, string>> = {},
  ): NoteQuestion => ({
    field,
    code,
    text: message(locale, key, params),
    choices: [],
  })
  const asked: NoteQuestion[] = (told?.open ?? []).map((name) =>
    ask('adverse_event', `ae_${name}`, `ask_ae_${name}`),
  )
  const unsaid = told === null ? unexplainedOutcomes(segment, units)[0] : undefined
  if (unsaid !== undefined) {
    const value = createKeep(segment, facts)(unsaid.words)
    asked.push({
      ...ask('adverse_event', 'ae_possible', 'ask_ae_possible', { words: value }),
      choices: [
        { value, label: message(locale, 'ask_ae_possible_yes') },
        { value: 'no', label: message(locale, 'ask_ae_possible_no') },
      ],
    })
  }
  const has = (code: string): boolean => findings.some(({ flag }) => flag.code === code)
  if (has('UNAPPROVED_MATERIAL'))
    materials.forEach((material, at) => {
      if (material.approval === 'unknown')
        asked.push(ask(`materials.${at}`, 'material_approval', 'ask_material', { material: material.text }))
    })
  const external = units.find(({ text }) => EXTERNAL.test(text))
  const approved = materials.findIndex(({ approval }) => approval === 'approved')
  if (external !== undefined && approved >= 0)
    asked.push(
      ask(`materials.${approved}`, 'material_external', 'ask_material_external', {
        material: materials[approved]!.text,
      }),
    )
  if (has('SPEAKER_FEE')) {
    asked.push(ask('compliance_flags', 'speaker_agreement', 'ask_speaker_agreement'))
    if (facts.products.length === 0) asked.push(ask('products', 'event_product', 'ask_event_product'))
  }
  const meal = has('MEAL') ? findMeals(units) : null
  if (meal !== null && meal.perHead === null) asked.push(ask('expense', 'meal_amount', 'ask_meal_amount'))
  if (meal !== null && meal.perHead !== null && meal.perHead > MEAL_LIMIT.cnyPerHead)
    asked.push(
      ask('expense', 'meal_over_limit', 'ask_meal_over_limit', {
        amount: String(Math.round(meal.perHead)),
        limit: String(MEAL_LIMIT.cnyPerHead),
      }),
    )
  return asked
}
