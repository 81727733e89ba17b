/**
 * The plain baseline: BM25 over character bigrams, in memory, as a search engine without any knowledge of medicines or
 * of Chinese words does it.
 */
import { normalizeText } from '../../core/text/normalize.ts'

const K1 = 1.2
const B = 0.75

export interface IndexedText {
  readonly key: string
  readonly text: string
}

/** Keys of the texts that share most with the question, best first, at most `limit`. */
export type RankTexts = (question: string, limit: number) => readonly string[]

export function createBm25(texts: readonly IndexedText[]): RankTexts {
  const postings = new Map<string, { readonly at: number; readonly count: number }[]>()
  const lengths = texts.map(({ text }, at) => {
    const grams = bigrams(text)
    for (const [gram, ones] of Map.groupBy(grams, (one) => one)) {
      const list = postings.get(gram)
      if (list === undefined) postings.set(gram, [{ at, count: ones.length }])
      else list.push({ at, count: ones.length })
    }
    return grams.length
  })
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)

  return (question, limit) => {
    const scores = new Map<number, number>()
    for (const gram of new Set(bigrams(question))) {
      const found = postings.get(gram) ?? []
      const rarity = Math.log(1 + (texts.length - found.length + 0.5) / (found.length + 0.5))
      for (const { at, count } of found) {
        const norm = K1 * (1 - B + (B * lengths[at]!) / average)
        scores.set(at, (scores.get(at) ?? 0) + (rarity * count * (K1 + 1)) / (count + norm))
      }
    }
    return [...scores]
      .toSorted(([a, x], [b, y]) => y - x || a - b)
      .slice(0, limit)
      .map(([at]) => texts[at]!.key)
  }
}

function bigrams(text: string): readonly string[] {
  return (normalizeText(text).match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((run) =>
    run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  )
}
