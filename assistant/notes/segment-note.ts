/**
 * The note as a whole, cut and named: the first step of reading it. Folded once, so that every later rule sees one
 * spelling; offsets stay those of the note as given.
 */
import { cutClauses } from './cut-clauses.ts'
import type { DirectoryIndex } from './directory-index.ts'
import { findNames } from './find-names.ts'
import { foldNote } from './fold-note.ts'
import type { NoteName } from './note-names.ts'
import type { Span } from './note-reading.ts'
import type { Mention, NoteClause, NoteSegment } from './note-segment.ts'
import { type ChatLine, readChat } from './read-chat.ts'
import { findRetractions } from './retract.ts'

export interface SegmentedNote {
  readonly note: string
  /** The note in one spelling, offset by offset. */
  readonly text: string
  readonly clauses: readonly NoteClause[]
  /** Without what was taken back. */
  readonly names: readonly NoteName[]
  readonly chat: readonly ChatLine[]
  readonly retracted: readonly Span[]
  /** The names among them: "不是王建国，是王丽" takes back the first. */
  readonly takenBack: readonly NoteName[]
}

/** `colleagues`: names of people of the company, the rep's own among them. */
export function segmentNote(
  note: string,
  index: DirectoryIndex,
  colleagues: readonly string[] = [],
): SegmentedNote {
  const text = foldNote(note)
  const all = findNames(text, index, colleagues)
  const { spans, markers } = findRetractions(text, all)
  const gone = (one: Span): boolean => spans.some(({ start, end }) => one.start < end && one.end > start)
  const kept = all.filter((name) => !gone(name))
  const chat = readChat(text, kept)
  // 王丽: 小周 跟你说个事 — a contact's line begins by calling the rep.
  const names = kept.filter(
    (name) =>
      !(
        name.kind === 'person' &&
        name.form === 'nickname' &&
        chat.some(({ textStart }) => textStart === name.start)
      ),
  )
  const clauses = cutClauses(note, text, [...spans, ...markers], chat, names)
  return { note, text, clauses, names, chat, retracted: spans, takenBack: all.filter(gone) }
}

/** As the readers of meaning take it; `resolve` tells whom a person's name means in this visit. */
export function meaningSegment(
  { note }: SegmentedNote,
  clauses: readonly NoteClause[],
  names: readonly NoteName[],
  resolve: (name: NoteName) => string | null,
): NoteSegment {
  const within = (one: Span): boolean =>
    clauses.some(({ start, end }) => one.start >= start && one.end <= end)
  return {
    note,
    clauses,
    mentions: names.filter(within).flatMap((name): readonly Mention[] => {
      const { start, end } = name
      const text = note.slice(start, end)
      if (name.kind === 'department') return []
      const kind = name.kind === 'place' ? 'account' : name.kind === 'person' ? 'contact' : name.kind
      return [{ kind, id: resolve(name), text, start, end }]
    }),
  }
}
