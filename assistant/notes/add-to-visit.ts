/** What a correction adds: its own words read like a note, laid over the visit; lists grow, plain fields change. */
import type { Visit, VisitContact } from '../../crm/visit.ts'
import type { Ask } from './ask-about-visit.ts'
import type { Correcting } from './correcting.ts'
import { cutVisits } from './cut-visits.ts'
import { gatherFollowUps } from './gather-follow-ups.ts'
import type { FieldCorrection, Span } from './note-reading.ts'
import { readEncounter } from './read-encounter.ts'
import { readFollowUp } from './read-follow-ups.ts'
import { readMeaning } from './read-meaning.ts'
import type { MessageFacts } from './read-other-message.ts'
import { readPeople } from './read-people.ts'
import { readProducts } from './read-products.ts'
import { meaningSegment } from './segment-note.ts'
import { spokenOfDirectory } from './spoken-of-directory.ts'
import type { WeighedClause } from './weigh-clauses.ts'

export function addToVisit(
  now: Correcting,
  clauses: readonly WeighedClause[],
  facts: MessageFacts,
  ask: Ask,
): Correcting {
  const { index, note, context, today } = facts
  const [part] = cutVisits(clauses, false)
  if (part === undefined) return now
  const whole = { ...part, clauses }
  const people = readPeople(whole, index, { place: null, named: [] })
  const { fields, spans } = readEncounter(whole, false, today, { date: now.visit.date, part: now.visit.time })
  const products = readProducts(whole, false, now.visit.status === 'completed')
  const { visit } = now
  const met = people.contacts.filter(
    ({ contact }) =>
      !visit.contacts.some((one) => one.id === contact.id && (one.id !== null || one.text === contact.text)),
  )
  const medicines = products.filter(({ id }) => !visit.products.some((one) => one.id === id))
  const meaning = readMeaning(
    meaningSegment(note, clauses, note.names, (name) => (name.kind === 'product' ? name.id : null)),
    {
      products: [...visit.products, ...products].map(({ text, id }) => ({ text, id })),
      contacts: [...visit.contacts, ...met.map(({ contact }) => contact)].map(({ text, id, role }) => ({
        text,
        id,
        role,
      })),
      referenceDay: today,
      visitDay: visit.date,
      status: visit.status,
      directory: spokenOfDirectory(context.directory, note.names),
    },
  )
  const follow = gatherFollowUps(clauses, today).map((draft) =>
    readFollowUp(draft, {
      today,
      english: ask.english,
      contact: visit.contacts[0]?.text ?? null,
      flags: [...visit.compliance_flags, ...meaning.compliance_flags],
      plannedDay: visit.status === 'planned' ? visit.date : null,
    }),
  )
  const union = <Item>(left: readonly Item[], right: readonly Item[]): readonly Item[] => [
    ...left,
    ...right.filter((one) => !left.some((other) => JSON.stringify(other) === JSON.stringify(one))),
  ]
  const topics = union(
    visit.topics,
    meaning.topics.filter((topic) => topic !== 'OTHER'),
  )
  const contacts = [
    ...visit.contacts,
    ...met.map(
      ({ contact }, at): VisitContact => ({
        ...contact,
        role: contact.role === 'primary' ? 'attendee' : contact.role,
        attitude: meaning.contactAttitudes[visit.contacts.length + at] ?? 'unknown',
      }),
    ),
  ]
  const next: Visit = {
    ...visit,
    contacts,
    products: [
      ...visit.products,
      ...medicines.map(({ text, id, detailed }, at) => ({
        text,
        id,
        detailed,
        order: visit.products.length + at + 1,
        attitude: meaning.productAttitudes[visit.products.length + at] ?? ('unknown' as const),
      })),
    ],
    topics: topics.length > 1 ? topics.filter((topic) => topic !== 'OTHER') : topics,
    keywords: union(visit.keywords, meaning.keywords),
    objections: union(visit.objections, meaning.objections),
    questions: union(visit.questions, meaning.questions),
    materials: union(visit.materials, meaning.materials),
    competitors: union(visit.competitors, meaning.competitors),
    follow_ups: [...visit.follow_ups, ...follow.map(({ task }) => task)],
    compliance_flags: union(visit.compliance_flags, meaning.compliance_flags),
    access: meaning.access ?? visit.access,
    adverse_event:
      meaning.adverse_event.present || !visit.adverse_event.present
        ? pick(meaning.adverse_event, visit.adverse_event)
        : visit.adverse_event,
    ...(fields.duration_min === undefined ? {} : { duration_min: fields.duration_min }),
    ...(fields.attendee_count === undefined ? {} : { attendee_count: fields.attendee_count }),
    ...(fields.joint_with === undefined
      ? {}
      : { joint_with: fields.joint_with, kind: visit.kind === 'individual' ? 'joint' : visit.kind }),
    ...(fields.status === 'completed' ? {} : { status: fields.status }),
    ...(fields.channel === 'f2f' ? {} : { channel: fields.channel }),
  }
  if (next.topics.length === 0) return lay(now, { ...next, topics: meaning.topics }, spans, clauses)
  return lay(now, next, spans, clauses)
}

const pick = (added: Visit['adverse_event'], before: Visit['adverse_event']): Visit['adverse_event'] =>
  added.present || added.negated === true ? added : before

/** The fields whose change is told; the rest follows from them. */
const TOLD = [
  'status',
  'channel',
  'contacts',
  'products',
  'access',
  'follow_ups',
  'adverse_event',
  'attendee_count',
] as const

function lay(
  now: Correcting,
  next: Visit,
  spans: Readonly<Record<string, Span>>,
  clauses: readonly WeighedClause[],
): Correcting {
  const words = (field: (typeof TOLD)[number], visit: Visit): unknown => {
    if (field === 'contacts' || field === 'products') return visit[field].map(({ id, text }) => id ?? text)
    return field === 'follow_ups' ? visit.follow_ups.map(({ text }) => text) : (visit[field] ?? null)
  }
  const corrections = TOLD.flatMap((field): readonly FieldCorrection[] => {
    const [from, to] = [words(field, now.visit), words(field, next)]
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ field, from, to }]
  })
  const [first] = clauses
  const whole = first === undefined ? [] : [{ start: first.start, end: clauses.at(-1)!.end }]
  return {
    ...now,
    visit: next,
    corrections: [...now.corrections, ...corrections],
    spans: {
      ...Object.fromEntries(corrections.map(({ field }) => [field, whole])),
      ...Object.fromEntries(
        Object.entries(spans).map(([field, { start, end }]) => [field, [{ start, end }]]),
      ),
      ...now.spans,
    },
  }
}
