/**
 * Numbers with their units, for comparing two texts: whether an amount that one text states also stands in
 * another. One unit may be printed in several ways (mg, 毫克, ｍｇ); nothing is ever converted (1g is not
 * 1000mg), and an amount per something (5mg/kg) is another amount than 5mg.
 */

export interface Amount {
  /** Canonical decimal: no grouping commas, no leading or trailing zeros. */
  readonly value: string
  /** Canonical unit; null for a bare number. */
  readonly unit: string | null
}

/** Canonical unit -> how it is printed, after NFKC and in lower case. */
const UNITS: Readonly<Record<string, readonly string[]>> = {
  mg: ['mg', '毫克'],
  g: ['g', '克'],
  kg: ['kg', '公斤', '千克'],
  μg: ['μg', 'ug', 'mcg', '微克'],
  ng: ['ng', '纳克'],
  ml: ['ml', '毫升'],
  l: ['l', '升'],
  dl: ['dl'],
  μl: ['μl', 'ul'],
  iu: ['iu', '国际单位'],
  u: ['u', 'units?', '单位'],
  万u: ['万单位', '万u', '万iu'],
  mol: ['mol'],
  mmol: ['mmol'],
  μmol: ['μmol', 'umol'],
  nmol: ['nmol'],
  meq: ['meq'],
  mmhg: ['mmhg', '毫米汞柱'],
  '%': ['%'],
  '‰': ['‰'],
  '°c': ['°c', '度'],
  h: ['hours?', 'hrs?', 'h', '小时'],
  min: ['minutes?', 'mins?', 'min', '分钟', '分'],
  s: ['seconds?', 'secs?', 's', '秒'],
  day: ['days?', 'd', '天', '日'],
  week: ['weeks?', '周', '星期'],
  month: ['months?', '个月', '月'],
  year: ['years?', '周岁', '岁', '年'],
  m: ['m', '米'],
  cm: ['cm', '厘米'],
  mm: ['mm', '毫米'],
  μm: ['μm', 'um', '微米'],
  m2: ['m2', '平方米'],
  '1.73m2': ['1\\.73\\s*m2'],
  time: ['times?', '次'],
  fold: ['fold', '倍'],
  tablet: ['tablets?', '片'],
  capsule: ['capsules?', '粒'],
  dose: ['doses?', '剂'],
  drop: ['drops?', '滴'],
  puff: ['puffs?', 'sprays?', '喷', '揿', '吸'],
  piece: ['支', '瓶', '袋', '包', '丸', '贴', '枚'],
  case: ['例', '名'],
  grade: ['级'],
}

const SPELLINGS = Object.values(UNITS)
  .flat()
  .sort((a, b) => b.length - a.length)
/** A Latin unit ends where its letters end: "5 more" is no 5 m. */
const ONE_UNIT = `(?:${SPELLINGS.map((spelling) => (/[a-zμ0-9]$|\?$/u.test(spelling) ? `${spelling}(?![a-zμ])` : spelling)).join('|')})`
const UNIT = `${ONE_UNIT}(?:\\s*(?:\\/|·|每|per\\s)\\s*${ONE_UNIT})*`
const NUMBER = '\\d+(?:,\\d{3})*(?:\\.\\d+)?'
const AMOUNT = new RegExp(
  `(${NUMBER})\\s*(${UNIT})?(?:\\s*(?:[-~–—]|至|到|to(?=\\s))\\s*(${NUMBER})\\s*(${UNIT})?)?`,
  'giu',
)
const CANONICAL = Object.entries(UNITS).map(
  ([unit, spellings]) => [unit, new RegExp(`^(?:${spellings.join('|')})$`, 'iu')] as const,
)

/** Every amount of the text in order; the first of a range has the unit that stands behind the second. */
export function amountsIn(text: string): readonly Amount[] {
  const normal = text.normalize('NFKC').replaceAll('µ', 'μ').toLowerCase()
  const found: Amount[] = []
  for (const [, first, firstUnit, second, secondUnit] of normal.matchAll(AMOUNT)) {
    if (first === undefined) continue
    found.push({ value: canonicalValue(first), unit: canonicalUnit(firstUnit ?? secondUnit) })
    if (second !== undefined) found.push({ value: canonicalValue(second), unit: canonicalUnit(secondUnit) })
  }
  return found
}

/** Amounts of `text` that do not stand in `evidence`; a bare number is met by the same number with any unit. */
export function amountsMissing(text: string, evidence: string): readonly Amount[] {
  const present = amountsIn(evidence)
  return amountsIn(text).filter(
    ({ value, unit }) => !present.some((one) => one.value === value && (unit === null || one.unit === unit)),
  )
}

function canonicalValue(printed: string): string {
  const [whole = '', fraction = ''] = printed.replaceAll(',', '').split('.')
  const digits = fraction.replace(/0+$/u, '')
  return `${whole.replace(/^0+(?=\d)/u, '')}${digits === '' ? '' : `.${digits}`}`
}

function canonicalUnit(printed: string | undefined): string | null {
  if (printed === undefined) return null
  return printed
    .split(/\s*(?:\/|·|每|per\s)\s*/u)
    .map((part) => CANONICAL.find(([, pattern]) => pattern.test(part.trim()))?.[0] ?? part.trim())
    .join('/')
}
