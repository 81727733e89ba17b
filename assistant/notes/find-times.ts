/** Times of the day in a note: 下午三点来钟, 14:30, 2pm, noon; `HH:MM`, or the part of the day. */
import { numeralValue } from '../../core/text/numerals.ts'
import type { Span } from './note-reading.ts'

export interface TimeWords extends Span {
  /** `HH:MM`; null where only the part of the day is said. */
  readonly clock: string | null
  readonly part: 'am' | 'noon' | 'pm' | 'evening' | null
}

const PARTS: readonly (readonly [RegExp, NonNullable<TimeWords['part']>])[] = [
  [/凌晨|一?大?早上?|早晨|清早|上午|今早|明早|morning|\bAM\b|a\.m\./iu, 'am'],
  [/中午|正午|午休|午间|\bnoon|lunch ?time|midday/iu, 'noon'],
  [/下午|傍晚|afternoon|\bPM\b|p\.m\./iu, 'pm'],
  [/今晚|明晚|昨晚|晚上|夜里|夜间|晚间|evening|tonight|last night/iu, 'evening'],
]
const PART = '(?:凌晨|大?清?早上?|早晨|上午|今早|明早|昨晚|中午|正午|下午|傍晚|今晚|明晚|晚上|晚间)'
const N = '(\\d{1,2}|十[一二]|[一二两三四五六七八九十])'
const CHINESE = new RegExp(
  `(?<![有差早晚快慢多少重大小特缺优要热])(${PART})?\\s*${N}(?:点|時|时(?=整|许|\\d))(?!滴|名|心|赞|[个儿点]|开|建议|意见|要求|顾虑|问题|原因|反馈|疑问|需求|没|也|都|不|想|体会|小|内容|前提)(半|一刻|三刻|(\\d{1,2}|[一二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九])分?)?(?:来?钟|左右|多)?`,
  'gu',
)
const COLON = new RegExp(
  `(${PART})?\\s*(?<![\\d:])([01]?\\d|2[0-3]):([0-5]\\d)(?!\\d)(?:\\s*([ap]\\.?m\\.?))?`,
  'giu',
)
const ENGLISH =
  /(?<![\d.:])(1[0-2]|0?[1-9])(?::([0-5]\d)|\.([0-5]\d)(?=\s?[ap]m))?\s?([ap])\.?m\b\.?|\b(1[0-2]|[1-9]) o'?clock/giu
const SPELT = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]
const ENGLISH_SPELT = new RegExp(`\\b(${SPELT.join('|')})(?: thirty)? ?([ap])\\.?m\\b\\.?`, 'giu')
const PART_ALONE = new RegExp(
  `${PART}|(?<![\\p{Script=Han}])早(?=\\s)|\\b(?:this |in the |tomorrow |yesterday )?(?:morning|afternoon|evening|noon|midday|lunch ?time|tonight)\\b|\\b[AP]M\\b`,
  'giu',
)

/** `text` is the folded note; `taken` are stretches that are no time. */
export function findTimes(text: string, taken: readonly Span[]): readonly TimeWords[] {
  const found: TimeWords[] = []
  const add = (start: number, length: number, clock: string | null, part: TimeWords['part']): void => {
    const end = start + length
    if ([...found, ...taken].every((one) => end <= one.start || start >= one.end))
      found.push({ start, end, clock, part })
  }
  for (const match of text.matchAll(CHINESE)) {
    const minutes = minutesOf(match[3], match[4])
    if (minutes !== null)
      add(match.index, match[0].length, clock(number(match[2]!), minutes, partOf(match[1])), partOf(match[1]))
  }
  for (const match of text.matchAll(COLON))
    add(
      match.index,
      match[0].length,
      clock(Number(match[2]), Number(match[3]), partOf(match[1] ?? match[4])),
      partOf(match[1]),
    )
  for (const match of text.matchAll(ENGLISH)) {
    const part = match[4] === undefined ? null : match[4].toLowerCase() === 'a' ? 'am' : 'pm'
    add(
      match.index,
      match[0].length,
      clock(Number(match[1] ?? match[5]), Number(match[2] ?? match[3] ?? 0), part),
      part,
    )
  }
  for (const match of text.matchAll(ENGLISH_SPELT)) {
    const part = match[2]!.toLowerCase() === 'a' ? 'am' : 'pm'
    const minutes = / thirty/iu.test(match[0]) ? 30 : 0
    add(match.index, match[0].length, clock(SPELT.indexOf(match[1]!.toLowerCase()) + 1, minutes, part), part)
  }
  for (const match of text.matchAll(PART_ALONE)) add(match.index, match[0].length, null, partOf(match[0]))
  return found.toSorted((a, b) => a.start - b.start)
}

function partOf(words: string | undefined): TimeWords['part'] {
  if (words === undefined) return null
  if (/^a\.?m/iu.test(words)) return 'am'
  if (/^p\.?m/iu.test(words)) return 'pm'
  return PARTS.find(([pattern]) => pattern.test(words))?.[1] ?? null
}

/** Without a part of the day, one to six are hours of the afternoon: nobody calls on a hospital at three at night. */
function clock(hour: number, minutes: number, part: TimeWords['part']): string | null {
  if (Number.isNaN(hour) || hour > 23 || minutes > 59) return null
  let said = hour
  if ((part === 'pm' || part === 'evening') && hour < 12) said = hour + 12
  else if (part === 'noon' && hour < 3) said = hour + 12
  else if (part === 'am' && hour === 12) said = 0
  else if (part === null && hour >= 1 && hour <= 6) said = hour + 12
  return `${String(said).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

function minutesOf(said: string | undefined, digits: string | undefined): number | null {
  if (said === undefined) return 0
  if (said === '半') return 30
  if (said === '一刻') return 15
  if (said === '三刻') return 45
  return digits === undefined ? null : number(digits)
}

const number = (printed: string): number =>
  Number(numeralValue(printed.replaceAll('两', '二').replace(/^零/u, '')) ?? Number.NaN)
