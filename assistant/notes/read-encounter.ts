/**
 * The plain facts of one visit: when, whether it took place, by what channel, how long, how many, with which
 * colleague. What a doctor says, what happened to a patient and what is still ahead tell none of them.
 */
import { numeralValue } from '../../core/text/numerals.ts'
import type { Visit, VisitChannel, VisitStatus } from '../../crm/visit.ts'
import type { VisitPart } from './cut-visits.ts'
import type { DayWords } from './day-expression.ts'
import type { TimeWords } from './find-times.ts'
import { AVAILABLE } from './follow-up-words.ts'
import type { ColleagueName } from './note-names.ts'
import type { Span } from './note-reading.ts'
import {
  ATTENDEES,
  CANCELLED,
  CHANNELS,
  DURATION,
  FACE_TO_FACE,
  GIFT_MONEY,
  MET,
  NO_CHANNEL,
  NOT_MET,
} from './visit-words.ts'
import { calledOff, liesAhead, liesBack, onlyWhen, type WeighedClause } from './weigh-clauses.ts'

type Fields = Pick<
  Visit,
  | 'date'
  | 'time'
  | 'channel'
  | 'status'
  | 'kind'
  | 'duration_min'
  | 'attendee_count'
  | 'joint_with'
  | 'next_available'
  | 'channel_source'
  | 'date_source'
>

export interface ReadEncounter {
  readonly fields: Fields
  readonly spans: Readonly<Partial<Record<keyof Fields, Span>>>
  /** A date was told that no single day follows from: "上周", "2月30号". */
  readonly openDay: DayWords | null
  readonly giftMoney: number | null
}

export interface EncounterBefore {
  /** Of the visit before, where this one only goes on. */
  readonly date: string | null
  readonly part: string | null
}

const SPEECH =
  /(?<![跟对给向和与])(?:护士长?|同事|[他她]们?|人家|主任|医生|老师|院长|教授|科长|店长|大夫|家属)(?:也|就|还|又|跟我|对我)*(?:说|讲(?![了完过])|告诉|反馈|表示|提到|觉得)|\b(?:he|she|they|nurse) (?:said|says|told|mentioned)\b/iu
const PATIENT =
  /病人|患者|病例|老太|老先生|阿姨|大爷|家属|住院(?!部|医)|出院|\bpatients?\b|\bpt\b|\b\d{1,3}\s?(?:yo|y\/o|[MF])\b|\d{1,3}岁/iu

export function readEncounter(
  part: VisitPart,
  wholePlan: boolean,
  today: string,
  before: EncounterBefore,
): ReadEncounter {
  const told = part.clauses.filter(
    (clause) =>
      (wholePlan || clause.mood !== 'ahead' || calledOff(clause.folded)) && clause.speaker !== 'contact',
  )
  const narrative = told.filter((clause) => !SPEECH.test(clause.folded))
  const status = statusOf(part, narrative, wholePlan)
  const { day, time, openDay } = whenOf(narrative, status, today)
  const fromTime = time !== undefined
  const { channel, assumed, channelSpan } = channelOf(part, told)
  const joined = part.clauses
    .flatMap(({ names }) => names)
    .find((name): name is ColleagueName => name.kind === 'colleague' && name.joined)
  const minutes = durationOf(narrative)
  const heads = part.meeting ? attendeesOf(told) : undefined
  const next = availableOf(part.clauses)
  const date = day?.date ?? (openDay !== null ? null : (before.date ?? (wholePlan ? null : today)))
  return {
    fields: {
      date,
      time: timeOf(time) ?? before.part,
      channel,
      status,
      kind: part.meeting ? 'dept_meeting' : joined === undefined ? 'individual' : 'joint',
      ...(minutes === undefined ? {} : { duration_min: minutes.value }),
      ...(heads === undefined ? {} : { attendee_count: heads.value }),
      ...(joined === undefined ? {} : { joint_with: joined.text }),
      ...(next === undefined ? {} : { next_available: next.value }),
      ...(assumed ? { channel_source: 'assumed' as const } : {}),
      ...(day === undefined && openDay === null && !fromTime && before.date === null && !wholePlan
        ? { date_source: 'default_ref_date' as const }
        : {}),
    },
    spans: {
      ...(day === undefined ? (openDay === null ? {} : { date: openDay }) : { date: day.span }),
      ...(time === undefined ? {} : { time }),
      ...(channelSpan === null ? {} : { channel: channelSpan }),
      ...(minutes === undefined ? {} : { duration_min: minutes.span }),
      ...(heads === undefined ? {} : { attendee_count: heads.span }),
      ...(joined === undefined ? {} : { joint_with: joined, kind: joined }),
      ...(next === undefined ? {} : { next_available: next.span }),
      ...statusSpan(narrative, status),
    },
    openDay: day === undefined ? openDay : null,
    giftMoney: giftOf(told),
  }
}

function statusOf(part: VisitPart, narrative: readonly WeighedClause[], wholePlan: boolean): VisitStatus {
  const off = narrative.find((clause) => calledOff(clause.folded))
  if (off !== undefined && !talkedAfter(narrative, off)) return 'cancelled'
  if (wholePlan) return 'planned'
  const missed = narrative.find(
    (clause) => NOT_MET.test(clause.folded) && !PATIENT.test(clause.folded) && !isOther(part, clause),
  )
  if (missed !== undefined && !part.meeting && !talkedAfter(narrative, missed)) return 'not_met'
  const alone = part.people.every(({ role }) => role === 'absent')
  return alone && part.people.length > 0 && !part.meeting ? 'not_met' : 'completed'
}

/** "孙倩没在" after somebody else was met. */
const isOther = (part: VisitPart, clause: WeighedClause): boolean =>
  part.people.some(({ role, clause: of }) => role === 'absent' && of === clause) &&
  part.people.some(({ role, clause: of }) => role === 'met' && of.start < clause.start)

const TALKED =
  /聊了?|谈了?|讲了|沟通了|介绍了|见到了|等到了?|碰到了|\b(?:then saw|eventually (?:saw|met)|talked|discussed|detailed)\b/iu

/** Missed at first and met after all. */
function talkedAfter(clauses: readonly WeighedClause[], missed: WeighedClause): boolean {
  return clauses.some(
    (clause) =>
      clause.start > missed.start &&
      TALKED.test(clause.folded) &&
      !/没(?:有)?(?:能|来得及)?(?:聊|谈|讲|沟通|见|等|碰|遇|找|说)/u.test(clause.folded),
  )
}

const MOVED_TO = /(?:改|推|挪|延|换|约|\bto|\bfor|until|till)(?:到|成|至|在|期)?\s*$/iu

interface When {
  readonly day: { readonly date: string; readonly span: Span } | undefined
  readonly time: TimeWords | undefined
  readonly openDay: DayWords | null
}

/** The day stands before or beside whoever was met; one in a clause about a patient is the patient's. */
function whenOf(narrative: readonly WeighedClause[], status: VisitStatus, today: string): When {
  const own = narrative
    .filter((clause) => !PATIENT.test(clause.folded) || MET.test(clause.folded))
    .filter(
      (clause, at) =>
        at < 1 ||
        clause.first ||
        onlyWhen(clause) ||
        MET.test(clause.folded) ||
        clause.names.some(({ kind }) => kind === 'person' || kind === 'place'),
    )
  const days = own.flatMap((clause) =>
    clause.days
      .filter(
        (day) =>
          day.precision === 'day' ||
          day.precision === 'none' ||
          (liesBack(day, today) && beforeMet(clause, day)),
      )
      .filter((day) => !PATIENT.test(clause.folded) || beforeMet(clause, day))
      .filter(
        (day) =>
          !/^(?:的(?!拜访|事|记录|情况|见面|[去到见找访聊])|批|出的|上市|发布|版)/u.test(
            clause.folded.slice(day.end - clause.start),
          ) || day.back === today,
      )
      .map((day) => ({ day, clause })),
  )
  // 今天没去成，改明天去: of a plan the day that is still to come.
  if (status === 'planned')
    days.sort((a, b) => Number(liesAhead(b.day, today)) - Number(liesAhead(a.day, today)))
  const time = own.flatMap(({ times }) => times)[0]
  for (const { day, clause } of days) {
    if (day.vague === true) continue
    if (day.impossible === true) return { day: undefined, time, openDay: day }
    // "改到下周四": the day that it was moved to is not the day that it was to be on.
    if (
      status === 'cancelled' &&
      day.back === null &&
      MOVED_TO.test(clause.folded.slice(0, day.start - clause.start))
    )
      continue
    const date =
      status === 'planned'
        ? day.ahead
        : status === 'cancelled' && day.back !== today
          ? (day.ahead ?? day.back)
          : day.back
    if (date !== null && day.precision === 'day') return { day: { date, span: day }, time, openDay: null }
    if (status === 'planned' ? liesAhead(day, today) : liesBack(day, today))
      return { day: undefined, time, openDay: day }
  }
  if (status === 'planned') {
    const ranged = own
      .flatMap(({ days: some }) => some)
      .find((day) => day.range !== null || day.event !== undefined)
    return { day: undefined, time, openDay: ranged ?? null }
  }
  return { day: undefined, time, openDay: null }
}

function beforeMet(clause: WeighedClause, day: DayWords): boolean {
  const met = MET.exec(clause.folded)
  const patient = PATIENT.exec(clause.folded)
  const at = day.start - clause.start
  const behind = clause.folded.slice(day.end - clause.start)
  return (
    met !== null &&
    (patient === null || at < patient.index) &&
    Math.abs(met.index - at) < 24 &&
    !/^[^，]{0,6}(?:批|发布|上市)/u.test(behind)
  )
}

const timeOf = (time: TimeWords | undefined): string | null =>
  time === undefined ? null : (time.clock ?? time.part)

function channelOf(
  part: VisitPart,
  told: readonly WeighedClause[],
): { readonly channel: VisitChannel; readonly assumed: boolean; readonly channelSpan: Span | null } {
  if (part.meeting) return { channel: 'group_meeting', assumed: false, channelSpan: null }
  const chat = part.clauses.some(({ speaker }) => speaker !== null)
  for (const [channel, words] of CHANNELS)
    for (const clause of told) {
      const match = words.exec(clause.folded.replace(NO_CHANNEL, (found) => ' '.repeat(found.length)))
      if (match === null) continue
      const start = clause.start + match.index
      return { channel, assumed: chat, channelSpan: { start, end: start + match[0].length } }
    }
  if (chat) return { channel: 'wechat', assumed: true, channelSpan: null }
  return {
    channel: 'f2f',
    assumed: !told.some((clause) => FACE_TO_FACE.test(clause.folded)),
    channelSpan: null,
  }
}

interface Counted {
  readonly value: number
  readonly span: Span
}

function durationOf(clauses: readonly WeighedClause[]): Counted | undefined {
  for (const clause of clauses) {
    const match = DURATION.exec(clause.folded)
    if (
      match === null ||
      /^等|^用/u.test(match[0]) ||
      /等(?:了|到)?[^，]{0,3}$/u.test(clause.folded.slice(0, match.index)) ||
      PATIENT.test(clause.folded)
    )
      continue
    // 七八分钟 is no number.
    const amount =
      match[1] === '半'
        ? 0.5
        : match[1] === '一刻'
          ? 15
          : /^[一二两三四五六七八九]{2}$/u.test(match[1]!)
            ? Number.NaN
            : Number(numeralValue(match[1]!.replaceAll('两', '二')) ?? Number.NaN)
    const value = /小时|钟头|h/iu.test(match[2]!) && !/min/iu.test(match[2]!) ? amount * 60 : amount
    if (!Number.isFinite(value) || value <= 0 || value > 600) continue
    const start = clause.start + match.index
    return { value, span: { start, end: start + match[0].length } }
  }
  return undefined
}

function attendeesOf(clauses: readonly WeighedClause[]): Counted | undefined {
  for (const clause of clauses) {
    const match = ATTENDEES.exec(clause.folded)
    const printed = match?.slice(1).find((one) => one !== undefined)
    if (match === null || printed === undefined) continue
    const value = Number(numeralValue(printed.replaceAll('两', '二')) ?? Number.NaN)
    const start = clause.start + match.index
    if (Number.isInteger(value) && value > 0) return { value, span: { start, end: start + match[0].length } }
  }
  return undefined
}

/** "周一上午出门诊": when to find the doctor; nobody promised anything. */
function availableOf(
  clauses: readonly WeighedClause[],
): { readonly value: string; readonly span: Span } | undefined {
  for (const clause of clauses) {
    const match = AVAILABLE.exec(clause.folded)
    if (
      match === null ||
      /(?<!现|正|都)不在|没空/u.test(clause.folded) ||
      /^.{0,2}(?:我|再)(?:去|来|约)/u.test(clause.folded)
    )
      continue
    const day = clause.days.find(({ ahead }) => ahead !== null)
    if (day === undefined || (day.back !== null && day.ahead === day.back)) continue
    const time = clause.times[0]
    return {
      value: [day.ahead, time?.clock ?? time?.part]
        .filter((one) => one !== undefined && one !== null)
        .join(' '),
      span: { start: day.start, end: clause.start + match.index + match[0].length },
    }
  }
  return undefined
}

function giftOf(clauses: readonly WeighedClause[]): number | null {
  const text = clauses.map(({ folded }) => folded).join('，')
  const amount = /送/u.test(text) ? GIFT_MONEY.exec(text)?.[1] : undefined
  return amount === undefined ? null : Number(amount)
}

function statusSpan(clauses: readonly WeighedClause[], status: VisitStatus): { readonly status?: Span } {
  const words = status === 'cancelled' ? CANCELLED : status === 'not_met' ? NOT_MET : MET
  for (const clause of clauses) {
    const match = words.exec(clause.folded)
    if (match === null) continue
    const start = clause.start + match.index
    return { status: { start, end: start + match[0].length } }
  }
  return {}
}
