/**
 * The plain facts of one visit: when, whether it took place, by what channel, how long, how many, with which
 * colleague. What a doctor says, what happened to a patient and what is still ahead tell none of them.
 */
import { numeralValue } from '../../core/text/numerals.ts'
import type { Visit, VisitChannel } from '../../crm/visit.ts'
import type { VisitPart } from './cut-visits.ts'
import type { DayWords } from './day-expression.ts'
import type { TimeWords } from './find-times.ts'
import { AVAILABLE } from './follow-up-words.ts'
import type { ColleagueName } from './note-names.ts'
import type { Span } from './note-reading.ts'
import { PATIENT, SPEECH, statusOf, statusSpan } from './read-status.ts'
import { whenOf } from './read-visit-day.ts'
import { ATTENDEES, CHANNELS, DURATION, FACE_TO_FACE, GIFT_MONEY, NO_CHANNEL } from './visit-words.ts'
import { calledOff, type WeighedClause } from './weigh-clauses.ts'

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
  const status = statusOf(part, told, narrative, wholePlan)
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
      ...statusSpan(told, status),
    },
    openDay: day === undefined ? openDay : null,
    giftMoney: giftOf(told),
  }
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
