/**
 * Words of the ward, and English ones, to the words that Chinese labels use for the same thing: general
 * vocabulary of medicine and pharmacy (term-bridge.csv). What is written is searched in addition to what was
 * said, with less weight.
 */
import { normalizeText } from '../core/text/normalize.ts'
import { faultyLine, parseWordTable, readWordTable, type WordRow } from './word-table.ts'

export interface BridgedTerm {
  readonly said: string
  readonly written: readonly string[]
}

const HAN = /\p{Script=Han}{2}/u
const FILE = 'term-bridge.csv'
const COLUMNS = ['said', 'written'] as const
const BRIDGE: readonly BridgedTerm[] = bridged(readWordTable(FILE, COLUMNS))
const LATIN = new Map(BRIDGE.filter(({ said }) => /^[\x20-\x7e]+$/u.test(said)).map((one) => [one.said, one]))
const CHINESE = BRIDGE.filter(({ said }) => !LATIN.has(said))
/** Chinese words of either side with what an English label writes, in the order of the file. */
const ENGLISH = [
  ...Map.groupBy(
    BRIDGE.flatMap(({ said, written }) => {
      const english = written.filter((word) => LATIN.has(word) && word.length > 3)
      return [said, ...written].filter((word) => HAN.test(word)).map((word) => ({ word, english }))
    }),
    ({ word }) => word,
  ),
].map(([word, lines], order) => ({ word, order, english: lines.flatMap((line) => line.english) }))
/** By the characters that they begin with: a text is walked over once, not once for every word. */
const ENGLISH_BY_HEAD = Map.groupBy(ENGLISH, ({ word }) => word.slice(0, 2))
const CHINESE_BY_HEAD = Map.groupBy(CHINESE, ({ said }) => said[0]!)

/** The entries of a text in the form of term-bridge.csv, one a word that is said. Throws `invalid_config`. */
export function parseTermBridge(text: string): readonly BridgedTerm[] {
  return bridged(parseWordTable(FILE, text, COLUMNS))
}

/** Both sides are needed, what is said in lower case, and in one line only: a second would never be read. */
function bridged(rows: readonly WordRow<(typeof COLUMNS)[number]>[]): readonly BridgedTerm[] {
  const lines = new Map<string, number>()
  return rows.flatMap(({ line, words: { said, written } }) => {
    if (said.length === 0 || written.length === 0) throw faultyLine(FILE, line, 'one side is empty')
    for (const word of said) {
      if (word !== normalizeText(word))
        throw faultyLine(FILE, line, `"${word}" must be "${normalizeText(word)}"`)
      const other = lines.get(word)
      if (other !== undefined) throw faultyLine(FILE, line, `"${word}" stands in line ${other} already`)
      lines.set(word, line)
    }
    // The English words of a line are what an English label writes; short ones are parts of other words.
    const english = said.filter((word) => /^[a-z][a-z -]{3,}$/u.test(word))
    const all = [...new Set([...written, ...english])]
    return said.map((word) => ({ said: word, written: all }))
  })
}

/** English label words for the Chinese words of lines that have them; for labels in English alone. */
export function englishTerms(text: string): readonly string[] {
  const found = new Set<(typeof ENGLISH)[number]>()
  for (let at = 0; at + 1 < text.length; at += 1) {
    for (const entry of ENGLISH_BY_HEAD.get(text.slice(at, at + 2)) ?? []) {
      if (text.startsWith(entry.word, at)) found.add(entry)
    }
  }
  const inOrder = [...found].sort((a, b) => a.order - b.order)
  return [...new Set(inOrder.flatMap((entry) => entry.english))]
}

/** Label words for what the (normalised) text says; longer sayings first, each stretch of text read once. */
export function bridgeTerms(text: string): readonly BridgedTerm[] {
  const found: { readonly at: number; readonly length: number; readonly term: BridgedTerm }[] = []
  for (let at = 0; at < text.length; at += 1) {
    for (const term of CHINESE_BY_HEAD.get(text[at]!) ?? []) {
      const first = text.startsWith(term.said, at) && text.indexOf(term.said) === at
      if (first) found.push({ at, length: term.said.length, term })
    }
  }
  const words = [...text.matchAll(/[a-z\d][a-z\d'/-]*/gu)]
  for (let first = 0; first < words.length; first += 1) {
    for (let last = first; last < Math.min(first + 3, words.length); last += 1) {
      const key = words
        .slice(first, last + 1)
        .map((word) => word[0])
        .join(' ')
      const term = LATIN.get(key)
      if (term !== undefined) found.push({ at: words[first]!.index, length: key.length, term })
    }
  }
  found.sort((a, b) => b.length - a.length || a.at - b.at)
  const read: typeof found = []
  for (const one of found) {
    const inside = read.some((other) => one.at >= other.at && one.at + one.length <= other.at + other.length)
    if (!inside) read.push(one)
  }
  return read.sort((a, b) => a.at - b.at).map((one) => one.term)
}
