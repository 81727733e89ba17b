/**
 * Units of medicine as they are printed, and one canonical name each. Spellings of one unit are equal
 * (mg, 毫克); units are never converted (1 g is not 1000 mg), and "岁" is not "年".
 */

/** Canonical unit -> spellings in readable text, as sources of regular expressions, case-insensitive. */
const UNITS: Readonly<Record<string, readonly string[]>> = {
  mg: ['mg', 'milligrams?', '毫克'],
  g: ['g', 'grams?', '克'],
  kg: ['kg', 'kilograms?', '公斤', '千克'],
  μg: ['μg', 'ug', 'mcg', 'micrograms?', '微克'],
  ng: ['ng', 'nanograms?', '纳克'],
  pg: ['pg', '皮克'],
  ml: ['ml', 'milliliters?', 'millilitres?', '毫升'],
  l: ['l', 'liters?', 'litres?', '升(?![高压温至到])'],
  dl: ['dl', '分升'],
  μl: ['μl', 'ul', '微升'],
  iu: ['iu', 'international units?', '国际单位'],
  u: ['u', 'units?', '单位'],
  mol: ['mol', '摩尔'],
  mmol: ['mmol', '毫摩尔', '毫摩'],
  μmol: ['μmol', 'umol', '微摩尔', '微摩'],
  nmol: ['nmol', '纳摩尔'],
  meq: ['meq', '毫当量'],
  mmhg: ['mm ?hg', '毫米汞柱'],
  kpa: ['kpa', '千帕'],
  kcal: ['kcal', '千卡'],
  '%': ['%', 'percent', 'per cent'],
  '‰': ['‰'],
  '°c': ['° ?c', 'degrees celsius', '摄氏度'],
  degree: ['°', '度(?=以[上下]|[,。;]|$)'],
  h: ['hours?', 'hrs?', 'h', '个?小时', '个?钟头'],
  min: ['minutes?', 'mins?', 'min', '分钟'],
  s: ['seconds?', 'secs?', 's', '秒钟?'],
  ms: ['ms', 'milliseconds?', '毫秒'],
  day: ['days?', 'd', '天', '日'],
  week: ['weeks?', 'wks?', 'w', '周(?!岁|围)', '个?星期', '个?礼拜'],
  month: ['months?', '个月', '(?<=个半)月', '月(?=[龄大内以,。;及和、])'],
  age: [
    '[- ]?years?[- ]old',
    'years? of age',
    'years?(?= and older| or older| and over| or over| and above| or younger)',
    'y/?o',
    '周岁',
    '岁龄?',
  ],
  year: ['years?', 'yrs?', '年(?!轻|龄|老|幼)'],
  m: ['m', '米'],
  cm: ['cm', 'centimeters?', '厘米'],
  mm: ['mm', 'millimeters?', '毫米'],
  μm: ['μm', 'um', '微米'],
  nm: ['nm', '纳米'],
  m2: ['m\\^?2', '平方米'],
  m3: ['m\\^?3', '立方米'],
  '1.73m2': ['1\\.73 ?m\\^?2', '1\\.73平方米'],
  time: ['times?', '次'],
  fold: ['[- ]?fold', '倍'],
  tablet: ['tablets?', 'tabs?', '片'],
  capsule: ['capsules?', 'caps?', '粒'],
  dose: ['doses?', '剂(?!量|型|次)'],
  drop: ['drops?', '滴(?![注眼鼻])'],
  puff: ['puffs?', 'sprays?', 'actuations?', 'inhalations?', '喷(?!雾)', '揿', '吸(?![入烟收附])'],
  pen: ['pens?'],
  vial: ['vials?', '瓶'],
  ampoule: ['ampoules?', '支'],
  bag: ['bags?', 'sachets?', '袋'],
  pack: ['包(?!括|装|含|皮|衣|块)'],
  pill: ['pills?', '丸'],
  patch: ['patch(?:es)?', '贴'],
  piece: ['枚'],
  case: ['例', '名'],
  person: ['人(?!群|体|类|工|员|血|源)'],
  patients: ['patients?'],
  grade: ['级'],
  type: ['型'],
  phase: ['期(?!间)'],
  line: ['线'],
  generation: ['代(?!谢|替)'],
  kind: ['种'],
  item: ['项', '个(?!月|体|别|小时|星期|礼拜)'],
  class: ['类'],
  group: ['组'],
  cycle: ['cycles?', '个?周期', '个?疗程'],
  percentile: ['成(?=患者|的)'],
  bpm: ['bpm', 'beats?'],
  kilometre: ['公里'],
  yuan: ['元'],
  page: ['页'],
}

/** Units by which an amount is told ("80mg/日", "10mg/片") rather than measured ("5mg/kg"). */
const TELLING = new Set([
  'day',
  'week',
  'month',
  'year',
  'time',
  'dose',
  'tablet',
  'capsule',
  'ampoule',
  'vial',
  'bag',
])

const SPELLINGS = Object.values(UNITS)
  .flat()
  .toSorted((a, b) => b.length - a.length)
const ONE = new RegExp(SPELLINGS.map(ending).join('|'), 'iuy')
const CANONICAL = Object.entries(UNITS).map(
  ([unit, spellings]) => [unit, new RegExp(`^(?:${spellings.map(bare).join('|')})$`, 'iu')] as const,
)
/** "/", "per", "·" before a negative power, and 每 before what is measured by. */
const OVER = / ?\/ ?| per |·(?=[a-z]+\^?-1)|\/?每(?=kg|公斤|千克|ml|毫升|分钟|小时|平方米)/iuy
const TIMES = /[·*] ?/uy
const MOST_PARTS = 3

export interface ReadUnit {
  /** Canonical; several joined by "·" and "/". */
  readonly unit: string
  /** "day" of "80mg/日": told apart, because "每日80mg" says the same. */
  readonly per: readonly string[]
  /** Where the text goes on. */
  readonly end: number
}

/** The unit that stands in the readable text at `at`, at most one space before it; null when there is none. */
export function unitAt(text: string, at: number): ReadUnit | null {
  const start = text[at] === ' ' ? at + 1 : at
  // "1.5×10^9/L" has nothing before the slash.
  const counted = /\/ ?(?:l|μl|ml|mm\^?3|升)(?![a-z])/iuy
  counted.lastIndex = start
  const perVolume = counted.exec(text)
  if (perVolume !== null) {
    const below = canonical(perVolume[0].replace(/^\/ ?/u, '').replace(/^mm\^?3$/iu, 'mm3'))
    return { unit: `/${below}`, per: [], end: counted.lastIndex }
  }
  const first = oneAt(text, start)
  if (first === null) return null
  const factor = stick(TIMES, text, first.end)
  const second = factor === null ? null : oneAt(text, factor)
  const own = second === null ? first.unit : `${first.unit}·${second.unit}`
  return withDenominators(text, own, second?.end ?? first.end)
}

function withDenominators(text: string, own: string, from: number): ReadUnit {
  const below: string[] = []
  let end = from
  for (let part = 0; part < MOST_PARTS; part += 1) {
    const over = stick(OVER, text, end)
    if (over === null) break
    const opened = text[over] === '('
    let one = oneAt(text, opened ? over + 1 : over)
    if (one === null) break
    below.push(one.unit)
    end = one.end
    const more = opened ? stick(/[·*./] ?/uy, text, end) : null
    one = more === null ? null : oneAt(text, more)
    if (one !== null) {
      below.push(one.unit)
      end = one.end
    }
    end = stick(/\^?-1/uy, text, end) ?? end
    if (opened && text[end] === ')') end += 1
  }
  const measured = below.filter((unit) => !TELLING.has(unit))
  return {
    unit: [own, ...measured].join('/'),
    per: below.filter((unit) => TELLING.has(unit)),
    end: stick(/体重/uy, text, end) ?? end,
  }
}

function oneAt(text: string, at: number): { readonly unit: string; readonly end: number } | null {
  const end = stick(ONE, text, at)
  return end === null ? null : { unit: canonical(text.slice(at, end)), end }
}

/** Where a match that begins at `at` ends. */
function stick(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : null
}

/** Canonical name of one unit; what is unknown stands for itself. */
function canonical(printed: string): string {
  const text = printed.trim().toLowerCase()
  return CANONICAL.find(([, pattern]) => pattern.test(text))?.[0] ?? text
}

/** A Latin unit ends where its letters end: "5 more" is no 5 m. */
function ending(spelling: string): string {
  return /[a-z]/u.test(spelling) && !/\(\?[!=]/u.test(spelling) ? `${spelling}(?![a-zμ])` : spelling
}

/** Without what must or must not stand around it. */
function bare(spelling: string): string {
  return spelling.replace(/\(\?<?[=!][^)]*\)/gu, '')
}
