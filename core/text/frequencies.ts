/**
 * How often a medicine is given, in one form for every way of writing it: 每日2次, 一天两次, bid, twice daily
 * are "2/day". An interval of hours that divides the day is told as its count in a day (q12h = 2/day, q8h =
 * 3/day): prescriptions and labels use both for one schedule. Every other interval stays as it is: every
 * other day is "1/2day", and a week is not seven days.
 */
import { DIGIT_NUMERAL, HAN_NUMERAL, numeralValue, WORD_NUMERAL } from './numerals.ts'

const N = `(?:${DIGIT_NUMERAL}|${HAN_NUMERAL})`
const RANGE = `${N}(?: ?(?:[-~至到或]) ?${N})?`
const EN_RANGE = `(?:${DIGIT_NUMERAL}|${WORD_NUMERAL})(?: ?(?:-|~| to | or ) ?(?:${DIGIT_NUMERAL}|${WORD_NUMERAL}))?`
const PERIOD = '(?:日|天|周|星期|礼拜|个?月|年|晚上?|夜|早上?|晨)'
const SPAN = '(?:个?小时|h|日|天|周|个?星期|个月|月|年)'
/** What may stand between the period and the count without changing it. */
export const GIVING =
  '(?:口服|服用?|给药|使用|用药|静脉滴注|静脉注射|静脉输注|静滴|皮下注射|肌内注射|肌肉注射|肌注|注射|输注|外用|涂抹?|吸入|滴眼|滴鼻|喷|各|共|给予|应用|固定时间)?'
const BOUND = '(?:不(?:得|应|宜|可)?超过|至多|最多|至少|不少于|≤|≥|<|>)?'
const EN_UNIT = '(?:hours?|hrs?|h|days?|weeks?|months?|years?|nights?|mornings?|evenings?)'
const EN_PERIOD = '(?:day|daily|week|weekly|month|monthly|year|yearly|night|nightly)'

const CHINESE_COUNT = `(?:[每一]|1(?!\\d) ?|(?=日)) ?${PERIOD}内? ?${GIVING} ?${BOUND} ?${RANGE} ?次(?![要品日])`
const CHINESE_INTERVAL = `每隔? ?(?:${RANGE}) ?${SPAN}(?: ?${GIVING} ?[一1] ?次)?|${N} ?个?小时 ?${GIVING} ?[一1] ?次|隔[日天](?: ?${GIVING} ?[一1]? ?次)?`
const CHINESE_REVERSE = `${RANGE} ?次 ?[/每] ?(?:日|天|周|月|年|d(?![a-z])|day)`
const LATIN = `(?:b\\.?i\\.?d|t\\.?i\\.?d|q\\.?i\\.?d|q\\.?o\\.?d|q\\.?d|qn|qw|biw|tiw|qm|q ?\\d{1,2}(?: ?[-~] ?\\d{1,2})? ?(?:hrs?|h|d|w))(?![a-z0-9])\\.?`
const ENGLISH_COUNT = `(?:once|twice|thrice|${EN_RANGE}[ -]times?)[ -](?:(?:a|per|each|every|in a)[ -])?${EN_PERIOD}(?![a-z])`
const ENGLISH_INTERVAL = `(?:once )?every (?:other |${EN_RANGE} )${EN_UNIT}(?![a-z])`

/** Source of a regular expression on readable text, case-insensitive; nothing in it captures. */
export const FREQUENCY = [
  CHINESE_COUNT,
  CHINESE_INTERVAL,
  CHINESE_REVERSE,
  LATIN,
  ENGLISH_COUNT,
  ENGLISH_INTERVAL,
]
  .map((source) => `(?:${source})`)
  .join('|')

const COUNT_PARTS = new RegExp(
  `^(?:[每一]|1 ?|) ?(${PERIOD})内? ?(${GIVING}) ?(${BOUND}) ?(${RANGE}) ?次$`,
  'iu',
)
const INTERVAL_PARTS = new RegExp(`^(每隔?)? ?(${RANGE}) ?(${SPAN})(?: ?(${GIVING}) ?[一1] ?次)?$`, 'iu')
const REVERSE_PARTS = new RegExp(`^(${RANGE}) ?次 ?[/每] ?(.+)$`, 'iu')
const ENGLISH_PARTS = new RegExp(`^(once|twice|thrice|${EN_RANGE}(?=[ -]times?)).*?(${EN_PERIOD})$`, 'iu')
const EVERY_PARTS = new RegExp(`^(?:once )?every (other|${EN_RANGE}) (${EN_UNIT})$`, 'iu')

const ABBREVIATIONS: Readonly<Record<string, string>> = {
  qd: '1/day',
  bid: '2/day',
  tid: '3/day',
  qid: '4/day',
  qod: '1/2day',
  qn: '1/night',
  qw: '1/week',
  biw: '2/week',
  tiw: '3/week',
  qm: '1/month',
}
const PERIODS: readonly (readonly [RegExp, string])[] = [
  [/小时|^h/iu, 'h'],
  [/星期|礼拜|周|week|^w$/iu, 'week'],
  [/月|month/iu, 'month'],
  [/年|year/iu, 'year'],
  [/晚|夜|night|evening/iu, 'night'],
  [/早|晨|morning/iu, 'morning'],
  [/日|天|da[yi]|^d$/iu, 'day'],
]

export interface ReadFrequency {
  /** "2/day", "1~2/day", "≤4/day", "1/3week". */
  readonly key: string
  /** Words between period and count ("口服"): said, but not part of how often. */
  readonly giving: string
}

/** Reads what `FREQUENCY` matched; null when it cannot be read after all. */
export function readFrequency(printed: string): ReadFrequency | null {
  const text = printed.trim()
  const short = text.toLowerCase().replace(/[. ]/gu, '')
  const known = ABBREVIATIONS[short]
  if (known !== undefined) return { key: known, giving: '' }
  const hourly = /^q(\d+(?:[-~]\d+)?)(h|d|w)/u.exec(short)
  if (hourly !== null) return interval(hourly[1]!, hourly[2]!)
  if (/^隔/u.test(text)) return { key: '1/2day', giving: text.replace(/^隔[日天]|[一1]? ?次$/gu, '').trim() }
  const count = COUNT_PARTS.exec(text)
  if (count !== null) {
    const [, period = '', giving = '', bound = '', number = ''] = count
    return keyed(`${boundOf(bound)}${range(number)}`, period, giving)
  }
  const every = INTERVAL_PARTS.exec(text)
  if (every !== null) return interval(every[2]!, every[3]!, every[4], /隔/u.test(every[1] ?? ''))
  const reverse = REVERSE_PARTS.exec(text)
  if (reverse !== null) return keyed(range(reverse[1]!), reverse[2]!, '')
  const english = ENGLISH_PARTS.exec(text)
  if (english !== null) {
    const word = english[1]!.toLowerCase()
    const times = { once: '1', twice: '2', thrice: '3' }[word] ?? range(word)
    return keyed(times, english[2]!, '')
  }
  const spaced = EVERY_PARTS.exec(text)
  if (spaced === null) return null
  return interval(spaced[1]!.toLowerCase() === 'other' ? '2' : spaced[1]!, spaced[2]!)
}

function keyed(count: string | null, period: string, giving: string): ReadFrequency | null {
  return count === null ? null : { key: `${count}/${periodOf(period)}`, giving }
}

function interval(number: string, period: string, giving = '', apart = false): ReadFrequency | null {
  const every = range(number)
  if (every === null) return null
  const unit = periodOf(period)
  const hours = Number(every)
  if (unit === 'h' && hours > 0 && 24 % hours === 0) return { key: `${24 / hours}/day`, giving }
  // "每隔2日" leaves open whether the second or the third day is meant: it equals itself alone.
  const lead = apart && unit !== 'h' ? '隔' : ''
  return { key: `1/${lead}${every === '1' && lead === '' ? '' : every}${unit}`, giving }
}

function periodOf(printed: string): string {
  return PERIODS.find(([pattern]) => pattern.test(printed.trim()))?.[1] ?? printed.trim()
}

function range(printed: string): string | null {
  const ends = printed.split(/ ?[~至到或]| ?-(?!half)(?=\s?\d)| to | or /u).map(numeralValue)
  return ends.includes(null) ? null : ends.join('~')
}

function boundOf(printed: string): string {
  if (printed === '') return ''
  if (/^[<>≤≥]$/u.test(printed)) return printed
  return /至少|少于/u.test(printed) ? '≥' : '≤'
}
