/**
 * A message that corrects the visit before it: another day, somebody else, a sentence that goes, something that
 * comes on top. Each change is told as from and to; what the message does not speak of stays. Where it does not say
 * what should stand instead, that is asked.
 */
import type { FollowUp, Visit } from '../../crm/visit.ts'
import { addToVisit } from './add-to-visit.ts'
import type { Ask } from './ask-about-visit.ts'
import { correctPlainFields } from './correct-plain-fields.ts'
import { type Correcting, setField } from './correcting.ts'
import { ADD, DELETE, DELETE_THAT, EXPLAINS, FIELD, INTO, NOT } from './correction-words.ts'
import type { DayWords } from './day-expression.ts'
import { deleteFromVisit } from './delete-from-visit.ts'
import { dueOn } from './due-day.ts'
import type { NoteName, PersonName } from './note-names.ts'
import type { NoteReading } from './note-reading.ts'
import type { MessageFacts } from './read-other-message.ts'
import { replaceInVisit } from './replace-in-visit.ts'
import { liesAhead, type WeighedClause } from './weigh-clauses.ts'

export function readCorrection(facts: MessageFacts, ask: Ask): NoteReading {
  const previous = facts.context.previous ?? []
  const base: NoteReading = {
    intent: 'correct_last',
    visits: previous,
    evidence: {},
    confidence: {},
    questions: [],
    corrections: [],
    incident_flags: [],
    intel: [],
  }
  if (previous.length === 0)
    return { ...base, questions: [ask.about('visits', 'no_previous', 'ask_no_previous')] }
  const at = whichVisit(previous, facts)
  const start: Correcting = { visit: previous[at]!, corrections: [], spans: {}, questions: [] }
  const done = [correctDays, correctNames, correctPlainFields, removeParts, addParts].reduce(
    (now, step) => step(now, facts, ask),
    start,
  )
  const changed = done.corrections.length > 0 || done.visit !== start.visit
  return {
    ...base,
    visits: previous.map((visit, place) => (place === at ? done.visit : visit)),
    corrections: done.corrections,
    evidence: Object.fromEntries(
      Object.entries(done.spans).map(([field, spans]) => [`visits.${at}.${field}`, spans]),
    ),
    questions: [
      ...done.questions.map((one) => ({ ...one, field: `visits.${at}.${one.field}` })),
      ...(changed || done.questions.length > 0
        ? []
        : [ask.about(`visits.${at}`, 'what_to_correct', 'ask_what_to_correct')]),
    ],
  }
}

/** The one with somebody or something that the message names, else the last. */
function whichVisit(previous: readonly Visit[], { note }: MessageFacts): number {
  const ids = [...note.names, ...note.takenBack].flatMap((name) =>
    name.kind === 'person' ? name.candidates.map(({ id }) => id) : name.kind === 'product' ? [name.id] : [],
  )
  const ordinal = /第([一二三四])(?:个|条|家|次)|\b(first|second|third)\b/iu.exec(note.text)
  if (ordinal !== null) {
    const place =
      ordinal[1] === undefined
        ? ['first', 'second', 'third'].indexOf(ordinal[2]!.toLowerCase())
        : '一二三四'.indexOf(ordinal[1])
    if (place < previous.length) return place
  }
  const named = previous.findLastIndex(
    (visit) =>
      visit.contacts.some(({ id }) => id !== null && ids.includes(id)) ||
      visit.products.some(({ id }) => ids.includes(id)),
  )
  return named >= 0 ? named : previous.length - 1
}

/** A day that is past is the visit's; one to come is the follow-up's. */
function correctDays(now: Correcting, { clauses, today, note }: MessageFacts, ask: Ask): Correcting {
  const told = clauses.filter(({ folded }) => !(ADD.test(folded) && !/日期|时间|改/u.test(folded)))
  const wrong = new Set(
    told.flatMap((clause) =>
      clause.days.filter(
        (day) =>
          NOT.test(clause.folded.slice(0, day.start - clause.start)) ||
          INTO.test(clause.folded.slice(day.end - clause.start)) ||
          isSetAside(clause, day, told, now),
      ),
    ),
  )
  const days = told.flatMap((clause) =>
    clause.days.filter((day) => !wrong.has(day) && day.vague !== true).map((day) => ({ day, clause })),
  )
  const about = fieldOf(note.text)
  const planned = now.visit.status === 'planned'
  // "周四改周五": the day that is wrong is a task's.
  const movesDue = now.visit.follow_ups.some(({ due }) =>
    [...wrong].some(({ ahead, back }) => due !== null && (ahead === due || back === due)),
  )
  const task = days.find(
    ({ day, clause }) =>
      (about === 'follow_ups' || movesDue || (!planned && liesAhead(day, today))) && !isEvent(clause),
  )
  if (task !== undefined) return correctDue(now, task.day, task.clause, wrong, ask)
  const found = days.find(({ day }) => (planned ? day.ahead : day.back) !== null)
  const time = told.flatMap(({ times }) => times).find(({ clock }) => clock !== null)
  const dated =
    found === undefined
      ? now
      : setField(now, 'date', (planned ? found.day.ahead : found.day.back)!, found.day)
  return time === undefined || (found === undefined && about !== 'date')
    ? dated
    : setField(dated, 'time', time.clock!, time)
}

/** "下周五是元旦啊，改成下下周一": the day on which something is due already, with another day behind it. */
const isSetAside = (
  clause: WeighedClause,
  day: DayWords,
  told: readonly WeighedClause[],
  { visit }: Correcting,
): boolean =>
  visit.follow_ups.some(({ due }) => due !== null && due === day.ahead) &&
  told.some(({ days }) => days.some((other) => other.start > day.start && other.ahead !== day.ahead)) &&
  /^[^，。;]{0,6}(?:是|放假|休息|不行|没空|周末|过节)/u.test(clause.folded.slice(day.end - clause.start))

const isEvent = ({ folded }: WeighedClause): boolean => /药事会/u.test(folded)

function correctDue(
  now: Correcting,
  day: DayWords,
  clause: WeighedClause,
  wrong: ReadonlySet<DayWords>,
  ask: Ask,
): Correcting {
  const tasks = now.visit.follow_ups
  const meant = tasks.filter(({ due }) => [...wrong].some(({ ahead }) => ahead !== null && ahead === due))
  const one = meant.length === 1 ? meant[0] : tasks.length === 1 ? tasks[0] : undefined
  if (one === undefined)
    return tasks.length === 0
      ? now
      : {
          ...now,
          questions: [
            ...now.questions,
            ask.about(
              'follow_ups',
              'which_follow_up',
              'ask_what_to_correct',
              {},
              tasks.map(({ text }, at) => ({ value: String(at), label: text })),
            ),
          ],
        }
  const { weekend: _, holiday: __, lunar: ___, ambiguous: ____, ...kept } = one
  const moved: FollowUp = {
    ...kept,
    ...dueOn(
      day,
      clause.times.find(({ clock }) => clock !== null),
    ),
  }
  const at = tasks.indexOf(one)
  return {
    ...now,
    visit: { ...now.visit, follow_ups: tasks.map((task) => (task === one ? moved : task)) },
    corrections: [...now.corrections, { field: `follow_ups.${at}.due`, from: one.due, to: moved.due }],
    spans: { ...now.spans, [`follow_ups.${at}`]: [{ start: day.start, end: day.end }] },
  }
}

/** 不是王建国，是王丽; 力康汀改成糖诺利; 医院错了，是中心医院. */
function correctNames(now: Correcting, facts: MessageFacts, ask: Ask): Correcting {
  const { note, clauses } = facts
  const gone = (name: NoteName): boolean => {
    const clause = clauses.find(({ start, end }) => name.start >= start && name.end <= end)
    return clause === undefined
      ? false
      : NOT.test(note.text.slice(Math.max(0, name.start - 12), name.start)) ||
          INTO.test(note.text.slice(name.end, name.end + 12))
  }
  const inDeleted = (name: NoteName): boolean =>
    clauses.some(
      (clause) =>
        name.start >= clause.start &&
        name.end <= clause.end &&
        (DELETE.test(clause.folded) || ADD.test(clause.folded.slice(0, name.start - clause.start))),
    )
  const wrong = [...note.takenBack, ...note.names.filter(gone)]
  const right = note.names.filter((name) => !gone(name) && !inDeleted(name))
  return replaceInVisit(now, { wrong, right, about: fieldOf(note.text) }, facts, ask)
}

function removeParts(now: Correcting, { clauses, index, context }: MessageFacts): Correcting {
  return clauses.reduce((visit, said, at) => {
    // "没聊平压定，删掉": what goes stands in the clause before.
    const before = DELETE_THAT.test(said.folded) ? clauses[at - 1] : undefined
    const clause = before ?? said
    const match = DELETE.exec(said.folded)
    const words =
      before?.folded ??
      match
        ?.slice(1)
        .find((one) => one !== undefined)
        ?.trim()
    if (words === undefined || words === '') return visit
    const people = clause.names.filter((name): name is PersonName => name.kind === 'person')
    return deleteFromVisit(visit, { words, clause, people }, { index, directory: context.directory })
  }, now)
}

/** What is left of the message once it has said what is wrong: read like a note and laid over the visit. */
function addParts(now: Correcting, facts: MessageFacts, ask: Ask): Correcting {
  const left = facts.clauses.filter((clause, at) => {
    const next = facts.clauses[at + 1]
    if (DELETE_THAT.test(clause.folded) || (next !== undefined && DELETE_THAT.test(next.folded))) return false
    if (DELETE.test(clause.folded) || EXPLAINS.test(clause.folded)) return false
    if (ADD.test(clause.folded)) return true
    return !onlyCorrects(clause)
  })
  return left.length === 0 ? now : addToVisit(now, left, facts, ask)
}

/** Says nothing besides the right day or name. */
function onlyCorrects(clause: WeighedClause): boolean {
  let text = clause.folded
  for (const { start, end } of [...clause.days, ...clause.times, ...clause.names])
    text = text.slice(0, start - clause.start) + ' '.repeat(end - start) + text.slice(end - clause.start)
  const rest = text.replace(
    /上(?:一)?条|刚才?|那条|那个|跟进|待办|提醒|任务|改到|推到|挪到|记录|拜访|日期|时间|医院|科室|产品|名字|人名|错了?|写|记|打|搞|弄|应该?|是|不|改成?|换成?|为|到|的|了|把|将|这个|那个|一下|更正|纠正|见的?|去的?|讲的?|其实|而|对|it|was|not|the|is|should|be|change|to|correct(?:ion)?|sorry|actually|wrong|date|doctor|no|on|with|at|visit|entry|last|note|[\s\p{P}]/giu,
    '',
  )
  return rest.length <= 1
}

const fieldOf = (text: string): (typeof FIELD)[number][0] | null =>
  FIELD.find(([, words]) => words.test(text))?.[0] ?? null
