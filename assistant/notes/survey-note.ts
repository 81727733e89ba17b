/**
 * A note surveyed: named, cut, its days and times found, each clause weighed. What this finds holds whoever
 * reads the note then, the rules alone or a model whose words are held against it. Decides nothing.
 */
import { localeOf } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import { addDays, dayIn } from '../../crm/day.ts'
import type { DayWords } from './day-expression.ts'
import { createDirectoryIndex, type DirectoryIndex } from './directory-index.ts'
import { findDays } from './find-days.ts'
import { findTimes, type TimeWords } from './find-times.ts'
import { createSounds } from './name-table.ts'
import type { NoteContext, NoteDirectory } from './note-reading.ts'
import { type SegmentedNote, segmentNote } from './segment-note.ts'
import { type WeighedClause, weighClauses } from './weigh-clauses.ts'

export interface NoteSurvey {
  readonly note: SegmentedNote
  readonly clauses: readonly WeighedClause[]
  readonly days: readonly DayWords[]
  readonly times: readonly TimeWords[]
  readonly context: NoteContext
  readonly index: DirectoryIndex
  /** The rep's day, `YYYY-MM-DD`. */
  readonly today: string
  /** Of the note. */
  readonly locale: Locale
}

export type SurveyNote = (text: string, context: NoteContext) => NoteSurvey

/** Keeps each directory's index as long as the directory itself lives. */
export function createSurveyNote(): SurveyNote {
  const sounds = createSounds()
  const indexes = new WeakMap<NoteDirectory, DirectoryIndex>()
  const indexOf = (directory: NoteDirectory): DirectoryIndex => {
    const index = indexes.get(directory) ?? createDirectoryIndex(directory, sounds)
    indexes.set(directory, index)
    return index
  }
  return (text, context) => {
    const index = indexOf(context.directory)
    const today = dayOfMessage(context.referenceTime, context.timezone)
    const note = segmentNote(text, index, context.colleagues ?? [])
    const days = findDays(note.text, today, [...note.retracted, ...note.names])
    const times = findTimes(note.text, note.retracted)
    const clauses = weighClauses(note, note.clauses, days, times, today)
    return { note, clauses, days, times, context, index, today, locale: localeOf(text, 'zh-CN') }
  }
}

/** Hours of the night that still belong to the day before. */
const NIGHT_ENDS = 5

/** A message after midnight tells of the day that is just over. */
export function dayOfMessage(at: Date, timezone: string): string {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', hourCycle: 'h23' }).format(at),
  )
  const day = dayIn(at, timezone)
  return hour < NIGHT_ENDS ? addDays(day, -1) : day
}
