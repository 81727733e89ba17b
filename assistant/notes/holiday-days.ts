/** Days told by holidays and by the Chinese calendar: 节后, 国庆前, 初八, "after Golden Week". */
import { addDays } from '../../crm/day.ts'
import { type DayReading, type DayRule, fixedDay, oneDay } from './day-expression.ts'
import { LUNAR_WORDS, readLunarDay } from './lunar-days.ts'
import type { PublicHoliday } from './public-holidays.ts'
import { comingHoliday, workdayFrom } from './workdays.ts'

const HOLIDAY =
  '(?:(?:国庆|春节|元旦|清明|端午|中秋|劳动)节?|五一|十一(?![月点号日个家])|节|过?年|长假|假期|小长假|黄金周|放假|假)'
const ENGLISH_HOLIDAY =
  '(?:(?:the )?(?:holidays?|long holiday|golden week|national day(?: holiday)?|spring festival|chinese new year|lunar new year|CNY|new year|labou?r day|may day|mid-?autumn(?: festival)?|dragon boat(?: festival)?|qingming))'

const rule = (pattern: string, flags: string, read: DayRule['read']): DayRule => ({
  pattern: new RegExp(pattern, flags),
  read,
})

export const HOLIDAY_DAYS: readonly DayRule[] = [
  rule(
    `(?:${HOLIDAY}(?:后|回来|收假|结束)|开工|复工)(?:上班)?(?:的)?(?:第一[天日]|第一个工作日|头一天)`,
    'gu',
    ([words], today) => {
      const holiday = comingHoliday(asHoliday(words), today)
      return holiday === null ? null : oneDay(workdayFrom(addDays(holiday.to, 1)))
    },
  ),
  rule(
    `(?:过完(?:年|节)|${HOLIDAY}(?:之|以)?后|(?:年后|节后|春节后)?(?:开工|复工)(?:之?后|以后)?|假期回来)(?:上班)?(?:之?后|以后)?(?!第|一)`,
    'gu',
    ([words], today) => after(comingHoliday(asHoliday(words), today), words),
  ),
  rule(`(?<![\\d一二三四五六七八九十去今明几半多近])${HOLIDAY}(?:之|以)?前`, 'gu', ([words], today) =>
    beforeIt(comingHoliday(asHoliday(words), today), today),
  ),
  rule(`(${LUNAR_WORDS})(上班|开工)?(?:之?后|以后)`, 'gu', ([words, day], today) => {
    const found = readLunarDay(day!, today)
    return found === null
      ? null
      : {
          precision: 'event',
          ahead: null,
          back: null,
          range: null,
          event: `${day}（${found}）${words.slice(day!.length)}`,
          lunar: true,
        }
  }),
  rule(LUNAR_WORDS, 'gu', ([words], today) => {
    const found = readLunarDay(words, today)
    return found === null ? null : { ...oneDay(found, readLunarDay(words, today, true)), lunar: true }
  }),
  rule('(?:国庆|元旦|五一|清明|端午|中秋)节?(?:当天|那天)', 'gu', ([words], today) => {
    const holiday = comingHoliday(words, today)
    return holiday === null ? null : fixedDay(dayItself(holiday))
  }),
  rule(`\\bafter ${ENGLISH_HOLIDAY}`, 'giu', ([words], today) => after(comingHoliday(words, today), words)),
  rule(`\\b(?:before|by) ${ENGLISH_HOLIDAY}`, 'giu', ([words], today) =>
    beforeIt(comingHoliday(words, today), today),
  ),
]

/** 年后 and 开工 speak of the Spring Festival; 节, 假期 of whatever comes next. */
const asHoliday = (words: string): string => (/开工|复工|^过?年/u.test(words) ? '春节' : words)

function after(holiday: PublicHoliday | null, words: string): DayReading | null {
  if (holiday === null) return null
  const since = addDays(holiday.to, 1)
  return {
    precision: 'event',
    ahead: null,
    back: null,
    range: null,
    event: `${words}（${holiday.name[0]} ${holiday.from}~${holiday.to}，${since}起）`,
  }
}

/** The last day before the holiday; in the middle of it nothing is before it any more. */
function beforeIt(holiday: PublicHoliday | null, today: string): DayReading | null {
  if (holiday === null) return null
  const last = addDays(holiday.from, -1)
  return last < today ? null : oneDay(last)
}

const dayItself = ({ from, to, words }: PublicHoliday): string =>
  words.test('国庆') || words.test('五一') || words.test('元旦') ? from : to
