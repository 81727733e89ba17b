/**
 * Reads a rep's message by rules: the implementation of `ReadNote` that needs no model. Told as a story:
 *
 * 1. The note is folded into one spelling, every name in it is found, what it takes back is taken out, and it is cut
 *    into clauses (segment-note.ts). Offsets stay those of the note as given.
 * 2. Days and times are read, and each clause is weighed: done, still ahead, only heard (weigh-clauses.ts).
 * 3. The message is routed: visits told or planned, a correction, a task, a question … (route-message.ts).
 * 4. Visits are cut apart and each is read: people and place together, when and how, which medicines, what it meant
 *    and what the rules say to it, what is still to be done (read-visits.ts, assemble-visit.ts).
 * 5. What the note leaves open becomes a question with choices. Nothing is guessed, nothing is invented.
 */
import { localeOf } from '../../core/messages.ts'
import { addDays, dayIn } from '../../crm/day.ts'
import { createAsk } from './ask-about-visit.ts'
import { createDirectoryIndex, type DirectoryIndex } from './directory-index.ts'
import { findDays } from './find-days.ts'
import { findTimes } from './find-times.ts'
import { createSounds } from './name-table.ts'
import type { NoteContext, NoteDirectory, NoteIntent, NoteReading, ReadNote } from './note-reading.ts'
import { readCorrection } from './read-correction.ts'
import { readOtherMessage } from './read-other-message.ts'
import { readVisits } from './read-visits.ts'
import { routeMessage } from './route-message.ts'
import { meaningSegment, type SegmentedNote, segmentNote } from './segment-note.ts'
import { tellsHarm } from './tells-harm.ts'
import { weighClauses } from './weigh-clauses.ts'

/** A question about a patient goes to the guard of questions, a manager's is about records. */
const CAN_HIDE_HARM: ReadonlySet<NoteIntent> = new Set(['small_talk', 'task', 'market_intel'])

/** Hours of the night that still belong to the day before. */
const NIGHT_ENDS = 5

/** The reader keeps each directory's index as long as the directory itself lives. */
export function createReadNote(): ReadNote {
  const sounds = createSounds()
  const indexes = new WeakMap<NoteDirectory, DirectoryIndex>()
  const indexOf = (directory: NoteDirectory): DirectoryIndex => {
    const index = indexes.get(directory) ?? createDirectoryIndex(directory, sounds)
    indexes.set(directory, index)
    return index
  }
  return (text, context) => readWith(text, context, indexOf(context.directory))
}

/** Reads by rules, with an index of its own for each directory. */
export const readNote: ReadNote = createReadNote()

function readWith(text: string, context: NoteContext, index: DirectoryIndex): NoteReading {
  const today = dayOfMessage(context.referenceTime, context.timezone)
  const note = segmentNote(text, index, context.colleagues ?? [])
  const taken = [...note.retracted, ...note.names]
  const days = findDays(note.text, today, taken)
  const clauses = weighClauses(note, note.clauses, days, findTimes(note.text, note.retracted), today)
  const locale = localeOf(text, 'zh-CN')
  const routing = routeMessage(note, clauses, (context.previous ?? []).length > 0)
  const facts = { note, clauses, context, index, today, locale }
  if (routing.intent === 'correct_last') return readCorrection(facts, createAsk(locale))
  // Whoever tells of a patient's harm is heard, in whatever the message was taken for.
  const harm = !routing.visits && CAN_HIDE_HARM.has(routing.intent) && tellsHarm(wholeSegment(note))
  if (!routing.visits && !harm) return readOtherMessage(routing.intent, facts, createAsk(locale))
  const visits = readVisits({ ...facts, wholePlan: routing.wholePlan })
  if (visits.length === 0)
    return readOtherMessage(harm ? routing.intent : 'small_talk', facts, createAsk(locale))
  return {
    intent: harm ? 'log_visit' : routing.intent,
    visits: visits.map(({ visit }) => visit),
    evidence: Object.assign({}, ...visits.map(({ evidence }) => evidence)) as NoteReading['evidence'],
    confidence: Object.assign({}, ...visits.map(({ confidence }) => confidence)) as NoteReading['confidence'],
    questions: visits.flatMap(({ questions }) => questions),
    corrections: [],
    incident_flags: [],
    intel: [],
  }
}

const wholeSegment = (note: SegmentedNote) =>
  meaningSegment(note, note.clauses, note.names, (name) => ('id' in name ? name.id : null))

/** A message after midnight tells of the day that is just over. */
export function dayOfMessage(at: Date, timezone: string): string {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', hourCycle: 'h23' }).format(at),
  )
  const day = dayIn(at, timezone)
  return hour < NIGHT_ENDS ? addDays(day, -1) : day
}
