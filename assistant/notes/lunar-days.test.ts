import { describe, expect, it } from 'vitest'
import { lunarNewYear, readLunarDay } from './lunar-days.ts'

const intl = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' })
const lunar = (day: string): string => {
  const parts = intl.formatToParts(new Date(`${day}T00:00:00Z`))
  return ['month', 'day'].map((type) => parts.find((part) => part.type === type)?.value).join('/')
}

describe('days of the Chinese calendar', () => {
  it('begin the years where the engine has them begin, but for 2027, whose new moon it reckons after midnight', () => {
    for (const year of [2024, 2025, 2026, 2028, 2029, 2031, 2032])
      expect(lunar(lunarNewYear(year)!), String(year)).toBe('1/1')
    expect(lunarNewYear(2027)).toBe('2027-02-06')
  })

  it('are read in the year that is ahead', () => {
    expect(readLunarDay('初五', '2026-11-25')).toBe('2027-02-10')
    expect(readLunarDay('元宵', '2026-11-25')).toBe('2027-02-20')
    expect(readLunarDay('除夕', '2026-11-25')).toBe('2027-02-05')
    expect(readLunarDay('腊月二十', '2026-11-25')).toBe('2027-01-27')
  })
})
