/** How Chinese notes name days: one rule a way of speaking. Rules of holidays stand in holiday-days.ts. */

import { numeralValue } from '../../core/text/numerals.ts'
import { addDays } from '../../crm/day.ts'
import {
  bareWeekday,
  calendarDay,
  type DayReading,
  type DayRule,
  firstOf,
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

const N = '(\\d{1,3}|[一二两三四五六七八九十]{1,3}|半)'
const MONTH = '(1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])月'
const DATE_DAY = '([12]\\d|3[01]|0?[1-9]|二?十[一二三四五六七八九]|三十一?|二十|[一二三四五六七八九十])'
const WEEK = '(?:周|星期|礼拜)'
const WEEKDAY = '([一二三四五六日天1-7])'
const NO_NUMBER = '(?<![\\d.第一二三四五六七八九十])'
const YEAR = '(?:(明年|后年|今年|去年|20\\d\\d年)的?)?'
/** A day of a month without a month is never a bed, a floor, a line of buses or a decree. */
const NOT_COUNTED = '(?!床|楼|线|院|店|门|文|令|元|会议室|诊室|病房|批)'

const number = (printed: string): number => {
  const value = printed === '半' ? '0.5' : numeralValue(printed.replaceAll('两', '二'))
  return value === null ? Number.NaN : Number(value)
}
const isoDay = (printed: string): number =>
  /\d/u.test(printed) ? Number(printed) : '一二三四五六日'.indexOf(printed === '天' ? '日' : printed) + 1

function inYear(today: string, said: string | undefined, month: number, day: number): DayReading {
  if (said === undefined) return monthDay(today, month, day)
  const found = calendarDay(yearOf(today, said), month, day)
  return found === null ? impossible : fixedDay(found)
}

function yearOf(today: string, said: string): number {
  const now = Number(today.slice(0, 4))
  const steps: Readonly<Record<string, number>> = { 明年: 1, 后年: 2, 今年: 0, 去年: -1 }
  return said in steps ? now + steps[said]! : Number.parseInt(said, 10)
}

const monthOf = (today: string, said: string | undefined, month: number): readonly [number, number] =>
  said === undefined ? namedMonth(today, month) : [yearOf(today, said), month]

/** 上个月 -1, 下下个月 2; the month itself where nothing is said. */
function steps(said: string | undefined): number {
  if (said === undefined || /[这本当]/u.test(said)) return 0
  const up = (said.match(/上/gu) ?? []).length
  return (said.match(/下/gu) ?? []).length - up
}

const rule = (pattern: string, read: DayRule['read']): DayRule => ({
  pattern: new RegExp(pattern, 'gu'),
  read,
})

export const CHINESE_DAYS: readonly DayRule[] = [
  rule('(20\\d\\d)\\s*[-年/.]\\s*(\\d{1,2})\\s*[-月/.]\\s*(\\d{1,2})[日号]?', ([, y, m, d]) => {
    const found = calendarDay(Number(y), Number(m), Number(d))
    return found === null ? impossible : fixedDay(found)
  }),
  rule(
    `${NO_NUMBER}${YEAR}${MONTH}${DATE_DAY}[日号]?(?:-|~|到|至)(?:${MONTH})?${DATE_DAY}[日号]`,
    ([, y, m, d, m2, d2], today) => {
      const from = inYear(today, y, number(m!), number(d!)).ahead
      const to = inYear(today, y, number(m2 ?? m!), number(d2!)).ahead
      return from === null || to === null ? null : stretch('range', from, to)
    },
  ),
  rule(
    `${NO_NUMBER}${YEAR}${MONTH}\\s?${DATE_DAY}(?:[日号](?![床楼院店])|(?![\\d.个次家位名人]))`,
    ([, y, m, d], today) => inYear(today, y, number(m!), number(d!)),
  ),
  rule(`${NO_NUMBER}${YEAR}${MONTH}(?:份)?(?:的)?(底|末|初|中旬?|上旬|下旬)`, ([, y, m, part], today) =>
    thirdOf(monthOf(today, y, number(m!)), part!),
  ),
  rule(`${NO_NUMBER}${YEAR}${MONTH}(?:份|内|里)?(?![\\d月])`, ([, y, m], today) =>
    wholeMonth(monthOf(today, y, number(m!))),
  ),
  rule(`(上上|上|下下|下|这|本)个?月(?:的)?${DATE_DAY}[号日]`, ([, said, d], today) => {
    const [year, month] = monthAfter(today, steps(said))
    const found = calendarDay(year, month, number(d!))
    return found === null ? impossible : fixedDay(found)
  }),
  rule('(上|下下|下|这|本)?个?(?:的)?月(底|末|初|中旬?)(?!药)', ([, said, part], today) =>
    thirdOf(monthAfter(today, steps(said)), part!),
  ),
  rule('(上|下下|下|这|本)?个?月?(上旬|中旬|下旬)', ([, said, part], today) =>
    thirdOf(monthAfter(today, steps(said)), part!),
  ),
  rule('(上|下下|下|这|本|当)个?月(?:内|里|份)?(?![底末初中\\d])', ([, said], today) => {
    const which = monthAfter(today, steps(said))
    return steps(said) === 0 ? stretch('month', today, lastOf(which)) : wholeMonth(which)
  }),
  rule(`(?<![\\d.月/-])${DATE_DAY}[-~到至]${DATE_DAY}[号日]${NOT_COUNTED}`, ([, d, d2], today) => {
    const from = dayOnly(today, number(d!)).ahead
    const to = dayOnly(today, number(d2!)).ahead
    return from === null || to === null ? null : stretch('range', from, to)
  }),
  rule(
    `(?<![\\d.月/-])([12]\\d|3[01]|[1-9]|二?十[一二三四五六七八九]|三十一?|二十)[号日]${NOT_COUNTED}`,
    ([, d], today) => dayOnly(today, number(d!)),
  ),
  // 12/29, 12.29: a fraction, a dose or a version elsewhere.
  rule(
    '(?<![\\d.Vv/A-Za-z了压为是-])(1[0-2]|0?[1-9])/([12]\\d|3[01]|0?[1-9])(?![\\d/.%a-zA-Z])',
    ([, m, d], today) => monthDay(today, Number(m), Number(d)),
  ),
  rule(
    '(?<![\\d.Vv/A-Za-z-])(1[0-2]|0?[1-9])\\.([12]\\d|3[01]|0?[1-9])(?=\\s*(?:[日号]|周|星期|[上下]午|中午|早|晚|前|之前|开|去|见|拜访|\\(|\\n|:)|\\s+\\p{Script=Han})(?!\\s*(?:前列腺|周期))',
    ([, m, d], today) => monthDay(today, Number(m), Number(d)),
  ),
  rule('大前[天日]', (_, today) => fixedDay(addDays(today, -3))),
  rule('前[天日](?!性)|前[儿晚](?!童)', (_, today) => oneDay(null, addDays(today, -2))),
  rule('昨[天日晚夜早儿]|昨(?=上午|下午)', (_, today) => oneDay(null, addDays(today, -1))),
  rule('今[天日早晚晨儿](?!后)|今(?=上午|下午)|刚才|刚刚', (_, today) => fixedDay(today)),
  rule('大后[天日]', (_, today) => oneDay(addDays(today, 3))),
  rule('后[天日](?!性|院)', (_, today) => oneDay(addDays(today, 2))),
  rule('明[天日早晚晨儿](?!显)|明(?=上午|下午)|(?<=^|[\\s，。;:])明(?=\\s|\\d{1,2}[:点])', (_, today) =>
    oneDay(addDays(today, 1)),
  ),
  rule(
    `(上上|上|下下|下|这|本)?个?${WEEK}${WEEKDAY}(?:到|至|-|~)(?:下?个?${WEEK})?${WEEKDAY}`,
    ([, said, from, to], today) => {
      const weeks = weeksFor(today, said, isoDay(from!))
      return stretch('range', weekdayIn(today, weeks, isoDay(from!)), weekdayIn(today, weeks, isoDay(to!)))
    },
  ),
  rule(
    `(上上|上|下下|下|这|本)?个?${WEEK}${WEEKDAY}(?:或者?|、|/)(?:下?个?${WEEK})?${WEEKDAY}(?![个位])`,
    ([, said, one, other], today) => {
      const weeks = weeksFor(today, said, isoDay(one!))
      const [first, second] = [weekdayIn(today, weeks, isoDay(one!)), weekdayIn(today, weeks, isoDay(other!))]
      return { ...stretch('range', first, second), ambiguous: [first, second] }
    },
  ),
  rule(`(上上|上|下下|下)个?${WEEK}${WEEKDAY}`, ([, said, day], today) => {
    const found = weekdayIn(today, steps(said), isoDay(day!))
    return steps(said) < 0 ? oneDay(null, found) : oneDay(found)
  }),
  rule(`(?:这|本|这个)${WEEK}${WEEKDAY}`, ([, day], today) =>
    isoDay(day!) === weekdayOf(today) ? fixedDay(today) : thisWeeks(today, isoDay(day!)),
  ),
  rule(`(?<![每逢双单隔])${WEEK}${WEEKDAY}(?![个位天周年次月期])`, ([, day], today) =>
    bareWeekday(today, isoDay(day!)),
  ),
  rule('(上|下下|下|这个?|本)?周末', ([, said], today) => {
    const weeks = steps(said)
    return stretch('range', weekdayIn(today, weeks, 6), weekdayIn(today, weeks, 7))
  }),
  rule(`(下下|下)个?${WEEK}(初|头|中|前半段)`, ([, said, part], today) => {
    const monday = addDays(mondayOf(today), 7 * steps(said))
    return part === '中'
      ? stretch('range', addDays(monday, 1), addDays(monday, 3))
      : stretch('range', monday, addDays(monday, 1))
  }),
  rule(`(下下|下|上上|上)个?${WEEK}(?:内|里)?(?![${'一二三四五六日天末\\d'}])`, ([, said], today) =>
    week(today, steps(said)),
  ),
  rule(`(?:这|本|这个)${WEEK}(?:内|里|之内)?(?![一二三四五六日天末\\d])|周内`, (_, today) => {
    const friday = weekdayIn(today, 0, 5)
    return stretch('week', today, today > friday ? weekdayIn(today, 0, 7) : friday)
  }),
  rule(`${N}个?工作日(?:之?内|以内|后|之后|以后)`, ([, n], today) => oneDay(addWorkdays(today, number(n!)))),
  rule(
    `(?:过|再过)${N}(个?(?:天|日|周|星期|礼拜|月))(?:之?后|以后)?|${N}(个?(?:天|日|周|星期|礼拜|月))(?:之?后|以后|之?内|以内)`,
    (match, today) => {
      const [amount, unit] = [match[1] ?? match[3], match[2] ?? match[4]]
      return oneDay(later(today, number(amount!), unit!))
    },
  ),
  rule(`${N}(个?(?:天|日|周|星期|礼拜|月))(?:之|以)?前`, ([, n, unit], today) =>
    oneDay(null, later(today, -number(n!), unit!)),
  ),
  rule('(?:24|二十四)(?:个?小时|h)(?:之?内|以内)', (_, today) => oneDay(addDays(today, 1))),
  rule('(?:48|四十八)(?:个?小时|h)(?:之?内|以内)', (_, today) => oneDay(addDays(today, 2))),
  rule('(明)?年[底末]', ([, next], today) =>
    until('month_end', `${Number(today.slice(0, 4)) + (next === undefined ? 0 : 1)}-12-31`),
  ),
  rule('(明)年(?![底末初\\d一二三四五六七八九十])', (_, today) => {
    const year = Number(today.slice(0, 4)) + 1
    return stretch('range', `${year}-01-01`, `${year}-12-31`)
  }),
  rule('(?:这个?|本)?季度[末底]', (_, today) => until('month_end', endOfQuarter(today))),
  rule(
    '(?:再?过(?:几天|一?段时间|一?阵子?|些日子|些天|一段|些时候)|改天|改日|过会儿|回头(?=[再给我找]|$)|有空(?=再)|找(?:个)?时间|找机会|有机会|(?:下次|下回)(?!月底|周|下)|以后(?=再|慢慢)|这两天|这几天(?!都)|最近(?=会|要|再)|尽快|尽早|抓紧)',
    () => vague,
  ),
]

/** 周三到周五, said of the past week or of the one that is ahead. */
function weeksFor(today: string, said: string | undefined, day: number): number {
  if (said !== undefined) return steps(said)
  return day > weekdayOf(today) ? 0 : 1
}

/** 这周三: looking back it is this week's, too. */
function thisWeeks(today: string, day: number): DayReading {
  const bare = bareWeekday(today, day)
  return oneDay(bare.ahead, day <= weekdayOf(today) ? weekdayIn(today, 0, day) : null)
}

function thirdOf(which: readonly [number, number], part: string): DayReading {
  if (/底|末/u.test(part)) return until('month_end', lastOf(which))
  if (/初|上旬/u.test(part)) return partOfMonth(which, 'begin')
  return partOfMonth(which, part === '下旬' ? 'end' : 'middle')
}

/** 14号: of this month or the next; looking back of this month or the last. */
function dayOnly(today: string, day: number): DayReading {
  const near = [-1, 0, 1, 2].flatMap((months) => calendarDay(...monthAfter(today, months), day) ?? [])
  return oneDay(near.find((one) => one >= today) ?? null, near.findLast((one) => one <= today) ?? null)
}

function later(today: string, amount: number, unit: string): string {
  if (/周|星期|礼拜/u.test(unit)) return addDays(today, Math.round(amount * 7))
  if (!unit.includes('月')) return addDays(today, Math.round(amount))
  // Half a month is two weeks in everybody's mouth.
  if (amount === 0.5 || amount === -0.5) return addDays(today, amount * 30)
  const which = monthAfter(today, amount)
  return calendarDay(...which, Number(today.slice(8))) ?? lastOf(which)
}

function endOfQuarter(today: string): string {
  const month = Math.ceil(Number(today.slice(5, 7)) / 3) * 3
  return lastOf([Number(firstOf([Number(today.slice(0, 4)), month]).slice(0, 4)), month])
}
