import { describe, expect, it } from 'vitest'
import { addDays, dayIn, daysBetween, isDay, readDay } from './day.ts'
import { periodAround, readPeriod } from './period.ts'

describe('a period', () => {
  it('is a month, a quarter, half a year or a year, however it is written', () => {
    const read = (cell: string) => {
      const period = readPeriod(cell)
      return period && `${period.from}..${period.to}`
    }
    for (const cell of ['2026-02', '2026/2', '202602', '2026年2月', ' ２０２６年２月 ']) {
      expect(read(cell), cell).toBe('2026-02-01..2026-03-01')
    }
    for (const cell of ['2026Q4', '2026-Q4', 'Q4 2026', '2026年第四季度', '2026年4季度']) {
      expect(read(cell), cell).toBe('2026-10-01..2027-01-01')
    }
    expect(read('2026下半年')).toBe('2026-07-01..2027-01-01')
    expect(read('2026')).toBe('2026-01-01..2027-01-01')
    for (const cell of ['', '2026-13', '2026Q5', '1026', 'soon', '2026-00'])
      expect(read(cell), cell).toBeUndefined()
  })

  it('is the one that a day is in', () => {
    expect(periodAround('2026-12-31', 'month')).toEqual({ from: '2026-12-01', to: '2027-01-01' })
    expect(periodAround('2026-05-15', 'quarter')).toEqual({ from: '2026-04-01', to: '2026-07-01' })
  })
})

describe('a day', () => {
  it('is read as companies write it, and only when the calendar has it', () => {
    for (const cell of [
      '2028-02-29',
      '2028/2/29',
      '2028.2.29',
      '2028年2月29日',
      '20280229',
      '2028-02-29T00:00:00',
    ]) {
      expect(readDay(cell), cell).toBe('2028-02-29')
    }
    for (const cell of ['2027-02-29', '2026-13-01', '29/2/2028', '', '2026-2']) {
      expect(readDay(cell), cell).toBeUndefined()
    }
    expect(isDay('2026-2-1')).toBe(false)
    expect(isDay('2026-02-31')).toBe(false)
  })

  it('is another one elsewhere, and can be counted on from', () => {
    const at = new Date('2026-03-31T17:00:00Z')
    expect(dayIn(at, 'Asia/Shanghai')).toBe('2026-04-01')
    expect(dayIn(at, 'America/New_York')).toBe('2026-03-31')
    expect(addDays('2026-02-27', 2)).toBe('2026-03-01')
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2)
  })
})
