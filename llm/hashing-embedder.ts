/**
 * The embedder that needs no model: words and character trigrams hashed into 256 signed places. The same
 * text gives the same vector on every machine. It sees spelling, not meaning (`semantic: false`), so its
 * neighbours may fill a short list but never reorder what the words have found.
 */
import type { Embedder } from '../core/embedder.ts'
import { normalizeText } from '../core/text/normalize.ts'
import { termId, tokens } from '../core/text/tokens.ts'

const DIMENSIONS = 256
const GRAM = 3
/** Words say more than the trigrams that cross them. */
const WORD_WEIGHT = 1
const GRAM_WEIGHT = 0.5
/** What comes later in a text does not move its vector any more. */
const LONGEST_TEXT = 20_000
/** Texts between two turns of the event loop: a long batch must not hold up a question. */
const BREATH = 32

/** `dimensions`: other than the product's own for measurements alone. */
export function createHashingEmbedder(dimensions = DIMENSIONS): Embedder {
  return {
    // The number after the slash is the version of this recipe: another recipe, another id.
    id: `hash-${dimensions}/1`,
    dimensions,
    semantic: false,
    async embed(texts, signal) {
      const vectors: (readonly number[])[] = []
      for (const text of texts) {
        if (vectors.length > 0 && vectors.length % BREATH === 0) await new Promise(setImmediate)
        signal?.throwIfAborted()
        vectors.push(hashText(text, dimensions))
      }
      return vectors
    },
  }
}

function hashText(text: string, dimensions: number): readonly number[] {
  const counts = new Map<string, number>()
  const short = text.slice(0, LONGEST_TEXT)
  for (const word of tokens(short)) add(counts, `w${word}`)
  const characters = [...normalizeText(short)]
  for (let at = 0; at + GRAM <= characters.length; at += 1) {
    add(counts, `g${characters.slice(at, at + GRAM).join('')}`)
  }
  const vector = new Array<number>(dimensions).fill(0)
  for (const [feature, count] of counts) {
    const hash = termId(feature)
    const weight = (1 + Math.log(count)) * (feature.startsWith('w') ? WORD_WEIGHT : GRAM_WEIGHT)
    // The sign comes from a bit that does not choose the place, so that collisions cancel on average.
    vector[hash % dimensions]! += (hash >>> 16) & 1 ? weight : -weight
  }
  const length = Math.hypot(...vector)
  // A text without any feature still needs a direction: a zero vector has no cosine.
  if (length === 0) return vector.with(0, 1)
  return vector.map((value) => value / length)
}

function add(counts: Map<string, number>, feature: string): void {
  counts.set(feature, (counts.get(feature) ?? 0) + 1)
}
