/** Everything that a folded note names, in its order: institutions, departments, medicines, people, colleagues. */
import type { DirectoryIndex } from './directory-index.ts'
import { findColleagues } from './find-colleagues.ts'
import { findMedicines } from './find-medicines.ts'
import { findPeople } from './find-people.ts'
import { findPlaces } from './find-places.ts'
import { createTaken, type NoteName, type PersonName } from './note-names.ts'

/**
 * `text` is the folded note, `colleagues` the names of people of the company. Medicines go before institutions and
 * both before people, for a brand may hold a surname; who came along as a colleague is no doctor that nobody knows.
 */
export function findNames(
  text: string,
  index: DirectoryIndex,
  colleagues: readonly string[],
): readonly NoteName[] {
  const sounds = text.split('').map(index.sounds.of)
  const taken = createTaken(text.length)
  const medicines = findMedicines(text, sounds, index, taken)
  const places = findPlaces(text, sounds, index, taken)
  const people = findPeople(text, sounds, index, taken)
  const certain = createTaken(text.length)
  for (const { start, end } of [...medicines, ...places, ...people.filter(isKnown)]) certain.take(start, end)
  const together = findColleagues(text, colleagues, certain)
  const others = people.filter(
    (one) => isKnown(one) || !together.some(({ start, end }) => one.start < end && one.end > start),
  )
  return [...medicines, ...places, ...others, ...together].toSorted((a, b) => a.start - b.start)
}

const isKnown = ({ form, title, candidates }: PersonName): boolean =>
  form === 'full' || form === 'sound' || (form === 'surname' && title !== null && candidates.length > 0)
