/** The written form of a list number: 3 -> "3", "c", "iii", "三", "③", by the names OOXML and ODF use. */

const HAN_DIGITS = '〇一二三四五六七八九'
const LEGAL_DIGITS = '零壹贰叁肆伍陆柒捌玖'
const STEMS = '甲乙丙丁戊己庚辛壬癸'
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥'

/** The level of a list as a file states it, 0 to 8; what no program writes counts as the first. */
export function listDepth(stated: string | undefined): number {
  const depth = Number(stated ?? 0)
  return Number.isInteger(depth) && depth >= 0 && depth <= 8 ? depth : 0
}

/** @param format OOXML ST_NumberFormat; unknown formats read as decimal, "none" as nothing */
export function formatListNumber(value: number, format: string): string {
  switch (format) {
    case 'none':
    case 'bullet':
      return ''
    case 'decimalZero':
      return String(value).padStart(2, '0')
    case 'upperLetter':
      return letters(value)
    case 'lowerLetter':
      return letters(value).toLowerCase()
    case 'upperRoman':
      return roman(value)
    case 'lowerRoman':
      return roman(value).toLowerCase()
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
      return chinese(value, HAN_DIGITS, ['', '十', '百', '千'])
    case 'chineseLegalSimplified':
    case 'ideographLegalTraditional':
      return chinese(value, LEGAL_DIGITS, ['', '拾', '佰', '仟'])
    case 'ideographDigital':
      return [...String(value)].map((digit) => HAN_DIGITS[Number(digit)] ?? digit).join('')
    case 'ideographTraditional':
      return STEMS[(value - 1) % 10] ?? String(value)
    case 'ideographZodiac':
      return BRANCHES[(value - 1) % 12] ?? String(value)
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x245f + value) : String(value)
    case 'decimalEnclosedParen':
      return `(${value})`
    case 'decimalEnclosedFullstop':
      return `${value}.`
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return [...String(value)].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')
    default:
      return String(value)
  }
}

/** a … z, aa, bb …: word processors repeat the letter. */
function letters(value: number): string {
  if (value < 1) return String(value)
  return String.fromCodePoint(65 + ((value - 1) % 26)).repeat(Math.min(Math.ceil(value / 26), 20))
}

function roman(value: number): string {
  if (value < 1 || value > 4000) return String(value)
  const signs: readonly (readonly [number, string])[] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let rest = value
  let written = ''
  for (const [size, sign] of signs) {
    written += sign.repeat(Math.floor(rest / size))
    rest %= size
  }
  return written
}

function chinese(value: number, digits: string, units: readonly string[]): string {
  if (value < 1 || value > 9999) return String(value)
  const written = [...String(value)]
    .map((digit, index, all) => {
      const unit = units[all.length - 1 - index] ?? ''
      return digit === '0' ? '零' : `${digits[Number(digit)]}${unit}`
    })
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '')
  // 一十二 is written 十二.
  return value >= 10 && value < 20 && digits === HAN_DIGITS ? written.slice(1) : written
}
