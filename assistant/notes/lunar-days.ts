/**
 * Days of the Chinese calendar that notes speak of: 初八, 正月十五, 腊月二十, 除夕. The first day of the year is kept
 * as data: the calendar that ships with the JavaScript engine reckons the new moon of 6 February 2027, a few minutes
 * before midnight in China, on the day after (test beside).
 */

import { numeralValue } from '../../core/text/numerals.ts'
import { addDays } from '../../crm/day.ts'

/** 正月初一 by Gregorian year (Purple Mountain Observatory's calendar). */
const NEW_YEARS: Readonly<Record<number, string>> = {
  2024: '2024-02-10',
  2025: '2025-01-29',
  2026: '2026-02-17',
  2027: '2027-02-06',
  2028: '2028-01-26',
  2029: '2029-02-13',
  2030: '2030-02-03',
  2031: '2031-01-23',
  2032: '2032-02-11',
  2033: '2033-01-31',
  2034: '2034-02-19',
  2035: '2035-02-08',
}
/** How many days the twelfth month before that new year has. */
const LAST_MONTHS: Readonly<Record<number, number>> = {
  2024: 30,
  2025: 29,
  2026: 29,
  2027: 29,
  2028: 29,
  2029: 29,
}

/** 正月初一 of a Gregorian year; null outside the years that are kept. */
export const lunarNewYear = (year: number): string | null => NEW_YEARS[year] ?? null

const DAY =
  '(初[一二三四五六七八九十]|十[一二三四五六七八九]|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)'
/** Sources of a regular expression, no groups that capture. */
export const LUNAR_WORDS =
  '(?:正月|大年|年)?初[一二三四五六七八九十]|正月(?:十[一二三四五六七八九]|二十[一二三四五六七八九]?)|腊月(?:初[一二三四五六七八九十]|十[一二三四五六七八九]|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)|元宵节?|除夕|年三十|大年三十|小年|腊八'

/** The day that the words mean in the year around `today`: the next one, or the last where `past` is wished. */
export function readLunarDay(words: string, today: string, past = false): string | null {
  const year = Number(today.slice(0, 4))
  const all = [year - 1, year, year + 1].flatMap((one) => inYear(words, one) ?? [])
  return (past ? all.findLast((one) => one <= today) : all.find((one) => one >= today)) ?? null
}

/** Counted from the new year of `year`: the twelfth month is the one before it. */
function inYear(words: string, year: number): string | null {
  const first = NEW_YEARS[year]
  if (first === undefined) return null
  if (/元宵/u.test(words)) return addDays(first, 14)
  if (/除夕|年三十/u.test(words)) return addDays(first, -1)
  const length = LAST_MONTHS[year] ?? 30
  if (/小年/u.test(words)) return addDays(first, 23 - 1 - length)
  if (/腊八/u.test(words)) return addDays(first, 8 - 1 - length)
  const day = dayNumber(new RegExp(DAY, 'u').exec(words)?.[1] ?? '')
  if (day === null) return null
  if (words.includes('腊月')) return day > length ? addDays(first, -1) : addDays(first, day - 1 - length)
  return addDays(first, day - 1)
}

function dayNumber(printed: string): number | null {
  const plain = printed.replace('初', '').replace(/^廿/u, '二十')
  const value = numeralValue(plain)
  return value === null ? null : Number(value)
}
