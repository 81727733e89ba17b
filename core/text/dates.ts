/** Days, months and years as text names them, in one form: 2026-03-01, 2026年3月1日, March 1, 2026. */
import { numeralValue } from './numerals.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const YEAR = '(?:1[89]|20|21)\\d\\d'
const HAN_YEAR = '[一二][〇零一二三四五六七八九]{3}'
const HAN_DAY = '[一二三四五六七八九十]{1,3}'

/** Source of a regular expression on readable text, case-insensitive; nothing in it captures. */
export const DATE = [
  `${YEAR} ?年 ?\\d{1,2} ?月(?: ?\\d{1,2} ?[日号])?`,
  `${YEAR} ?年(?!\\d)`,
  `${YEAR}-\\d{1,2}-\\d{1,2}(?!\\d)`,
  `${YEAR}/\\d{1,2}/\\d{1,2}(?!\\d)`,
  `${YEAR}\\.\\d{1,2}\\.\\d{1,2}(?!\\d)`,
  `${HAN_YEAR}年(?:${HAN_DAY}月(?:${HAN_DAY}[日号])?)?`,
  '\\d{1,2} ?月 ?\\d{1,2} ?[日号]',
  `${HAN_DAY}月${HAN_DAY}[日号]`,
  `${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? ${YEAR}`,
  `\\d{1,2}(?:st|nd|rd|th)? ${MONTH},? ${YEAR}`,
  `${MONTH} ${YEAR}`,
].join('|')

/** "2026-03-01", "2026-03", "2026", "--03-01": as much as was named. */
export function readDate(printed: string): string | null {
  const text = printed.toLowerCase()
  const word = MONTHS.findIndex((month) => new RegExp(`(?:^|[^a-z])${month}`, 'u').test(text))
  const year = new RegExp(`${YEAR}|${HAN_YEAR}`, 'u').exec(text)?.[0]
  if (word >= 0) {
    const day = /(?:^|\D)(\d{1,2})(?!\d)/u.exec(text)?.[1]
    return join(year, String(word + 1), day)
  }
  const rest = year === undefined ? text : text.slice(text.indexOf(year) + year.length)
  const [month, day] = rest.match(/\d{1,2}|[一二三四五六七八九十]{1,3}/gu) ?? []
  return join(year, month, day)
}

function join(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  const parts = [year, month, day].map((part) => (part === undefined ? undefined : numeralValue(part)))
  if (parts.includes(null)) return null
  const [y, m, d] = parts
  return [y ?? '-', m?.padStart(2, '0'), d?.padStart(2, '0')].filter((part) => part !== undefined).join('-')
}
