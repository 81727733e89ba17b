/**
 * One reading against its gold, as counts by field: right (tp), invented (fp), left out (fn). Visits are paired
 * first, by whom and what they share; a visit without a partner counts with all its fields. Texts that may be
 * worded freely (follow-ups, questions, materials) are paired by likeness of their words.
 */
import type { NoteReading } from '../../assistant/notes/note-reading.ts'
import type { Visit } from '../../crm/visit.ts'
import type { GoldenNote, GoldenVisit } from './golden-note.ts'
import { similarity } from './similar-text.ts'

export interface Count {
  readonly tp: number
  readonly fp: number
  readonly fn: number
}

export type FieldCounts = Readonly<Record<string, Count>>

export interface NoteScore {
  readonly id: string
  readonly counts: FieldCounts
  /** `field: missing …` or `field: invented …`. */
  readonly faults: readonly string[]
  /** Whether gold has an adverse event, and the reading. */
  readonly adverseEvent: { readonly gold: boolean; readonly read: boolean }
}

/** Shared words from which two free texts are taken for one. */
const ALIKE = 0.3
/** A due date and an owner in common already say much. */
const FOLLOW_UP_ALIKE = 0.2

interface Item {
  readonly key: string
  /** Free words, compared by likeness where keys are equal. */
  readonly text?: string
}

type Field = readonly [
  name: string,
  items: (visit: Visit | GoldenVisit) => readonly Item[] | undefined,
  alike?: number,
]

const one = (value: string | null | undefined): readonly Item[] =>
  value === null || value === undefined ? [] : [{ key: value }]
const nameKey = (id: string | null, text: string): string => id ?? `new:${bareName(text)}`
const bareName = (text: string): string =>
  text.normalize('NFKC').replace(/\s|姓|的|主任|医生|大夫|主治|教授|老师|护士长?|药师|dr\.?/giu, '')

/** Field of a visit -> what is compared. */
const FIELDS: readonly Field[] = [
  ['date', (visit) => one(visit.date)],
  ['time', (visit) => one(visit.time)],
  ['channel', (visit) => one(visit.channel)],
  ['status', (visit) => one(visit.status)],
  ['kind', (visit) => one(visit.kind)],
  [
    'institution',
    ({ institution }) => (institution === null ? [] : one(nameKey(institution.id, institution.text))),
  ],
  ['department', (visit) => one(visit.department)],
  [
    'contacts',
    (visit) => visit.contacts.map(({ id, text, role }) => ({ key: `${nameKey(id, text)}|${role}` })),
  ],
  [
    'contact attitude',
    (visit) => visit.contacts.map((c) => ({ key: `${nameKey(c.id, c.text)}|${c.attitude}` })),
  ],
  ['products', (visit) => visit.products.map(({ id, text }) => ({ key: nameKey(id, text) }))],
  [
    'product detailed',
    (visit) => visit.products.map((p) => ({ key: `${nameKey(p.id, p.text)}|${p.detailed}` })),
  ],
  [
    'product attitude',
    (visit) => visit.products.map((p) => ({ key: `${nameKey(p.id, p.text)}|${p.attitude}` })),
  ],
  ['competitors', (visit) => visit.competitors.map((key) => ({ key }))],
  ['topics', (visit) => visit.topics.map((key) => ({ key }))],
  ['keywords', (visit) => visit.keywords?.map((text) => ({ key: '', text })), 0.5],
  ['objections', (visit) => visit.objections.map(({ category }) => ({ key: category }))],
  ['objection product', (visit) => visit.objections.map((o) => ({ key: `${o.category}|${o.product}` }))],
  ['questions', (visit) => visit.questions.map(({ route }) => ({ key: route }))],
  ['question text', (visit) => visit.questions.map(({ route, text }) => ({ key: route, text })), ALIKE],
  ['rep commitments', (visit) => visit.rep_commitments?.map((text) => ({ key: '', text })), ALIKE],
  ['hcp commitments', (visit) => visit.hcp_commitments?.map((text) => ({ key: '', text })), ALIKE],
  ['materials', (visit) => visit.materials.map((text) => ({ key: '', text })), ALIKE],
  ['follow-ups', (visit) => visit.follow_ups.map((f) => ({ key: dueKey(f), text: f.text })), FOLLOW_UP_ALIKE],
  ['follow-up held back', (visit) => visit.follow_ups.flatMap((f) => heldBack(f))],
  ['safety fields', (visit) => safetyItems(visit)],
  ['access', (visit) => accessItems(visit)],
]

function dueKey(task: {
  owner: string
  due: string | null
  range: readonly string[] | null
  precision: string
}): string {
  return `${task.owner}|${task.due ?? `${task.precision} ${task.range?.join('..') ?? ''}`}`
}

function heldBack(task: {
  due: string | null
  blocked?: boolean | undefined
  needs_review?: boolean | undefined
}): readonly Item[] {
  const state = task.blocked === true ? 'blocked' : task.needs_review === true ? 'needs_review' : undefined
  return state === undefined ? [] : [{ key: `${task.due}|${state}` }]
}

/** Criteria apart, so that one wrong of four is one wrong. */
function safetyItems(visit: Visit | GoldenVisit): readonly Item[] {
  const { present, suspect_drug, seriousness, criteria, clock_start } = visit.adverse_event
  if (!present) return []
  return [
    { key: `drug ${suspect_drug}` },
    { key: `seriousness ${seriousness}` },
    { key: `day 0 ${clock_start}` },
    ...Object.entries(criteria ?? {}).map(([name, met]) => ({ key: `${name} ${met}` })),
  ]
}

/** The reason is free text and the product often only implied: neither is compared. */
function accessItems({ access }: Visit | GoldenVisit): readonly Item[] {
  if (access === null) return []
  const told = Object.entries(access).filter(([name]) => name !== 'reason' && name !== 'product')
  return told.map(([name, value]) => ({ key: `${name} ${String(value)}` }))
}

/** Other hands' names for what the reader calls a question or a task. */
const SAME_INTENT: Readonly<Record<string, string>> = { product_question: 'question', reminder: 'task' }

export function scoreNote({ id, gold }: GoldenNote, reading: NoteReading): NoteScore {
  const counts: Record<string, Count> = {}
  const faults: string[] = []
  const add = (field: string, expected: readonly Item[], found: readonly Item[], alike = 0): void => {
    const { count, missing, invented } = pair(expected, found, alike)
    counts[field] = plus(counts[field], count)
    for (const item of missing) faults.push(`${field}: missing ${say(item)}`)
    for (const item of invented) faults.push(`${field}: invented ${say(item)}`)
  }
  add('intent', one(SAME_INTENT[gold.intent] ?? gold.intent), one(reading.intent))
  for (const [expected, found] of pairVisits(gold.visits, reading.visits)) {
    add('visits', expected === undefined ? [] : one('visit'), found === undefined ? [] : one('visit'))
    for (const [field, items, alike] of FIELDS) {
      const wanted = expected === undefined ? [] : items(expected)
      // What gold does not name is not judged.
      if (wanted !== undefined) add(field, wanted, found === undefined ? [] : (items(found) ?? []), alike)
    }
  }
  const goldFlags = [...gold.incident_flags, ...gold.visits.flatMap((visit) => visit.compliance_flags)]
  const readFlags = [...reading.incident_flags, ...reading.visits.flatMap((visit) => visit.compliance_flags)]
  const codes = (flags: readonly { code: string }[]): readonly Item[] =>
    [...new Set(flags.map(({ code }) => code))].map((key) => ({ key }))
  const graded = (flags: readonly { code: string; severity: string }[]): readonly Item[] =>
    [...new Set(flags.map(({ code, severity }) => `${code} ${severity}`))].map((key) => ({ key }))
  add('findings', codes(goldFlags), codes(readFlags))
  add('finding severity', graded(goldFlags), graded(readFlags))
  const changed = (some: readonly { field: string; to: unknown }[]): readonly Item[] =>
    some.map(({ field, to }) => ({ key: `${field} ${JSON.stringify(to)}` }))
  add('corrections', changed(gold.corrections), changed(reading.corrections))
  const present = (some: readonly (Visit | GoldenVisit)[]): boolean =>
    some.some((visit) => visit.adverse_event.present)
  return {
    id,
    counts,
    faults,
    adverseEvent: {
      gold: present(gold.visits),
      read: present(reading.visits) || reading.adverse_event?.present === true,
    },
  }
}

/** Pairs in the order of likeness; what is left over stands alone. */
export function pairVisits(
  gold: readonly GoldenVisit[],
  read: readonly Visit[],
): readonly (readonly [GoldenVisit | undefined, Visit | undefined])[] {
  const likely = gold
    .flatMap((expected, at) =>
      read.map((found, to) => ({ at, to, score: likeness(expected, found, at === to) })),
    )
    .toSorted((a, b) => b.score - a.score)
  const pairs = new Map<number, number>()
  for (const { at, to } of likely) if (!pairs.has(at) && ![...pairs.values()].includes(to)) pairs.set(at, to)
  const alone = read.filter((_, at) => ![...pairs.values()].includes(at))
  return [
    ...gold.map((expected, at) => [expected, pairs.has(at) ? read[pairs.get(at)!] : undefined] as const),
    ...alone.map((found) => [undefined, found] as const),
  ]
}

function likeness(expected: GoldenVisit, found: Visit, sameOrder: boolean): number {
  const shared = (left: readonly { id: string | null }[], right: readonly { id: string | null }[]): number =>
    left.filter(({ id }) => id !== null && right.some((other) => other.id === id)).length
  const place = expected.institution?.id === found.institution?.id ? 1 : 0
  return (
    3 * shared(expected.contacts, found.contacts) +
    shared(expected.products, found.products) +
    place +
    (sameOrder ? 0.5 : 0)
  )
}

/** Greedy by likeness within equal keys. */
function pair(
  expected: readonly Item[],
  found: readonly Item[],
  alike: number,
): { readonly count: Count; readonly missing: readonly Item[]; readonly invented: readonly Item[] } {
  const invented = [...found]
  const missing = expected.filter((item) => {
    const [best] = invented
      .map((other, at) => ({ at, other, score: likely(item, other) }))
      .filter(({ other, score }) => other.key === item.key && score >= alike)
      .toSorted((a, b) => b.score - a.score)
    if (best === undefined) return true
    invented.splice(best.at, 1)
    return false
  })
  const tp = expected.length - missing.length
  return { count: { tp, fp: invented.length, fn: missing.length }, missing, invented }
}

const likely = (item: Item, other: Item): number =>
  item.text === undefined || other.text === undefined ? 1 : similarity(item.text, other.text)

const say = ({ key, text }: Item): string =>
  [key, text].filter((part) => part !== '' && part !== undefined).join(' ')

export function plus(left: Count | undefined, right: Count): Count {
  if (left === undefined) return right
  return { tp: left.tp + right.tp, fp: left.fp + right.fp, fn: left.fn + right.fn }
}
