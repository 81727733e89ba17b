/**
 * Where words that a model says it took from a note stand in it. They must stand in the text that the model was
 * shown; what was masked there is found again around its mark, so that places are always those of the note as given.
 */
import { findQuote } from '../../core/text/find-quote.ts'
import type { Span } from './note-reading.ts'

/** Null: the words do not stand there. With `within` only a place that lies in one of the stretches counts. */
export type FindWords = (words: string, within?: readonly Span[]) => Span | null

/** Of a quote, in UTF-16 code units. */
const SHORTEST = 2
const LONGEST = 600
/** Of what a mark stands for. */
const LONGEST_MASKED = 80
const MARK = /\[(?:邮箱|电话|证件号|病历号|床号|姓名|地址|账号|出生日期|数量)\]/u

/** `shown` is the note as the model read it. */
export function createFindWords(note: string, shown: string): FindWords {
  return (words, within) => {
    const wanted = words.trim()
    if (wanted.length < SHORTEST || wanted.length > LONGEST || findQuote(shown, wanted) === undefined)
      return null
    const pieces = wanted.split(MARK).filter((piece) => piece.trim() !== '')
    for (let near = 0; near < note.length; ) {
      const place = findPieces(note, pieces, near)
      if (place === null || place.start < near) return null
      if (within === undefined || within.some(({ start, end }) => place.start >= start && place.end <= end))
        return place
      near = place.start + 1
    }
    return null
  }
}

/** The pieces one after the other, as near as marks allow. */
function findPieces(note: string, pieces: readonly string[], near: number): Span | null {
  const found: Span[] = []
  for (const piece of pieces) {
    const end = found.at(-1)?.end
    const place = findQuote(note, piece, end ?? near)
    if (place === undefined) return null
    if (end !== undefined && (place.start < end || place.start - end > LONGEST_MASKED)) return null
    found.push(place)
  }
  const [first, last] = [found[0], found.at(-1)]
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end }
}
