/**
 * Every day that a note names, in its order. Rules of the house come first; what they leave of Latin text is given
 * to chrono, of which only a day that it is certain of is taken. Never guessed: 过几天 names no day.
 */
import { createRequire } from 'node:module'
import { CHINESE_DAYS } from './chinese-days.ts'
import { type DayRule, type DayWords, oneDay } from './day-expression.ts'
import { ENGLISH_DAYS } from './english-days.ts'
import { HOLIDAY_DAYS } from './holiday-days.ts'
import type { Span } from './note-reading.ts'

type Chrono = typeof import('chrono-node')

const require = createRequire(import.meta.url)
/** A quarter of a thousand modules: at the first note that needs it, not at the start. */
const chrono = (): Chrono => require('chrono-node') as Chrono

const RULES: readonly DayRule[] = [...HOLIDAY_DAYS, ...CHINESE_DAYS, ...ENGLISH_DAYS]
/** Chrono is asked only where one of these stands. */
const MAY_BE_DAY =
  /\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\bago\b|\bweeks?\b|\bdays?\b/iu

/** "2.12月中旬": the number of a point is no part of the day. */
const ENUMERATOR = /(?<=^|[\s。;:，,])\d{1,2}[.、)](?=\d{1,2}(?:月|\/))/gu

/** `given` is the folded note, `today` the rep's day, `taken` what is a name and never a day. */
export function findDays(given: string, today: string, taken: readonly Span[]): readonly DayWords[] {
  const text = given.replace(ENUMERATOR, (found) => ' '.repeat(found.length))
  const free = (start: number, end: number, used: readonly Span[]): boolean =>
    used.every((one) => end <= one.start || start >= one.end)
  const found = RULES.flatMap(({ pattern, read }, order) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const end = match.index + match[0].length
      if (match[0] === '' || !free(match.index, end, taken)) return []
      const reading = read(match as RegExpExecArray, today)
      return reading === null ? [] : [{ ...reading, text: match[0], start: match.index, end, order }]
    }),
  )
  // The longest words first: 下周三 is not 周三, 12月29号 is not 29号.
  found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.order - b.order)
  const kept: DayWords[] = []
  for (const { order: _, ...one } of found) if (free(one.start, one.end, kept)) kept.push(one)
  kept.push(...byChrono(text, today).filter(({ start, end }) => free(start, end, [...kept, ...taken])))
  return kept.toSorted((a, b) => a.start - b.start)
}

function byChrono(text: string, today: string): readonly DayWords[] {
  if (!MAY_BE_DAY.test(text)) return []
  return chrono()
    .en.parse(text, new Date(`${today}T12:00:00`), { forwardDate: true })
    .flatMap(({ text: words, index, start }) => {
      if (!start.isCertain('day') || words.length < 4) return []
      const part = (name: 'year' | 'month' | 'day'): string => String(start.get(name)).padStart(2, '0')
      const day = `${part('year')}-${part('month')}-${part('day')}`
      const reading =
        start.isCertain('year') || day === today
          ? oneDay(day, day)
          : oneDay(day >= today ? day : null, day <= today ? day : null)
      return [{ ...reading, text: words, start: index, end: index + words.length }]
    })
}
