/**
 * Days of the calendar as `YYYY-MM-DD`: read as companies write them, added to, told from a moment. A day
 * has no time zone of its own; which day a moment falls on depends on the person's.
 */

/** The day that `at` is in the zone (an IANA name). */
export function dayIn(at: Date, timezone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' }).format(at)
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** Whether the text is a day that the calendar has, between 1900 and 2200. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayOf(...(text.split('-').map(Number) as Parts)) === text
}

const WRITTEN =
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/u
const DIGITS = /^(\d{4})(\d{2})(\d{2})$/

/** 2026-03-05, 2026/3/5, 2026.3.5, 2026年3月5日, 20260305, with a time of day behind it or not; else undefined. */
export function readDay(cell: string): string | undefined {
  const text = cell.normalize('NFKC').trim()
  const match = WRITTEN.exec(text) ?? DIGITS.exec(text)
  return match === null ? undefined : dayOf(...(match.slice(1, 4).map(Number) as Parts))
}

type Parts = [year: number, month: number, day: number]

function dayOf(...[year, month, day]: Parts): string | undefined {
  if (year < 1900 || year > 2200) return undefined
  const moment = new Date(Date.UTC(year, month - 1, day))
  const exists = moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day
  return exists ? moment.toISOString().slice(0, 10) : undefined
}
