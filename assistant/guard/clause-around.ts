/**
 * A quote together with the rest of the clause that it was cut from. A quote can stand to the letter and
 * still lie ("使用本品" out of "不得使用本品", "5mg" out of "12.5mg"): what a sentence must agree with is the
 * whole clause. How far a clause reaches is decided here, whether it is agreed with elsewhere.
 */

const STOP = /[,，。；;！!？?\n：:]/u
const FURTHEST = 160

/** The stretch of text from the stop before `start` to the stop after `end`, white space at both ends left out. */
export function clauseAround(text: string, start: number, end: number): string {
  let from = start
  while (from > 0 && start - from < FURTHEST && !isStop(text, from - 1)) from -= 1
  let to = end
  while (to < text.length && to - end < FURTHEST && !isStop(text, to) && !isStop(text, to - 1)) to += 1
  return text.slice(from, to).trim()
}

/** Comma and colon between digits ("1,000", "1:1000") stop nothing; a full stop does before white space. */
function isStop(text: string, at: number): boolean {
  const character = text[at] ?? ''
  if (character === '.') return /\s/u.test(text[at + 1] ?? ' ') && !/\d/u.test(text[at + 1] ?? '')
  if (!STOP.test(character)) return false
  return !(/[,:：]/u.test(character) && /\d/u.test(text[at - 1] ?? '') && /\d/u.test(text[at + 1] ?? ''))
}
