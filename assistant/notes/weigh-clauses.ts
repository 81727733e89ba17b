/**
 * Each clause with what it names and when it plays: done, still ahead, or not told. Items are the lines and
 * numbered points of a note; a heading such as "F/U:" makes the rest of its item things to do.
 */
import type { DayWords } from './day-expression.ts'
import type { TimeWords } from './find-times.ts'
import type { NoteName } from './note-names.ts'
import type { Span } from './note-reading.ts'
import type { NoteClause } from './note-segment.ts'
import type { SegmentedNote } from './segment-note.ts'
import { HEARSAY, INTENDED } from './visit-words.ts'

export interface WeighedClause extends NoteClause {
  /** The clause in the folded spelling. */
  readonly folded: string
  readonly names: readonly NoteName[]
  readonly days: readonly DayWords[]
  readonly times: readonly TimeWords[]
  readonly mood: 'done' | 'ahead' | 'open'
  readonly hearsay: boolean
  /** Under a heading of things to do. */
  readonly listed: boolean
  /** Number of the line or point it stands in, and whether it is its first clause. */
  readonly item: number
  readonly first: boolean
}

/** Where a line, a numbered point or a dash begins. */
const ITEM =
  /\n+\s*|(?:^|(?<=[\s。;!?]))\s*(?:[①-⑳㈠-㈩]|\(?\d{1,2}(?:[.、)](?![\d/])|\s*[)）])|[一二三四五六七八九十]、|(?:[-•*·▪◦✅☑]|👉)\s)\s*/gu
export const TODO_HEADING =
  /^[\s\p{P}\p{S}\p{No}]{0,3}(?:f\s*\/\s*u|follow[- ]?ups?|next steps?|to-?dos?|action(?: items?)?s?|plan|待办(?:事项)?|下一?步(?:计划|动作)?|后续(?:跟进|计划|动作)?|跟进(?:事项|计划)?|行动计划|下次计划|明日计划|计划|要做的)\s*(?:[:：-]|是(?=\p{Script=Han}))\s*/iu
const REMIND = /提醒(?:我|一下)|记得(?!他|她|上次)|别忘了?|不要忘|\bremind(?:er)?\b|\bdon't forget\b/iu
/** Somebody wants something of the rep. */
export const WANTED =
  /(?:让|叫|要|请|托)我(?!们?(?:公司|家))|(?:他|她|主任|医生|老师|院长|教授|科长|店长|\p{Script=Han}主任)(?:还|也|又)?(?:想|要|需要|想要|希望)(?:我们?)?(?:一份|份|点|些|个|看|了解|再看|补|拿|发|提供|给)|\b(?:asked (?:me )?(?:for|to)|wants? (?:me|us|a|an|the|some|more)|would like|requested|needs? (?:a|an|the|more))\b/iu
const AGAIN = /(?:再|重新)(?:去|约|访|拜访|来|聊|找|问|跟|沟通|看|联系|送|讲|谈|带|补|过去|确认)(?!了|过)/u
const WILL =
  /(?:^|\s)(?:will|I'll|we'll|need to|have to|must|to (?:send|call|visit|bring|check|arrange|confirm|follow|share|book|set))\b|\bI'll\b|(?:^|[\s，])(?:回头|回去|之后|然后我|下次|下回|我会|我来|我去(?!了|年|过)|我再|得(?:去|给|把|再)|要(?:去|给|把|再|跟|带|准备)|准备|打算|尽快|抓紧)/iu
const DONE =
  /了(?!解)|过(?!会|敏|去|来|两|几|一|程|度|量|完年|年|节|渡)|刚(?:才|刚)?|已经?|\b(?:saw|met|visited|went|was|were|did|had|gave|told|asked|said|sent|left|spoke|discussed|detailed|presented|called|mentioned|agreed|showed)\b/iu

export function weighClauses(
  note: SegmentedNote,
  clauses: readonly NoteClause[],
  days: readonly DayWords[],
  times: readonly TimeWords[],
  today: string,
): readonly WeighedClause[] {
  const starts = [...note.text.matchAll(ITEM)].map((match) => match.index + match[0].length)
  const itemOf = (at: number): number => starts.filter((start) => start <= at).length
  let item = -1
  let listed = false
  return clauses.map((clause) => {
    const within = <One extends Span>(some: readonly One[], from = clause.start): readonly One[] =>
      some.filter(({ start, end }) => start >= from && end <= clause.end)
    // The name before the colon of a forwarded line speaks in it.
    const line = note.chat.find(({ textStart }) => textStart === clause.start)
    const folded = note.text.slice(clause.start, clause.end)
    const own = itemOf(clause.start)
    const first = own !== item
    if (first) listed = false
    item = own
    if (TODO_HEADING.test(folded)) listed = true
    const named = within(days)
    return {
      ...clause,
      folded,
      names: within(note.names, line?.start),
      days: named,
      times: within(times),
      mood: moodOf(folded, named, listed, today),
      hearsay: HEARSAY.test(folded),
      listed,
      item,
      first,
    }
  })
}

function moodOf(
  text: string,
  days: readonly DayWords[],
  listed: boolean,
  today: string,
): WeighedClause['mood'] {
  if (listed || REMIND.test(text)) return 'ahead'
  if (days.some((day) => liesBack(day, today))) return 'done'
  const ahead = days.filter((day) => liesAhead(day, today))
  // A month that is named may be last year's: "has been on it since October".
  const surely = ahead.some(({ precision }) => precision !== 'month') || !DONE.test(text)
  if (ahead.length > 0 && surely) return 'ahead'
  if (WANTED.test(text) || AGAIN.test(text)) return 'ahead'
  if (DONE.test(text)) return 'done'
  return WILL.test(text) || INTENDED.test(text) ? 'ahead' : 'open'
}

/** It can only be in the past. */
export const liesBack = ({ ahead, back, range }: DayWords, today: string): boolean =>
  (ahead === null && back !== null) || (range !== null && range[1] < today)

/** It can only be to come. */
export const liesAhead = ({ ahead, back, range, event }: DayWords, today: string): boolean =>
  (ahead !== null && back === null && ahead >= today) ||
  (range !== null && range[0] > today) ||
  event !== undefined
