/** Words of tasks that a note has none of: how often, in how long, until when, which of a list. */

import { momentIn, timeIn } from '../core/wall-clock.ts'
import { addDays, dayIn } from '../crm/day.ts'

const DAYS = ['一', '二', '三', '四', '五', '六', '日'] as const
const RULE_DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
const ENGLISH_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const NUMBERS: Readonly<Record<string, number>> = {
  半: 0.5,
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
}

/** An RRULE; null for what happens once. */
export function readRecurrence(text: string): string | null {
  const said = text.normalize('NFKC')
  if (/每(?:个)?工作日|every (?:week|work)day/iu.test(said)) return 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'
  const week = /每(?:个)?(?:周|星期|礼拜)((?:[一二三四五六日天][、和,，]?)+)/u.exec(said)?.[1]
  if (week !== undefined) {
    const days = [...week].flatMap((one) => {
      const at = DAYS.indexOf((one === '天' ? '日' : one) as (typeof DAYS)[number])
      return at < 0 ? [] : [RULE_DAYS[at]!]
    })
    return `FREQ=WEEKLY;BYDAY=${[...new Set(days)].join(',')}`
  }
  const english = /\bevery (mon|tue|wed|thu|fri|sat|sun)/iu.exec(said)?.[1]?.toLowerCase()
  if (english !== undefined) return `FREQ=WEEKLY;BYDAY=${RULE_DAYS[ENGLISH_DAYS.indexOf(english)]!}`
  if (/每(?:个)?月(?:底|末)/u.test(said)) return 'FREQ=MONTHLY;BYMONTHDAY=-1'
  const month = /每(?:个)?月\s*(\d{1,2})\s*[号日]/u.exec(said)?.[1]
  if (month !== undefined && Number(month) >= 1 && Number(month) <= 31) {
    return `FREQ=MONTHLY;BYMONTHDAY=${Number(month)}`
  }
  if (/每天|天天|每日(?!一次|\d)|\bevery ?day\b|\bdaily\b/iu.test(said)) return 'FREQ=DAILY'
  if (/每(?:个)?(?:周|星期)(?![一二三四五六日天末])|\bevery week\b|\bweekly\b/iu.test(said))
    return 'FREQ=WEEKLY'
  return null
}

/** "半小时后", "in 20 minutes", "三天后": the moment; null where nothing is counted from now. */
export function readDelay(text: string, at: Date): Date | null {
  const said = text.normalize('NFKC')
  const match =
    /(\d{1,3}(?:\.\d)?|[半一两二三四五六七八九十])\s*(?:个)?(半)?\s*(分钟|小时|钟头|天)(?:半)?\s*(?:之|以)?后/u.exec(
      said,
    ) ?? /\bin (\d{1,3}|an?|half an?)()\s*(minutes?|hours?|days?)\b/iu.exec(said)
  if (match === null) return null
  const [, count = '', half, unit = ''] = match
  const number = NUMBERS[count] ?? (/^half/iu.test(count) ? 0.5 : /^an?$/iu.test(count) ? 1 : Number(count))
  const size = /^(?:分钟|min)/iu.test(unit) ? 60_000 : /^(?:天|day)/iu.test(unit) ? 86_400_000 : 3_600_000
  return new Date(at.getTime() + (number + (half === '半' ? 0.5 : 0)) * size)
}

/** The part of the day as a time, where no hour is named. */
export function partOfDay(text: string): string | null {
  if (/下班前|傍晚|\bend of day\b/iu.test(text)) return '17:00'
  if (/晚上|今晚|明晚|\b(?:tonight|evening)\b/iu.test(text)) return '19:00'
  if (/下午|午后|\bafternoon\b/iu.test(text)) return '14:00'
  if (/中午|\bnoon\b/iu.test(text)) return '12:00'
  return null
}

/** Until when something is put off: what is said, else tomorrow at nine. */
export function readSnooze(text: string, at: Date, timezone: string): Date {
  const delay = readDelay(`${text}后`, at) ?? readDelay(text, at)
  const today = dayIn(at, timezone)
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay() || 7
  const named = /(下)?(?:周|星期)([一二三四五六日天])/u.exec(text)
  const hour = partOfDay(text) ?? '09:00'
  if (named !== null) {
    const wanted = DAYS.indexOf((named[2] === '天' ? '日' : named[2]) as (typeof DAYS)[number]) + 1
    const ahead =
      named[1] === '下' ? 7 - weekday + wanted : wanted > weekday ? wanted - weekday : 7 - weekday + wanted
    return momentIn(addDays(today, ahead), hour, timezone)
  }
  if (/后天/u.test(text)) return momentIn(addDays(today, 2), hour, timezone)
  if (/今晚|今天|下午|晚上|\btonight\b/iu.test(text) && hour > timeIn(at, timezone)) {
    return momentIn(today, hour, timezone)
  }
  if (delay !== null) return delay
  return momentIn(addDays(today, 1), hour, timezone)
}

/** Which of a numbered list, from 1; null where no number is said. */
export function readNumber(text: string): number | null {
  const match = /(\d{1,2})|([一二三四五六七八九十])(?=\s*(?:个|项|条|号|$))/u.exec(text.normalize('NFKC'))
  if (match === null) return null
  return match[1] === undefined ? (NUMBERS[match[2]!] ?? null) : Number(match[1])
}
