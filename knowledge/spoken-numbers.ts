/**
 * Numbers as people dictate them: "七十二公斤" for 72公斤, "一岁半" for 1.5岁, and the names of medicines whose
 * number is spoken ("达英三十五"). Only what stands before a unit of age or weight is read; "一次" stays.
 */

const DIGITS = '零一二三四五六七八九'
const SPOKEN = '[零〇一二两三四五六七八九十百]{1,6}'
const MEASURED = new RegExp(`(${SPOKEN})(点${SPOKEN})?\\s*个?(周?岁|公斤|千克|月大)(半)?`, 'gu')
const MEASURED_DIGITS = /(\d{1,3})\s*(周?岁|公斤|千克)半/gu

/** The text with spoken ages and weights in digits; offsets change. */
export function digitsForSpoken(text: string): string {
  return text
    .replace(MEASURED, (said, whole: string, part: string | undefined, unit: string, half?: string) => {
      const number = spokenNumber(whole)
      if (number === null) return said
      const tail = part === undefined ? '' : `.${[...part.slice(1)].map(digitOf).join('')}`
      return `${number}${tail === '' && half !== undefined ? '.5' : tail}${unit === '月大' ? '个月大' : unit}`
    })
    .replace(MEASURED_DIGITS, '$1.5$2')
}

const digitOf = (character: string): number => {
  if (character === '两') return 2
  return Math.max(0, DIGITS.indexOf(character === '〇' ? '零' : character))
}

/** "七十二" -> 72, "一百零五" -> 105; null for a run that is no number ("十十"). */
function spokenNumber(text: string): number | null {
  const match =
    /^(?:([一二两三四五六七八九])百零?)?(?:([一二两三四五六七八九])?(十))?([零〇一二两三四五六七八九])?$/u.exec(
      text,
    )
  if (match === null) return null
  const [, hundreds, tens, ten, ones] = match
  const sum =
    (hundreds === undefined ? 0 : digitOf(hundreds) * 100) +
    (ten === undefined ? 0 : (tens === undefined ? 1 : digitOf(tens)) * 10)
  return sum + (ones === undefined ? 0 : digitOf(ones))
}

/** How a number below 100 is said: "35" -> "三十五"; null for others. */
export function spokenForm(digits: string): string | null {
  const number = Number(digits)
  if (!Number.isInteger(number) || number < 1 || number > 99) return null
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`
  return `${ten}${ones === 0 ? '' : DIGITS[ones]}`
}
