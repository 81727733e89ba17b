/**
 * The stretch of time that a question about numbers is about: 上周, 本月, 1月, Q3, 最近两周, last week. Such
 * questions look back: a month without a year is the last one that has begun.
 */
import { addDays } from '../../crm/day.ts'
import { periodAround } from '../../crm/period.ts'

/** First and last day. */
export interface PeriodWords {
  readonly from: string
  readonly to: string
  /** Where the text says it. */
  readonly start: number
  readonly end: number
}

type Days = readonly [from: string, to: string]

const NUMERALS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  十一: 11,
  十二: 12,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  six: 6,
}
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const N = '(\\d{1,3}|[一二两三四五六七八九十]{1,2}|one|two|three|four|six)'
const DAY = '(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?'

interface Rule {
  readonly pattern: RegExp
  readonly read: (match: RegExpMatchArray, today: string) => Days | null
}

const RULES: readonly Rule[] = [
  {
    pattern: new RegExp(`${DAY}\\s*(?:到|至|-|~|—|–|to)\\s*${DAY}`, 'iu'),
    read: (m) => ordered(dayOf(m[1]!, m[2]!, m[3]!), dayOf(m[4]!, m[5]!, m[6]!)),
  },
  {
    pattern: /(?<!\d)(\d{1,2})月(\d{1,2})[日号]?\s*(?:到|至|-|~|—|–)\s*(?:(\d{1,2})月)?(\d{1,2})[日号]?/u,
    read: (m, today) => {
      const year = yearOfMonth(Number(m[1]), today)
      return ordered(dayOf(year, m[1]!, m[2]!), dayOf(year, m[3] ?? m[1]!, m[4]!))
    },
  },
  {
    pattern: new RegExp(DAY, 'u'),
    read: (m) => ordered(dayOf(m[1]!, m[2]!, m[3]!), dayOf(m[1]!, m[2]!, m[3]!)),
  },
  {
    pattern: new RegExp(`(?:最近|近|过去|前)\\s*${N}\\s*个?(天|日|周|星期|礼拜|个?月|季度?|年)`, 'u'),
    read: (m, today) => lately(numberOf(m[1]!), m[2]!, today),
  },
  {
    pattern: new RegExp(`\\b(?:last|past|previous)\\s+${N}\\s+(day|week|month|quarter|year)s?\\b`, 'iu'),
    read: (m, today) => lately(numberOf(m[1]!), m[2]!.toLowerCase(), today),
  },
  { pattern: /上上(?:周|星期|礼拜)/u, read: (_, today) => week(today, -2) },
  { pattern: /上一?个?(?:周|星期|礼拜)|\blast week\b/iu, read: (_, today) => week(today, -1) },
  { pattern: /(?:本|这)一?个?(?:周|星期|礼拜)|\bthis week\b/iu, read: (_, today) => week(today, 0) },
  { pattern: /上上个?月/u, read: (_, today) => closed(back(today, 'month', 2)) },
  { pattern: /上一?个?月(?!底)|\blast month\b/iu, read: (_, today) => closed(back(today, 'month', 1)) },
  { pattern: /(?:本|这个?|当)月|\bthis month\b/iu, read: (_, today) => closed(back(today, 'month', 0)) },
  { pattern: /上一?个?季度?|\blast quarter\b/iu, read: (_, today) => closed(back(today, 'quarter', 1)) },
  {
    pattern: /(?:本|这个?|当)季度?|\bthis quarter\b/iu,
    read: (_, today) => closed(back(today, 'quarter', 0)),
  },
  {
    pattern: /(?:(\d{4})\s*年?\s*|(今年|去年)\s*的?)?(?:\bQ([1-4])\b|第?([一二三四1-4])季度)/iu,
    read: (m, today) => {
      const quarter = m[3] === undefined ? numberOf(m[4]!) : Number(m[3])
      const month = (quarter - 1) * 3 + 1
      return closed(periodAround(dayOf(yearOf(m[1], m[2], month, today), month, 1)!, 'quarter'))
    },
  },
  {
    pattern: /(?:(\d{4})\s*年?\s*|(今年|去年)\s*的?)?(上|下)半年|\b(\d{4})?\s*H([12])\b/iu,
    read: (m, today) => {
      const second = m[3] === '下' || m[5] === '2'
      const year = yearOf(m[1] ?? m[4], m[2], second ? 7 : 1, today)
      return second ? [`${year}-07-01`, `${year}-12-31`] : [`${year}-01-01`, `${year}-06-30`]
    },
  },
  {
    pattern:
      /(?:(\d{4})\s*年\s*|(今年|去年)\s*的?)?(?<!\d)(\d{1,2}|十[一二]?|[一二三四五六七八九])月份?(?!\d)/u,
    read: (m, today) => month(yearOf(m[1], m[2], numberOf(m[3]!), today), numberOf(m[3]!)),
  },
  { pattern: /(?<!\d)(\d{4})-(\d{1,2})(?![\d-])/u, read: (m) => month(Number(m[1]), Number(m[2])) },
  {
    pattern:
      /\b(?:in |of )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t(?:ember)?|ober|ember)?\.?(?:\s+(\d{4}))?\b/iu,
    read: (m, today) => {
      const number = MONTHS.indexOf(m[1]!.toLowerCase()) + 1
      return month(yearOf(m[2], undefined, number, today), number)
    },
  },
  { pattern: /去年|\blast year\b/iu, read: (_, today) => wholeYear(Number(today.slice(0, 4)) - 1) },
  { pattern: /今年|本年度?|\bthis year\b/iu, read: (_, today) => wholeYear(Number(today.slice(0, 4))) },
  { pattern: /(?<!\d)(20\d{2})\s*年/u, read: (m) => wholeYear(Number(m[1])) },
  { pattern: /前天/u, read: (_, today) => [addDays(today, -2), addDays(today, -2)] },
  { pattern: /昨[天日]|\byesterday\b/iu, read: (_, today) => [addDays(today, -1), addDays(today, -1)] },
  { pattern: /今[天日]|\btoday\b/iu, read: (_, today) => [today, today] },
  { pattern: /最近|近期|近来|\b(?:recent(?:ly)?|lately)\b/iu, read: (_, today) => lately(4, '周', today) },
]

/** Null: the text names no period, or none that exists. `today` is the reader's. */
export function readPeriodWords(text: string, today: string): PeriodWords | null {
  for (const { pattern, read } of RULES) {
    const match = pattern.exec(text)
    const days = match === null ? null : read(match, today)
    if (match !== null && days !== null) {
      return { from: days[0], to: days[1], start: match.index, end: match.index + match[0].length }
    }
  }
  return null
}

/** The four weeks that end today: what a question without a period is about. */
export function usualPeriod(today: string): Days {
  return [addDays(today, -27), today]
}

function numberOf(text: string): number {
  const known = NUMERALS[text.toLowerCase()]
  if (known !== undefined) return known
  const tens = /^([二三四五六七八九])?十([一二三四五六七八九])?$/u.exec(text)
  if (tens !== null) return (NUMERALS[tens[1] ?? '一'] ?? 1) * 10 + (NUMERALS[tens[2] ?? ''] ?? 0)
  return Number(text)
}

function lately(count: number, unit: string, today: string): Days | null {
  if (!Number.isInteger(count) || count < 1 || count > 400) return null
  if (/天|日|day/u.test(unit)) return [addDays(today, 1 - count), today]
  if (/周|星期|礼拜|week/u.test(unit)) return [addDays(today, 1 - 7 * count), today]
  const months = count * (/季|quarter/u.test(unit) ? 3 : /年|year/u.test(unit) ? 12 : 1)
  const date = new Date(`${today}T00:00:00Z`)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return [addDays(date.toISOString().slice(0, 10), 1), today]
}

/** Monday to Sunday. */
function week(today: string, offset: number): Days {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay() || 7
  const monday = addDays(today, 1 - weekday + 7 * offset)
  return [monday, addDays(monday, 6)]
}

function back(today: string, length: 'month' | 'quarter', count: number) {
  let period = periodAround(today, length)
  for (let n = 0; n < count; n += 1) period = periodAround(addDays(period.from, -1), length)
  return period
}

const closed = (period: { readonly from: string; readonly to: string }): Days => [
  period.from,
  addDays(period.to, -1),
]

function month(year: number, number: number): Days | null {
  const day = dayOf(year, number, 1)
  return day === null ? null : closed(periodAround(day, 'month'))
}

const wholeYear = (year: number): Days => [`${year}-01-01`, `${year}-12-31`]

/** The last year in which that month has begun. */
function yearOfMonth(number: number, today: string): number {
  const [year, now] = today.split('-').map(Number) as [number, number]
  return number > now ? year - 1 : year
}

function yearOf(
  written: string | undefined,
  said: string | undefined,
  number: number,
  today: string,
): number {
  if (written !== undefined) return Number(written)
  const now = Number(today.slice(0, 4))
  if (said !== undefined) return said === '去年' ? now - 1 : now
  return yearOfMonth(number, today)
}

function dayOf(year: number | string, number: number | string, day: number | string): string | null {
  const date = new Date(Date.UTC(Number(year), Number(number) - 1, Number(day)))
  if (Number.isNaN(date.getTime()) || Number(year) < 1900 || Number(year) > 2200) return null
  const exists = date.getUTCMonth() === Number(number) - 1 && date.getUTCDate() === Number(day)
  return exists ? date.toISOString().slice(0, 10) : null
}

function ordered(from: string | null, to: string | null): Days | null {
  return from === null || to === null || to < from ? null : [from, to]
}
