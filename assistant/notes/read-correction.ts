/** Corrections of the draft or record before; see below. */
import type { Ask } from './ask-about-visit.ts'
import type { NoteReading } from './note-reading.ts'
import type { MessageFacts } from './read-other-message.ts'

export function readCorrection(facts: MessageFacts, ask: Ask): NoteReading {
  const previous = facts.context.previous ?? []
  return {
    intent: 'correct_last',
    visits: previous,
    evidence: {},
    confidence: {},
    questions: previous.length === 0 ? [ask.about('visits', 'no_previous', 'ask_no_previous')] : [],
    corrections: [],
    incident_flags: [],
    intel: [],
  }
}
