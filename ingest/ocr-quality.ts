/**
 * Whether a recognised page can be relied on at all, by the program's own confidences. Above all its numbers:
 * a dose that was guessed does harm. What a good page says still has to be compared by a person; this only
 * finds the scans that are not worth comparing.
 *
 * The bounds were found on a label, printed, scanned at 300 dpi and then made worse. Sharp pages have a mean of
 * 80 to 90 and at most 21 of 100 doubtful numbers, with 94 of 100 three-letter pieces right or more. The same
 * at 75 dpi: 60 to 63, 23 to 42 doubtful, half of the pieces and 60 to 70 of 100 numbers right. Blurred beyond
 * that: below 50.
 */

export interface RecognisedWord {
  readonly text: string
  /** 0..100, as the program gives it. */
  readonly confidence: number
}

export interface ReadingQuality {
  /** 0..100, mean over the words by length; 0 without words. */
  readonly confidence: number
  /** Share 0..1 of the words with a digit that the program itself doubts. */
  readonly doubtfulNumbers: number
}

/** A mean below this: sentences are lost. */
const POOR_PAGE = 70
/** More doubtful numbers than this share: none of them can be believed. */
const POOR_NUMBERS = 0.25
const DOUBTFUL_NUMBER = 60
/** Fewer numbers make no share. */
const FEWEST_NUMBERS = 6
/** More poor pages than this share of the document: it is refused. */
const POOR_DOCUMENT = 0.5

export function readingQuality(words: readonly RecognisedWord[]): ReadingQuality {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0)
  const total = words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0)
  const numbers = words.filter(({ text }) => /\d/u.test(text))
  const doubtful = numbers.filter(({ confidence }) => confidence < DOUBTFUL_NUMBER).length
  return {
    confidence: letters === 0 ? 0 : total / letters,
    doubtfulNumbers: numbers.length < FEWEST_NUMBERS ? 0 : doubtful / numbers.length,
  }
}

export function isPoorPage({ confidence, doubtfulNumbers }: ReadingQuality): boolean {
  return confidence < POOR_PAGE || doubtfulNumbers > POOR_NUMBERS
}

/** @param pages all pages of the document that show anything, also those with a text of their own */
export function isPoorDocument(poor: number, pages: number): boolean {
  return poor > POOR_DOCUMENT * pages
}
