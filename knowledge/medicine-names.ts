/**
 * Active substances as medicine speaks of them: Chinese generic name, English INN (and USAN/BAN or code
 * where in use), well-known brand names in China and abroad. General vocabulary of the trade (medicine-names.csv),
 * no company's list: it bridges names that a product list leaves out ("tirzepatide", "K药"), and tells a medicine
 * that the company does not have from a word that is no medicine. What a product is called is decided by the
 * product list first: a name here gives one there to no other product, it only tells a combination that the list
 * files under a brand from a part of it.
 */
import { faultyLine, parseWordTable, readWordTable, type WordRow } from './word-table.ts'

export interface MedicineNames {
  /** The first is the usual one. */
  readonly chinese: readonly string[]
  readonly english: readonly string[]
  readonly brands: readonly string[]
}

const FILE = 'medicine-names.csv'
const HAN = /\p{Script=Han}/u
const COLUMNS = ['chinese', 'english', 'brands'] as const

export const MEDICINE_NAMES: readonly MedicineNames[] = checked(readWordTable(FILE, COLUMNS))

/** The substances of a text in the form of medicine-names.csv. Throws `invalid_config`. */
export function parseMedicineNames(text: string): readonly MedicineNames[] {
  return checked(parseWordTable(FILE, text, COLUMNS))
}

/** Every substance has a Chinese name, and no name is that of two substances. */
function checked(rows: readonly WordRow<(typeof COLUMNS)[number]>[]): readonly MedicineNames[] {
  const lines = new Map<string, number>()
  for (const { line, words } of rows) {
    const { chinese, english, brands } = words
    if (chinese.length === 0) throw faultyLine(FILE, line, 'a Chinese name is missing')
    for (const name of chinese) if (!HAN.test(name)) throw faultyLine(FILE, line, `"${name}" is not Chinese`)
    for (const name of english) if (HAN.test(name)) throw faultyLine(FILE, line, `"${name}" is not English`)
    for (const names of [chinese, english, brands]) {
      for (const name of names) {
        const key = name.toLowerCase()
        const other = lines.get(key)
        if (other !== undefined) throw faultyLine(FILE, line, `"${name}" stands in line ${other} already`)
        lines.set(key, line)
      }
    }
  }
  return rows.map(({ words }) => words)
}
