/**
 * A text as what it claims, in order: amounts, frequencies, dates, the words that turn a meaning, and plain
 * words. Two spellings of one claim give the same keys, so that a sentence can be held against its source
 * without caring how either is printed. Nothing is judged here.
 */
import { type Amount, amountAt, type Limit } from './amounts.ts'
import { CONTRASTS, PLAIN_WORDS, POPULATIONS } from './contrasts.ts'
import { DATE, readDate } from './dates.ts'
import { FREQUENCY, GIVING, readFrequency } from './frequencies.ts'
import { readable } from './readable.ts'

export interface Claim {
  /** `value`: a number in some form; `contrast`: a turning word; `code`: a word with digits; `stop`: a clause ends. */
  readonly kind: 'value' | 'contrast' | 'word' | 'code' | 'stop'
  /** What can take its place: amounts of one unit, frequencies, the words of one contrast. */
  readonly family: string
  readonly key: string
  /** As printed, in readable form. */
  readonly text: string
}

const EXACT_AMOUNT = `\\d[\\d.,]*(?: ?[-~至到] ?[\\d.,]+)? ?(?:mg|毫克|g|克|μg|ug|mcg|微克|ml|毫升|iu|u|万|单位|片|粒|支|袋|滴|喷|揿)`
const PER = [
  `每次|(?:单|[一1](?=次))次(?= ?${GIVING} ?(?:约|不(?:得|应|宜|可)?超过|最多|至多|至少|最大|用)? ?(?:\\d|[〇一二两三四五六七八九十半剂量]|每(?:公斤|千克|kg)))`,
  `每[日天周月年晚]|每(?:小时|分钟|星期)|日(?=[总剂用]量|最[大高])|[一1] ?[日天](?=[最总剂用不量]|${GIVING} ?${EXACT_AMOUNT})`,
  '每[片粒支瓶袋丸剂](?![片粒])',
  '(?:per|each|every|a) (?:day|week|month|year|night|hour|minute|dose|tablet|capsule|vial|time)(?![a-z])|daily(?![a-z])|weekly(?![a-z])|monthly(?![a-z])|nightly(?![a-z])',
]
  .map((source) => `(?:${source})`)
  .join('|')
const PERIODS: readonly (readonly [RegExp, string])[] = [
  [/次|dose|time/iu, 'dose'],
  [/日|天|day|dai/iu, 'day'],
  [/周|星期|week/iu, 'week'],
  [/月|month/iu, 'month'],
  [/年|year/iu, 'year'],
  [/晚|night/iu, 'night'],
  [/小时|hour/iu, 'h'],
  [/分钟|minute/iu, 'min'],
  [/片|tablet/iu, 'tablet'],
  [/粒|capsule/iu, 'capsule'],
  [/[支瓶]|vial/iu, 'vial'],
]
const PLAIN = PLAIN_WORDS.map(wholeWord).join('|')
const TURNING = [...CONTRASTS, ...POPULATIONS]
const CONTRAST_GROUPS = TURNING.map(({ words }, at) => `(?<c${at}>${words.map(wholeWord).join('|')})`).join(
  '|',
)
const WORD =
  "[A-Za-zÀ-ɏͰ-Ͽ]+(?:'[a-z]+)?(?:-?(?!\\d+(?:\\.\\d| ?[-~%] ?\\d| ?%| ?(?:mg|ml|kg|g|mm|μg)(?![a-z])))\\d+[A-Za-z]*)*(?:-[A-Za-z]+\\d*)*"

const STOP = /[,。;!?\n]|\.(?= |$)/uy
const PLAIN_AT = new RegExp(PLAIN, 'iuy')
const CONTRAST_AT = new RegExp(CONTRAST_GROUPS, 'iuy')
const DATE_AT = new RegExp(DATE, 'iuy')
const FREQUENCY_AT = new RegExp(FREQUENCY, 'iuy')
const PER_AT = new RegExp(PER, 'iuy')
const RATIO_AT = /\d[\d,]*(?::\d[\d,]*)+(?![\d.])/uy
const MASS = '[\\d.,]+ ?(?:mg|毫克|g|克|μg|ug|mcg|微克|iu|u|万?单位)'
const STRENGTH_AT = new RegExp(`${MASS} ?:`, 'iuy')
const COMPOUND_AT = new RegExp(`:(?= ?${MASS})`, 'iuy')
const WORD_AT = new RegExp(WORD, 'iuy')
/** What a number in some form begins with; most characters of a text need not be tried. */
const NUMBER_BEGINS = /[\d.\-第每隔单日〇零一二两三四五六七八九十百千半a-z]/iu

/** Characters and words that carry nothing of their own. */
const EMPTY_HAN = new Set('的了是为在和与及或等于对将其该此本并且而以用者个之按')
const EMPTY_WORDS = new Set(
  'a an the of to in on at by for from and or is are was were be been has have had it its this that these those as if then which who with should may can must will do does did'.split(
    ' ',
  ),
)

/** Every claim of the text in order. Fails on no text; what is no claim (signs, brackets) is left out. */
export function readClaims(text: string): readonly Claim[] {
  const normal = readable(text)
  const claims: Claim[] = []
  for (let at = 0; at < normal.length; ) at = readOne(normal, at, claims)
  return joinIntervals(joinLimits(shareUnits(claims)))
}

/** Adds what begins at `at` and tells where the text goes on. */
function readOne(text: string, at: number, claims: Claim[]): number {
  const character = text[at]!
  if (character === ' ') return at + 1
  const stop = stick(STOP, text, at)
  if (stop !== null) {
    claims.push({ kind: 'stop', family: 'stop', key: stop, text: stop })
    return at + stop.length
  }
  const plain = stick(PLAIN_AT, text, at)
  if (plain !== null) {
    addWords(plain, claims)
    return at + plain.length
  }
  const number = NUMBER_BEGINS.test(character) ? readNumber(text, at, claims) : at
  if (number > at) return number
  CONTRAST_AT.lastIndex = at
  const contrast = CONTRAST_AT.exec(text)
  if (contrast !== null && contrast[0] !== '') {
    addContrast(contrast, claims)
    return CONTRAST_AT.lastIndex
  }
  const word = stick(WORD_AT, text, at)
  if (word !== null) {
    addWord(word, claims)
    return at + word.length
  }
  const sign = String.fromCodePoint(text.codePointAt(at)!)
  if (/\p{Script=Han}/u.test(sign)) addHan(sign, claims)
  else if (/\p{N}/u.test(sign)) addValue('digit', null, sign, claims)
  return at + sign.length
}

/** Dates, frequencies, "每日", ratios and amounts; `at` when there is none of them. */
function readNumber(text: string, at: number, claims: Claim[]): number {
  const date = stick(DATE_AT, text, at)
  if (date !== null) {
    addValue('date', readDate(date), date, claims)
    return at + date.length
  }
  const frequency = stick(FREQUENCY_AT, text, at)
  const often = frequency === null ? null : readFrequency(frequency)
  if (frequency !== null && often !== null) {
    addValue('frequency', often.key, frequency, claims)
    addWords(often.giving, claims)
    return at + frequency.length
  }
  const per = stick(PER_AT, text, at)
  if (per !== null) {
    addPer(periodOf(per), per, claims)
    return at + per.length
  }
  const ratio = stick(RATIO_AT, text, at)
  if (ratio !== null) {
    addValue('ratio', ratio.replaceAll(',', ''), ratio, claims)
    return at + ratio.length
  }
  const amount = amountAt(text, at)
  if (amount === null) return at
  const strength = stick(STRENGTH_AT, text, at) === null ? null : stick(COMPOUND_AT, text, amount.end)
  const second = strength === null ? null : amountAt(text, amount.end + 1)
  if (second !== null) {
    // "4g:5g" of two substances: which is which is told by their order alone.
    const key = [amount, second].map(({ number, unit }) => `${number}${unit}`).join(':')
    addValue('strength', key, text.slice(at, second.end), claims)
    return second.end
  }
  addAmount(amount, text.slice(at, amount.end).trim(), claims)
  return amount.end
}

function stick(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  const found = pattern.exec(text)?.[0]
  return found === undefined || found === '' ? null : found
}

function addContrast(match: RegExpExecArray, claims: Claim[]): void {
  const at = TURNING.findIndex((_one, index) => match.groups![`c${index}`] !== undefined)
  const { family, value } = TURNING[at]!
  claims.push({ kind: 'contrast', family, key: `${family}:${value}`, text: match[0].trim() })
}

function addAmount({ number, unit, limit, per }: Amount, printed: string, claims: Claim[]): void {
  if (limit !== null) {
    claims.push({ kind: 'contrast', family: 'bound', key: `bound:${limit}`, text: printed })
  }
  claims.push({
    kind: 'value',
    family: `amount ${unit ?? ''}`,
    key: `${number}${unit ?? ''}`,
    text: printed,
  })
  for (const period of per) addPer(period, printed, claims)
}

function addPer(period: string, printed: string, claims: Claim[]): void {
  claims.push({ kind: 'value', family: 'per', key: `per ${period}`, text: printed })
}

/** What matched but cannot be read is a claim that equals only itself. */
function addValue(family: string, key: string | null, printed: string, claims: Claim[]): void {
  claims.push({
    kind: 'value',
    family: key === null ? 'unread' : family,
    key: `${family} ${key ?? printed}`,
    text: printed,
  })
}

function addWords(text: string, claims: Claim[]): void {
  for (const match of text.matchAll(/\p{Script=Han}|[^\s\p{Script=Han}]+/gu)) {
    if (/\p{Script=Han}/u.test(match[0])) addHan(match[0], claims)
    else addWord(match[0], claims)
  }
}

function addHan(character: string, claims: Claim[]): void {
  if (!EMPTY_HAN.has(character)) claims.push({ kind: 'word', family: 'han', key: character, text: character })
}

function addWord(printed: string, claims: Claim[]): void {
  const word = printed.toLowerCase()
  if (EMPTY_WORDS.has(word)) return
  if (/\d/u.test(word)) claims.push({ kind: 'code', family: 'code', key: word, text: printed })
  else claims.push({ kind: 'word', family: 'latin', key: stem(word), text: printed })
}

/** Enough of an English word that "dose", "doses" and "dosing" meet. */
function stem(word: string): string {
  if (word.length < 5) return word.replace(/(?<=[a-z]{3})s$/u, '')
  return word.replace(/(?:ations?|ings?|ies|ed|es|s|e|y)$/u, '')
}

function periodOf(printed: string): string {
  return PERIODS.find(([pattern]) => pattern.test(printed))?.[1] ?? printed.trim()
}

/** "10、20或40mg", "80/12.5mg": the unit that stands last is the unit of all of them. */
function shareUnits(claims: readonly Claim[]): Claim[] {
  const shared = [...claims]
  for (let at = shared.length - 2; at >= 0; at -= 1) {
    const [one, next] = [shared[at]!, shared[at + 1]!]
    if (one.family !== 'amount ' || !next.family.startsWith('amount ') || next.family === 'amount ') continue
    const unit = next.family.slice('amount '.length)
    if (!SHARING.has(unit)) continue
    shared[at] = { ...one, family: next.family, key: `${one.key}${unit}` }
  }
  return shared
}

/** Units that a list of numbers names once; "2 型" or "3 次" behind another number is its own. */
const SHARING = new Set([
  'mg',
  'g',
  'μg',
  'ml',
  'iu',
  'u',
  '%',
  '‰',
  'mg/kg',
  'mmol/l',
  'ng/ml',
  'μg/ml',
  'ml/min',
])
/** How far before its amount a limit may stand: "最大推荐剂量为每日40mg". */
const REACH = 9

/** A limit that stands before its amount becomes part of it: "≤40mg", "最大…40mg", "40mg or less" are one. */
function joinLimits(claims: readonly Claim[]): readonly Claim[] {
  const limits = claims.map((claim, at) => (isAmount(claim) ? limitsBefore(claims, at) : []))
  const used = new Set(limits.flat())
  return claims.flatMap((claim, at) => {
    if (used.has(at)) return []
    const limit = claims[limits[at]![0] ?? -1]
    if (limit === undefined) return [claim]
    const sign = limit.key.slice('bound:'.length) as Limit
    const text = limit.text === claim.text ? claim.text : `${limit.text}${claim.text}`
    return [{ ...claim, key: `${sign}${claim.key}`, text }]
  })
}

/** "≥0.01%且<0.1%" is one interval: its ends belong together. */
function joinIntervals(claims: readonly Claim[]): readonly Claim[] {
  return claims.reduce<Claim[]>((joined, claim) => {
    const before = joined.at(-1)
    const closes = before !== undefined && before.family === claim.family && isAmount(claim)
    if (closes && /^[≥>][^<≤]*$/u.test(before.key) && /^[<≤]/u.test(claim.key)) {
      joined[joined.length - 1] = {
        ...before,
        key: `${before.key} ${claim.key}`,
        text: `${before.text}~${claim.text}`,
      }
    } else joined.push(claim)
    return joined
  }, [])
}

/** The nearest limit, and further ones that say the same ("最大剂量不得超过40mg"). */
function limitsBefore(claims: readonly Claim[], at: number): readonly number[] {
  const found: number[] = []
  for (let back = at - 1; back >= 0 && back >= at - REACH; back -= 1) {
    const claim = claims[back]!
    if (claim.family === 'bound') {
      if (found.length > 0 && claim.key !== claims[found[0]!]!.key) break
      found.push(back)
    } else if (claim.kind !== 'word' && claim.family !== 'per') break
  }
  return found
}

const isAmount = ({ family }: Claim): boolean => family.startsWith('amount ')

/** English alternatives end where the word ends. */
function wholeWord(source: string): string {
  return /[a-z]/u.test(source) && !/^(?:hyper|hypo|pre|post)\(/u.test(source)
    ? `(?:${source})(?![a-z])`
    : source
}
