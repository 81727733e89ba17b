/**
 * Which medicines a text names, by any of their names (Chinese, English, brand): for telling whether two
 * texts speak of the same substance. Names of the trade in general; what the company calls its own
 * products is known to who asks.
 */
import { MEDICINE_NAMES } from './medicine-names.ts'

export interface NamedMedicine {
  /** Position among the known substances: equal for two names of one. */
  readonly substance: number
  readonly name: string
}

/** Shorter names are words of the language, or abbreviations of other things. */
const SHORTEST_LATIN = 5
const SHORTEST_HAN = 2

interface Entry {
  readonly name: string
  readonly substance: number
  readonly latin: boolean
}

/** By their first two characters, longer names first. */
const ENTRIES: ReadonlyMap<string, readonly Entry[]> = Map.groupBy(
  MEDICINE_NAMES.flatMap(({ chinese, english, brands }, substance) =>
    [...chinese, ...english, ...brands]
      .map((name) => ({ name: name.toLowerCase(), substance, latin: /^[\x20-\x7e]+$/u.test(name) }))
      .filter(({ name, latin }) => name.length >= (latin ? SHORTEST_LATIN : SHORTEST_HAN)),
  ).toSorted((a, b) => b.name.length - a.name.length),
  ({ name }) => name.slice(0, 2),
)

/** Every medicine named in the text, in order; of overlapping names the longer one. */
export function namedMedicines(text: string): readonly NamedMedicine[] {
  const lower = text.normalize('NFKC').toLowerCase()
  const found: NamedMedicine[] = []
  for (let at = 0; at + 1 < lower.length; at += 1) {
    const entry = ENTRIES.get(lower.slice(at, at + 2))?.find((one) => standsAt(lower, at, one))
    if (entry === undefined) continue
    found.push({ substance: entry.substance, name: entry.name })
    at += entry.name.length - 1
  }
  return found
}

function standsAt(text: string, at: number, { name, latin }: Entry): boolean {
  if (!text.startsWith(name, at)) return false
  if (!latin) return true
  return !/[a-z]/u.test(text[at - 1] ?? '') && !/[a-z]/u.test(text[at + name.length] ?? '')
}
