/** Whether work is done on a day in China: weekends, public holidays, and weekends worked for them. */
import { addDays } from '../../crm/day.ts'
import { HOLIDAY_YEARS, type PublicHoliday } from './public-holidays.ts'

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7
export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day))

export function holidayOn(day: string): PublicHoliday | null {
  return (
    HOLIDAY_YEARS.flatMap(({ holidays }) => holidays).find(({ from, to }) => day >= from && day <= to) ?? null
  )
}

/** A Saturday or Sunday on which nobody works; those worked for a holiday are none. */
export const isWeekend = (day: string): boolean =>
  weekdayOf(day) > 5 && !HOLIDAY_YEARS.some(({ workdays }) => workdays.includes(day))

export const isWorkday = (day: string): boolean => holidayOn(day) === null && !isWeekend(day)

/** The first workday on or after the day. */
export function workdayFrom(day: string): string {
  let found = day
  for (let tries = 0; tries < 30 && !isWorkday(found); tries += 1) found = addDays(found, 1)
  return found
}

/** The last workday on or before the day. */
export function workdayUntil(day: string): string {
  let found = day
  for (let tries = 0; tries < 30 && !isWorkday(found); tries += 1) found = addDays(found, -1)
  return found
}

/** The day `count` workdays later. */
export function addWorkdays(day: string, count: number): string {
  let found = day
  for (let left = count; left > 0; left -= 1) found = workdayFrom(addDays(found, 1))
  return found
}

/** The next holiday of the words that has not ended on `today`; any, where the words name none (节前, 节后). */
export function comingHoliday(words: string, today: string): PublicHoliday | null {
  const all = HOLIDAY_YEARS.flatMap(({ holidays }) => holidays)
  const named = all.filter((one) => one.words.test(words))
  return (named.length > 0 ? named : all).find(({ to }) => to >= today) ?? null
}
