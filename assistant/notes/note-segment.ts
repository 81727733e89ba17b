/**
 * One visit's part of a note, cut and resolved, as the readers of meaning, safety and compliance take it.
 * Spans are into the note as given (half-open, UTF-16 code units), so that every finding can be shown in it.
 */
import type { Span } from './note-reading.ts'

export type MentionKind = 'account' | 'contact' | 'product' | 'competitor' | 'colleague'

export interface Mention extends Span {
  readonly kind: MentionKind
  /** As written. */
  readonly text: string
  /** Null: not in the directory. */
  readonly id: string | null
}

/** A stretch of words between two stops (，。；\n …). */
export interface NoteClause extends Span {
  /** Exactly the note between `start` and `end`. */
  readonly text: string
  /** Whose words or wish it is, where the note tells: "她说…", "我讲…", a chat line's name. */
  readonly speaker: 'rep' | 'contact' | 'other' | null
}

export interface NoteSegment {
  /** The whole note as given. */
  readonly note: string
  /** In the order of the note; retracted words ("哦不是") are left out. */
  readonly clauses: readonly NoteClause[]
  readonly mentions: readonly Mention[]
}
