/**
 * The follow-ups of one note with their owner, day and words, each given to the visit whose doctor it names; and
 * what the rep and the doctor promised. Whether a rule forbids one is asked of judge-follow-up.ts.
 */

import { numeralValue } from '../../core/text/numerals.ts'
import { addDays } from '../../crm/day.ts'
import type { ComplianceFlag, FollowUp } from '../../crm/visit.ts'
import type { DayWords } from './day-expression.ts'
import { dueOn, NO_DUE } from './due-day.ts'
import type { FollowUpDraft } from './finish-follow-up.ts'
import { BY_DOCTOR, PROMISED, REPORTING } from './follow-up-words.ts'
import { judgeFollowUp } from './judge-follow-up.ts'
import type { Span } from './note-reading.ts'
import { sayFollowUp } from './say-follow-up.ts'
import { liesAhead, type WeighedClause } from './weigh-clauses.ts'

export interface ReadFollowUp {
  readonly task: FollowUp
  readonly day: DayWords | undefined
  readonly spans: readonly Span[]
  readonly draft: FollowUpDraft
}

export interface FollowUpFacts {
  readonly today: string
  readonly english: boolean
  /** Whom a follow-up without a name is about, as the note calls them. */
  readonly contact: string | null
  readonly flags: readonly ComplianceFlag[]
  /** A visit that is itself to come: what goes with it is due on its day. */
  readonly plannedDay: string | null
}

export function readFollowUp(draft: FollowUpDraft, facts: FollowUpFacts): ReadFollowUp {
  const due = dueOn(draft.day, draft.time)
  const text = sayFollowUp(draft, facts.contact, facts.english)
  const words = draft.clauses.map(({ folded }) => folded).join('，')
  const conditional = draft.condition !== null && due.due === null && due.precision === 'none'
  const early = daysBefore(words)
  const dated =
    early !== null && facts.plannedDay !== null
      ? {
          ...NO_DUE,
          due: addDays(facts.plannedDay, -early),
          precision: 'day' as const,
        }
      : conditional
        ? { ...NO_DUE, precision: 'event' as const, event: draft.condition }
        : due.precision === 'none' && facts.plannedDay !== null
          ? { ...dueOn(undefined, draft.time), due: facts.plannedDay, precision: 'day' as const }
          : due
  return {
    task: {
      text,
      ...dated,
      owner: draft.owner,
      ...(draft.condition === null ? {} : { condition: draft.condition }),
      ...judgeFollowUp(`${text} ${words}`, facts.flags),
    },
    day: draft.day,
    spans: draft.clauses.map(({ start, end }) => ({ start, end })),
    draft,
  }
}

/** Seen from a visit that is to come: 提前两天, 前一天, 当天. */
function daysBefore(words: string): number | null {
  const said = /(?:提前|早)([一二两三四五六七八九十\d]+)天/u.exec(words)?.[1]
  if (said !== undefined) return Number(numeralValue(said.replace('两', '二')) ?? 1)
  if (/(?<![之以])(?:前|头)一[天晚日]|\bthe (?:day|evening|night) before\b/iu.test(words)) return 1
  return /当[天日](?:早|上午|中午|一早)?|\bon the day\b/iu.test(words) ? 0 : null
}

const DELIVERY =
  /(?:送|发|寄|给|带|拿|拍|答复|回(?:话|复)|转)(?:[^，。;]{0,8}?)(?:他|她|主任|医生|老师|过去)|给(?:他|她)|发(?:他|她)|回话|\b(?:send|share|get back|email|bring)\b/iu

/** What the rep promised the doctor: something to be delivered, told in a sentence and not in a list. */
export function repPromises(
  follow: readonly ReadFollowUp[],
  clauses: readonly WeighedClause[],
): readonly { readonly text: string; readonly span: Span }[] {
  const delivered = follow
    .filter(
      ({ draft, task }) =>
        task.owner === 'rep' && !draft.wish && draft.clauses.every(({ listed }) => !listed),
    )
    .filter(
      ({ draft }) =>
        draft.clauses.length > 0 && DELIVERY.test(draft.clauses.map(({ folded }) => folded).join('，')),
    )
    .flatMap(({ draft }) => {
      const told = draft.clauses.filter(
        ({ folded }) => DELIVERY.test(folded) || /我(?:说|答应)/u.test(folded),
      )
      const [first, last] = [told[0], told.at(-1)]
      if (first === undefined || last === undefined) return []
      return [{ text: told.map(({ text }) => text).join('，'), span: { start: first.start, end: last.end } }]
    })
  const reports = clauses
    .filter(
      ({ folded }) =>
        REPORTING.test(folded) && /我|\bI\b/u.test(folded) && !/让我(?:先)?别|不要/u.test(folded),
    )
    .map(({ text, start, end }) => ({ text, span: { start, end } }))
  return [...delivered, ...reports]
}

export function doctorPromises(
  clauses: readonly WeighedClause[],
  today: string,
): readonly { readonly text: string; readonly span: Span }[] {
  return clauses
    .filter(
      ({ folded, hearsay }) =>
        !hearsay &&
        PROMISED.test(folded) &&
        !/没(?:有)?(?:答应|同意|承诺|来|到)|不(?:同意|愿|会|肯)/u.test(folded),
    )
    .filter(
      ({ folded, days }) =>
        BY_DOCTOR.test(folded) ||
        /继续用|接着用/u.test(folded) ||
        (days.some((day) => liesAhead(day, today)) && /^(?:他|她)?(?:答应|同意)/u.test(folded)),
    )
    .filter(({ folded }) => !/让我|叫我/u.test(folded))
    .map(({ text, start, end }) => ({
      text: text.replace(/^[他她]?(?:说|答应|同意)(?:行|好|可以|没问题)?[，,]?/u, ''),
      span: { start, end },
    }))
}
