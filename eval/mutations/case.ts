/**
 * One trial of the verifier: a sentence, the quote that it cites, the section where the quote stands, and
 * whether the sentence is true of it. Wrong sentences are made by mutate.ts, true ones by reword.ts.
 */

/** A true sentence where it stands. */
export interface SourceStatement {
  readonly productId: string
  readonly title: string
  readonly heading: string
  readonly sectionText: string
  /** A stretch of `sectionText`. */
  readonly text: string
}

export interface Trial {
  readonly kind: string
  readonly sentence: string
  readonly source: SourceStatement
  /** What is cited: usually the source's own text and product. */
  readonly quote: string
  readonly askedProductId: string
  readonly isTrue: boolean
}

/** Changes a text in one way; null where there is nothing to change. `random` is in 0..1. */
export type Change = (text: string, random: () => number) => string | null

export function pick<T>(items: readonly T[], random: () => number): T | undefined {
  return items[Math.floor(random() * items.length)]
}

/** One occurrence of the pattern replaced; null when it occurs nowhere or nothing changes. */
export function replaceOne(
  text: string,
  pattern: RegExp,
  replacement: (match: RegExpMatchArray, random: () => number) => string | null,
  random: () => number,
): string | null {
  const match = pick([...text.matchAll(pattern)], random)
  const put = match === undefined ? null : replacement(match, random)
  if (match === undefined || put === null || put === match[0]) return null
  return text.slice(0, match.index) + put + text.slice(match.index + match[0].length)
}
