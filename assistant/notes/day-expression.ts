/**
 * Words of a note that name a day or a stretch of days. Many words look both ways (周三, 11月14号): `ahead` is what
 * they mean of something still to be done, `back` of something that happened. Days are `YYYY-MM-DD` of the rep.
 */

import { addDays, daysBetween } from '../../crm/day.ts'
import type { Precision } from '../../crm/visit.ts'
import type { Span } from './note-reading.ts'
import { mondayOf, weekdayOf } from './workdays.ts'

export interface DayWords extends Span {
  readonly text: string
  readonly precision: Precision
  /** Null: the words cannot mean the future. */
  readonly ahead: string | null
  readonly back: string | null
  readonly range: readonly [string, string] | null
  /** What it waits for, where that has no date. */
  readonly event?: string
  readonly lunar?: true
  /** Other days that may be meant. */
  readonly ambiguous?: readonly string[]
  /** 过几天, 改天: no day can be told. */
  readonly vague?: true
  /** The calendar has no such day. */
  readonly impossible?: true
}

/** Days. */
const FARTHEST_BACK = 150

/** What a rule reads from its match; positions are added by the finder. */
export type DayReading = Omit<DayWords, 'start' | 'end' | 'text'>

export interface DayRule {
  readonly pattern: RegExp
  /** Null: the words are no day after all. */
  readonly read: (match: RegExpExecArray, today: string) => DayReading | null
}

export const oneDay = (ahead: string | null, back: string | null = null): DayReading => ({
  precision: 'day',
  ahead,
  back,
  range: null,
})
/** The same day whichever way one looks. */
export const fixedDay = (day: string): DayReading => oneDay(day, day)
export const stretch = (precision: Precision, from: string, to: string): DayReading => ({
  precision,
  ahead: null,
  back: null,
  range: [from, to],
})
export const until = (precision: Precision, day: string): DayReading => ({ ...oneDay(day), precision })
export const vague: DayReading = { precision: 'none', ahead: null, back: null, range: null, vague: true }
export const impossible: DayReading = {
  precision: 'none',
  ahead: null,
  back: null,
  range: null,
  impossible: true,
}

/** Monday to Friday of the week `weeks` later. */
export function week(today: string, weeks: number): DayReading {
  const monday = addDays(mondayOf(today), 7 * weeks)
  return stretch('week', monday, addDays(monday, 4))
}

export const weekdayIn = (today: string, weeks: number, day: number): string =>
  addDays(mondayOf(today), 7 * weeks + day - 1)

/** 周三: this week's if still ahead, else the next week's; looking back the last one, today included. */
export function bareWeekday(today: string, day: number): DayReading {
  const now = weekdayOf(today)
  const ahead = weekdayIn(today, day > now ? 0 : 1, day)
  return oneDay(ahead, weekdayIn(today, day <= now ? 0 : -1, day))
}

/** Null where the calendar has no such day. */
export function calendarDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.toISOString().slice(0, 10)
    : null
}

/** A month and a day without a year: the next such day, and the last. */
export function monthDay(today: string, month: number, day: number): DayReading {
  if (month < 1 || month > 12 || day < 1) return impossible
  const year = Number(today.slice(0, 4))
  const near = [year - 1, year, year + 1, year + 2].flatMap((one) => calendarDay(one, month, day) ?? [])
  // 29 February is a day of some years only, 31 November of none.
  if (near.length === 0) return impossible
  const back = near.findLast((one) => one <= today) ?? null
  // Nobody logs the visits of another half-year: 12.29 in November is to come.
  const recent = back !== null && daysBetween(back, today) <= FARTHEST_BACK ? back : null
  const next = near.find((one) => one >= today) ?? null
  // 11月23日 on the 25th: nobody means the next year's.
  const passed =
    recent !== null &&
    next !== null &&
    daysBetween(recent, today) <= 60 &&
    daysBetween(today, next) >= 200 &&
    recent !== today
  return oneDay(passed ? null : next, recent)
}

/** `months` later, as year and month (1..12). */
export function monthAfter(today: string, months: number): readonly [year: number, month: number] {
  const date = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1 + months, 1))
  return [date.getUTCFullYear(), date.getUTCMonth() + 1]
}

/** The next month that is called so, this one included. */
export function namedMonth(today: string, month: number, nextYear = false): readonly [number, number] {
  const [year, now] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  return [nextYear || month < now ? year + 1 : year, month]
}

export const firstOf = ([year, month]: readonly [number, number]): string => calendarDay(year, month, 1)!
export const lastOf = ([year, month]: readonly [number, number]): string =>
  addDays(calendarDay(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1)!, -1)
export const wholeMonth = (which: readonly [number, number]): DayReading =>
  stretch('month', firstOf(which), lastOf(which))

/** 月初, 月中, 下旬: the third of a month. */
export function partOfMonth(which: readonly [number, number], part: 'begin' | 'middle' | 'end'): DayReading {
  const first = firstOf(which)
  if (part === 'begin') return stretch('range', first, addDays(first, 9))
  if (part === 'middle') return stretch('range', addDays(first, 10), addDays(first, 19))
  return stretch('range', addDays(first, 20), lastOf(which))
}
