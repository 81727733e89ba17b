/**
 * Numbers with their units as a reader of labels understands them: what kind of amount it is, and the
 * range that a condition covers ("30～49ml/min", "低于45", "≥60kg", "12岁以下"). Text is read after NFKC;
 * values keep their printed unit, and nothing is converted between units.
 */

import { agesInYears } from './ages-in-years.ts'

export type AmountKind = 'dose' | 'frequency' | 'time' | 'percent' | 'temperature' | 'rate' | 'length'
export type Measure = 'renal' | 'age' | 'weight' | 'systolic' | 'diastolic' | 'ejection'

export interface Condition {
  readonly measure: Measure
  readonly min: number
  readonly max: number
  readonly minIncluded: boolean
  readonly maxIncluded: boolean
}

const KINDS: readonly (readonly [AmountKind, RegExp])[] = [
  [
    'frequency',
    /[每一]\s*[日天周月年][^，。；]{0,8}?[\d一二三两四]+\s*次|[每一]\s*\d*\s*(?:[日天周月年]|个月|小时)[^，。；\d]{0,6}(?:一次|1次)|[每隔]\s*[\d一二三两四六八十]+\s*(?:个月|周|天|日|小时)|\d+次\/|q\d+[hdw]|\b(?:once|twice)\b|\bevery \d+|daily|weekly/iu,
  ],
  [
    'time',
    /[\d一二两三四五六七八十半]+\s*个?\s*(?:小时|分钟|天|日|周|月|年|h|min|days?|weeks?|months?|hours?)(?![\p{Script=Latin}])|第[\d一二三四]+[日天周月]/iu,
  ],
  ['percent', /\d\s*[%％‰]/u],
  ['temperature', /\d\s*(?:°\s*C|℃|ºC)|冷藏|室温|冷冻/iu],
  ['rate', /\d\s*(?:mg|ml|μg|ug|g|U|IU)\s*\/\s*(?:h|min|小时|分)/iu],
  ['dose', /\d\s*(?:mg|g|μg|µg|ug|ml|IU|U|单位|万单位|片|粒|支|喷|揿|滴)(?!\s*[/／]\s*(?:片|粒|支|瓶))/iu],
  ['length', /\d\s*(?:cm|mm|μm|µm|um)/iu],
]

export function amountKinds(text: string): ReadonlySet<AmountKind> {
  const normal = text.normalize('NFKC')
  return new Set(KINDS.filter(([, pattern]) => pattern.test(normal)).map(([kind]) => kind))
}

const N = '(\\d+(?:\\.\\d+)?)'
const UNIT =
  '(?:\\s*(?:ml|mL|mol|min|岁|周岁|kg|公斤|千克|years?|y/?o)[^\\s，。；,;、)~到～<≤≥>=为时的患一]*)?'
const FILL = '\\s*(?:为|是|在|值|of|:)?\\s*'
const TO = '\\s*(?:[-~～—–至到]|to)\\s*'
const AND = '\\s*(?:且|并且?|而|[,，、]|and|但)?\\s*'

/** Matches nothing. */
const NO_UNIT = '(?!)'

/** What one measure's values look like in a text: with the word in front, or with the unit behind. */
const MEASURES: readonly { readonly measure: Measure; readonly word: string; readonly unit: string }[] = [
  {
    measure: 'renal',
    word: '(?:e?GFR|CCr|CrCl|CLcr|肌酐清除率|肾小球滤过率(?:\\(?eGFR\\)?)?)(?:\\([^)]*\\))?',
    unit: '(?:ml|mol)\\s*/\\s*min',
  },
  { measure: 'age', word: '(?:年龄|aged?)', unit: '(?:周?岁|years?|y/?o)' },
  { measure: 'weight', word: '(?:体重|weigh(?:t|ing))', unit: '(?:kg|公斤|千克)(?!\\s*[/·])' },
  // mmHg and % alone do not say what is measured.
  { measure: 'systolic', word: '(?:收缩压|血压|\\bSBP|systolic(?: blood pressure)?)', unit: NO_UNIT },
  { measure: 'diastolic', word: '(?:舒张压|\\bDBP|diastolic(?: blood pressure)?)', unit: NO_UNIT },
  {
    measure: 'ejection',
    word: '(?:射血分数(?:\\((?:LV)?EF\\))?|(?<![a-z])(?:LV)?EF(?![a-z])|ejection fraction)',
    unit: NO_UNIT,
  },
]
const LESS = '(?:<|≤|≦|<=|低于|小于|不足|不到|不超过|below|under|less than)'
const MORE = '(?:>|≥|≧|>=|大于|高于|超过|不低于|above|over|more than|at least)'

const INCLUDED = /≤|≥|≦|≧|=|不超过|不低于|at least/u

/** The patterns of one measure. */
interface MeasurePatterns {
  readonly measure: Measure
  /** Its word or its unit: what has neither says nothing of it. */
  readonly named: RegExp
  readonly between: RegExp
  readonly both: RegExp
  readonly marked: RegExp
  /** With whether it is an upper limit. */
  readonly limits: readonly (readonly [RegExp, boolean])[]
  readonly after: RegExp
  readonly value: RegExp
  readonly heads: RegExp
}

const PATTERNS: readonly MeasurePatterns[] = MEASURES.map(({ measure, word, unit }) => {
  const limit = (sign: string) =>
    new RegExp(`(?:${word}${FILL}(${sign})\\s*${N}|(${sign})\\s*${N}\\s*${unit})`, 'giu')
  return {
    measure,
    named: new RegExp(`${word}|${unit}`, 'iu'),
    between: new RegExp(`${N}(?:${unit})?[^\\d，。；]{0,8}?(<|≤)\\s*(?:${word})\\s*(<|≤)\\s*${N}`, 'giu'),
    // "≥25且<45": two limits of one measure are one range.
    both: new RegExp(
      `(?:${word}${FILL})?(${MORE})\\s*${N}(?:\\s*${unit})?${AND}(${LESS})\\s*${N}(?:\\s*${unit})?`,
      'giu',
    ),
    marked: new RegExp(
      `(?:${word}${FILL}([>≥])?\\s*${N}${UNIT}${TO}(${LESS}|[≤≥])?\\s*${N}|${N}(?:\\s*${unit})?${TO}(${LESS}|≤)?\\s*${N}\\s*${unit})`,
      'giu',
    ),
    limits: [
      [limit(LESS), true],
      [limit(MORE), false],
    ],
    after: new RegExp(
      `(?:${word}${FILL}${N}(?:\\s*${unit})?|${N}\\s*${unit})\\s*(?:\\([^)]*\\))?\\s*(?:及|或|和)?(以下|以上|and (?:older|over)|or older)`,
      'giu',
    ),
    value: new RegExp(`${word}${FILL}[≈=]?\\s*${N}|${N}\\s*-?\\s*${unit}`, 'giu'),
    heads: new RegExp(`^\\s*(?:患者)?${word}`, 'iu'),
  }
})

/** The text as ranges and values are read in it; null when it has no number, or none of our measures. */
function readMeasured(text: string): string | null {
  if (!/\p{N}/u.test(text)) return null
  const normal = agesInYears(text.normalize('NFKC'))
  return PATTERNS.some(({ named }) => named.test(normal)) ? normal : null
}

/** Ranges and limits of a statement. A number alone (which states a value) is none: see `valuesIn`. */
export function conditionsIn(text: string): readonly Condition[] {
  const normal = readMeasured(text)
  if (normal === null) return []
  const found: Condition[] = []
  for (const { measure, named, between, both, marked, limits, after } of PATTERNS) {
    if (!named.test(normal)) continue
    const add = (min: number, max: number, minIncluded: boolean, maxIncluded: boolean): void => {
      found.push({ measure, min, max, minIncluded, maxIncluded })
    }
    for (const m of normal.matchAll(between)) add(+m[1]!, +m[4]!, m[2] === '≤', m[3] === '≤')
    const outer = normal.replace(between, ' ')
    for (const m of outer.matchAll(both)) {
      if (named.test(m[0])) add(+m[2]!, +m[4]!, INCLUDED.test(m[1]!), INCLUDED.test(m[3]!))
    }
    const rest = outer.replace(both, (found) => (named.test(found) ? ' ' : found))
    for (const m of rest.matchAll(marked)) {
      const upTo = m[3] ?? m[6]
      add(+(m[2] ?? m[5])!, +(m[4] ?? m[7])!, m[1] !== '>', upTo === undefined || INCLUDED.test(upTo))
    }
    const single = rest.replace(marked, ' ')
    for (const [pattern, upper] of limits) {
      for (const m of single.matchAll(pattern)) {
        const included = INCLUDED.test((m[1] ?? m[3])!)
        const value = +(m[2] ?? m[4])!
        if (upper) add(Number.NEGATIVE_INFINITY, value, false, included)
        else add(value, Number.POSITIVE_INFINITY, included, false)
      }
    }
    for (const m of single.matchAll(after)) {
      const value = +(m[1] ?? m[2])!
      const joined = /[及或和]以|older|over/u.test(m[0])
      if (m[3] === '以下') add(Number.NEGATIVE_INFINITY, value, false, joined)
      else add(value, Number.POSITIVE_INFINITY, true, false)
    }
  }
  return found
}

/** How a row says what its header's measure is ("eGFR", "肌酐清除率（mL/min）", "Age (years)"). */
const HEADER_WORD: Readonly<Record<Measure, string>> = {
  renal: 'eGFR',
  age: '年龄',
  weight: '体重',
  systolic: '收缩压',
  diastolic: '舒张压',
  ejection: 'LVEF',
}

/** Conditions of a table row, cells as printed; a cell with bare limits ("≥45") has the measure of its header. */
export function conditionsInRow(header: readonly string[], cells: readonly string[]): readonly Condition[] {
  return cells.flatMap((cell, at) => {
    const own = conditionsIn(cell)
    const head = (header[at] ?? '').normalize('NFKC')
    const measure = PATTERNS.find(({ heads }) => heads.test(head))?.measure
    if (own.length > 0 || measure === undefined) return own
    return conditionsIn(`${HEADER_WORD[measure]} ${cell}`).filter((one) => one.measure === measure)
  })
}

export interface Value {
  readonly measure: Measure
  readonly value: number
}

/** The values that a question names: "eGFR 40", "17岁", "70公斤". */
export function valuesIn(text: string): readonly Value[] {
  if (!/\p{N}/u.test(text)) return []
  const normal = agesInYears(text.normalize('NFKC'))
  const lower = [...normal.matchAll(/血压\D{0,3}\d{2,3}\s*\/\s*(\d{2,3})(?!\d)/gu)]
  const diastolic = lower.map((m): Value => ({ measure: 'diastolic', value: +m[1]! }))
  const named = PATTERNS.flatMap(({ measure, value }) =>
    [...normal.matchAll(value)].map((m): Value => ({ measure, value: +(m[1] ?? m[2])! })),
  )
  return [...named, ...diastolic]
}

export function holds(condition: Condition, value: number): boolean {
  const above = condition.minIncluded ? value >= condition.min : value > condition.min
  return above && (condition.maxIncluded ? value <= condition.max : value < condition.max)
}

/** Every number as printed (NFKC, no grouping commas), list marks included: for comparing two texts. */
export function numbersIn(text: string): readonly string[] {
  return [...text.normalize('NFKC').matchAll(/\d+(?:,\d{3})*(?:\.\d+)?/gu)].map((m) =>
    m[0].replaceAll(',', ''),
  )
}
