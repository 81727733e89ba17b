/**
 * Numbers with their units as one text states them, so that two texts can be compared: range, deviation and
 * ordinal are part of an amount, its unit is one however it is printed (mg, 毫克, ｍｇ), and nothing is ever
 * converted (1g is not 1000mg, 5mg/kg is not 5mg). Limits before a number ("不超过") are told elsewhere and
 * joined to their amount by read-claims.ts, which reads whole texts.
 */
import { DIGIT_NUMERAL, fraction, HAN_NUMERAL, numeralValue, WORD_NUMERAL } from './numerals.ts'
import { type ReadUnit, unitAt } from './units.ts'

export type Limit = '<' | '≤' | '>' | '≥' | '~'

export interface Amount {
  /** Canonical number, "low~high" of a range, "mean±deviation", "第2" of an ordinal. */
  readonly number: string
  /** Canonical unit; null for a bare number. */
  readonly unit: string | null
  /** Said behind it: "以上", "or less". */
  readonly limit: Limit | null
  /** By what it is told ("80mg/日": day). */
  readonly per: readonly string[]
  /** Where the text goes on. */
  readonly end: number
}

const DIGITS = new RegExp(DIGIT_NUMERAL, 'iuy')
const HAN = new RegExp(HAN_NUMERAL, 'uy')
const WORDS = new RegExp(WORD_NUMERAL, 'iuy')
const BEFORE = /(?:第 ?)?(?:-(?=\d))?/uy
const TO = / ?[-~] ?| ?[至到] ?| to |-to-| or (?=[a-z\d])/iuy
const BOUND = /[<>≤≥] ?/uy
/** "一片半"; "半衰期" begins a word. */
const HALF = /半(?![衰数胱乳夏径边身合])/uy
const AFTER =
  /(?: ?\((?:含|包括|不含|不包括)[^)]{0,6}\))? ?(?:(?:及|或|和|或者)?以上(?!述)|(?:及|或|和|或者)?以下(?![患情人注])|[以之]内|内(?![分科脏皮容源酯])|以外|及更[高大长]|左右|上下|(?:or|and) (?:more|older|above|over|higher|greater|longer)(?![a-z])|(?:or|and) (?:less|fewer|below|lower|under|younger|shorter)(?![a-z]))/iuy
const PART_OF = new RegExp(`(${DIGIT_NUMERAL}|${HAN_NUMERAL})分之(${DIGIT_NUMERAL}|${HAN_NUMERAL})`, 'uy')
const TYPED = /(type|grade|phase|stage|day|week)[ -](\d{1,2})(?![\d./%]|,\d| ?[-~] ?\d)/iuy
const PER_KILOGRAM = /每(?:公斤|千克|kg)(?:体重)? ?(?=\d)/iuy
const BETWEEN = /between (?=[\d.])/iuy

/** The amount that stands in the readable text at `at`; null when there is none, or none that can be read. */
export function amountAt(text: string, at: number): Amount | null {
  const weighed = stick(PER_KILOGRAM, text, at)
  if (weighed !== null) {
    const amount = plainAt(text, weighed[1])
    return amount === null ? null : { ...amount, unit: `${amount.unit ?? ''}/kg` }
  }
  return partOfAt(text, at) ?? typedAt(text, at) ?? betweenAt(text, at) ?? plainAt(text, at)
}

/** "百分之五" is 5 %, "三分之一" a third. */
function partOfAt(text: string, at: number): Amount | null {
  PART_OF.lastIndex = at
  const match = PART_OF.exec(text)
  if (match === null) return null
  const end = PART_OF.lastIndex
  const [, lower = '', upper = ''] = match
  const top = numeralValue(upper)
  if (top === null) return null
  if (lower === '百') return withLimit(text, { number: top, unit: '%', per: [], end })
  if (lower === '千') return withLimit(text, { number: top, unit: '‰', per: [], end })
  const bottom = numeralValue(lower)
  if (bottom === null || !/^\d+$/u.test(bottom) || !/^\d+$/u.test(top)) return null
  const number = fraction(BigInt(top), BigInt(bottom))
  return number === null ? null : withLimit(text, { number, unit: null, per: [], end })
}

/** "type 2", "grade 3", "day 8". */
function typedAt(text: string, at: number): Amount | null {
  TYPED.lastIndex = at
  const match = TYPED.exec(text)
  if (match === null || unitAt(text, TYPED.lastIndex) !== null) return null
  const [, word = '', printed = ''] = match
  const number = numeralValue(printed)!
  const kind = word.toLowerCase()
  const nth = kind === 'day' || kind === 'week'
  return {
    number: nth ? `第${number}` : number,
    unit: kind === 'stage' ? 'phase' : kind,
    limit: null,
    per: [],
    end: at + match[0].length,
  }
}

function betweenAt(text: string, at: number): Amount | null {
  const start = stick(BETWEEN, text, at)?.[1]
  const low = start === undefined ? null : numberAt(text, start)
  if (low === null) return null
  const lowUnit = unitAt(text, low.end)
  const and = stick(/ ?and /iuy, text, lowUnit?.end ?? low.end)
  const high = and === null ? null : numberAt(text, and[1])
  if (high === null) return null
  const unit = unitAt(text, high.end) ?? lowUnit
  const number = `${low.value}~${high.value}`
  return withLimit(text, { number, ...told(unit), end: unitAt(text, high.end)?.end ?? high.end })
}

function plainAt(text: string, at: number): Amount | null {
  const [before, from] = stick(BEFORE, text, at) ?? ['', at]
  // A hyphen behind a letter or a number joins; before anything else it is a sign.
  if (before.includes('-') && /[\da-z)%]/iu.test(text[at - 1] ?? '')) return null
  const first = numberAt(text, from)
  if (first === null) return null
  const low = withHalf(text, first)
  const lowUnit = unitAt(text, low.end) ?? spacedUnit(text, low)
  let end = lowUnit?.end ?? low.end
  let value = low.value
  const half = lowUnit === null || first.kind === 'word' ? null : stick(HALF, text, end)
  if (half !== null) {
    value = plusHalf(value)
    end = half[1]
  }
  const second = half === null ? rangeEnd(text, end) : null
  const unit = second === null ? lowUnit : (second.unit ?? (second.own ? null : lowUnit))
  if (first.kind !== 'digits' && unit === null) return null
  const spread = second === null ? spreadAt(text, end) : null
  const sign = before.includes('-') ? '-' : ''
  const nth = before.startsWith('第') ? '第' : ''
  // "10mg～20g": two units are two statements; the first stays in the number.
  const other = lowUnit !== null && unit !== null && lowUnit.unit !== unit.unit ? lowUnit.unit : ''
  const number = `${nth}${sign}${value}${other}${second?.tail ?? ''}${spread?.tail ?? ''}`
  return withLimit(text, {
    number,
    ...told(spread?.unit ?? unit),
    end: spread?.end ?? second?.end ?? end,
  })
}

interface Numeral {
  readonly value: string
  readonly kind: 'digits' | 'han' | 'word'
  readonly end: number
}

function numberAt(text: string, at: number): Numeral | null {
  for (const [kind, pattern] of [
    ['digits', DIGITS],
    ['han', HAN],
    ['word', WORDS],
  ] as const) {
    const found = stick(pattern, text, at)
    if (found === null) continue
    const value = numeralValue(found[0])
    if (value !== null) return { value, kind, end: found[1] }
  }
  return null
}

/** "一个半月", "一个半小时". */
function withHalf(text: string, numeral: Numeral): Numeral {
  const half = numeral.kind === 'han' ? stick(/个半(?=月|小时|星期)/uy, text, numeral.end) : null
  return half === null ? numeral : { ...numeral, value: plusHalf(numeral.value), end: half[1] }
}

/** "two-fold", "10-year-old". */
function spacedUnit(text: string, { end }: Numeral): ReadUnit | null {
  return text[end] === '-' && /[a-z]/iu.test(text[end + 1] ?? '') ? unitAt(text, end + 1) : null
}

function rangeEnd(text: string, at: number) {
  const to = stick(TO, text, at)
  if (to === null) return null
  const [bound, from] = stick(BOUND, text, to[1]) ?? ['', to[1]]
  const minus = text[from] === '-' ? 1 : 0
  const high = numberAt(text, from + minus)
  if (high === null) return null
  const unit = unitAt(text, high.end) ?? spacedUnit(text, high)
  if (high.kind !== 'digits' && unit === null) return null
  // "1 or 2 tablets" is a range; "5 mg or 10 mg" are two amounts.
  if (/or/iu.test(to[0]) && (/[a-z]/iu.test(text[at - 1] ?? '') || high.kind === 'han')) return null
  const tail = `~${bound.trim()}${minus === 1 ? '-' : ''}${high.value}`
  return { tail, unit, own: false, end: unit?.end ?? high.end }
}

function spreadAt(text: string, at: number) {
  const sign = stick(/ ?± ?/uy, text, at)
  const spread = sign === null ? null : numberAt(text, sign[1])
  if (spread === null) return null
  const unit = unitAt(text, spread.end)
  return { tail: `±${spread.value}`, unit, end: unit?.end ?? spread.end }
}

function told(unit: ReadUnit | null): Pick<Amount, 'unit' | 'per'> {
  return { unit: unit?.unit ?? null, per: unit?.per ?? [] }
}

/** 以上 and 以下 include the number itself (Civil Code of the PRC, article 1259). */
function withLimit(text: string, amount: Omit<Amount, 'limit'>): Amount {
  const after = stick(AFTER, text, amount.end)
  if (after === null) return { ...amount, limit: null }
  const [said, end] = after
  if (/左右|上下/u.test(said)) return { ...amount, limit: '~', end }
  if (/以外/u.test(said)) return { ...amount, limit: '>', end }
  const more = /以上|更|more|older|above|over|higher|greater|longer/iu.test(said)
  return { ...amount, limit: more ? '≥' : '≤', end }
}

function plusHalf(number: string): string {
  return number.includes('.') || number.includes('/') ? `${number}+0.5` : `${number}.5`
}

/** What matches at `at`, and where it ends. */
function stick(pattern: RegExp, text: string, at: number): readonly [string, number] | null {
  pattern.lastIndex = at
  const match = pattern.exec(text)
  return match === null ? null : [match[0], pattern.lastIndex]
}
