/**
 * A draft's reading after its writer has said something about it: fields set by hand, questions answered, a
 * correction in plain words laid over it. What is no longer open is no longer asked; what a rule found stays,
 * for a finding is not edited away, it is decided. Pure; ids are checked by whoever stores.
 */
import { AppError } from '../core/errors.ts'
import { isDay } from '../crm/day.ts'
import { type FollowUp, VISIT_CHANNELS, VISIT_KINDS, VISIT_STATUSES, type Visit } from '../crm/visit.ts'
import type { DraftReading, NoteSpan } from '../crm/visit-draft.ts'
import { judgeFollowUp } from './notes/judge-follow-up.ts'
import { safeVisit } from './safe-reading.ts'

export interface DraftChange {
  /** By position; null: as it is. */
  readonly visits?: readonly (Partial<Visit> | null)[] | undefined
  /** The `field` of a question -> the `value` of a choice, or what was written instead. */
  readonly answers?: Readonly<Record<string, string>> | undefined
}

/**
 * Throws `invalid_input` for places that the draft does not have and for what may not be changed by hand. `safe`
 * takes out of written words what must not be kept.
 */
export function changeReading(
  before: DraftReading,
  change: DraftChange,
  safe: (text: string) => string = (text) => text,
): DraftReading {
  let reading = before
  for (const [index, fields] of (change.visits ?? []).entries()) {
    if (fields !== null) reading = setFields(reading, index, fields, safe)
  }
  for (const [field, value] of Object.entries(change.answers ?? {})) {
    reading = answer(reading, field, value, safe)
  }
  return reading
}

function setFields(
  reading: DraftReading,
  index: number,
  fields: Partial<Visit>,
  safe: (text: string) => string,
): DraftReading {
  const visit = reading.visits[index]
  if (visit === undefined) throw wrong(`visits.${index}`, 'The draft has no such visit.')
  if (fields.compliance_flags !== undefined) {
    throw wrong('compliance_flags', 'A finding is decided by a reviewer, or goes when the note is changed.')
  }
  if (visit.adverse_event.present && fields.adverse_event?.present === false) {
    throw wrong('adverse_event', 'Whether a reported event is none, the safety department decides.')
  }
  if (fields.date === null) throw wrong('date', 'A visit needs its day.')
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  const next = safeVisit(judged(visit, { ...visit, ...given }), safe)
  const changed = Object.keys(given).map((name) => [name, next[name as keyof Visit]] as const)
  return settled(
    {
      ...reading,
      visits: reading.visits.map((one, at) =>
        at === index ? { ...one, ...Object.fromEntries(changed) } : one,
      ),
      corrections: changed.map(([name, to]) => ({
        field: `visits.${index}.${name}`,
        from: visit[name as keyof Visit] ?? null,
        to,
      })),
    },
    changed.map(([name]) => `visits.${index}.${name}`),
  )
}

/** What a rule forbids stays forbidden, whoever writes it down; what was told of an event is added to, not lost. */
function judged(before: Visit, { follow_ups, adverse_event, ...visit }: Visit): Visit {
  const forbidden = new Set(before.follow_ups.filter((one) => one.blocked === true).map((one) => one.text))
  return {
    ...visit,
    adverse_event: before.adverse_event.present
      ? { ...before.adverse_event, ...adverse_event }
      : adverse_event,
    follow_ups:
      before.follow_ups === follow_ups
        ? follow_ups
        : follow_ups.map((one) => ({
            ...one,
            ...judgeFollowUp(one.text, before.compliance_flags),
            ...(forbidden.has(one.text) ? { blocked: true as const } : {}),
          })),
  }
}

/** Words of a choice that mean: yes, add this person; and: leave it as it is. */
const ADD = /^(?:new|new_contact|add|create|yes|是|新建|新增|新客户|新联系人|添加)$/iu
const KEEP = /^(?:keep|no|none|skip|as_is|unknown|否|不是|保留|不用|都不是)$/iu

function answer(
  reading: DraftReading,
  field: string,
  given: string,
  safe: (text: string) => string,
): DraftReading {
  const question = reading.questions.find((one) => one.field === field)
  const value =
    question?.choices.find((one) => one.value === given || one.label === given)?.value ?? safe(given.trim())
  const path = /^visits\.(\d+)\.([a-z_]+)(?:\.(\d+))?(?:\.([a-z_]+))?$/u.exec(field)
  const index = Number(path?.[1] ?? -1)
  const visit = reading.visits[index]
  const task = /^tasks\.(\d+)$/u.exec(field)
  if (task !== null && isDay(value)) {
    return settled(
      {
        ...reading,
        tasks: (reading.tasks ?? []).map((one, at) => (at === Number(task[1]) ? onDay(one, value) : one)),
      },
      [field],
    )
  }
  if (path === null || visit === undefined) {
    if (question === undefined) throw wrong(field, 'The draft has no such field.')
    return settled(reading, [field])
  }
  const name = path[2]! as keyof Visit
  const position = path[3] === undefined ? null : Number(path[3])
  if (position !== null && !Array.isArray(visit[name])) throw wrong(field, 'The draft has no such field.')
  if (position !== null && (visit[name] as unknown[])[position] === undefined) {
    throw wrong(field, 'The draft has no such field.')
  }
  if (KEEP.test(value)) return settled(reading, [field])
  if (name === 'contacts' && position !== null && ADD.test(value)) {
    const confirmed = [
      ...new Set([...(reading.confirmed_contacts ?? []), `visits.${index}.contacts.${position}`]),
    ]
    return settled({ ...reading, confirmed_contacts: confirmed }, [field])
  }
  const changed =
    question?.code === 'ae_possible'
      ? withCase(visit, question, value)
      : answered(visit, name, position, value)
  if (changed === null) return settled(reading, [field])
  return settled(
    {
      ...reading,
      visits: reading.visits.map((one, at) => (at === index ? changed : one)),
      confirmed_contacts: (reading.confirmed_contacts ?? []).filter((one) => one !== field),
      corrections: [{ field, from: null, to: value }],
    },
    [field],
  )
}

/** What was only suspected becomes a case on the rep's word, with the words that were asked about. */
function withCase(visit: Visit, { choices }: DraftReading['questions'][number], value: string): Visit | null {
  const words = choices[0]?.value
  if (words === undefined || (value !== words && !ADD.test(value))) return null
  const { negated: _, ...event } = visit.adverse_event
  const criteria = { patient: false, reporter: false, drug: false, event: true }
  return {
    ...visit,
    adverse_event: { seriousness: 'unknown', criteria, ...event, present: true, text: words },
  }
}

/** Null where an answer to this field is only taken note of. */
function answered(visit: Visit, name: keyof Visit, position: number | null, value: string): Visit | null {
  const at = <T>(list: readonly T[], change: (one: T) => T): readonly T[] =>
    list.map((one, place) => (place === position ? change(one) : one))
  switch (name) {
    case 'contacts':
      return position === null
        ? null
        : {
            ...visit,
            contacts: at(visit.contacts, ({ new_contact: _, inferred: __, ...one }) => ({
              ...one,
              id: value,
            })),
          }
    case 'products':
      return position === null
        ? null
        : { ...visit, products: at(visit.products, (one) => ({ ...one, id: value })) }
    case 'institution':
      return { ...visit, institution: { text: visit.institution?.text ?? value, id: value } }
    case 'follow_ups': {
      if (position === null || !isDay(value)) return null
      return {
        ...visit,
        follow_ups: at(visit.follow_ups, (one) => onDay(one, value)),
      }
    }
    case 'date':
      if (!isDay(value)) throw wrong('date', 'A day is written 2026-03-05.')
      return { ...visit, date: value }
    case 'department':
    case 'time':
      return { ...visit, [name]: value }
    case 'status':
      return { ...visit, status: oneOf(name, VISIT_STATUSES, value) }
    case 'channel':
      return { ...visit, channel: oneOf(name, VISIT_CHANNELS, value) }
    case 'kind':
      return { ...visit, kind: oneOf(name, VISIT_KINDS, value) }
    case 'adverse_event': {
      const { criteria, ...event } = visit.adverse_event
      const all = criteria ?? { patient: false, reporter: false, drug: false, event: false }
      return {
        ...visit,
        adverse_event: { ...event, patient_desc: value, criteria: { ...all, patient: true } },
      }
    }
    default:
      return null
  }
}

function oneOf<T extends string>(field: string, allowed: readonly T[], value: string): T {
  const found = allowed.find((one) => one === value)
  if (found === undefined) throw wrong(field, `It is one of ${allowed.join(', ')}.`)
  return found
}

function onDay({ weekend: _, holiday: __, ambiguous: ___, ...one }: FollowUp, due: string): FollowUp {
  return { ...one, due, range: null, precision: 'day' }
}

/** Lays a correction in words, read against the draft, over it. `offset`: where its words begin in the note. */
export function correctReading(before: DraftReading, correction: DraftReading, offset: number): DraftReading {
  const changed = correction.corrections.map((one) => one.field)
  const moved = Object.fromEntries(
    Object.entries(correction.evidence).map(([path, spans]) => [
      path,
      spans.map(({ start, end }): NoteSpan => ({ start: start + offset, end: end + offset })),
    ]),
  )
  const visits = correction.visits.length > 0 ? correction.visits : before.visits
  const kept = settled({ ...before, visits: withFindings(before.visits, visits) }, changed)
  const fields = new Set(kept.questions.map((one) => one.field))
  return {
    ...kept,
    intent: before.intent,
    corrections: correction.corrections,
    evidence: { ...kept.evidence, ...moved },
    confidence: { ...kept.confidence, ...correction.confidence },
    questions: [...kept.questions, ...correction.questions.filter((one) => !fields.has(one.field))],
  }
}

/** What a rule found before stays found, and what was reported stays reported. */
function withFindings(before: readonly Visit[], after: readonly Visit[]): readonly Visit[] {
  return after.map((visit, index) => {
    const old = before[index]
    if (old === undefined) return visit
    // The same code for other words is another finding: what a reviewer decided was not about them.
    const there = new Set(old.compliance_flags.map((flag) => `${flag.code} ${flag.span}`))
    const added = visit.compliance_flags.filter((flag) => !there.has(`${flag.code} ${flag.span}`))
    return {
      ...visit,
      compliance_flags: [...old.compliance_flags, ...added],
      adverse_event:
        old.adverse_event.present && !visit.adverse_event.present ? old.adverse_event : visit.adverse_event,
    }
  })
}

/** Questions and places of the fields are gone with what they were about. */
function settled(reading: DraftReading, paths: readonly string[]): DraftReading {
  const under = (field: string): boolean =>
    paths.some((path) => field === path || field.startsWith(`${path}.`))
  return {
    ...reading,
    questions: reading.questions.filter((one) => !under(one.field)),
    confidence: Object.fromEntries(Object.entries(reading.confidence).filter(([path]) => !under(path))),
  }
}

function wrong(field: string, message: string): AppError {
  return new AppError('invalid_input', message, { details: { field } })
}
