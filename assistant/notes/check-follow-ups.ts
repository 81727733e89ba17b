/**
 * What is still to be done, as a model reads it, held against the note. The model points at the words; what they
 * come to, when it is due and whether it is allowed, the rules say. It adds follow-ups and dates ones that have no
 * day; it moves none and takes none away.
 */
import type { FollowUp, Visit } from '../../crm/visit.ts'
import type { VisitInNote } from '../../prompts/read-note/schema.ts'
import { createAsk } from './ask-about-visit.ts'
import {
  type CheckedFields,
  clausesAt,
  type Gathered,
  gatherFields,
  overlaps,
  type VisitGround,
} from './checked-fields.ts'
import type { DayWords } from './day-expression.ts'
import { dueOn } from './due-day.ts'
import { withoutDays } from './finish-follow-up.ts'
import {
  ACTION,
  ALREADY,
  AVAILABLE,
  NO_PROMISE,
  OWN_PROMISE,
  REFUSED,
  REPORTING,
  UNAVAILABLE,
} from './follow-up-words.ts'
import type { Span } from './note-reading.ts'
import { readFollowUp } from './read-follow-ups.ts'
import { liesBack, type WeighedClause } from './weigh-clauses.ts'

const SURE = 0.7
const MOST = 20
/** From what is to be done to the words that say when. */
const NEAR = 60

export function checkFollowUps(
  drafted: VisitInNote,
  ground: VisitGround,
  flags: Visit['compliance_flags'],
): CheckedFields {
  const gathered = gatherFields(ground)
  const { visit, evidence, survey } = ground
  const tasks: FollowUp[] = [...visit.follow_ups]
  const spans: (readonly Span[])[] = tasks.map((_, at) => evidence[`follow_ups.${at}`] ?? [])
  for (const one of drafted.follow_ups.slice(0, MOST)) {
    const span = gathered.locate('follow_ups', one.words)
    if (span === null) continue
    const day = one.due_words === null ? undefined : dayAt(one.due_words, span, ground, gathered)
    const held = spans.findIndex((some) => some.some((other) => overlaps(other, span)))
    const task = tasks[held]
    if (task !== undefined) {
      if (day !== undefined && task.precision === 'none' && task.due === null) {
        const time = survey.times.find((some) => overlaps(some, span))
        tasks[held] = { ...task, ...dueOn(day, time) }
        gathered.doubt(`follow_ups.${held}`, SURE)
      }
      continue
    }
    const clauses = clausesAt(ground.clauses, span)
    if (!isToDo(clauses)) {
      gathered.fault('follow_ups', 'against_rules')
      continue
    }
    const read = readFollowUp(
      {
        clauses,
        day,
        time: clauses.flatMap(({ times }) => times).find(({ clock }) => clock !== null),
        owner: one.owner,
        condition: null,
        wish: false,
        appointment: false,
      },
      {
        today: survey.today,
        english: createAsk(survey.locale).english,
        contact: visit.contacts[0]?.text ?? null,
        flags,
        plannedDay: null,
      },
    )
    if (read.task.text === '') continue
    gathered.put(`follow_ups.${tasks.length}`, span, SURE)
    tasks.push({ ...read.task, text: ground.safe(read.task.text) })
    spans.push(read.spans)
  }
  gathered.replace({ follow_ups: tasks })
  return gathered.done()
}

/** The day that the rules read in the words, which must stand beside what is to be done. */
function dayAt(
  words: string,
  what: Span,
  { survey, find, clauses }: VisitGround,
  gathered: Gathered,
): DayWords | undefined {
  const near = clauses.filter(({ start, end }) => start - what.end <= NEAR && what.start - end <= NEAR)
  const reach = near.length === 0 ? [] : [{ start: near[0]!.start, end: near.at(-1)!.end }]
  const span = find(words, reach)
  const day =
    span === null
      ? undefined
      : survey.days.find(
          (one) =>
            overlaps(one, span) && !liesBack(one, survey.today) && one.vague !== true && !one.impossible,
        )
  if (day === undefined) gathered.fault('follow_ups', span === null ? 'not_in_note' : 'not_stated')
  return day
}

/** What others say of themselves: nobody asked the rep for anything. */
const TOLD =
  /(?:护士长?|同事|[他她]们?|人家|主任|医生|老师|院长|教授|科长|药师)(?:也|就|还|又)?(?:说|讲|提到)|\b(?:he|she|they|nurse) (?:said|says|mentioned)\b/iu
const OF_THE_REP = /我|咱|\b(?:me|I|us|we)\b/u

/** Something that can be done, is not done yet, and that nobody put off or forbade. */
function isToDo(clauses: readonly WeighedClause[]): boolean {
  if (clauses.length === 0 || clauses.some(({ hearsay, mood }) => hearsay || mood === 'done')) return false
  const text = clauses.map((clause) => withoutDays(clause)).join('，')
  if (!ACTION.test(text) || REFUSED.test(text) || NO_PROMISE.test(text) || ALREADY.test(text)) return false
  if (REPORTING.test(text)) return false
  // The doctor's own calendar, and what others tell, is nothing to do.
  const others = AVAILABLE.test(text) || UNAVAILABLE.test(text) || TOLD.test(text)
  if (others && !OF_THE_REP.test(text)) return false
  return clauses.some(({ mood, folded }) => mood === 'ahead' || OWN_PROMISE.test(folded))
}
