/**
 * Whether words that a model chose stay with the quotes that carry them: made of the quotes' own words, without
 * claims of its own, without addresses or markup, naming no product but those of its quotes. Numbers and
 * directions have their own checks; this one sees to the rest. Fails closed: what cannot be compared is a fault.
 */
import { CLAIMS, ENGLISH_FUNCTION_WORDS, FUNCTION_CHARACTERS, INSTRUCTIONS } from './wording-rules.ts'

export type WordingFault = 'too_long' | 'markup' | 'claim' | 'other_words' | 'other_product'

export interface WordingEvidence {
  /** Verified quotes of this very sentence. */
  readonly quotes: readonly string[]
  /** Names of the products that the question is about, each with whether a quoted passage is of it. */
  readonly names: readonly { readonly name: string; readonly quoted: boolean }[]
}

const LONGEST = 400
/** Shares of what a sentence says that must stand in its quotes. */
const CHARACTERS = 0.7
const PAIRS = 0.35
const WORDS = 0.7
const MARKUP =
  /https?:|www\.|<\/?[a-z!][^>]*>|!?\[[^\]]*\]\s*\(|```|[\p{Cc}\p{Cf}]|^\s*(?:#{1,6}\s|>|[-*+]\s)|\*\*|__|@[a-z0-9-]+\./iu

/** The first fault, or null. */
export function wordingFault(text: string, evidence: WordingEvidence): WordingFault | null {
  const said = text.normalize('NFKC')
  if (said.length > LONGEST) return 'too_long'
  if (MARKUP.test(text) || MARKUP.test(said)) return 'markup'
  const quotes = evidence.quotes.join('\n').normalize('NFKC')
  if (claimsMore(said, quotes)) return 'claim'
  const lower = said.toLowerCase()
  if (evidence.names.some(({ name, quoted }) => !quoted && lower.includes(nameKey(name))))
    return 'other_product'
  const rest = evidence.names.reduce((left, { name }) => left.replaceAll(nameKey(name), ' '), lower)
  return staysWith(rest, quotes.toLowerCase()) ? null : 'other_words'
}

const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase()

function claimsMore(said: string, quotes: string): boolean {
  return [...CLAIMS, ...INSTRUCTIONS].some((rule) => {
    const found = said.match(new RegExp(rule.source, 'giu')) ?? []
    return found.some((word) => !quotes.toLowerCase().includes(word.toLowerCase()))
  })
}

function staysWith(said: string, quotes: string): boolean {
  const characters = [...said.matchAll(/\p{Script=Han}/gu)].map(([one]) => one)
  const content = characters.filter((one) => !FUNCTION_CHARACTERS.has(one))
  const words = (said.match(/[\p{Script=Latin}][\p{Script=Latin}'’-]*/gu) ?? []).filter(
    (word) => word.length > 2 && !ENGLISH_FUNCTION_WORDS.has(word),
  )
  // Words of nothing but function say nothing: a quote stands behind them, and no content to compare.
  if (content.length + words.length === 0) return /\p{N}/u.test(said)
  return (
    share(content, (one) => quotes.includes(one)) >= CHARACTERS &&
    share(pairsOf(said), (pair) => quotes.includes(pair)) >= PAIRS &&
    share(words, (word) => quotes.includes(stem(word))) >= WORDS
  )
}

/** Neighbours that are both content: "剂量", not "的剂". */
function pairsOf(said: string): readonly string[] {
  const runs = said.match(/\p{Script=Han}+/gu) ?? []
  return runs.flatMap((run) => {
    const characters = [...run]
    return characters
      .slice(1)
      .map((one, at) => `${characters[at]}${one}`)
      .filter((pair) => [...pair].every((one) => !FUNCTION_CHARACTERS.has(one)))
  })
}

/** Enough of a word to know it again in another form. */
const stem = (word: string): string => (word.length > 6 ? word.slice(0, Math.ceil(word.length * 0.65)) : word)

function share<T>(all: readonly T[], met: (one: T) => boolean): number {
  return all.length === 0 ? 1 : all.filter(met).length / all.length
}
