/**
 * Repetition of a task, as an RRULE of RFC 5545 on the wall clock of its owner: "every Friday at nine" stays at
 * nine when clocks change.
 */
import { createRequire } from 'node:module'
import type * as RRuleLibrary from 'rrule'
import { momentIn, toWallClock } from '../core/wall-clock.ts'
import { refused } from './refused.ts'

const require = createRequire(import.meta.url)
/** Few tasks repeat; the library is loaded for the first that does. */
const library = () => require('rrule') as typeof RRuleLibrary

/** At most once a day: what is more frequent is no task. */
const FREQUENCIES = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY']

/** The rule in its plain form. Throws `invalid_input` for a text that is no rule or repeats within a day. */
export function checkRecurrence(rule: string): string {
  const text = rule.trim().replace(/^RRULE:/iu, '')
  try {
    const { freq } = library().RRule.parseString(text)
    if (freq !== undefined && freq < FREQUENCIES.length && !/DTSTART|TZID|[\r\n]/iu.test(text)) {
      return text.toUpperCase()
    }
  } catch {
    // Told below, like a rule of the wrong kind.
  }
  throw refused('recurrence', 'A repetition is an RRULE such as FREQ=WEEKLY;BYDAY=FR, once a day at most.')
}

export interface Occurrence {
  /** `YYYY-MM-DD` */
  readonly day: string
  readonly at: Date
}

/**
 * The first occurrence later than `after`, of a rule that began on `day` at `time` (`HH:MM`) in the zone;
 * null when the rule has ended.
 */
export function nextOccurrence(
  rule: string,
  from: { readonly day: string; readonly time: string; readonly timezone: string },
  after: Date,
): Occurrence | null {
  const { RRule } = library()
  // The library counts on a clock without a zone, which is what the wall has.
  const series = new RRule({
    ...RRule.parseString(rule),
    dtstart: new Date(`${from.day}T${from.time}:00Z`),
  })
  const wall = series.after(toWallClock(after, from.timezone))
  if (wall === null) return null
  const day = wall.toISOString().slice(0, 10)
  return { day, at: momentIn(day, from.time, from.timezone) }
}
