/**
 * Words of one recognised line as text. The OCR program parts Chinese characters by spaces that nobody
 * printed, and reads the corners of 【…】 as other brackets; both are mended here, letters never.
 */

const CHINESE = /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u

export function joinOcrWords(words: readonly string[]): string {
  let text = ''
  for (const word of words) {
    const apart = text !== '' && !CHINESE.test(text.at(-1) ?? '') && !CHINESE.test(word.at(0) ?? '')
    text += apart ? ` ${word}` : word
  }
  return mendHeading(text)
}

/** A line that opens with a few Chinese characters in square-like brackets is a label heading. */
function mendHeading(text: string): string {
  const match = /^[【〖[［「[]\s*(\p{Script=Han}[\p{Script=Han}、及和与\s]{1,11})\s*[】〗\]］」I1|]/u.exec(
    text,
  )
  return match === null ? text : `【${match[1]?.trim()}】${text.slice(match[0].length).trimStart()}`
}
