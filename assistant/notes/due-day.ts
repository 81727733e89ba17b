/** When something is due, from the day words of a note: kept as it is said, with what has to be asked about it. */
import type { FollowUp } from '../../crm/visit.ts'
import type { DayWords } from './day-expression.ts'
import type { TimeWords } from './find-times.ts'
import { holidayOn, isWeekend } from './workdays.ts'

export type DueDay = Pick<
  FollowUp,
  'due' | 'precision' | 'range' | 'event' | 'time' | 'weekend' | 'holiday' | 'lunar' | 'ambiguous'
>

export const NO_DUE: DueDay = { due: null, precision: 'none', range: null, event: null }

/** Undefined day: nothing is said. A day on a weekend or holiday stays where it is. */
export function dueOn(day: DayWords | undefined, time: TimeWords | undefined): DueDay {
  const clock = time?.clock ?? null
  const at = clock === null ? {} : { time: clock }
  if (day === undefined || day.vague === true || day.impossible === true) return { ...NO_DUE, ...at }
  const { ahead, range, precision, event, lunar, ambiguous } = day
  return {
    due: ahead,
    precision,
    range,
    event: event ?? null,
    ...at,
    ...(ahead !== null && holidayOn(ahead) !== null ? { holiday: true as const } : {}),
    ...(ahead !== null && holidayOn(ahead) === null && isWeekend(ahead) ? { weekend: true as const } : {}),
    ...(lunar === true ? { lunar: true as const } : {}),
    ...(ambiguous === undefined ? {} : { ambiguous }),
  }
}
