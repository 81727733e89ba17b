/**
 * Makes a true sentence wrong in one way that a careless or lying composer would: another digit, a moved
 * point, another unit, limit or frequency, a lost negation, two numbers in each other's place. Written
 * without the verifier's own tables, so that a gap there shows.
 */
import { type Change, pick, replaceOne } from './case.ts'

/** A number that states something: no list mark, no code, no exponent. */
const NUMBER = /(?<![\d.A-Za-z\-[第表（(])\d+(?:\.\d+)?(?![\d.]*[、.)）\]](?!\d))(?![A-Za-z]*\d)/gu

const digit: Change = (text, random) =>
  replaceOne(
    text,
    NUMBER,
    ([number]) => {
      const places = [...number].flatMap((sign, at) => (/\d/u.test(sign) ? [at] : []))
      const at = pick(places, random)!
      const others = [...'123456789'].filter((other) => other !== number[at])
      return number.slice(0, at) + pick(others, random)! + number.slice(at + 1)
    },
    random,
  )

const point: Change = (text, random) =>
  replaceOne(
    text,
    NUMBER,
    ([number]) => {
      if (/^0\.\d/u.test(number)) return random() < 0.5 ? `0.0${number.slice(2)}` : number.slice(2)
      if (number.includes('.')) return number.replace('.', '')
      if (/^0+$/u.test(number)) return null
      return random() < 0.5 && number.length > 1
        ? `${number.slice(0, -1)}.${number.slice(-1)}`.replace(/\.0$/u, '')
        : `${number}0`
    },
    random,
  )

const UNITS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?<=\d\s?)mg(?!\/|[a-z])/gu, ['g', 'μg', 'ml', 'mg/kg', '']],
  [/(?<=\d\s?)mg\/kg/gu, ['mg', 'g/kg', 'mg/m²']],
  [/(?<=\d\s?)g(?![a-z/])/gu, ['mg', 'kg', 'ml']],
  [/(?<=\d\s?)m[lL](?![a-z/])/gu, ['L', 'mg', 'μl']],
  [/(?<=\d\s?)μg|(?<=\d\s?)mcg/gu, ['mg', 'ng']],
  [/(?<=\d\s?)kg(?![a-z/])/gu, ['g', 'mg']],
  [/(?<=\d\s?)[%％]/gu, ['‰', '', '例']],
  [/(?<=\d\s?)小时/gu, ['天', '分钟', '周']],
  [/(?<=\d\s?)分钟/gu, ['小时', '秒', '天']],
  [/(?<=\d\s?)天/gu, ['周', '小时', '个月']],
  [/(?<=\d\s?)周(?!岁)/gu, ['天', '个月', '年']],
  [/(?<=\d\s?)个月/gu, ['周', '天', '年']],
  [/(?<=\d\s?)岁/gu, ['个月', '天', '周']],
  [/(?<=\d\s?)片/gu, ['粒', '支', '袋']],
  [/(?<=\d\s?)℃/gu, ['%', '天']],
  [/(?<=\d\s?)倍/gu, ['%', '例', '次']],
  [/(?<=\d )hours(?! of age)/gu, ['days', 'minutes']],
  [/(?<=\d )days/gu, ['weeks', 'hours']],
  [/(?<=\d )weeks/gu, ['days', 'months']],
  [/(?<=\d )months/gu, ['weeks', 'years']],
  [/(?<=\d\s?)(?:mmol\/L)/gu, ['mg/L', 'mol/L', 'μmol/L']],
]
const unit: Change = (text, random) => {
  const fitting = UNITS.filter(([pattern]) => text.search(pattern) >= 0)
  const chosen = pick(fitting, random)
  if (chosen === undefined) return null
  return replaceOne(
    text,
    chosen[0],
    (match) => {
      const put = pick(chosen[1], random)!
      // "5mg或10mg" and "40%至60%" name a unit twice; once is enough.
      const after = text.slice(match.index! + match[0].length)
      const shared =
        /^\s*[、，,和或及与至到~～–-]/u.test(after) ||
        /[和或及至到~～–-]\s*\d[\d.]*\s*$/u.test(text.slice(0, match.index))
      return put === '' && shared ? null : put
    },
    random,
  )
}

/** Exchanges one of the words for what stands opposite; either way. */
function exchanging(pairs: readonly (readonly [string, string])[]): Change {
  const ways = pairs.flatMap(([one, other]) => [[one, other] as const, [other, one] as const])
  return (text, random) => {
    const chosen = pick(
      ways.filter(([from]) => wordPattern(from).test(text)),
      random,
    )
    if (chosen === undefined) return null
    return replaceOne(text, wordPattern(chosen[0]), () => chosen[1], random)
  }
}
/** English words of their own; "increase" may go on ("increased"). */
function wordPattern(word: string): RegExp {
  const ends = /^(?:higher|lower|severe|mild)$/u.test(word) ? '(?![a-z])' : ''
  return new RegExp(/[a-z]/u.test(word) ? `(?<![a-z])${word}${ends}` : word, 'gu')
}

const limit = exchanging([
  ['≥', '≤'],
  ['≥', '<'],
  ['＞', '＜'],
  ['>', '<'],
  ['＜', '≥'],
  ['不超过', '不少于'],
  ['不得超过', '不得少于'],
  ['至少', '至多'],
  ['最大', '最小'],
  ['最高', '最低'],
  ['及以上', '及以下'],
  ['岁以上', '岁以下'],
  ['%以上', '%以下'],
  ['周以上', '周以下'],
  ['或以上', '或以下'],
  ['低于', '高于'],
  ['小于', '大于'],
  ['不足', '超过'],
  ['at least', 'at most'],
  ['less than', 'more than'],
  ['maximum', 'minimum'],
  ['or more', 'or less'],
  ['or older', 'or younger'],
  ['above', 'below'],
  ['up to', 'at least'],
])

const frequency: Change = (text, random) => {
  const ways: readonly (readonly [RegExp, readonly string[]])[] = [
    [/(?:每|一|1)[日天](?=[一1]次)/gu, ['每周', '每月', '每12小时', '隔日']],
    [/(?<=(?:每|一|1)[日天])[一1]次/gu, ['两次', '三次', '2次']],
    [/(?<=(?:每|一|1)[日天])(?:[二两2])次/gu, ['一次', '三次', '4次']],
    [/(?<=(?:每|一|1)[日天])(?:[三3])次/gu, ['一次', '两次', '4次']],
    [/每周(?=[一1]次)/gu, ['每日', '每月', '每2周']],
    [/(?<=每周)[一1]次/gu, ['两次', '三次']],
    [/(?<=每)\d+(?=小时)/gu, ['5', '7', '9', '10']],
    [/隔日/gu, ['每日', '每周']],
    [/(?<=[^每])每日(?=[^一二两三1-9])/gu, ['每周', '每次', '每月']],
    [/once (?=daily|a day|weekly|a week)/giu, ['twice ', 'three times ']],
    [/twice (?=daily|a day|weekly)/giu, ['once ', 'three times ']],
    [/(?<=(?:once|twice|times) )daily/gu, ['weekly', 'monthly']],
    [/(?<=(?:once|twice|times) )weekly/gu, ['daily', 'monthly']],
    [/(?<=every )\d+(?= hours)/gu, ['5', '7', '9']],
    [/(?<![a-z])bid(?![a-z])/gu, ['tid', 'qd']],
    [/(?<![a-z])tid(?![a-z])/gu, ['bid', 'qid']],
    [/(?<![a-z])qd(?![a-z])/gu, ['bid', 'qod']],
    [/(?<![a-z])q12h/gu, ['q8h', 'q6h']],
    [/(?<![a-z])q8h/gu, ['q12h', 'q6h']],
  ]
  const chosen = pick(
    ways.filter(([pattern]) => text.search(pattern) >= 0),
    random,
  )
  return chosen === undefined ? null : replaceOne(text, chosen[0], () => pick(chosen[1], random)!, random)
}

const range: Change = (text, random) =>
  replaceOne(
    text,
    /(\d+(?:\.\d+)?)(\s*[a-zA-Z%℃/μ]*\s*[～~–—至-]\s*)(\d+(?:\.\d+)?)(?![-\d])/gu,
    ([, low = '', sign = '', high = '']) => {
      // A telephone number is no range.
      if (low.length > 5 || high.length > 5 || /^0\d/u.test(low)) return null
      const way = Math.floor(random() * 4)
      if (way === 0) return `${Number(low) + 1}${sign}${high}`
      if (way === 1) return `${low}${sign}${Number(high) + 1}`
      if (way === 2) return high
      return low === high ? null : `${high}${sign}${low}`
    },
    random,
  )

const negation: Change = (text, random) => {
  const ways: readonly (readonly [RegExp, string])[] = [
    [/不(?=得|应|宜|可|能|推荐|建议|需要|影响|增加|超过|包括|适用|引起|会|要|必)/gu, ''],
    [/未(?=见|发现|观察|确定|确立|进行|证实|接受|达到|经)/gu, ''],
    [/无(?=需|须|显著|明显|临床|统计)/gu, '有'],
    [/禁用/gu, '慎用'],
    [/禁用/gu, '可用'],
    [/慎用/gu, '禁用'],
    [/慎用/gu, '可用'],
    [/避免/gu, '建议'],
    [/禁止/gu, '可以'],
    [/(?<!不)应(?=当|在|避|定|监|立|停|用|给|考|密|慎|告|进|从|使|先|注)/gu, '不应'],
    [/(?<![不许])可(?=以|用|在|与|能|引|增|降|根|从|考|出)/gu, '不可'],
    [/(?<!不)推荐/gu, '不推荐'],
    [/(?<!不)建议/gu, '不建议'],
    [/(?<!不)包括/gu, '不包括'],
    [/(?<!不)(?<![适])用于/gu, '不用于'],
    [/ not /gu, ' '],
    [/ should (?!not)/gu, ' should not '],
    [/ may (?!not)/gu, ' may not '],
    [/ is (?!not)/gu, ' is not '],
    [/ are (?!not)/gu, ' are not '],
    [/contraindicated/gu, 'recommended'],
    [/not recommended/gu, 'recommended'],
    [/without/gu, 'with'],
    [/Avoid/gu, 'Consider'],
    [/No (?=dose)/gu, 'A '],
    [/including/gu, 'excluding'],
  ]
  const chosen = pick(
    ways.filter(([pattern]) => text.search(pattern) >= 0),
    random,
  )
  return chosen === undefined ? null : replaceOne(text, chosen[0], () => chosen[1], random)
}

const direction = exchanging([
  ['升高', '降低'],
  ['增加', '减少'],
  ['增强', '减弱'],
  ['上升', '下降'],
  ['延长', '缩短'],
  ['加重', '减轻'],
  ['餐前', '餐后'],
  ['饭前', '饭后'],
  ['服药前', '服药后'],
  ['治疗前', '治疗后'],
  ['用药前', '用药后'],
  ['给药前', '给药后'],
  ['手术前', '手术后'],
  ['之前', '之后'],
  ['轻度', '重度'],
  ['中度', '重度'],
  ['急性', '慢性'],
  ['阳性', '阴性'],
  ['高血压', '低血压'],
  ['高血糖', '低血糖'],
  ['increase', 'decrease'],
  ['before', 'after'],
  ['higher', 'lower'],
  ['severe', 'mild'],
  ['positive', 'negative'],
])

/** Whole amounts exchanged that belong to different things; members of one list are left alone. */
const exchange: Change = (text, random) => {
  const amounts = [
    ...text.matchAll(
      /(?<![\d.A-Za-z\-第表])\d+(?:\.\d+)?(?:\s?(?:mg|g|ml|mL|%|％|周|天|岁|小时|分钟|例|片|次|h|倍|个月|weeks?|days?|hours?))/gu,
    ),
  ]
  const unitOf = (match: RegExpMatchArray) => match[0].replace(/^[\d.]+\s?/u, '')
  const pairs = amounts.flatMap((one, at) =>
    amounts.slice(at + 1).flatMap((other) => {
      const between = text.slice(one.index + one[0].length, other.index)
      const listed = /^[\s\d.a-zA-Z%％、，,；（）()和或及与/~～至–\-μ片粒周天岁例每盒第次]*$/u.test(between)
      const ordered = /分别|依次|respectively/u.test(text)
      const same = one[0] === other[0] || unitOf(one) !== unitOf(other)
      return same || (listed && !ordered) ? [] : [[one, other] as const]
    }),
  )
  const chosen = pick(pairs, random)
  if (chosen === undefined) return null
  const [one, other] = chosen
  const [head, tail] = [text.slice(0, one.index), text.slice(other.index + other[0].length)]
  return head + other[0] + text.slice(one.index + one[0].length, other.index) + one[0] + tail
}

/** Kinds that change the sentence; product and citation are changed by who builds the trial. */
export const MUTATIONS: Readonly<Record<string, Change>> = {
  digit,
  'decimal point': point,
  unit,
  limit,
  frequency,
  'range end': range,
  negation,
  direction,
  'numbers exchanged': exchange,
}
