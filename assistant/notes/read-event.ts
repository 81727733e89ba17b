/** A meeting or talk to come in which the doctor has a part: its day is the event's, no task's. */
import type { Visit } from '../../crm/visit.ts'
import { EVENT_NOUN, REP_AT_EVENT, SPEAKER_ROLES } from './follow-up-words.ts'
import type { Span } from './note-reading.ts'
import { liesBack, type WeighedClause } from './weigh-clauses.ts'

export function readEvent(
  clauses: readonly WeighedClause[],
  today: string,
): { readonly event: NonNullable<Visit['event']>; readonly span: Span } | null {
  for (const [at, clause] of clauses.entries()) {
    if (!EVENT_NOUN.test(clause.folded) || /药事会/u.test(clause.folded)) continue
    const role = SPEAKER_ROLES.find(([, words]) => words.test(clause.folded))?.[0]
    if (role === undefined || role === 'attendee' || /我(?:去|来|讲)/u.test(clause.folded)) continue
    // 讲课定了 / 12.29中午: the day may stand in the next clause.
    const near = [
      clause,
      ...clauses
        .slice(at + 1, at + 3)
        .filter(({ item, names }) => item === clause.item && names.every(({ kind }) => kind !== 'person')),
    ]
    const dated = near.find(({ days }) =>
      days.some((day) => day.precision === 'day' && day.ahead !== null && !liesBack(day, today)),
    )
    const day = dated?.days.find(({ precision, ahead }) => precision === 'day' && ahead !== null)
    if (dated === undefined || day === undefined || (dated !== clause && REP_AT_EVENT.test(dated.folded)))
      continue
    if (day.ahead === today && day.back === today) continue
    const time = dated.times[0]
    const said = time?.clock ?? time?.part
    return {
      event: { date: day.ahead, ...(said === undefined || said === null ? {} : { time: said }), role },
      span: { start: clause.start, end: dated.end },
    }
  }
  return null
}
