/**
 * Names looked up at a place in a text: exact ones letter by letter, dictated ones syllable by syllable. Built once
 * a directory; a look-up costs as many probes as there are lengths of names with that beginning.
 */
import { syllables } from '../../core/text/pinyin.ts'

export interface NameHit<Value> {
  readonly length: number
  readonly values: readonly Value[]
}

export interface NameTable<Value> {
  /** Every name that stands at `at`, the longest first. */
  readonly startingAt: (units: readonly string[], at: number) => readonly NameHit<Value>[]
}

export interface Sounds {
  /** A unit's folded syllable; what is no Chinese character stands for itself. */
  readonly of: (unit: string) => string
  readonly all: (text: string) => readonly string[]
}

/** Remembers what it has heard: a reading of one character takes longer than a look-up of a name. */
export function createSounds(): Sounds {
  const known = new Map<string, string>()
  const of = (unit: string): string => {
    const heard = known.get(unit) ?? syllables(unit)[0] ?? unit
    known.set(unit, heard)
    return heard
  }
  return { of, all: (text) => text.split('').map(of) }
}

/** Keys are sequences of units: letters for a table of spellings, syllables for one of sounds. */
export function createNameTable<Value>(
  entries: Iterable<readonly [name: readonly string[], value: Value]>,
): NameTable<Value> {
  const values = new Map<string, Value[]>()
  const lengths = new Map<string, Set<number>>()
  for (const [name, value] of entries) {
    const key = name.join(' ')
    const held = values.get(key)
    if (held === undefined) values.set(key, [value])
    else if (!held.includes(value)) held.push(value)
    const first = name[0]
    if (first === undefined) continue
    const known = lengths.get(first)
    if (known === undefined) lengths.set(first, new Set([name.length]))
    else known.add(name.length)
  }
  const sorted = new Map([...lengths].map(([first, set]) => [first, [...set].toSorted((a, b) => b - a)]))
  return {
    startingAt: (units, at) =>
      (sorted.get(units[at] ?? '') ?? []).flatMap((length) => {
        if (at + length > units.length) return []
        const found = values.get(units.slice(at, at + length).join(' '))
        return found === undefined ? [] : [{ length, values: found }]
      }),
  }
}
