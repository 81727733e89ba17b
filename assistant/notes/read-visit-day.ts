/**
 * The day and the time of one visit: they stand before or beside whoever was met. A day in a clause about a patient
 * is the patient's, one in what somebody says is that person's.
 */
import type { VisitStatus } from '../../crm/visit.ts'
import type { DayWords } from './day-expression.ts'
import type { TimeWords } from './find-times.ts'
import type { Span } from './note-reading.ts'
import { PATIENT } from './read-status.ts'
import { MET } from './visit-words.ts'
import { liesAhead, liesBack, onlyWhen, type WeighedClause } from './weigh-clauses.ts'

const MOVED_TO = /(?:改|推|挪|延|换|约|\bto|\bfor|until|till)(?:到|成|至|在|期)?\s*$/iu

export interface When {
  readonly day: { readonly date: string; readonly span: Span } | undefined
  readonly time: TimeWords | undefined
  readonly openDay: DayWords | null
}

/** The day stands before or beside whoever was met; one in a clause about a patient is the patient's. */
export function whenOf(narrative: readonly WeighedClause[], status: VisitStatus, today: string): When {
  const own = narrative
    .filter((clause) => !PATIENT.test(clause.folded) || MET.test(clause.folded))
    .filter(
      (clause, at) =>
        at < 1 ||
        clause.first ||
        onlyWhen(clause) ||
        MET.test(clause.folded) ||
        clause.names.some(({ kind }) => kind === 'person' || kind === 'place'),
    )
  const days = own.flatMap((clause) =>
    clause.days
      .filter(
        (day) =>
          day.precision === 'day' ||
          day.precision === 'none' ||
          (liesBack(day, today) && beforeMet(clause, day)),
      )
      .filter((day) => !PATIENT.test(clause.folded) || beforeMet(clause, day))
      .filter(
        (day) =>
          !/^(?:的(?!拜访|事|记录|情况|见面|[去到见找访聊])|批|出的|上市|发布|版)/u.test(
            clause.folded.slice(day.end - clause.start),
          ) || day.back === today,
      )
      .map((day) => ({ day, clause })),
  )
  // 今天没去成，改明天去: of a plan the day that is still to come.
  if (status === 'planned')
    days.sort((a, b) => Number(liesAhead(b.day, today)) - Number(liesAhead(a.day, today)))
  const time = own.flatMap(({ times }) => times)[0]
  for (const { day, clause } of days) {
    if (day.vague === true) continue
    if (day.impossible === true) return { day: undefined, time, openDay: day }
    // "改到下周四": the day that it was moved to is not the day that it was to be on.
    if (
      status === 'cancelled' &&
      day.back === null &&
      MOVED_TO.test(clause.folded.slice(0, day.start - clause.start))
    )
      continue
    const date =
      status === 'planned'
        ? day.ahead
        : status === 'cancelled' && day.back !== today
          ? (day.ahead ?? day.back)
          : day.back
    if (date !== null && day.precision === 'day') return { day: { date, span: day }, time, openDay: null }
    if (status === 'planned' ? liesAhead(day, today) : liesBack(day, today))
      return { day: undefined, time, openDay: day }
  }
  if (status === 'planned') {
    const ranged = own
      .flatMap(({ days: some }) => some)
      .find((day) => day.range !== null || day.event !== undefined)
    return { day: undefined, time, openDay: ranged ?? null }
  }
  return { day: undefined, time, openDay: null }
}

function beforeMet(clause: WeighedClause, day: DayWords): boolean {
  const met = MET.exec(clause.folded)
  const patient = PATIENT.exec(clause.folded)
  const at = day.start - clause.start
  const behind = clause.folded.slice(day.end - clause.start)
  return (
    met !== null &&
    (patient === null || at < patient.index) &&
    Math.abs(met.index - at) < 24 &&
    !/^[^，]{0,6}(?:批|发布|上市)/u.test(behind)
  )
}
