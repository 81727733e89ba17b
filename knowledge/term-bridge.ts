/**
 * Words of the ward, and English ones, to the words that Chinese labels use for the same thing: general
 * vocabulary of medicine and pharmacy (term-bridge.csv), and of asking for amounts, times, limits and effects
 * (need-words.csv). What is written is searched in addition to what was said, with less weight.
 */
import { normalizeText } from '../core/text/normalize.ts'
import { faultyLine, parseWordTable, readWordTable, type WordRow } from './word-table.ts'

export interface BridgedTerm {
  readonly said: string
  readonly written: readonly string[]
}

/** A stretch of a text that is read as a term. */
interface Reading {
  readonly at: number
  readonly length: number
  readonly term: BridgedTerm
}

const HAN = /\p{Script=Han}{2}/u
const THINGS = 'term-bridge.csv'
const NEEDS = 'need-words.csv'
const COLUMNS = ['said', 'written'] as const
/** Words of an English saying at most. */
const LONGEST_SAYING = 5

const lines = new Map<string, string>()
const BRIDGE: readonly BridgedTerm[] = bridged(THINGS, readWordTable(THINGS, COLUMNS), lines)
const ASKING: readonly BridgedTerm[] = bridged(NEEDS, readWordTable(NEEDS, COLUMNS), lines)
const IS_ASKING = new Set(ASKING)
const ALL = [...BRIDGE, ...ASKING]
const isLatin = (said: string): boolean => /^[\x20-\x7e]+$/u.test(said)
const LATIN = new Map(ALL.filter(({ said }) => isLatin(said)).map((one) => [one.said, one]))
/** First two characters -> the sayings that begin with them; a text is read once, whatever the table's length. */
const CHINESE = Map.groupBy(
  ALL.filter(({ said }) => !isLatin(said)),
  ({ said }) => said.slice(0, 2),
)
/** The same for Chinese words of either side, with what an English label writes for them. */
const ENGLISH = Map.groupBy(
  BRIDGE.flatMap(({ said, written }) => {
    const english = written.filter((word) => LATIN.has(word) && word.length > 3)
    if (english.length === 0) return []
    return [said, ...written].filter((word) => HAN.test(word)).map((word) => ({ word, english }))
  }),
  ({ word }) => word.slice(0, 2),
)

/** The entries of a text in the form of term-bridge.csv, one a word that is said. Throws `invalid_config`. */
export function parseTermBridge(text: string): readonly BridgedTerm[] {
  return bridged(THINGS, parseWordTable(THINGS, text, COLUMNS), new Map())
}

/** Both sides are needed, what is said in lower case, and in one line only: a second would never be read. */
function bridged(
  file: string,
  rows: readonly WordRow<(typeof COLUMNS)[number]>[],
  known: Map<string, string>,
): readonly BridgedTerm[] {
  return rows.flatMap(({ line, words: { said, written } }) => {
    if (said.length === 0 || written.length === 0) throw faultyLine(file, line, 'one side is empty')
    for (const word of said) {
      if (word !== normalizeText(word))
        throw faultyLine(file, line, `"${word}" must be "${normalizeText(word)}"`)
      const other = known.get(word)
      if (other !== undefined) throw faultyLine(file, line, `"${word}" stands in ${other} already`)
      known.set(word, file === THINGS ? `line ${line}` : `${file}, line ${line}`)
    }
    // The English words of a line are what an English label writes; short ones are parts of other words.
    const english = said.filter((word) => /^[a-z][a-z -]{3,}$/u.test(word))
    const all = [...new Set([...written, ...english])]
    return said.map((word) => ({ said: word, written: all }))
  })
}

/** English label words for the Chinese words of lines that have them; for labels in English alone. */
export function englishTerms(text: string): readonly string[] {
  const found = new Set<string>()
  for (let at = 0; at < text.length - 1; at += 1) {
    for (const { word, english } of ENGLISH.get(text.slice(at, at + 2)) ?? []) {
      if (text.startsWith(word, at)) for (const one of english) found.add(one)
    }
  }
  return [...found]
}

/** Label words for the things that the (normalised) text names; longer sayings first, each stretch read once. */
export function bridgeTerms(text: string): readonly BridgedTerm[] {
  return readTerms(text).filter((term) => !IS_ASKING.has(term))
}

/** Label words for the kinds of content that it asks for. */
export function askedTerms(text: string): readonly BridgedTerm[] {
  return readTerms(text).filter((term) => IS_ASKING.has(term))
}

/** Things and kinds in one reading, so that no stretch is taken for both. */
function readTerms(text: string): readonly BridgedTerm[] {
  const found = [...chineseReadings(text), ...latinReadings(text)]
  found.sort((a, b) => b.length - a.length || a.at - b.at)
  const read: Reading[] = []
  for (const one of found) {
    const inside = read.some((other) => one.at >= other.at && one.at + one.length <= other.at + other.length)
    if (!inside) read.push(one)
  }
  return [...new Set(read.sort((a, b) => a.at - b.at).map((one) => one.term))]
}

function chineseReadings(text: string): readonly Reading[] {
  const found: Reading[] = []
  for (let at = 0; at < text.length; at += 1) {
    for (const term of [
      ...(CHINESE.get(text.slice(at, at + 2)) ?? []),
      // A saying of one character.
      ...(at + 1 < text.length ? (CHINESE.get(text[at]!) ?? []) : []),
    ]) {
      if (text.startsWith(term.said, at)) found.push({ at, length: term.said.length, term })
    }
  }
  return found
}

function latinReadings(text: string): readonly Reading[] {
  const found: Reading[] = []
  const words = [...text.matchAll(/[a-z\d][a-z\d'/-]*/gu)]
  for (let first = 0; first < words.length; first += 1) {
    for (let last = first; last < Math.min(first + LONGEST_SAYING, words.length); last += 1) {
      const key = words
        .slice(first, last + 1)
        .map((word) => word[0])
        .join(' ')
      const term = LATIN.get(key)
      if (term !== undefined) found.push({ at: words[first]!.index, length: key.length, term })
    }
  }
  return found
}
