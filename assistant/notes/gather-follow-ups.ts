/**
 * What is still to be done after a note, clause by clause: a wish of the doctor's, a promise, a day. Clauses that
 * speak of one thing ("让我拿文献，下周四之前给他") become one; a second day begins a second one. The doctor's own
 * calendar, an event's date, what is done already and what nobody promised become none.
 */
import type { DayWords } from './day-expression.ts'
import {
  dayIn,
  type FollowUpDraft,
  finished,
  IF_AT_HEAD,
  type StepKind,
  withoutDays,
} from './finish-follow-up.ts'
import {
  ACTION,
  AGREED,
  ALONG,
  ALREADY,
  AVAILABLE,
  BY_DOCTOR,
  EVENT_NOUN,
  GIVES_WORD,
  MEDICAL_DOES,
  NO_PROMISE,
  ONCE_DONE,
  OWN_PROMISE,
  PROCESS,
  PROMISED,
  REFUSED,
  REP_AT_EVENT,
  REPORTING,
  SPEAKER_ROLES,
  UNAVAILABLE,
} from './follow-up-words.ts'
import { calledOff, WANTED, type WeighedClause } from './weigh-clauses.ts'

type Step = { readonly kind: 'none' } | { readonly kind: StepKind }

/** Something the clause asks to be reminded of. */
export const REMINDED = /^\P{L}*提醒\P{L}*$|提醒(?:我|一下)|别忘|不要忘|记得|\bremind\b/iu
const LATER_TODAY =
  /要|下班前|今晚|晚上|待会|一会儿?|等下|稍后|马上|之前|前(?:给|发|把)|tonight|EOD|COB|end of (?:the )?day|later|will|'ll/iu
/** What follows has nothing to do with what stands before. */
const ANOTHER_MATTER = /^[\s\p{P}]*(?:另外|此外|还有(?=我|给|把|让)|\b(?:separately|apart from that)\b)/iu
/** Goods on their way: when they come is nobody's task unless somebody is to see to it. */
const ARRIVES =
  /^(?!.*(?:我|盯|催|跟进?|问|确认|通知)).*(?:配送|发货|补货|来货|货)[^，。;]{0,10}到(?:货|院|药房)?[\s了吧]*$/u
const NEEDS = /(?:要|得|需要)再?(?:确认|核实|问|查|了解|看)(?:一?下)?/u

export function gatherFollowUps(clauses: readonly WeighedClause[], today: string): readonly FollowUpDraft[] {
  const drafts: FollowUpDraft[] = []
  let open: { clauses: WeighedClause[]; kinds: StepKind[] } | null = null
  const close = (): void => {
    if (open !== null) drafts.push(...finished(open.clauses, open.kinds, clauses, today))
    open = null
  }
  clauses.forEach((clause, at) => {
    const before = clauses[at - 1]
    const step: Step = isPaidMeal(clause, clauses)
      ? { kind: 'none' }
      : isNewDay(clause, clauses.slice(Math.max(0, at - 3), at), today)
        ? { kind: 'when' }
        : remindsOf(clause, clauses[at + 1], today)
          ? { kind: 'action' }
          : stepOf(clause, before, today)
    if (step.kind === 'none') {
      // "她要一份，当场给了": the wish is met.
      if (
        open !== null &&
        dayIn(open.clauses, today) === undefined &&
        ALREADY.test(clause.folded) &&
        clause.mood !== 'ahead'
      )
        open = null
      return
    }
    const dated = dayIn([clause], today) !== undefined
    if (open !== null && joins(open.clauses, open.kinds, clause, step.kind, dated, today)) {
      open.clauses.push(clause)
      open.kinds.push(step.kind)
      return
    }
    close()
    if (step.kind === 'along') return
    const appointment =
      step.kind === 'when' &&
      before !== undefined &&
      AGREED.test(before.folded) &&
      !FINE_WITH.test(clause.folded)
    open = {
      clauses: appointment ? [before, clause] : [clause],
      kinds: appointment ? ['action', 'when'] : [step.kind],
    }
  })
  close()
  return drafts
}

/** "12月底前报销单贴完，提醒我": the reminder stands behind. */
const remindsOf = (clause: WeighedClause, next: WeighedClause | undefined, today: string): boolean =>
  next !== undefined &&
  /^[\s\p{P}]*(?:到时候?)?(?:记得)?提醒(?:我|一下)+[\s\p{P}]*$/u.test(next.folded) &&
  dayIn([clause], today) !== undefined

/** "Called it off. He's fine with next Monday": the day that it was moved to. */
const isNewDay = (clause: WeighedClause, before: readonly WeighedClause[], today: string): boolean =>
  FINE_WITH.test(clause.folded) &&
  dayIn([clause], today) !== undefined &&
  before.some(({ folded }) => calledOff(folded))
const FINE_WITH =
  /[他她](?:说|回)?(?:可以|行|没问题|方便|同意)|(?:那|就)(?:约)?(?:在)?$|\b(?:fine|ok(?:ay)?|happy|good|free|works|suits)\b/iu

function joins(
  open: readonly WeighedClause[],
  kinds: readonly StepKind[],
  clause: WeighedClause,
  kind: Step['kind'],
  dated: boolean,
  today: string,
): boolean {
  const last = open.at(-1)!
  if (clause.item !== last.item) return false
  const near = clause.start - last.end < 60
  if (ANOTHER_MATTER.test(clause.folded)) return false
  if (!near || kinds.includes('doctor') !== (kind === 'doctor')) return false
  const medical = (some: readonly WeighedClause[]): boolean =>
    some.some(({ folded }) => MEDICAL_DOES.test(folded))
  if (medical([clause]) !== medical(open) && kind !== 'when' && kind !== 'along') return false
  if (kind === 'along') return true
  const hasDay = dayIn(open, today) !== undefined
  if (dated) return !hasDay && (kind === 'when' || !clause.listed || open.length === 0)
  // "提醒，明早八点半，给何主任发材料": the day alone stands for what follows it.
  if (kinds.every((one) => one === 'when')) return true
  // A further wish after a settled matter is its own.
  if (clause.listed) return false
  if (hasDay) return false
  return kind !== 'wish' || kinds.every((one) => one === 'wish')
}

/** "今晚请主任吃饭，人均三百": what a head cost is only known afterwards. */
const isPaidMeal = (clause: WeighedClause, all: readonly WeighedClause[]): boolean =>
  /请|陪|一起/u.test(clause.folded) &&
  /今[晚天]|中午|晚上/u.test(clause.folded) &&
  all.some(
    ({ item, folded }) =>
      item === clause.item && /(?:人均|每人)(?:花了)?\s*\d|买(?:了)?单|结(?:了)?账/u.test(folded),
  )

function stepOf(clause: WeighedClause, before: WeighedClause | undefined, today: string): Step {
  const { folded, mood, listed, hearsay } = clause
  const none: Step = { kind: 'none' }
  if (hearsay || (clause.speaker === 'contact' && !WANTED.test(folded))) return none
  const day = dayIn([clause], today)
  const reminded = REMINDED.test(folded)
  if (REFUSED.test(folded) && !reminded) return none
  if (reminded && folded.replace(REMINDED, '').replace(/[了哦啊呀吧\s\p{P}我]/gu, '') === '')
    return { kind: 'along' }
  if (NO_PROMISE.test(folded) || ARRIVES.test(folded)) return none
  if (REPORTING.test(folded) && day === undefined) return none
  if (calledOff(folded) && day !== undefined && mood !== 'done') return { kind: 'action' }
  if (ALONG.test(folded) && !(day !== undefined && ACTION.test(folded))) return { kind: 'along' }
  // "要是排上了我再请医学部准备": nothing of it has happened.
  if (
    IF_AT_HEAD.test(folded) &&
    !/^[\s\p{P}]*[他她]/u.test(folded) &&
    ONCE_DONE.test(folded) &&
    ACTION.test(folded)
  )
    return { kind: 'promise' }
  if (mood === 'done' && day === undefined) return none
  if (WANTED.test(folded)) return { kind: 'wish' }
  if (!reminded && !listed) {
    if (isCalendar(folded)) return none
    if (BY_DOCTOR.test(folded)) {
      if (NEEDS.test(folded)) return { kind: 'wish' }
      return PROMISED.test(folded) && PROCESS.test(folded) && day !== undefined ? { kind: 'doctor' } : none
    }
    if (/(?:给|发给?|告诉|回复?|联系|通知)我/u.test(folded) && day !== undefined) return { kind: 'doctor' }
    if (isEvent(folded, day)) return none
  }
  if (listed || reminded || clause.errand)
    return ACTION.test(folded) || day === undefined || !isBare(clause) ? { kind: 'action' } : { kind: 'when' }
  if (day !== undefined && !isPastTold(clause, day)) {
    // 今天去了哪里 is told, not planned, unless something says that it is still to come.
    if (day.back === today && !reminded && !listed && !LATER_TODAY.test(folded)) return none
    if (ACTION.test(withoutDays(clause))) return { kind: 'action' }
    if (before !== undefined && EVENT_NOUN.test(before.folded) && !REP_AT_EVENT.test(before.folded))
      return none
    return isBare(clause) &&
      before !== undefined &&
      (before.mood === 'ahead' ||
        AGREED.test(before.folded) ||
        OWN_PROMISE.test(before.folded) ||
        GIVES_WORD.test(before.folded)) &&
      before.item === clause.item
      ? { kind: 'when' }
      : none
  }
  return OWN_PROMISE.test(folded) ||
    GIVES_WORD.test(folded) ||
    (MEDICAL_DOES.test(folded) && !/没|不|^[\s\p{P}]*转/u.test(folded))
    ? { kind: 'promise' }
    : none
}

/** 12月批的, 上个月的: a day that qualifies something; the clause is told of the past. */
const isPastTold = (clause: WeighedClause, day: DayWords): boolean =>
  clause.mood === 'done' ||
  /^(?:的|批|出|发布|上市|新出|那次)/u.test(clause.folded.slice(day.end - clause.start))

/** When the doctor is there or away: nothing to do by itself. */
function isCalendar(text: string): boolean {
  if (REMINDED.test(text) || /(?:我|再)(?:去|来|过去|约|找|问|给|送)/u.test(text)) return false
  return AVAILABLE.test(text) || UNAVAILABLE.test(text)
}

/** A meeting that has its day and is not the rep's to run; without a day somebody has to arrange it. */
function isEvent(text: string, day: DayWords | undefined): boolean {
  if (/药事会/u.test(text))
    return !/去|来|找|送|带|给|交|准备|我|拜访|问|约/u.test(text.replace('药事会', ''))
  if (day !== undefined && /请[^，。;]{0,12}(?:在|到|去)[^，。;]{1,8}讲/u.test(text)) return true
  if (!EVENT_NOUN.test(text)) return false
  if (REP_AT_EVENT.test(text)) return false
  const speaks = SPEAKER_ROLES.some(([role, words]) => role !== 'attendee' && words.test(text))
  return day?.ahead !== null && day !== undefined && (speaks || !ACTION.test(text))
}

/** Nothing but when: "下周四下午两点", "by next Fri". */
function isBare(clause: WeighedClause): boolean {
  return (
    withoutDays(clause).replace(/[\s\p{P}]|前|之前|以前|左右|by|on|at|before|就|那天|吧|都行|可以/giu, '') ===
    ''
  )
}
