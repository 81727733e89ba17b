/**
 * The directory as far as a note speaks of it: all medicines, and of the contacts those whom the note names. The
 * readers of meaning look through every name they are given, and a territory may have tens of thousands.
 */
import type { NoteName } from './note-names.ts'
import type { NoteDirectory } from './note-reading.ts'

export function spokenOfDirectory(directory: NoteDirectory, names: readonly NoteName[]): NoteDirectory {
  const people = names.flatMap((name) =>
    name.kind === 'person' && name.candidates.length <= 40 ? name.candidates : [],
  )
  return { ...directory, contacts: [...new Set(people)] }
}
