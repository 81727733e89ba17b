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
import { createAsk } from './ask-about-visit.ts'
import type { NoteIntent, NoteReading, ReadNote } from './note-reading.ts'
import { readCorrection } from './read-correction.ts'
import { readOtherMessage } from './read-other-message.ts'
import { readVisits } from './read-visits.ts'
import { routeMessage } from './route-message.ts'
import { meaningSegment, type SegmentedNote } from './segment-note.ts'
import { createSurveyNote, type NoteSurvey, type SurveyNote } from './survey-note.ts'
import { tellsHarm } from './tells-harm.ts'

/** A question about a patient goes to the guard of questions, a manager's is about records. */
const CAN_HIDE_HARM: ReadonlySet<NoteIntent> = new Set(['small_talk', 'task', 'market_intel'])

/** `survey` is shared with whoever else looks at the same notes, so that a directory is indexed once. */
export function createReadNote(survey: SurveyNote = createSurveyNote()): ReadNote {
  return (text, context) => readWith(survey(text, context))
}

/** Reads by rules, with an index of its own for each directory. */
export const readNote: ReadNote = createReadNote()

function readWith(facts: NoteSurvey): NoteReading {
  const { note, clauses, context, locale } = facts
  const routing = routeMessage(note, clauses, (context.previous ?? []).length > 0)
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
