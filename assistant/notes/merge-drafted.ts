/**
 * What a model says a note tells, laid over the rules' reading of it. Told as a story:
 *
 * 1. Each visit of the model's is paired with the one of the rules' that it tells of, by whom and where it quotes.
 * 2. A pair is checked field by field; what does not hold falls back to what the rules read.
 * 3. A visit that only the model sees is read anew by the rules from the clauses it quotes, or dropped.
 * 4. Visits, cases and findings of the rules stay whatever the model leaves out. What else may be harm is asked.
 */
import { message } from '../../core/messages.ts'
import type { Visit } from '../../crm/visit.ts'
import type { ReadNoteAnswer, VisitInNote } from '../../prompts/read-note/schema.ts'
import { safeText } from '../mask-note.ts'
import { addQuotedVisit, MOST_VISITS } from './add-quoted-visit.ts'
import { checkEncounter } from './check-encounter.ts'
import { checkFollowUps } from './check-follow-ups.ts'
import { checkPeople } from './check-people.ts'
import { checkTalk } from './check-talk.ts'
import { type CheckedFields, type FieldFault, overlaps, type VisitGround } from './checked-fields.ts'
import type { FindWords } from './find-words.ts'
import type { NoteQuestion, NoteReading, Span } from './note-reading.ts'
import type { Candidates } from './offer-candidates.ts'
import type { NoteSurvey } from './survey-note.ts'
import type { WeighedClause } from './weigh-clauses.ts'

export interface Merged {
  readonly reading: NoteReading
  /** `field` is a whole path where the visit is one of the reading's. */
  readonly faults: readonly FieldFault[]
}

const MOST_SUSPECTED = 3

interface Facts {
  readonly survey: NoteSurvey
  readonly candidates: Candidates
  readonly find: FindWords
  readonly safe: (text: string) => string
}

export function mergeDrafted(answer: ReadNoteAnswer, rules: NoteReading, given: Omit<Facts, 'safe'>): Merged {
  const facts: Facts = { ...given, safe: createSafe(given.survey) }
  const faults: FieldFault[] = []
  const drafted = answer.visits.slice(0, MOST_VISITS).map((one) => ({ one, clauses: quoted(one, facts) }))
  const pairs = pairUp(drafted, rules, facts)
  let reading = rules
  for (const [at, { one, clauses }] of drafted.entries()) {
    const pair = pairs.get(at)
    if (pair === undefined) {
      const grown = addQuotedVisit(one, clauses, reading, facts.survey)
      if (grown === undefined) faults.push({ field: 'visits', fault: 'no_visit' })
      else reading = grown
      continue
    }
    const checked = checkVisit(one, clauses, pair, reading, facts)
    reading = checked.reading
    faults.push(...checked.faults)
  }
  return { reading: askAboutHarm(answer.adverse_events, reading, facts), faults }
}

/** Names that are never a patient's, as the note has them. */
function createSafe({ note, context }: NoteSurvey): Facts['safe'] {
  const names = [
    ...note.names.flatMap((name) =>
      name.kind !== 'person' ? [name.text] : name.candidates.length > 0 ? [name.text, name.name] : [],
    ),
    ...context.directory.products.flatMap(({ name, aliases }) => [name, ...aliases]),
  ].filter((name) => name.length > 1)
  return (text) => safeText(text, names)
}

/** The clauses that the model says tell of the visit; none where it made the words up. */
function quoted({ words }: VisitInNote, { survey, find }: Facts): readonly WeighedClause[] {
  const spans = words.flatMap((one) => find(one) ?? [])
  return survey.clauses.filter((clause) => spans.some((span) => overlaps(span, clause)))
}

const evidenceOf = (
  evidence: NoteReading['evidence'],
  at: number,
): Readonly<Record<string, readonly Span[]>> => under(evidence, `visits.${at}.`)

function under<Value>(
  paths: Readonly<Record<string, Value>>,
  prefix: string,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(paths)
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, value]) => [path.slice(prefix.length), value]),
  )
}

/** Position of a drafted visit -> of the rules' visit that it is. */
function pairUp(
  drafted: readonly { readonly one: VisitInNote; readonly clauses: readonly WeighedClause[] }[],
  rules: NoteReading,
  { find, candidates }: Facts,
): ReadonlyMap<number, number> {
  const scored = drafted.flatMap(({ one, clauses }, from) => {
    const people = one.contacts.flatMap(({ words }) => find(words) ?? [])
    const ids = one.contacts.flatMap(({ id }) => candidates.contact(id ?? '')?.id ?? [])
    const account = candidates.account(one.institution?.id ?? '')?.id
    return rules.visits.map((visit, to) => {
      const evidence = evidenceOf(rules.evidence, to)
      const places = Object.entries(evidence).flatMap(([path, spans]) =>
        path.startsWith('contacts.') ? spans : [],
      )
      const named = people.filter((span) => places.some((other) => overlaps(span, other))).length
      const known = visit.contacts.filter(({ id }) => id !== null && ids.includes(id)).length
      const here = account !== undefined && visit.institution?.id === account ? 1 : 0
      const all = Object.values(evidence).flat()
      const shared = clauses.filter((clause) => all.some((span) => overlaps(span, clause))).length
      const score = 4 * named + 4 * known + 2 * here + shared / Math.max(1, clauses.length)
      return { from, to, score }
    })
  })
  const pairs = new Map<number, number>()
  const used = new Set<number>()
  for (const { from, to, score } of scored.toSorted((a, b) => b.score - a.score)) {
    if (score <= 0 || pairs.has(from) || used.has(to)) continue
    pairs.set(from, to)
    used.add(to)
  }
  return pairs
}

interface Checked {
  readonly reading: NoteReading
  readonly faults: readonly FieldFault[]
}

function checkVisit(
  drafted: VisitInNote,
  clauses: readonly WeighedClause[],
  at: number,
  reading: NoteReading,
  facts: Facts,
): Checked {
  const faults: FieldFault[] = []
  const own = clausesOf(at, clauses, reading, facts.survey)
  let now = reading
  const lay = (check: (ground: VisitGround) => CheckedFields): void => {
    const visit = now.visits[at]!
    const checked = check({
      ...facts,
      visit,
      at,
      evidence: evidenceOf(now.evidence, at),
      confidence: under(now.confidence, `visits.${at}.`),
      clauses: own,
      others: now.visits.filter((_, other) => other !== at),
    })
    faults.push(...checked.faults.map(({ field, fault }) => ({ field: `visits.${at}.${field}`, fault })))
    now = layOver(now, at, checked)
  }
  lay((ground) => checkEncounter(drafted, ground))
  const { status, compliance_flags: flags } = now.visits[at]!
  lay((ground) => checkPeople(drafted, ground, status))
  lay((ground) => checkTalk(drafted, ground, status))
  if (status === 'completed' || status === 'not_met') lay((ground) => checkFollowUps(drafted, ground, flags))
  return { reading: now, faults }
}

/**
 * What may be quoted for a visit: the clauses that it quotes itself or that the rules found it in, without those
 * that are another visit's alone. All of the note where it has one visit.
 */
function clausesOf(
  at: number,
  clauses: readonly WeighedClause[],
  { visits, evidence }: NoteReading,
  { clauses: all }: NoteSurvey,
): readonly WeighedClause[] {
  if (visits.length === 1) return all
  const owners = (clause: WeighedClause): readonly number[] =>
    visits.flatMap((_, visit) =>
      Object.values(evidenceOf(evidence, visit)).some((spans) => spans.some((span) => overlaps(span, clause)))
        ? [visit]
        : [],
    )
  return all.filter((clause) => {
    const owned = owners(clause)
    return owned.includes(at) || (owned.length === 0 && clauses.includes(clause))
  })
}

function layOver(reading: NoteReading, at: number, checked: CheckedFields): NoteReading {
  const prefix = `visits.${at}.`
  const full = <Value>(paths: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
    Object.fromEntries(Object.entries(paths).map(([path, value]) => [`${prefix}${path}`, value]))
  const answered = new Set(checked.answered.map((field) => `${prefix}${field}`))
  const asked = new Set(checked.questions.map(({ field }) => field))
  return {
    ...reading,
    visits: reading.visits.map((visit, other) => (other === at ? changed(visit, checked) : visit)),
    evidence: { ...reading.evidence, ...full(checked.evidence) },
    confidence: { ...reading.confidence, ...full(checked.confidence) },
    questions: [
      ...reading.questions.filter(({ field }) => !answered.has(field) && !asked.has(field)),
      ...checked.questions,
    ],
  }
}

function changed(visit: Visit, { fields, gone }: CheckedFields): Visit {
  const kept = Object.entries({ ...visit, ...fields }).filter(
    ([field]) => !gone.includes(field as keyof Visit),
  )
  return Object.fromEntries(kept) as unknown as Visit
}

/** What the model takes for harm and the rules for none is asked; whether it is a case, the rep says. */
function askAboutHarm(
  suspected: readonly string[],
  reading: NoteReading,
  { survey, find, safe }: Facts,
): NoteReading {
  const known = Object.entries(reading.evidence).flatMap(([path, spans]) =>
    path.includes('adverse_event') ? spans : [],
  )
  const asked: NoteQuestion[] = []
  for (const words of suspected) {
    const span = find(words)
    if (span === null || known.some((other) => overlaps(other, span)) || asked.length >= MOST_SUSPECTED)
      continue
    const owner = reading.visits.findIndex((_, at) =>
      Object.values(evidenceOf(reading.evidence, at)).some((spans) =>
        spans.some((one) => overlaps(one, span)),
      ),
    )
    const at = Math.max(0, owner)
    const visit = reading.visits[at]
    const field = visit === undefined ? 'adverse_event' : `visits.${at}.adverse_event`
    if (visit?.adverse_event.present === true || asked.some((one) => one.field === field)) continue
    const text = safe(survey.note.note.slice(span.start, span.end).trim()).slice(0, 200).toWellFormed()
    asked.push({
      field,
      code: 'ae_possible',
      text: message(survey.locale, 'ask_ae_possible', { words: text }),
      choices: [
        { value: text, label: message(survey.locale, 'ask_ae_possible_yes') },
        { value: 'no', label: message(survey.locale, 'ask_ae_possible_no') },
      ],
    })
  }
  return asked.length === 0 ? reading : { ...reading, questions: [...reading.questions, ...asked] }
}
