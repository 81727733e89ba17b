/**
 * Words that name harm (harm-terms.csv): symptoms and findings that are harm in themselves, diseases that a patient
 * may also have had before, and what became of it. Finds them in a text; whether they befell somebody is decided by
 * who reads the sentence.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { faultyLine, parseWordTable } from '../../knowledge/word-table.ts'

export type HarmKind = 'symptom' | 'disease' | 'outcome'

export interface NamedHarm {
  readonly kind: HarmKind
  readonly start: number
  readonly end: number
  readonly words: string
}

const FILE = 'harm-terms.csv'
const COLUMNS = ['kind', 'words'] as const
const KINDS: readonly HarmKind[] = ['symptom', 'disease', 'outcome']
const TERMS = readHarmTerms(readFileSync(join(import.meta.dirname, FILE), 'utf8'))
const PATTERN = patternOf([...TERMS.keys()])

/** Word -> kind, of a text in the form of harm-terms.csv. Throws `invalid_config`. */
export function readHarmTerms(text: string): ReadonlyMap<string, HarmKind> {
  const terms = new Map<string, HarmKind>()
  for (const { line, words } of parseWordTable(FILE, text, COLUMNS)) {
    const kind = KINDS.find((one) => one === words.kind[0])
    if (kind === undefined) throw faultyLine(FILE, line, `"${words.kind[0] ?? ''}" is no kind of harm`)
    for (const word of words.words) {
      if (terms.has(word)) throw faultyLine(FILE, line, `"${word}" stands twice`)
      terms.set(word, kind)
    }
  }
  return terms
}

/** Longest first; Latin words stand alone. */
function patternOf(words: readonly string[]): RegExp {
  const longest = words.toSorted((a, b) => b.length - a.length)
  const han = longest.filter((word) => /\p{Script=Han}/u.test(word))
  const latin = longest.filter((word) => !/\p{Script=Han}/u.test(word))
  return new RegExp(`(?:${han.join('|')})|(?<![a-z])(?:${latin.join('|')})(?![a-z])`, 'giu')
}

/** In the order of the text. NFKC. */
export function namedHarms(text: string): readonly NamedHarm[] {
  return [...text.matchAll(PATTERN)].map((match) => ({
    kind: TERMS.get(match[0].toLowerCase()) ?? 'symptom',
    start: match.index,
    end: match.index + match[0].length,
    words: match[0],
  }))
}
