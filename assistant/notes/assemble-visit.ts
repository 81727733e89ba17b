/**
 * One visit put together from what the readers of its part found: plain facts, people, medicines, meaning, and
 * things to do; with the place in the note of every field, how sure it is, and what has to be asked.
 */
import type { Visit, VisitContact, VisitProduct } from '../../crm/visit.ts'
import { type Ask, askAboutDue, askAboutPeople } from './ask-about-visit.ts'
import type { VisitPart } from './cut-visits.ts'
import type { DirectoryIndex } from './directory-index.ts'
import { findMeals } from './find-meals.ts'
import type { FollowUpDraft } from './finish-follow-up.ts'
import type { NoteName } from './note-names.ts'
import type { NoteContext, NoteQuestion, Span } from './note-reading.ts'
import type { ReadEncounter } from './read-encounter.ts'
import { readEvent } from './read-event.ts'
import { doctorPromises, type ReadFollowUp, readFollowUp, repPromises } from './read-follow-ups.ts'
import { type Meaning, readMeaning } from './read-meaning.ts'
import type { ReadPeople } from './read-people.ts'
import type { ReadProduct } from './read-products.ts'
import { meaningSegment, type SegmentedNote } from './segment-note.ts'
import { speechUnits } from './speech-units.ts'
import { spokenOfDirectory } from './spoken-of-directory.ts'

export interface VisitPieces {
  readonly part: VisitPart
  readonly people: ReadPeople
  readonly encounter: ReadEncounter
  readonly products: readonly ReadProduct[]
  readonly drafts: readonly FollowUpDraft[]
}

export interface AssembledVisit {
  readonly visit: Visit
  readonly evidence: Readonly<Record<string, readonly Span[]>>
  readonly confidence: Readonly<Record<string, number>>
  readonly questions: readonly NoteQuestion[]
}

export interface AssembleFacts {
  readonly note: SegmentedNote
  readonly context: NoteContext
  readonly index: DirectoryIndex
  readonly today: string
  readonly ask: Ask
  /** Path of the visit: `visits.0`. */
  readonly at: string
  /** Follow-ups of the whole note that are this visit's, with the name of whom they are about. */
  readonly wholePlan: boolean
}

export function assembleVisit(
  { part, people, encounter, products, drafts }: VisitPieces,
  facts: AssembleFacts,
): AssembledVisit {
  const { note, context, index, today, ask, at } = facts
  const { fields } = encounter
  const ids = new Map(people.contacts.map(({ person, contact }) => [person, contact.id]))
  const resolve = (name: NoteName): string | null => {
    if (name.kind === 'person')
      return ids.get(name) ?? (name.candidates.length === 1 ? name.candidates[0]!.id : null)
    if (name.kind === 'place') return name.ids.length === 1 ? name.ids[0]! : null
    return name.kind === 'product' ? name.id : null
  }
  const segment = meaningSegment(note, part.clauses, note.names, resolve)
  const meaning = readMeaning(segment, {
    products: products.map(({ text, id }) => ({ text, id })),
    contacts: people.contacts.map(({ contact: { text, id, role } }) => ({ text, id, role })),
    referenceDay: today,
    visitDay: fields.date,
    status: fields.status,
    directory: spokenOfDirectory(context.directory, note.names),
  })
  const [first] = people.contacts
  const follow = drafts.map((draft) =>
    readFollowUp(draft, {
      today,
      english: ask.english,
      contact: contactOf(draft, people) ?? first?.contact.text ?? null,
      flags: meaning.compliance_flags,
      plannedDay: facts.wholePlan ? fields.date : null,
    }),
  )
  const event = readEvent(part.clauses, today)
  const promises = fields.status === 'completed' ? repPromises(follow, part.clauses) : []
  const doctors = fields.status === 'completed' ? doctorPromises(part.clauses, today) : []
  const perHead =
    part.meeting || /盒饭|餐/u.test(note.text) ? (findMeals(speechUnits(segment))?.perHead ?? null) : null
  const expense = expenseOf(perHead, fields.attendee_count, encounter.giftMoney)
  const visit: Visit = {
    date: fields.date,
    time: fields.time,
    channel: fields.channel,
    status: fields.status,
    kind: fields.kind,
    institution: people.institution,
    department: people.department,
    contacts: people.contacts.map(
      ({ contact }, place): VisitContact => ({
        ...contact,
        attitude: meaning.contactAttitudes[place] ?? 'unknown',
      }),
    ),
    products: products.map(
      ({ text, id, detailed }, place): VisitProduct => ({
        text,
        id,
        order: place + 1,
        detailed: detailed && !(meaning.adverse_event.present && onlyTheCase(part)),
        attitude: meaning.productAttitudes[place] ?? 'unknown',
      }),
    ),
    ...pickMeaning(meaning),
    rep_commitments: promises.map(({ text }) => text),
    hcp_commitments: doctors.map(({ text }) => text),
    follow_ups: follow.map(({ task }) => task),
    ...optional(fields),
    ...(expense === null ? {} : { expense }),
    ...(event === null ? {} : { event: event.event }),
  }
  return {
    visit,
    ...proof(
      at,
      { part, people, encounter, products, drafts },
      meaning,
      follow,
      promises,
      doctors,
      event?.span ?? null,
    ),
    questions: [
      ...askAboutPeople(ask, at, people, index),
      ...askAboutVisit(ask, at, visit, encounter, part),
      ...follow.flatMap(({ task, day }, place) =>
        task.blocked === true ? [] : askAboutDue(ask, `${at}.follow_ups.${place}`, task, day, today),
      ),
      ...meaning.ask.map((one) => ({ ...one, field: `${at}.${one.field}` })),
    ],
  }
}

/** Told in passing of a patient who came to harm: nothing was presented. */
const onlyTheCase = (part: VisitPart): boolean =>
  !part.clauses.some(
    ({ folded, speaker }) =>
      speaker !== 'contact' && /讲了|聊了|介绍|沟通了|讲的|detailed|discussed|presented/iu.test(folded),
  )

const pickMeaning = (
  meaning: Meaning,
): Pick<
  Visit,
  | 'competitors'
  | 'topics'
  | 'keywords'
  | 'objections'
  | 'questions'
  | 'materials'
  | 'adverse_event'
  | 'compliance_flags'
  | 'access'
> => ({
  competitors: meaning.competitors,
  topics: meaning.topics,
  keywords: meaning.keywords,
  objections: meaning.objections,
  questions: meaning.questions,
  materials: meaning.materials,
  adverse_event: meaning.adverse_event,
  compliance_flags: meaning.compliance_flags,
  access: meaning.access,
})

function optional(fields: ReadEncounter['fields']): Partial<Visit> {
  const { duration_min, attendee_count, joint_with, next_available, channel_source, date_source } = fields
  return Object.fromEntries(
    Object.entries({
      duration_min,
      attendee_count,
      joint_with,
      next_available,
      channel_source,
      date_source,
    }).filter(([, value]) => value !== undefined),
  )
}

function expenseOf(
  perHead: number | null,
  heads: number | undefined,
  gift: number | null,
): Readonly<Record<string, number>> | null {
  const expense = {
    ...(perHead === null ? {} : { meal_per_head_cny: perHead, ...(heads === undefined ? {} : { heads }) }),
    ...(gift === null ? {} : { gift_cny: gift }),
  }
  return Object.keys(expense).length === 0 ? null : expense
}

/** The person whom a follow-up names, as the visit calls him. */
function contactOf(draft: FollowUpDraft, people: ReadPeople): string | null {
  const named = draft.clauses.flatMap(({ names }) => names).find((name) => name.kind === 'person')
  if (named === undefined || named.kind !== 'person') return null
  const known = people.contacts.find(({ person }) =>
    person?.candidates.some((one) => named.candidates.includes(one)),
  )
  return known?.contact.text ?? named.text
}

function askAboutVisit(
  ask: Ask,
  at: string,
  visit: Visit,
  { openDay }: ReadEncounter,
  part: VisitPart,
): readonly NoteQuestion[] {
  const asked: NoteQuestion[] = []
  if (openDay?.impossible === true)
    asked.push(ask.about(`${at}.date`, 'impossible_day', 'ask_impossible_day', { words: openDay.text }))
  else if (openDay !== null)
    asked.push(ask.about(`${at}.date`, 'visit_date', 'ask_visit_day', { words: openDay.text }))
  else if (visit.date === null) asked.push(ask.about(`${at}.date`, 'visit_date', 'ask_plan_day'))
  if (visit.contacts.every(({ role }) => role === 'mentioned' || role === 'absent') && !part.meeting)
    asked.push(ask.about(`${at}.contacts`, 'no_contact', 'ask_no_contact'))
  if (visit.institution === null && visit.contacts.every(({ id }) => id === null))
    asked.push(ask.about(`${at}.institution`, 'no_institution', 'ask_no_institution'))
  if (visit.channel === 'wechat' && visit.channel_source === 'assumed')
    asked.push(
      ask.about(`${at}.channel`, 'chat_channel', 'ask_chat_channel', {}, [
        { value: 'wecom', label: ask.say('ask_choice_wecom') },
        { value: 'wechat', label: ask.say('ask_choice_wechat') },
      ]),
    )
  return asked
}

function proof(
  at: string,
  { part, people, encounter, products }: VisitPieces,
  meaning: Meaning,
  follow: readonly ReadFollowUp[],
  promises: readonly { readonly span: Span }[],
  doctors: readonly { readonly span: Span }[],
  event: Span | null,
): {
  readonly evidence: Readonly<Record<string, readonly Span[]>>
  readonly confidence: Readonly<Record<string, number>>
} {
  const evidence: Record<string, readonly Span[]> = {}
  const confidence: Record<string, number> = {}
  const put = (field: string, span: Span | null | undefined): void => {
    if (span !== null && span !== undefined)
      evidence[`${at}.${field}`] = [{ start: span.start, end: span.end }]
  }
  for (const [field, span] of Object.entries(encounter.spans)) put(field, span)
  put('institution', people.institutionSpan)
  put('department', people.departmentSpan)
  put('event', event)
  people.contacts.forEach(({ span, resolved, person, contact }, place) => {
    put(`contacts.${place}`, span)
    if (resolved.kind === 'known' && !(resolved.sure && contact.inferred !== true))
      confidence[`${at}.contacts.${place}`] = person?.form === 'sound' ? 0.8 : 0.7
    if (resolved.kind !== 'known') confidence[`${at}.contacts.${place}`] = 0.3
  })
  products.forEach(({ span, bySound }, place) => {
    put(`products.${place}`, span)
    if (bySound) confidence[`${at}.products.${place}`] = 0.8
  })
  follow.forEach(({ spans, task }, place) => {
    evidence[`${at}.follow_ups.${place}`] = spans
    if (task.ambiguous !== undefined || task.precision === 'none')
      confidence[`${at}.follow_ups.${place}`] = 0.5
  })
  for (const [place, { span }] of promises.entries()) put(`rep_commitments.${place}`, span)
  for (const [place, { span }] of doctors.entries()) put(`hcp_commitments.${place}`, span)
  for (const [field, spans] of Object.entries(meaning.evidence)) evidence[`${at}.${field}`] = spans
  // What rests on no words of its own rests on those that tell of the visit at all.
  const whole = (part.clauses.find(({ names }) => names.length > 0) ?? part.clauses[0])!
  for (const field of ['date', 'channel', 'status', 'kind'] as const)
    if (evidence[`${at}.${field}`] === undefined) {
      put(field, whole)
      confidence[`${at}.${field}`] = field === 'date' ? 0.6 : 0.7
    }
  if (people.institution !== null && people.institutionSpan === null) {
    put('institution', people.contacts[0]?.span)
    confidence[`${at}.institution`] = 0.8
  }
  if (people.department !== null && people.departmentSpan === null)
    put('department', people.contacts[0]?.span ?? whole)
  return { evidence, confidence }
}
