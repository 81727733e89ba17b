/**
 * How English notes name days, by the same rules as the Chinese ones: the week starts on Monday, "next Fri" is the
 * Friday of the next week and, while this week's is still ahead, ambiguous. What is left is read by chrono.
 */
import { addDays } from '../../crm/day.ts'
import {
  bareWeekday,
  calendarDay,
  type DayReading,
  type DayRule,
  fixedDay,
  impossible,
  lastOf,
  monthAfter,
  monthDay,
  namedMonth,
  oneDay,
  partOfMonth,
  stretch,
  until,
  vague,
  week,
  weekdayIn,
  wholeMonth,
} from './day-expression.ts'
import { addWorkdays, mondayOf, weekdayOf } from './workdays.ts'

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
/** Short forms need a capital: "sat" and "sun" are words. */
const WEEKDAY =
  '([Mm]onday|[Tt]uesday|[Ww]ednesday|[Tt]hursday|[Ff]riday|[Ss]aturday|[Ss]unday|Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun|MON|TUE|WED|THU|FRI)\\b'
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  '(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\b'
const AMOUNT = '(\\d{1,2}|an?|one|two|three|four|five|six|seven|eight|ten|a couple of|couple of)'
const ORDINAL = '([12]\\d|3[01]|0?[1-9])(?:st|nd|rd|th)?'

const isoDay = (said: string): number => WEEKDAYS.indexOf(said.toLowerCase().slice(0, 3)) + 1
const month = (said: string): number => MONTHS.indexOf(said.toLowerCase().slice(0, 3)) + 1
const WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  ten: 10,
}
const amount = (said: string): number =>
  /couple/u.test(said) ? 2 : (WORDS[said.toLowerCase()] ?? Number(said))
const later = (today: string, count: number, unit: string): string => {
  if (/^w/iu.test(unit)) return addDays(today, 7 * count)
  if (/^d/iu.test(unit)) return addDays(today, count)
  const which = monthAfter(today, count)
  return calendarDay(...which, Number(today.slice(8))) ?? lastOf(which)
}

const rule = (pattern: string, read: DayRule['read'], flags = 'giu'): DayRule => ({
  pattern: new RegExp(pattern, flags),
  read,
})
/** With capitals told apart. */
const exact = (pattern: string, read: DayRule['read']): DayRule => rule(pattern, read, 'gu')

export const ENGLISH_DAYS: readonly DayRule[] = [
  exact(`(?:\\b[Nn]ext|NEXT) ${WEEKDAY}`, ([, day], today) => nextWeekday(today, isoDay(day!))),
  exact(`\\b[Ll]ast ${WEEKDAY}`, ([, day], today) => oneDay(null, lastWeekday(today, isoDay(day!)))),
  exact(`\\b(?:[Tt]his|[Tt]his coming|[Cc]oming) ${WEEKDAY}`, ([, day], today) =>
    isoDay(day!) === weekdayOf(today) ? fixedDay(today) : bareWeekday(today, isoDay(day!)),
  ),
  exact(`\\b${WEEKDAY}(?: of)? next week|\\bnext week (?:on )?${WEEKDAY}`, ([, one, other], today) =>
    oneDay(weekdayIn(today, 1, isoDay((one ?? other)!))),
  ),
  exact(`\\b(?:a|1|one) week (?:from|on|after) (?:this )?${WEEKDAY}`, ([, day], today) =>
    oneDay(addDays(bareWeekday(today, isoDay(day!)).ahead!, 7)),
  ),
  exact(`(?:\\b[Oo]n |\\b[Bb]y |\\b[Bb]efore |\\b)${WEEKDAY}(?!s\\b)`, ([, day], today) =>
    bareWeekday(today, isoDay(day!)),
  ),
  rule('\\bday after tomorrow\\b', (_, today) => oneDay(addDays(today, 2))),
  rule('\\bday before yesterday\\b', (_, today) => oneDay(null, addDays(today, -2))),
  rule('\\b(?:tomorrow|tmrw?|tmw|tomo)\\b', (_, today) => oneDay(addDays(today, 1))),
  rule('\\b(?:today|tonight|this (?:morning|afternoon|evening|noon)|just now|earlier today)\\b', (_, today) =>
    fixedDay(today),
  ),
  rule('\\b(?:yesterday|last night)\\b', (_, today) => oneDay(null, addDays(today, -1))),
  rule(
    '\\b(?:by )?(?:EOD|COB|close of business|end of (?:the )?day)(?! (?:on |next )?(?:mon|tue|wed|thu|fri|tomorrow|today))\\b',
    (_, today) => fixedDay(today),
  ),
  rule('\\b(?:by |before )?(?:EOW|(?:the )?end of (?:the |this )?week)\\b', (_, today) =>
    endOfWeek(today, 0),
  ),
  rule('\\b(?:by |before )?(?:the )?end of next week\\b', (_, today) => endOfWeek(today, 1)),
  rule('\\b(?:by |before )?(?:EOM|(?:the )?end of (?:the |this )?month|month[- ]end)\\b', (_, today) =>
    until('month_end', lastOf(monthAfter(today, 0))),
  ),
  rule('\\b(?:by |before )?(?:the )?end of next month\\b', (_, today) =>
    until('month_end', lastOf(monthAfter(today, 1))),
  ),
  rule(`\\b(?:by |before )?(?:the )?end of ${MONTH}`, ([, said], today) =>
    until('month_end', lastOf(namedMonth(today, month(said!)))),
  ),
  rule('\\b(?:by |before )?(?:EOY|(?:the )?(?:end of (?:the |this )?year|year[- ]end))\\b', (_, today) =>
    until('month_end', `${today.slice(0, 4)}-12-31`),
  ),
  rule('\\b(?:by |before )?(?:EOQ|(?:the )?end of (?:the |this )?quarter)\\b', (_, today) =>
    until('month_end', lastOf([Number(today.slice(0, 4)), Math.ceil(Number(today.slice(5, 7)) / 3) * 3])),
  ),
  rule('\\bearly next week\\b', (_, today) =>
    stretch('range', weekdayIn(today, 1, 1), weekdayIn(today, 1, 2)),
  ),
  rule('\\b(?:late|later) next week\\b', (_, today) =>
    stretch('range', weekdayIn(today, 1, 4), weekdayIn(today, 1, 5)),
  ),
  rule('\\b(?:sometime |mid )?next week\\b(?! on)', (_, today) => week(today, 1)),
  rule('\\b(?:later |sometime )?this week\\b', (_, today) => {
    const friday = weekdayIn(today, 0, 5)
    return stretch('week', today, friday < today ? weekdayIn(today, 0, 7) : friday)
  }),
  rule('\\blast week\\b', (_, today) => week(today, -1)),
  rule('\\b(?:this |the )?weekend\\b', (_, today) =>
    stretch('range', weekdayIn(today, 0, 6), weekdayIn(today, 0, 7)),
  ),
  rule('\\bearly next month\\b', (_, today) => partOfMonth(monthAfter(today, 1), 'begin')),
  rule('\\bmid next month\\b', (_, today) => partOfMonth(monthAfter(today, 1), 'middle')),
  rule('\\b(?:sometime )?next month\\b', (_, today) => wholeMonth(monthAfter(today, 1))),
  rule('\\blast month\\b', (_, today) => wholeMonth(monthAfter(today, -1))),
  rule('\\b(?:later )?this month\\b', (_, today) => stretch('month', today, lastOf(monthAfter(today, 0)))),
  exact(`\\b(?:[Ee]arly|[Bb]eginning of)[ -]${MONTH}`, ([, said], today) =>
    partOfMonth(namedMonth(today, month(said!)), 'begin'),
  ),
  exact(`\\b[Mm]id(?:dle of)?[ -]${MONTH}`, ([, said], today) =>
    partOfMonth(namedMonth(today, month(said!)), 'middle'),
  ),
  exact(`\\b[Ll]ate[ -]${MONTH}`, ([, said], today) => partOfMonth(namedMonth(today, month(said!)), 'end')),
  exact(
    `\\b${MONTH} ${ORDINAL}(?:,? (20\\d\\d))?(?![\\d:])|\\b${ORDINAL}(?: of)? ${MONTH}(?:,? (20\\d\\d))?`,
    ([, m1, d1, y1, d2, m2, y2], today) => {
      const [m, d, y] = [month((m1 ?? m2)!), Number(d1 ?? d2), y1 ?? y2]
      if (y === undefined) return monthDay(today, m, d)
      const found = calendarDay(Number(y), m, d)
      return found === null ? impossible : fixedDay(found)
    },
  ),
  exact(`\\b(?:in|during|by|for) ${MONTH}(?! \\d)`, ([, said], today) =>
    wholeMonth(namedMonth(today, month(said!))),
  ),
  rule(
    '\\b(?:on |by |before )?the ([12]?\\d|3[01])(?:st|nd|rd|th)\\b(?! (?:floor|time|dose|line|visit|ward|edition))',
    ([, d], today) => {
      const near = [-1, 0, 1, 2].flatMap((step) => calendarDay(...monthAfter(today, step), Number(d)) ?? [])
      return oneDay(near.find((one) => one >= today) ?? null, near.findLast((one) => one <= today) ?? null)
    },
  ),
  rule(`\\b${AMOUNT} (?:working|business) days?\\b`, ([, n], today) =>
    oneDay(addWorkdays(today, amount(n!))),
  ),
  rule(
    `\\b(?:in|within|after) (?:the next )?${AMOUNT} (days?|weeks?|months?|wks?)\\b(?! ago)|\\b${AMOUNT} (days?|weeks?|months?) (?:from (?:now|today)|later)\\b`,
    ([, n, unit, n2, unit2], today) => oneDay(later(today, amount((n ?? n2)!), (unit ?? unit2)!)),
  ),
  rule('\\bin a fortnight\\b', (_, today) => oneDay(addDays(today, 14))),
  rule(`\\b${AMOUNT} (days?|weeks?|months?|wks?) ago\\b`, ([, n, unit], today) =>
    oneDay(null, later(today, -amount(n!), unit!)),
  ),
  rule(
    '\\b(?:sometime|some ?day|at some point|soon|asap|next time|another time|when (?:I|we) (?:can|get a chance)|in (?:the )?(?:coming|next) few (?:days|weeks))\\b',
    () => vague,
  ),
]

/** The Friday of the next week; while this week's is ahead, people mean either. */
function nextWeekday(today: string, day: number): DayReading {
  const next = weekdayIn(today, 1, day)
  if (day <= weekdayOf(today)) return oneDay(next)
  return { ...oneDay(next), ambiguous: [weekdayIn(today, 0, day), next] }
}

const lastWeekday = (today: string, day: number): string =>
  day < weekdayOf(today) ? weekdayIn(today, 0, day) : weekdayIn(today, -1, day)

function endOfWeek(today: string, weeks: number): DayReading {
  const friday = addDays(mondayOf(today), 7 * weeks + 4)
  return until('week_end', friday < today ? addDays(friday, 7) : friday)
}
