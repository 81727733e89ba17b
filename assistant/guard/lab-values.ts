/**
 * Measured values that are harm: a laboratory value or vital sign with its number, beyond a limit that no ordinary
 * day explains (lab-values.csv), or said in multiples of the normal limit or as a fall from one value to another.
 * Whether somebody had it before a medicine, or a rule speaks of it, is decided by who reads the sentence.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { numeralValue } from '../../core/text/numerals.ts'
import { faultyLine, parseWordTable } from '../../knowledge/word-table.ts'

export interface MeasuredValue {
  readonly start: number
  readonly end: number
  readonly words: string
}

interface Unit {
  readonly from: number
  readonly to: number
  readonly low: number
  readonly high: number
}

const FILE = 'lab-values.csv'
const COLUMNS = ['name', 'from', 'to', 'low', 'high'] as const
const UNITS = readUnits(readFileSync(join(import.meta.dirname, FILE), 'utf8'))

/** The units of each name in a text of the form of lab-values.csv. Throws `invalid_config`. */
export function readUnits(text: string): ReadonlyMap<string, readonly Unit[]> {
  const units = new Map<string, Unit[]>()
  for (const { line, words } of parseWordTable(FILE, text, COLUMNS)) {
    const number = (column: (typeof COLUMNS)[number], otherwise: number) => {
      const printed = words[column][0]
      if (printed === undefined) return otherwise
      const value = Number(printed)
      if (Number.isNaN(value)) throw faultyLine(FILE, line, `"${printed}" is no number`)
      return value
    }
    const unit = {
      from: number('from', 0),
      to: number('to', Number.POSITIVE_INFINITY),
      low: number('low', Number.NEGATIVE_INFINITY),
      high: number('high', Number.POSITIVE_INFINITY),
    }
    if (words.name.length === 0) throw faultyLine(FILE, line, 'a name is missing')
    for (const name of words.name) units.set(name, [...(units.get(name) ?? []), unit])
  }
  return units
}

/** Names longest first; a Latin one stands alone. */
const NAMES = [...UNITS.keys()]
  .toSorted((a, b) => b.length - a.length)
  .map((name) => (/^[a-z]/u.test(name) ? `(?<![a-z])${name}(?![a-z])` : name))
  .join('|')
const NUMBER =
  '(\\d+(?:\\.\\d+)?(?:\\s*万)?|[零一二两三四五六七八九十百千]+(?:点[零一二三四五六七八九]+)?万?(?![倍天周月年次个片粒支针位例分])|上[百千万]|几[百千万])'
/** Between a name and its number: verbs of measuring and changing, "was", "from 62 to". */
const BETWEEN =
  '(?:\\s|[:：=≈~>＞<＜]|水平|计数|绝对值|一?下子?|一[查测量]|直接|突然|都|就|才|只有|只剩|还是|还有|仅|到|已经|快|最[高低]|又|掉|降|跌|升|涨|飙|冲|窜|烧|高|低|达|剩|了|是|在|为|至|从|由|\\d+(?:\\.\\d+)?(?=\\s*(?:掉|降|跌|升|涨|飙|到|至|->|→|to\\b|down|up))|->|→|was|is|of|at|to|down|up|only|now|shot|went|rose|fell|dropped|jumped|from|around|about|level|count|came back|back){0,12}'
const VALUES = new RegExp(`(?:${NAMES})${BETWEEN}\\s*${NUMBER}`, 'giu')
/** "6x ULN", "10倍上限", "升了五倍". */
const MULTIPLES = new RegExp(
  `(?:${NAMES})[^，,。；;\\s]{0,6}?\\s*(?:\\d+(?:\\.\\d+)?|[两三四五六七八九十几]+)\\s*(?:倍|x\\b|×|times|\\s*ULN)`,
  'giu',
)
const HUGE: Readonly<Record<string, number>> = { 百: 200, 千: 2000, 万: 20_000 }

/** Values beyond their limits, in the order of the text. NFKC. */
export function abnormalValues(text: string): readonly MeasuredValue[] {
  const found: MeasuredValue[] = []
  for (const match of text.matchAll(VALUES)) {
    const name = nameOf(match[0])
    const value = numberOf(match[1] ?? '')
    if (name === null || value === null) continue
    // A percentage, an age, a dose, a multiple or a span of time is none of these values.
    if (
      /^\s*(?:%|岁|mg|片|次|天|周|个?月|小时|分钟|秒|针|倍|x\b|×(?!\s*10))/iu.test(
        text.slice(match.index + match[0].length),
      )
    ) {
      if (!/ef|射血|氧|sats|spo2/iu.test(name)) continue
    }
    const units = UNITS.get(name) ?? []
    const unit = units.find(({ from, to }) => value >= from && value <= to)
    if (unit !== undefined && (value < unit.low || value > unit.high)) found.push(placed(match))
  }
  for (const match of text.matchAll(MULTIPLES)) found.push(placed(match))
  return found.toSorted((a, b) => a.start - b.start)
}

const placed = (match: RegExpExecArray): MeasuredValue => ({
  start: match.index,
  end: match.index + match[0].length,
  words: match[0].trim(),
})

function nameOf(words: string): string | null {
  const lower = words.toLowerCase()
  let best: string | null = null
  for (const name of UNITS.keys()) {
    if (lower.startsWith(name) && (best === null || name.length > best.length)) best = name
  }
  return best
}

function numberOf(printed: string): number | null {
  const vague = /^[上几]([百千万])$/u.exec(printed)
  if (vague !== null) return HUGE[vague[1]!] ?? null
  const value = numeralValue(printed.replace(/\s/gu, ''))
  return value === null ? null : Number(value)
}
