/**
 * What is still to be done after a note, clause by clause: a wish of the doctor's, a promise, a day. Clauses that
 * speak of one thing ("让我拿文献，下周四之前给他") become one; a second day begins a second one. The doctor's own
 * calendar, an event's date, what is done already and what nobody promised become none.
 */
import type { FollowUp } from '../../crm/visit.ts'
import type { DayWords } from './day-expression.ts'
import type { TimeWords } from './find-times.ts'
import {
  ACTION,
  AGREED,
  ALONG,
  ALREADY,
  AVAILABLE,
  BY_DOCTOR,
  CONDITION,
  EVENT_NOUN,
  GIVES_WORD,
  MANAGER_DOES,
  MEDICAL_DOES,
  NO_PROMISE,
  ONCE_DONE,
  OTHERS_DO,
  OWN_PROMISE,
  PROCESS,
  PROMISED,
  REFUSED,
  REP_AT_EVENT,
  REPORTING,
  SPEAKER_ROLES,
  UNAVAILABLE,
} from './follow-up-words.ts'
import { calledOff, liesAhead, WANTED, type WeighedClause } from './weigh-clauses.ts'

export interface FollowUpDraft {
  readonly clauses: readonly WeighedClause[]
  readonly day: DayWords | undefined
  readonly time: TimeWords | undefined
  readonly owner: FollowUp['owner']
  readonly condition: string | null
  /** A wish, and no word of the rep's that it will be met. */
  readonly wish: boolean
  /** Moved from an earlier day, or a meeting agreed on. */
  readonly appointment: boolean
}

type Step =
  | { readonly kind: 'none' }
  | { readonly kind: 'wish' | 'promise' | 'action' | 'along' | 'when' | 'doctor' }

/** A clause that only says on what condition. */
export const IF_AT_HEAD =
  /^[\s\p{P}]*(?:[他她]说)?(?:如果|要是|万一|假如|若|只要|等(?=[^，。]{2,})|\b(?:if|once|when|as soon as)\b)/iu

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
  let open: { clauses: WeighedClause[]; kinds: Step['kind'][] } | null = null
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
  kinds: readonly Step['kind'][],
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
    (MEDICAL_DOES.test(folded) && !/没|不/u.test(folded))
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

export function withoutDays(clause: WeighedClause): string {
  let text = clause.folded
  for (const { start, end } of [...clause.days, ...clause.times])
    text = text.slice(0, start - clause.start) + ' '.repeat(end - start) + text.slice(end - clause.start)
  // 周五前: the day took its 前 along.
  return text.replace(
    /(?<=\s)(?:之前|以前|之内|以内|前|内|左右)(?=给|把|发|送|带|将|去|要|再|联系|回|找|补|交|提|报|办|催|问|约|准备|整理|完成|确认|,|，|\s|$)/gu,
    (found) => ' '.repeat(found.length),
  )
}

/** The first day that may lie ahead. */
function dayIn(clauses: readonly WeighedClause[], today: string): DayWords | undefined {
  for (const clause of clauses) {
    const moved = calledOff(clause.folded)
    const days = clause.days.filter(
      (day) =>
        day.vague !== true &&
        (liesAhead(day, today) ||
          (day.ahead !== null && day.ahead >= today) ||
          (day.range !== null && day.range[1] >= today) ||
          day.impossible === true),
    )
    // "moved to Tuesday so nothing today": nothing is moved to the day of the note.
    const day = moved ? (days.findLast(({ back }) => back !== today) ?? days.at(-1)) : days[0]
    if (day !== undefined) return day
  }
  return undefined
}

/** "还缺材料，我月底前补", "要电子版，周三发": what is to be given stands in the clause before. */
const LACKS =
  /^[\s\p{P}]*(?:[他她]|现在|目前)?(?:还|就)?(?:想要|要|缺|少|差|欠)(?!了|不多|点)(?=\p{Script=Han}{2})/u
const BARE_VERB =
  /^[\s\p{P}]*我?(?:再|就|来)?\s*(?:补|发|送|给|带|交|寄|拿)(?:上|齐|过去|过来|去|来|给?[他她])?[\s\p{P}]*$/u

/** "问能不能给他们科讲一次，我说我来安排": what is to be arranged stands before. */
const REQUESTS =
  /能不能|可不可以|能否|想(?:请|让|要)|希望|(?:让|请|要)我|有没有|催|\b(?:asked|wants?|would like)\b/iu
const BARE_ERRAND =
  /^[\s\p{P}]*(?:我说|我跟[他她]说|我答应)?(?:我)?(?:就|来|去|会|再|马上|尽快|回去)*(?:安排|落实|处理|办|解决|问|催|协调|联系|对接|跟进|想办法|反映)(?:一?下|问|办|看)?(?:吧|了)?[\s\p{P}]*$/u

function finished(
  clauses: readonly WeighedClause[],
  kinds: readonly Step['kind'][],
  all: readonly WeighedClause[],
  today: string,
): readonly FollowUpDraft[] {
  const own = dayIn(clauses, today)
  const lead = leadOf(clauses, all)
  const condition = conditionOf(clauses, lead)
  const lent = own === undefined && condition === null ? dayLent(lead, today) : undefined
  const words = withoutDays(clauses[0]!)
  const object =
    lead !== null &&
    ((LACKS.test(lead.folded) && BARE_VERB.test(words)) ||
      (REQUESTS.test(lead.folded) && BARE_ERRAND.test(words)))
  const whole =
    lead !== null && (object || condition?.lead === true || lent !== undefined) ? [lead, ...clauses] : clauses
  const day = own ?? lent
  const dated = whole.find((clause) => day !== undefined && clause.days.includes(day)) ?? clauses[0]!
  const time =
    dated.times.filter(({ clock }) => clock !== null).at(calledOff(dated.folded) ? -1 : 0) ??
    clauses.flatMap(({ times }) => times).find(({ clock }) => clock !== null)
  return [
    {
      clauses: whole,
      day,
      time,
      owner: kinds.includes('doctor') ? 'hcp' : ownerOf(clauses.map(({ folded }) => folded).join('，')),
      condition: condition?.words ?? null,
      wish: kinds.every((kind) => kind === 'wish'),
      appointment: kinds.includes('when') || calledOff(dated.folded),
    },
  ]
}

/** The clause right before, in the same breath. */
function leadOf(clauses: readonly WeighedClause[], all: readonly WeighedClause[]): WeighedClause | null {
  const before = all[all.indexOf(clauses[0]!) - 1]
  const near =
    before !== undefined &&
    before.item === clauses[0]!.item &&
    clauses[0]!.start - before.end < 4 &&
    !clauses[0]!.opens
  return near && !before.hearsay ? before : null
}

/** "下周三科里有学习会，让我去讲一下": the day stands in what the doctor says before. */
function dayLent(lead: WeighedClause | null, today: string): DayWords | undefined {
  if (lead === null || lead.mood === 'done' || /药事会/u.test(lead.folded)) return undefined
  return lead.days.find((day) => day.precision === 'day' && day.ahead !== null && liesAhead(day, today))
}

function ownerOf(text: string): FollowUp['owner'] {
  if (MEDICAL_DOES.test(text)) return 'medical'
  if (MANAGER_DOES.test(text)) return 'manager'
  return OTHERS_DO.test(text) && !WANTED.test(text) ? 'other' : 'rep'
}

/** 如果过会了，我就去: the condition in the note's words, and whether it stands in the clause before. */
function conditionOf(
  clauses: readonly WeighedClause[],
  lead: WeighedClause | null,
): { readonly words: string; readonly lead: boolean } | null {
  for (const clause of [...(lead === null ? [] : [lead]), ...clauses]) {
    if (clause === lead && !IF_AT_HEAD.test(clause.folded)) continue
    const match = CONDITION.exec(clause.folded)
    const words = match?.[1] ?? match?.[2]
    if (words !== undefined) return { words: words.trim(), lead: clause === lead }
  }
  return null
}
