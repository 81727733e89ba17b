/**
 * One follow-up from the clauses that tell it: its day (its own, or lent by what the doctor says before), owner,
 * condition, and what is to be given where that stands in the clause before. Which clauses belong together is said in
 * gather-follow-ups.ts.
 */
import type { FollowUp } from '../../crm/visit.ts'
import type { DayWords } from './day-expression.ts'
import type { TimeWords } from './find-times.ts'
import { CONDITION, MANAGER_DOES, MEDICAL_DOES, OTHERS_DO } from './follow-up-words.ts'
import { calledOff, liesAhead, WANTED, type WeighedClause } from './weigh-clauses.ts'

export interface FollowUpDraft {
  readonly clauses: readonly WeighedClause[]
  readonly day: DayWords | undefined
  readonly time: TimeWords | undefined
  readonly owner: FollowUp['owner']
  readonly condition: string | null
  /** A wish, and no word of the rep's that it will be met. */
  readonly wish: boolean
  /** Moved from an earlier day, or a meeting agreed on. */
  readonly appointment: boolean
}

/** What a clause is in a follow-up. */
export type StepKind = 'wish' | 'promise' | 'action' | 'along' | 'when' | 'doctor'

/** A clause that only says on what condition. */
export const IF_AT_HEAD =
  /^[\s\p{P}]*(?:[他她]说)?(?:如果|要是|万一|假如|若|只要|等(?=[^，。]{2,})|\b(?:if|once|when|as soon as)\b)/iu

export function withoutDays(clause: WeighedClause): string {
  let text = clause.folded
  for (const { start, end } of [...clause.days, ...clause.times])
    text = text.slice(0, start - clause.start) + ' '.repeat(end - start) + text.slice(end - clause.start)
  // 周五前: the day took its 前 along.
  return text.replace(
    /(?<=\s)(?:之前|以前|之内|以内|前|内|左右)(?=给|把|发|送|带|将|去|要|再|联系|回|找|补|交|提|报|办|催|问|约|准备|整理|完成|确认|,|，|\s|$)/gu,
    (found) => ' '.repeat(found.length),
  )
}

/** The first day that may lie ahead. */
export function dayIn(clauses: readonly WeighedClause[], today: string): DayWords | undefined {
  for (const clause of clauses) {
    const moved = calledOff(clause.folded)
    const days = clause.days.filter(
      (day) =>
        day.vague !== true &&
        (liesAhead(day, today) ||
          (day.ahead !== null && day.ahead >= today) ||
          (day.range !== null && day.range[1] >= today) ||
          day.impossible === true),
    )
    // "moved to Tuesday so nothing today": nothing is moved to the day of the note.
    const day = moved ? (days.findLast(({ back }) => back !== today) ?? days.at(-1)) : days[0]
    if (day !== undefined) return day
  }
  return undefined
}

/** "还缺材料，我月底前补", "要电子版，周三发": what is to be given stands in the clause before. */
const LACKS =
  /^[\s\p{P}]*(?:[他她]|现在|目前)?(?:还|就)?(?:想要|要|缺|少|差|欠)(?!了|不多|点)(?=\p{Script=Han}{2})/u
const BARE_VERB =
  /^[\s\p{P}]*我?(?:再|就|来)?\s*(?:补|发|送|给|带|交|寄|拿)(?:上|齐|过去|过来|去|来|给?[他她])?[\s\p{P}]*$/u

/** "问能不能给他们科讲一次，我说我来安排": what is to be arranged stands before. */
const REQUESTS =
  /能不能|可不可以|能否|想(?:请|让|要)|希望|(?:让|请|要)我|有没有|催|\b(?:asked|wants?|would like)\b/iu
const BARE_ERRAND =
  /^[\s\p{P}]*(?:我说|我跟[他她]说|我答应)?(?:我)?(?:就|来|去|会|再|马上|尽快|回去)*(?:安排|落实|处理|办|解决|问|催|协调|联系|对接|跟进|想办法|反映)(?:一?下|问|办|看)?(?:吧|了)?[\s\p{P}]*$/u

export function finished(
  clauses: readonly WeighedClause[],
  kinds: readonly StepKind[],
  all: readonly WeighedClause[],
  today: string,
): readonly FollowUpDraft[] {
  const own = dayIn(clauses, today)
  const lead = leadOf(clauses, all)
  const condition = conditionOf(clauses, lead)
  const lent = own === undefined && condition === null ? dayLent(lead, today) : undefined
  const words = withoutDays(clauses[0]!)
  const object =
    lead !== null &&
    ((LACKS.test(lead.folded) && BARE_VERB.test(words)) ||
      (REQUESTS.test(lead.folded) && BARE_ERRAND.test(words)))
  const whole =
    lead !== null && (object || condition?.lead === true || lent !== undefined) ? [lead, ...clauses] : clauses
  const day = own ?? lent
  const dated = whole.find((clause) => day !== undefined && clause.days.includes(day)) ?? clauses[0]!
  const time =
    dated.times.filter(({ clock }) => clock !== null).at(calledOff(dated.folded) ? -1 : 0) ??
    clauses.flatMap(({ times }) => times).find(({ clock }) => clock !== null)
  return [
    {
      clauses: whole,
      day,
      time,
      owner: kinds.includes('doctor') ? 'hcp' : ownerOf(clauses.map(({ folded }) => folded).join('，')),
      condition: condition?.words ?? null,
      wish: kinds.every((kind) => kind === 'wish'),
      appointment: kinds.includes('when') || calledOff(dated.folded),
    },
  ]
}

/** The clause right before, in the same breath. */
function leadOf(clauses: readonly WeighedClause[], all: readonly WeighedClause[]): WeighedClause | null {
  const before = all[all.indexOf(clauses[0]!) - 1]
  const near =
    before !== undefined &&
    before.item === clauses[0]!.item &&
    clauses[0]!.start - before.end < 4 &&
    !clauses[0]!.opens
  return near && !before.hearsay ? before : null
}

/** "下周三科里有学习会，让我去讲一下": the day stands in what the doctor says before. */
function dayLent(lead: WeighedClause | null, today: string): DayWords | undefined {
  if (lead === null || lead.mood === 'done' || /药事会/u.test(lead.folded)) return undefined
  return lead.days.find((day) => day.precision === 'day' && day.ahead !== null && liesAhead(day, today))
}

function ownerOf(text: string): FollowUp['owner'] {
  if (MEDICAL_DOES.test(text)) return 'medical'
  if (MANAGER_DOES.test(text)) return 'manager'
  return OTHERS_DO.test(text) && !WANTED.test(text) ? 'other' : 'rep'
}

/** 如果过会了，我就去: the condition in the note's words, and whether it stands in the clause before. */
function conditionOf(
  clauses: readonly WeighedClause[],
  lead: WeighedClause | null,
): { readonly words: string; readonly lead: boolean } | null {
  for (const clause of [...(lead === null ? [] : [lead]), ...clauses]) {
    if (clause === lead && !IF_AT_HEAD.test(clause.folded)) continue
    const match = CONDITION.exec(clause.folded)
    const words = match?.[1] ?? match?.[2]
    if (words !== undefined) return { words: words.trim(), lead: clause === lead }
  }
  return null
}
