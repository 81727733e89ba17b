/**
 * The one day that a few words name, seen from a reference day: looking back (when it was learnt, when it
 * happened) or ahead (when a committee meets). Days are calendar days `YYYY-MM-DD`. Due dates of follow-ups
 * with their ranges and holidays are read elsewhere.
 */
import { numeralValue } from '../../core/text/numerals.ts'

const WEEKDAY = '(?:周|星期|礼拜)([一二三四五六日天1-6])'
const ENGLISH = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const HAN = '日一二三四五六'
const N = '([一二两三四五六七八九十\\d]+)'

/** The last day that fits, the reference day included; null when none is named. */
export function pastDay(text: string, referenceDay: string): string | null {
  if (/大前天/u.test(text)) return shift(referenceDay, -3)
  if (/前天|day before yesterday/iu.test(text)) return shift(referenceDay, -2)
  if (/昨[天日晚夜早儿]|yesterday|last night/iu.test(text)) return shift(referenceDay, -1)
  if (/今[天日早晨晚儿]|刚才|刚刚|今儿|today|this (?:morning|afternoon)|just now/iu.test(text))
    return referenceDay
  const ago = new RegExp(`${N}\\s*(?:天|日)(?:之|以)?前|(\\d+) days? ago`, 'iu').exec(text)
  if (ago !== null) return shift(referenceDay, -number(ago[1] ?? ago[2]!))
  const date = calendarDay(text, referenceDay, 'past')
  if (date !== null) return date
  const before = new RegExp(`上(?:个)?${WEEKDAY}`, 'u').exec(text)
  if (before !== null) return shift(monday(referenceDay), isoDay(before[1]!) - 8)
  const day = weekday(text)
  if (day === null) return null
  const back = (weekdayOf(referenceDay) - day + 7) % 7
  return shift(referenceDay, -back)
}

/** The next day that fits; weekdays as the guide has them (下周X = of the next week, 周X = this week's if ahead). */
export function comingDay(text: string, referenceDay: string): string | null {
  if (/大后天/u.test(text)) return shift(referenceDay, 3)
  if (/后天|day after tomorrow/iu.test(text)) return shift(referenceDay, 2)
  if (/明[天早晚日儿]|tomorrow/iu.test(text)) return shift(referenceDay, 1)
  if (/今[天晚日]|today|tonight/iu.test(text)) return referenceDay
  const date = calendarDay(text, referenceDay, 'coming')
  if (date !== null) return date
  const after = new RegExp(`下(?:个)?${WEEKDAY}`, 'u').exec(text)
  if (after !== null) return shift(monday(referenceDay), isoDay(after[1]!) + 6)
  const day = weekday(text)
  if (day === null) return null
  const next = /\bnext\b/iu.test(text)
  if (next) return shift(monday(referenceDay), (day === 0 ? 7 : day) + 6)
  return shift(referenceDay, (day - weekdayOf(referenceDay) + 7) % 7 || 7)
}

/** `YYYY-MM` of a month that lies ahead ("11月的", "下个月", "in March"); null when none is named. */
export function comingMonth(text: string, referenceDay: string): string | null {
  const [year = 0, month = 0] = referenceDay.split('-').map(Number)
  if (/下(?:个)?月|next month/iu.test(text))
    return month === 12 ? `${year + 1}-01` : monthKey(year, month + 1)
  if (/(?:这|本|当)(?:个)?月|月底|this month/iu.test(text)) return monthKey(year, month)
  const named = /([一二三四五六七八九十]{1,3}|\d{1,2})\s*月(?:份)?/u.exec(text)?.[1]
  const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
  const english = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/iu.exec(text)?.[1]
  const at = named === undefined ? months.indexOf(english?.toLowerCase() ?? '') + 1 : number(named)
  if (at < 1 || at > 12) return null
  const explicit = /(明年|next year)/iu.test(text)
  return monthKey(explicit || at < month ? year + 1 : year, at)
}

/** The day `days` later; negative goes back. */
export function shift(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

function calendarDay(text: string, referenceDay: string, when: 'past' | 'coming'): string | null {
  const full = /(20\d\d)[-年./](\d{1,2})[-月./](\d{1,2})/u.exec(text)
  if (full !== null) return real(Number(full[1]), Number(full[2]), Number(full[3]))
  const short =
    new RegExp(`${N}\\s*月\\s*${N}\\s*[日号]?`, 'u').exec(text) ??
    /(?<![\d.])(\d{1,2})[./](\d{1,2})(?![\d.]|\s*(?:mg|g|ml|%|倍))/iu.exec(text)
  const [year = 0, month = 0] = referenceDay.split('-').map(Number)
  if (short !== null) {
    const [m, d] = [number(short[1]!), number(short[2]!)]
    const near = [year - 1, year, year + 1].flatMap((one) => real(one, m, d) ?? [])
    return when === 'past'
      ? (near.findLast((one) => one <= referenceDay) ?? null)
      : (near.find((one) => one >= referenceDay) ?? null)
  }
  const only = /(?<![\d月])(\d{1,2})\s*[号日](?!床|楼|线|院)/u.exec(text)
  if (only === null) return null
  const d = Number(only[1])
  const months = [-1, 0, 1].flatMap((step) => {
    const at = new Date(Date.UTC(year, month - 1 + step, 1))
    return real(at.getUTCFullYear(), at.getUTCMonth() + 1, d) ?? []
  })
  return when === 'past'
    ? (months.findLast((one) => one <= referenceDay) ?? null)
    : (months.find((one) => one >= referenceDay) ?? null)
}

function real(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  const fits = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return fits ? date.toISOString().slice(0, 10) : null
}

/** 0 is Sunday. */
function weekday(text: string): number | null {
  const han = new RegExp(WEEKDAY, 'u').exec(text)?.[1]
  if (han !== undefined) return isoDay(han) % 7
  const english = /\b(sun|mon|tue|wed|thu|fri|sat)(?:s|nes|rs|urs|ur)?(?:day)?\b/iu.exec(text)?.[1]
  return english === undefined ? null : ENGLISH.indexOf(english.toLowerCase())
}

/** 1 is Monday, 7 is Sunday. */
function isoDay(character: string): number {
  if (/\d/u.test(character)) return Number(character)
  return HAN.indexOf(character === '天' ? '日' : character) || 7
}

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay()
const monday = (day: string): string => shift(day, -((weekdayOf(day) + 6) % 7))
const monthKey = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}`
const number = (printed: string): number => Number(numeralValue(printed.replace('两', '二')) ?? Number.NaN)
