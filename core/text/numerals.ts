/**
 * Numerals as text has them (digits, Chinese numerals, English number words, fractions, powers of ten) as one
 * exact decimal, so that two spellings of a number compare as equal strings and nothing is rounded.
 * Works on readable text; which numerals are amounts is decided by who reads them.
 */

const DIGITS = '(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?|(?<![\\d.])\\.\\d+'
/** "1.5万", "80万", "1.5×10^9"; damaged print has "×109" for it. */
const SCALE =
  '\\s*(?:[x×*]\\s*10\\s*\\^?\\s*(?:-?\\d{1,2})(?!\\d)|(?:千|百)?万|亿|百(?=万?单位)|千(?=万|单位|例|名|人)|(?:thousand|million|billion)(?![a-z]))'
/** Source of a regular expression, without groups that capture; case-insensitive. */
export const DIGIT_NUMERAL = `(?:\\d+\\s\\d/\\d(?!\\d)|\\d{1,3}/\\d{1,3}(?![\\d/.,])|(?:${DIGITS})(?:${SCALE})?)`
const HAN_DIGIT = '[〇零一二两三四五六七八九]'
export const HAN_NUMERAL = `(?:[〇零一二两三四五六七八九十百千]+(?:点${HAN_DIGIT}+)?[万亿]?|半)`
export const WORD_NUMERAL =
  '(?:(?:one|two|three)[ -](?:half|halves|thirds?|quarters?|fourths?|fifths?)|(?:a )?half(?: an?)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|twenty-four|thirty|forty-eight)(?![a-z])'

const WORDS: Readonly<Record<string, string>> = {
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  eleven: '11',
  twelve: '12',
  fourteen: '14',
  fifteen: '15',
  twenty: '20',
  'twenty-four': '24',
  thirty: '30',
  'forty-eight': '48',
}
const PARTS: Readonly<Record<string, number>> = { half: 2, hal: 2, third: 3, quarter: 4, fourth: 4, fifth: 5 }
const HAN = '〇一二三四五六七八九'
const TENS: Readonly<Record<string, bigint>> = { 十: 10n, 百: 100n, 千: 1000n }
const SCALES: Readonly<Record<string, number>> = {
  百: 2,
  千: 3,
  万: 4,
  百万: 6,
  千万: 7,
  亿: 8,
  thousand: 3,
  million: 6,
  billion: 9,
}

/** Canonical decimal ("0.5", "15000"), or "a/b" in lowest terms where no decimal is exact; null for no numeral. */
export function numeralValue(printed: string): string | null {
  const text = printed.trim().toLowerCase()
  const mixed = /^(?:(\d+)\s)?(\d+)\/(\d+)$/u.exec(text)
  if (mixed !== null) {
    const [, whole = '0', upper = '', lower = ''] = mixed
    return fraction(BigInt(whole) * BigInt(lower) + BigInt(upper), BigInt(lower))
  }
  if (/^[\d.]/u.test(text)) return digitsValue(text)
  if (/^[a-z]/u.test(text)) return wordValue(text)
  return hanValue(text)
}

/** upper/lower as a decimal where that is exact, else in lowest terms. */
export function fraction(upper: bigint, lower: bigint): string | null {
  if (lower === 0n) return null
  const common = divisor(upper, lower)
  const [top, bottom] = [upper / common, lower / common]
  for (let places = 0; places <= 6; places += 1) {
    const scaled = top * 10n ** BigInt(places)
    if (scaled % bottom === 0n) return pointed(String(scaled / bottom), places)
  }
  return `${top}/${bottom}`
}

function digitsValue(text: string): string | null {
  const match = /^([\d,]*)(?:\.(\d+))?\s*(.*)$/u.exec(text)
  if (match === null) return null
  const [, whole = '', decimals = '', scale = ''] = match
  const digits = `${whole.replaceAll(',', '')}${decimals}`
  const power = /10\s*\^?\s*(-?\d{1,2})$/u.exec(scale)
  const shift = scale === '' ? 0 : power === null ? SCALES[scale] : Number(power[1])
  return shift === undefined ? null : pointed(digits, decimals.length - shift)
}

function wordValue(text: string): string | null {
  const part = /^(?:(one|two|three|a)[ -])?(half|hal|third|quarter|fourth|fifth)(?:ve)?s?(?: an?)?$/u.exec(
    text,
  )
  if (part !== null) {
    const upper = part[1] === undefined || part[1] === 'a' ? '1' : WORDS[part[1]]!
    return fraction(BigInt(upper), BigInt(PARTS[part[2]!]!))
  }
  return WORDS[text] ?? null
}

function hanValue(text: string): string | null {
  if (text === '半') return '0.5'
  const scale = /[万亿]$/u.exec(text)?.[0]
  const [whole = '', decimals = ''] = (scale === undefined ? text : text.slice(0, -1))
    .replaceAll('两', '二')
    .replaceAll('零', '〇')
    .split('点')
  const number = hanWhole(whole)
  if (number === null) return null
  const tail = [...decimals].map((digit) => HAN.indexOf(digit)).join('')
  return pointed(`${number}${tail}`, tail.length - (scale === undefined ? 0 : SCALES[scale]!))
}

/** "十二", "二十", "一百二十", "二〇二六". */
function hanWhole(text: string): string | null {
  if (!/[十百千]/u.test(text)) {
    const digits = [...text].map((digit) => HAN.indexOf(digit))
    return digits.length === 0 || digits.includes(-1) ? null : digits.join('')
  }
  let sum = 0n
  let digit: bigint | null = null
  for (const character of text) {
    const ten = TENS[character]
    if (ten === undefined) {
      const at = HAN.indexOf(character)
      if (at < 0) return null
      digit = BigInt(at)
      continue
    }
    sum += (digit ?? 1n) * ten
    digit = null
  }
  return String(sum + (digit ?? 0n))
}

/** Digits with the point `places` from the right (negative: zeros are added), without needless zeros. */
function pointed(digits: string, places: number): string {
  const padded = places < 0 ? digits + '0'.repeat(-places) : digits.padStart(places + 1, '0')
  const cut = padded.length - Math.max(places, 0)
  const whole = padded.slice(0, cut).replace(/^0+(?=\d)/u, '')
  const tail = padded.slice(cut).replace(/0+$/u, '')
  return tail === '' ? whole : `${whole === '' ? '0' : whole}.${tail}`
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? (a === 0n ? 1n : a) : divisor(b, a % b)
}
