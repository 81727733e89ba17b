/**
 * Where a quote stands in a text: to the letter, or, as the verification rule allows, after NFKC and
 * without white space. The answer is always a stretch of the text itself, so that what is shown and
 * stored is the source's own spelling.
 */
import { quoteKey } from './normalize.ts'

export interface QuotePlace {
  /** UTF-16 offsets into the text. */
  readonly start: number
  readonly end: number
}

/** The occurrence at or after `near` first, else the first of all; undefined when it does not stand there. */
export function findQuote(text: string, quote: string, near = 0): QuotePlace | undefined {
  const wanted = quote.trim()
  const key = quoteKey(wanted)
  if (key === '') return undefined
  const at = text.indexOf(wanted, near)
  const exact = at >= 0 ? at : text.indexOf(wanted)
  if (exact >= 0) return { start: exact, end: exact + wanted.length }
  const { folded, starts, ends } = fold(text)
  const from = starts.findIndex((start) => start >= near)
  const after = from < 0 ? -1 : folded.indexOf(key, from)
  const found = after >= 0 ? after : folded.indexOf(key)
  if (found < 0) return undefined
  return { start: starts[found]!, end: ends[found + key.length - 1]! }
}

/** The text as `quoteKey` sees it, and for each of its UTF-16 units where it came from. */
function fold(text: string): {
  readonly folded: string
  readonly starts: readonly number[]
  readonly ends: readonly number[]
} {
  let folded = ''
  const starts: number[] = []
  const ends: number[] = []
  // A letter and the marks that combine with it are folded together, as NFKC would.
  for (const match of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const piece = quoteKey(match[0])
    folded += piece
    for (let unit = 0; unit < piece.length; unit += 1) {
      starts.push(match.index)
      ends.push(match.index + match[0].length)
    }
  }
  return { folded, starts, ends }
}
