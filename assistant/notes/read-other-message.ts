/**
 * Messages that are no visit: news of rivals, incidents, tasks, questions, talk. What a rule forbids is found in
 * them, too; a doctor's numbers are not repeated; nobody is made a contact.
 */

import type { Locale } from '../../core/reader.ts'
import type { ComplianceFlag } from '../../crm/visit.ts'
import { NOT_MET } from './absence-words.ts'
import { type Ask, askAboutDue } from './ask-about-visit.ts'
import type { DirectoryIndex } from './directory-index.ts'
import { EVENT_NOUN } from './follow-up-words.ts'
import { gatherFollowUps } from './gather-follow-ups.ts'
import type { MarketIntel, NoteContext, NoteIntent, NoteQuestion, NoteReading, Span } from './note-reading.ts'
import { readFollowUp } from './read-follow-ups.ts'
import { readMeaning } from './read-meaning.ts'
import { redactVolumes } from './redact-volumes.ts'
import { meaningSegment, type SegmentedNote } from './segment-note.ts'
import { spokenOfDirectory } from './spoken-of-directory.ts'
import type { WeighedClause } from './weigh-clauses.ts'

export interface MessageFacts {
  readonly note: SegmentedNote
  readonly clauses: readonly WeighedClause[]
  readonly context: NoteContext
  readonly index: DirectoryIndex
  readonly today: string
  readonly locale: Locale
}

/** Rules whose breach is an incident by itself, visit or not. */
const INCIDENTS = new Set<ComplianceFlag['code']>([
  'PRESCRIPTION_TRACKING',
  'CASH_OR_EQUIVALENT',
  'AE_CONCEALMENT',
  'SALES_OR_STOCK_TASK',
])

export function readOtherMessage(intent: NoteIntent, facts: MessageFacts, ask: Ask): NoteReading {
  const { note, clauses, context, today } = facts
  const meaning = readMeaning(
    meaningSegment(note, clauses, note.names, (name) => ('id' in name ? name.id : null)),
    {
      products: [],
      contacts: [],
      referenceDay: today,
      directory: spokenOfDirectory(context.directory, note.names),
    },
  )
  const flags = intent === 'manager_query' || intent === 'question' ? [] : meaning.compliance_flags
  const incident = flags.some(({ code, severity }) => severity === 'block' && INCIDENTS.has(code))
  const now: NoteIntent =
    incident && (intent === 'small_talk' || intent === 'task') ? 'compliance_incident' : intent
  const base: NoteReading = {
    intent: now,
    visits: [],
    evidence: Object.fromEntries(
      Object.entries(meaning.evidence)
        .filter(([field]) => field.startsWith('compliance_flags') && flags.length > 0)
        .map(([field, spans]) => [field.replace('compliance_flags', 'incident_flags'), spans]),
    ),
    confidence: {},
    questions: meaning.adverse_event.present ? meaning.ask : [],
    corrections: [],
    incident_flags: flags,
    intel: [],
    ...(meaning.adverse_event.present ? { adverse_event: meaning.adverse_event } : {}),
  }
  if (now === 'market_intel') return withIntel(base, facts, ask)
  if (now === 'task') {
    const tasks = withTasks(base, facts, ask, flags)
    return tasks.tasks?.length === 0 ? { ...tasks, intent: 'small_talk' } : tasks
  }
  if (now === 'small_talk')
    return { ...base, questions: [...base.questions, ...askAboutMissed(clauses, ask)] }
  return base
}

/** "一个主任没见着": visits that nobody named; asked about, never made up. */
function askAboutMissed(clauses: readonly WeighedClause[], ask: Ask): readonly NoteQuestion[] {
  return clauses.some(({ folded, hearsay }) => !hearsay && NOT_MET.test(folded))
    ? [ask.about('visits', 'log_not_met', 'ask_log_not_met')]
    : []
}

function withTasks(
  base: NoteReading,
  facts: MessageFacts,
  ask: Ask,
  flags: readonly ComplianceFlag[],
): NoteReading {
  const read = gatherFollowUps(facts.clauses, facts.today).map((draft) => {
    const person = draft.clauses.flatMap(({ names }) => names).find((name) => name.kind === 'person')
    return readFollowUp(draft, {
      today: facts.today,
      english: ask.english,
      contact: person?.text ?? null,
      flags,
      plannedDay: null,
    })
  })
  return {
    ...base,
    tasks: read.map(({ task }) => task),
    evidence: {
      ...base.evidence,
      ...Object.fromEntries(read.map(({ spans }, at) => [`tasks.${at}`, spans])),
    },
    questions: [
      ...facts.clauses.flatMap((clause) => ambiguousIn(clause, ask, facts.index)),
      ...read.flatMap(({ task, day }, at) =>
        task.blocked === true ? [] : askAboutDue(ask, `tasks.${at}`, task, day, facts.today),
      ),
    ],
  }
}

/** 两个王主任 in a reminder. */
function ambiguousIn(clause: WeighedClause, ask: Ask, index: DirectoryIndex): readonly NoteQuestion[] {
  return clause.names.flatMap((name) => {
    if (name.kind !== 'person' || name.form !== 'surname' || name.candidates.length < 2) return []
    const place = clause.names.find((one) => one.kind === 'place')
    const here = name.candidates.filter(
      ({ accountId }) => place?.kind !== 'place' || place.ids.includes(accountId),
    )
    if (here.length < 2) return []
    return [
      ask.about(
        'tasks.0',
        'ambiguous_contact',
        'ask_which_contact',
        { name: name.text },
        here.slice(0, 8).map((one) => ({
          value: one.id,
          label: [one.name, one.title, index.accountName(one.accountId), one.department]
            .filter((part) => part !== null)
            .join(' · '),
        })),
      ),
    ]
  })
}

function withIntel(base: NoteReading, { note, clauses }: MessageFacts, ask: Ask): NoteReading {
  const people = note.names.filter((name) => name.kind === 'person')
  const source = people.find((person) => person.kind === 'person' && person.candidates.length === 1)
  const told = source?.kind === 'person' ? source.candidates[0]! : null
  const rival = note.names.find(({ kind }) => kind === 'competitor')
  const place = note.names.find((name) => name.kind === 'place')
  const department = note.names.find((name) => name.kind === 'department')
  const dated = clauses.find((clause) => clause.days.some(({ ahead }) => ahead !== null))
  const event = dated?.days.find(({ ahead }) => ahead !== null)
  const said = clauses.filter((clause) => !/我们(?:要不要|也|能不能)/u.test(clause.folded))
  const text = redactVolumes(
    said.map((clause) => clause.text).join('，'),
    people.map((person) => person.text),
  )
  const spans: readonly Span[] = said.map(({ start, end }) => ({ start, end }))
  const intel: MarketIntel = {
    competitor: rival?.text ?? null,
    institution: place?.kind === 'place' && place.ids.length === 1 ? place.ids[0]! : null,
    department: department?.kind === 'department' ? department.name : null,
    event_date:
      dated !== undefined && (EVENT_NOUN.test(note.text) || event !== undefined)
        ? (event?.ahead ?? null)
        : null,
    text,
    source: told?.id ?? null,
  }
  return {
    ...base,
    intel: [intel],
    evidence: { ...base.evidence, 'intel.0': spans },
    questions:
      told === null
        ? []
        : [
            ask.about('intel.0.source', 'log_visit_of_source', 'ask_log_intel_source', { name: told.name }, [
              { value: 'yes', label: ask.say('ask_choice_yes') },
              { value: 'no', label: ask.say('ask_choice_no') },
            ]),
          ],
  }
}
