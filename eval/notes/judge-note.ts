/** One golden note read and judged: the messages before it first, as drafts that it may speak of. */
import type { NoteContext, NoteDirectory, NoteReading, ReadNote } from '../../assistant/notes/note-reading.ts'
import { askedQuestions } from './asked-questions.ts'
import { forbiddenOutcomes } from './forbidden-outcomes.ts'
import type { GoldenNote } from './golden-note.ts'
import type { ScoredNote } from './note-report.ts'
import { scoreNote } from './score-note.ts'

export function readGolden(note: GoldenNote, directory: NoteDirectory, read: ReadNote): NoteReading {
  const context = (at: string): NoteContext => ({
    referenceTime: new Date(at),
    timezone: 'Asia/Shanghai',
    directory,
  })
  const previous = note.history.flatMap((before) => read(before.note, context(before.ref_datetime)).visits)
  return read(note.note, { ...context(note.ref_datetime), ...(previous.length === 0 ? {} : { previous }) })
}

export function judge(note: GoldenNote, reading: NoteReading): ScoredNote {
  return {
    id: note.id,
    score: scoreNote(note, reading),
    asked: askedQuestions(note, reading),
    forbidden: forbiddenOutcomes(note, reading),
  }
}
