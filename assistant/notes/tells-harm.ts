/**
 * Does this message tell of harm to a patient, whatever else it is? A case must be heard in small talk, in news of
 * rivals and in a forwarded line as well as in a visit.
 */
import type { NoteSegment } from './note-segment.ts'
import { namedEvents } from './read-adverse-event.ts'
import { speechUnits } from './speech-units.ts'

export const tellsHarm = (segment: NoteSegment): boolean =>
  namedEvents(segment, speechUnits(segment)).some(({ verdict }) => verdict === 'case')
