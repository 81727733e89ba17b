/**
 * Text as search terms, the same way for what is indexed and for what is asked: Chinese as character
 * bigrams (no dictionary to maintain, and parts of a name still match), Latin words and codes whole
 * ("cyp3a4", "q12h", "child-pugh") and in their parts, numbers apart from their units.
 * What a term is worth is decided elsewhere; nothing here can fail on any text.
 */
import { normalizeText } from './normalize.ts'

/** A word of Latin or Greek letters and digits with the signs that hold a code together inside it. */
const WORD =
  /[\p{Script=Latin}\p{Script=Greek}\p{N}]+(?:[-./+'’_][\p{Script=Latin}\p{Script=Greek}\p{N}]+)*%?/gu
const HAN = /[\p{Script=Han}〇]+/gu
const AMOUNT = /^(\d+(?:[.]\d+)?)([a-zμµ%].*)$/u
/** Longer runs are no words of anybody; their head is kept so that the term stays small. */
const LONGEST_WORD = 64

/** English words that stand in every sentence. */
const STOP = new Set(
  (
    'a an the of to in on at by for from with and or is are was were be been do does did can could should would ' +
    'will may might must i we you he she it they this that these those my your his her their our me him them as if ' +
    'but not no so than then there here what which who whom how when where why much many any some all both each ' +
    'other own same very just s t'
  ).split(' '),
)

/** Every term of the text in order, repeats included. */
export function tokens(text: string): readonly string[] {
  const normal = normalizeText(text)
  const found: string[] = []
  for (const match of normal.matchAll(HAN)) addHan([...match[0]], found)
  for (const match of normal.matchAll(WORD)) addWord(match[0].slice(0, LONGEST_WORD), found)
  return found
}

function addHan(characters: readonly string[], found: string[]): void {
  if (characters.length === 1) found.push(characters[0]!)
  for (let at = 0; at + 1 < characters.length; at += 1) found.push(characters[at]! + characters[at + 1]!)
}

function addWord(word: string, found: string[]): void {
  if (STOP.has(word)) return
  found.push(stem(word))
  const amount = AMOUNT.exec(word)
  if (amount !== null) {
    found.push(amount[1]!)
    if (!/^%?$/u.test(amount[2]!)) found.push(amount[2]!)
    return
  }
  const parts = word.split(/[-./+'’_]/u)
  if (parts.length === 1 || /^[\d.]+%?$/u.test(word)) return
  for (const part of parts) if (part.length > 1 && !STOP.has(part)) found.push(stem(part))
}

/** English plural to singular; nothing more, for names of medicines must not be bent. */
function stem(word: string): string {
  if (!/^[a-z]{4,}s$/u.test(word) || /(?:ss|us|is)$/u.test(word)) return word
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return /(?:ss|x|ch|sh)es$/u.test(word) ? word.slice(0, -2) : word.slice(0, -1)
}

/** Dimensions of the term space: pgvector's `sparsevec` takes at most 10^9; a prime just below spreads the hash. */
export const TERM_SPACE = 999_999_937

/** A term as a number in 1..TERM_SPACE (FNV-1a over UTF-16 units). Two terms in a million share one, which costs nothing. */
export function termId(term: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < term.length; at += 1) {
    hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193)
  }
  // A last mix: FNV's low bits of short texts are alike.
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  hash ^= hash >>> 12
  return ((hash >>> 0) % TERM_SPACE) + 1
}
