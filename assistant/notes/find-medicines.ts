/**
 * Medicines in a note: the company's by brand, generic, English name, initials and sound, and others' by theirs.
 * Which of them were talked through is decided with the visit.
 */
import type { DirectoryIndex, MedicineRef } from './directory-index.ts'
import { type MedicineName, standsAlone, type Taken } from './note-names.ts'

/** `text` is the folded note; offsets are the note's. */
export function findMedicines(
  text: string,
  sounds: readonly string[],
  index: DirectoryIndex,
  taken: Taken,
): readonly MedicineName[] {
  const letters = text.toLowerCase().split('')
  const exact = letters.flatMap((_, at) => {
    if (!taken.free(at, at + 1)) return []
    const hit = index.medicines
      .startingAt(letters, at)
      .find(({ length }) => standsAlone(text, at, at + length) && taken.free(at, at + length))
    if (hit === undefined || !isWritten(text.slice(at, at + hit.length))) return []
    return take(text, at, hit.length, hit.values[0]!, taken)
  })
  const heard = sounds.flatMap((_, at) => {
    const hit = index.medicineSounds
      .startingAt(sounds, at)
      .find(
        ({ length }) => /^\p{Script=Han}+$/u.test(text.slice(at, at + length)) && taken.free(at, at + length),
      )
    return hit === undefined
      ? []
      : take(text, at, hit.length, hit.values[0]!, taken).map((name) => ({ ...name, bySound: true as const }))
  })
  return [...exact, ...heard].toSorted((a, b) => a.start - b.start)
}

/** Initials of three letters are a name in capitals only: "sml" may be anything. */
const isWritten = (written: string): boolean => !/^[a-z]{1,3}$/u.test(written)

function take(
  text: string,
  at: number,
  length: number,
  ref: MedicineRef,
  taken: Taken,
): readonly MedicineName[] {
  taken.take(at, at + length)
  return [{ kind: ref.kind, id: ref.id, text: text.slice(at, at + length), start: at, end: at + length }]
}
