/**
 * Each clause with what it names and when it plays: done, still ahead, or not told. Items are the lines and
 * numbered points of a note; a heading such as "F/U:" makes the rest of its item things to do.
 */
import { CANCELLED, ELSEWHERE, NOT_MET, WAS_MEANT } from './absence-words.ts'
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
  /** A point that begins like an order to oneself: 给陈浩发通知. */
  readonly errand: boolean
  /** Number of the line or point it stands in, and whether it is its first clause. */
  readonly item: number
  readonly first: boolean
  /** A full stop or a line's end stands before it. */
  readonly opens: boolean
}

/** Where a line, a numbered point or a dash begins. */
const ITEM =
  /\n+\s*|(?:^|(?<=[\s。;!?]))\s*(?:[①-⑳㈠-㈩]|\(?\d{1,2}(?:[.、)](?![\d/])|\s*[)）])|[一二三四五六七八九十]、|✅|☑|👉)\s*|(?<=^|\n)\s*[-•*·▪◦]\s*/gu
export const TODO_HEADING =
  /^[\s\p{P}\p{S}\p{No}]{0,3}(?:f\s*\/\s*u\s+(?=\w)|follow[- ]?up (?=on|by|next|in|with)|(?:待办|跟进)\s+)|^[\s\p{P}\p{S}\p{No}]{0,3}(?:f\s*\/\s*u|follow[- ]?ups?|next steps?|to-?dos?|action(?: items?)?s?|plan|待办(?:事项)?|下一?步(?:计划|动作)?|后续(?:跟进|计划|动作)?|跟进(?:事项|计划)?|行动计划|下次计划|(?:今[日天]|明[日天]|本周|下周)?(?:拜访|工作)?计划|要做的)\s*(?:[:：-]|是(?=\p{Script=Han}))\s*/iu
/** A line of its own above a list: what stands under it is still to be done. */
const LIST_HEADING =
  /^[\s\p{P}\p{S}]*(?:(?:今|明)[日天]|本周|这周|下周)?(?:(?:拜访|工作)?(?:计划|安排|行程)|待办(?:事项)?|下一?步|plans?|next steps?|to-?dos?|action items?)[\s\p{P}]*$/iu
/** Alone at the head of a line: "提醒 明早给她发材料". */
const REMINDER_HEADING = /^[\s\p{P}]*(?:提醒|reminder)[\s\p{P}]*$/iu
/** An order to oneself: "See Dr Su Mon 9:30". */
const ORDER = /^[\s\p{P}]*(?:see|meet|send|bring|email|ask|give|take|chase|go)\s/iu
/** 9月批的那版: the day tells which one. */
const QUALIFIES = /^(?:份)?(?:才|就|新|刚)?(?:批|审|出|发布|上市|下发|更新|修订|核准|印)(?:的|了|过)/u
const FULL_STOP = /[。!?;\n]|\.(?:\s|$)/u
const JUST = /^[\s\p{P}我]*(?:刚刚?才?|才)(?:给|和|跟|从|在|打|见|聊|访|拜|去|送|开|通)/u
/** Right behind a day: which event is meant. */
export const NAMES_EVENT =
  /^的?(?:那|这)?(?:个|场|次)?[^，。;]{0,8}?(?:沙龙|论坛|讲座|培训|年会|科会|会议|学术会|研讨会|讨论会)/u
const REMIND =
  /叫我(?:起床|出门|出发|动身)|提醒(?:我|一下)|记得(?!他|她|上次)|别忘了?|不要忘|\bremind(?:er)?\b|\bdon't forget\b/iu
/** Somebody wants something of the rep. */
export const WANTED =
  /(?<![没不])(?:让|叫|要|请|托)我(?!们?(?:公司|家))|(?:他|她|主任|医生|老师|院长|教授|科长|店长|\p{Script=Han}主任)(?:还|也|又)?(?:想|要|需要|想要|希望)(?:我们?)?(?:一份|份|点|些|个|看|了解|再看|补|拿|发|提供|给)|\b(?:asked (?:me )?(?:for|to)|wants? (?!to (?:use|start|try))|would like|requested|needs? (?:a|an|the|more))\b/iu
const AGAIN =
  /(?:再|重新)(?:去|约|访|拜访|来|聊|找|问|跟|沟通|看|联系|送|讲|谈|带|补|过去|确认)(?!了|过)|\b(?:try|call|go|come|visit|see|check|swing|stop|drop|pop)(?: by| in| over)? (?:\w+ )?again\b|\bgo back\b|\brevisit\b/iu
const WILL =
  /(?:^|\s)(?:will|I'll|we'll|need to|have to|must|to (?:send|call|visit|bring|check|arrange|confirm|follow|share|book|set))\b|\bI'll\b|(?:^|[\s，])(?:回头|回去|之后|然后我|下次|下回|我会|我来|我去(?!了|年|过)|我再|我?就(?=去|给|把|跟|找|再|来|联系|安排)|得(?:去|给|把|再)|要(?:去|给|把|再|跟|带|准备)|准备|打算|尽快|抓紧)/iu
/** A point of a list that begins so is an errand unless it says that it is done. */
const ERRAND =
  /^[\s\p{P}\p{S}\p{No}\d]*(?:给|把|帮|替|联系|准备|整理|打印|send|call|email|prepare|bring|check)/iu
const DONE =
  /了(?!解)|过(?!会|敏|去|来|两|几|一|程|度|量|完年|年|节|渡|生日|期)|刚(?:才|刚)?|已经?|\b(?:saw|met|visited|went|was|were|did|had|gave|told|asked|said|sent|left|spoke|discussed|detailed|presented|called|mentioned|agreed|showed|popped|dropped|caught|ran|bumped|stopped by|swung by|grabbed|managed|tried|waited|got|found|came|took|brought|handed|shared|explained|answered|chatted|talked|heard|made|felt|thought|liked|attended|held|hosted|joined|finished|covered|walked|refused|declined|complained|listened|looked|skipped|missed|rang|phoned|emailed|texted|messaged|pitched|pushed back|sat)\b/iu

export function weighClauses(
  note: SegmentedNote,
  clauses: readonly NoteClause[],
  days: readonly DayWords[],
  times: readonly TimeWords[],
  today: string,
): readonly WeighedClause[] {
  const starts = [...note.text.matchAll(ITEM)].map((match) => match.index + /^\s*/u.exec(match[0])![0].length)
  const itemOf = (at: number): number => starts.filter((start) => start <= at).length
  let item = -1
  let listed = false
  let headed = false
  const weighed = clauses.map((clause, at): WeighedClause => {
    const within = <One extends Span>(some: readonly One[], from = clause.start): readonly One[] =>
      some.filter(({ start, end }) => start >= from && end <= clause.end)
    // The name before the colon of a forwarded line speaks in it.
    const line = note.chat.find(({ textStart }) => textStart === clause.start)
    const folded = note.text.slice(clause.start, clause.end)
    const own = itemOf(clause.start)
    const first = own !== item
    const alone = clauses.filter(({ start }) => itemOf(start) === own).length === 1
    if (first && alone && LIST_HEADING.test(folded)) headed = true
    if (first) listed = headed
    item = own
    if (TODO_HEADING.test(folded) || (first && REMINDER_HEADING.test(folded))) listed = true
    const named = within(days)
    return {
      ...clause,
      folded,
      names: within(note.names, line?.start),
      days: named,
      times: within(times),
      mood: moodOf(
        withoutPeople(folded, within(note.names), clause.start),
        named,
        listed,
        today,
        first && own > 0,
        clause.start,
      ),
      hearsay: HEARSAY.test(folded),
      listed,
      errand: first && own > 0 && ERRAND.test(folded) && !DONE.test(folded),
      item,
      first,
      opens: at === 0 || FULL_STOP.test(note.text.slice(clauses[at - 1]!.end, clause.start)),
    }
  })
  return weighed.map((clause, at) => settle(planned(clause, weighed, today), weighed[at - 1], weighed, today))
}

const GOING = /去|要|来|再|约|找|\b(?:see|visit|meet|go)\b/iu

/** "端午前去看赵主任，带了…，没聊药": a visit before a holiday that is told of. */
function wentBefore(clause: WeighedClause, all: readonly WeighedClause[]): boolean {
  if (clause.listed || clause.errand || REMIND.test(clause.folded) || WANTED.test(clause.folded)) return false
  const next = all[all.indexOf(clause) + 1]
  return (
    /[去来到]/u.test(clause.folded) &&
    clause.names.some(({ kind }) => kind === 'person') &&
    clause.days.length > 0 &&
    clause.days.every(
      ({ text, back }) => back === null && /节?前$/u.test(text) && !/[月周天号日]/u.test(text),
    ) &&
    next !== undefined &&
    !next.opens &&
    next.mood === 'done'
  )
}

/** "明10:30 妇幼 林静": a line that begins with a day to come and tells of nothing done is to come. */
function planned(clause: WeighedClause, all: readonly WeighedClause[], today: string): WeighedClause {
  if (clause.mood !== 'open' || clause.speaker !== null) return clause
  const line = all.filter(({ item }) => item === clause.item)
  const [head] = line
  const dated = head !== undefined && onlyWhen(head) && head.days.some((day) => liesAhead(day, today))
  return dated && line.every(({ mood }) => mood !== 'done') ? { ...clause, mood: 'ahead' } : clause
}

/** "想找吴主任，护士说去上海了": an intention whose failure is told next is past. */
function cameToNothing(clause: WeighedClause, all: readonly WeighedClause[], today: string): boolean {
  if (clause.listed || clause.errand || REMIND.test(clause.folded) || WANTED.test(clause.folded)) return false
  if (clause.days.some((day) => liesAhead(day, today))) return false
  if (!clause.names.some(({ kind }) => kind === 'person' || kind === 'place')) return false
  const at = all.indexOf(clause)
  return all
    .slice(at + 1, at + 4)
    .filter(({ item, mood }) => item === clause.item && mood !== 'ahead')
    .some(
      ({ folded }) =>
        NOT_MET.test(folded) || ELSEWHERE.test(folded) || (calledOff(folded) && !INTENDED.test(folded)),
    )
}

/** What is open by itself may be told by its neighbours. */
function settle(
  clause: WeighedClause,
  before: WeighedClause | undefined,
  all: readonly WeighedClause[],
  today: string,
): WeighedClause {
  if (clause.mood === 'ahead' && (cameToNothing(clause, all, today) || wentBefore(clause, all)))
    return { ...clause, mood: 'done' }
  if (clause.mood !== 'open') return clause
  // "明天上午，去协仁": the day stands alone before.
  const led =
    before !== undefined &&
    before.item === clause.item &&
    before.mood === 'ahead' &&
    before.days.length > 0 &&
    /^(?:也?就是|即|那天|大概|估计)?$/u.test(bareWords(before))
  // "周三去见张蕾" with nothing told in the whole note is a plan.
  const weekday = clause.days.some(
    ({ ahead, back }) => ahead !== null && back !== null && ahead !== back && back !== today,
  )
  const plan =
    weekday &&
    GOING.test(clause.folded) &&
    all.every(({ mood, speaker }) => mood !== 'done' && speaker === null)
  // "12月3号协仁科会，吴刚主任主持，讲醒络通": all of it is to come where nothing was done.
  const opened = all.find(
    (one) => one.item === clause.item && one.start < clause.start && one.mood === 'ahead',
  )
  const follows =
    opened?.names.some(({ kind }) => kind === 'place' || kind === 'person') &&
    opened.days.some((day) => liesAhead(day, today)) &&
    !all.some(
      (one) =>
        one.mood === 'done' || one.speaker !== null || (one.start < opened.start && one.names.length > 0),
    )
  return led || plan || follows ? { ...clause, mood: 'ahead' } : clause
}

/** A meeting with somebody is off or moved; what a committee or a tender does is no appointment. */
export const calledOff = (text: string): boolean =>
  CANCELLED.test(text) && !/药事会|招标|集采|上市|采购|发布|committee|tender|launch/iu.test(text)

/** Days and times and nothing else. */
export function onlyWhen(clause: Pick<WeighedClause, 'folded' | 'start' | 'days' | 'times'>): boolean {
  return clause.days.length + clause.times.length > 0 && bareWords(clause) === ''
}

/** The clause without days, times and marks. */
function bareWords(clause: Pick<WeighedClause, 'folded' | 'start' | 'days' | 'times'>): string {
  let text = clause.folded
  for (const { start, end } of [...clause.days, ...clause.times])
    text = text.slice(0, start - clause.start) + ' '.repeat(end - start) + text.slice(end - clause.start)
  return text.replace(/[\s\p{P}]/gu, '')
}

/** 吴刚, 成功: what a name is made of tells nothing of the time. As long as before. */
function withoutPeople(text: string, names: readonly NoteName[], offset: number): string {
  let masked = text
  for (const name of names) {
    if (name.kind !== 'person') continue
    const length = name.end - name.start - (name.title?.length ?? 0)
    const from = name.start - offset
    if (length > 0) masked = masked.slice(0, from) + '某'.repeat(length) + masked.slice(from + length)
  }
  return masked
}

function moodOf(
  text: string,
  days: readonly DayWords[],
  listed: boolean,
  today: string,
  first: boolean,
  offset: number,
): WeighedClause['mood'] {
  if (listed || REMIND.test(text)) return 'ahead'
  if (first && ERRAND.test(text) && !DONE.test(text)) return 'ahead'
  if (days.some((day) => liesBack(day, today))) return 'done'
  if (
    ORDER.test(text) &&
    !DONE.test(text) &&
    days.some(({ ahead, back }) => ahead !== null && back !== today)
  )
    return 'ahead'
  if (
    days.some(
      (day) =>
        isDeadline(text, day, offset) ||
        (AGREED_ON.test(text) &&
          day.ahead !== null &&
          (day.ahead > today || (day.ahead === today && /今晚|晚上|待会|晚点|tonight/iu.test(text)))),
    )
  )
    return 'ahead'
  // "刚打完电话，三月六号那个沙龙请他讲": the day tells which event, not when this is to be done.
  const ahead = days.filter(
    (day) =>
      liesAhead(day, today) &&
      !QUALIFIES.test(text.slice(Math.max(0, day.end - offset))) &&
      !(JUST.test(text) && NAMES_EVENT.test(text.slice(Math.max(0, day.end - offset)))),
  )
  // A month that is named may be last year's: "has been on it since October".
  const surely = ahead.some(({ precision }) => precision !== 'month') || !DONE.test(text)
  if (ahead.length > 0 && surely) return 'ahead'
  if (WANTED.test(text) || AGAIN.test(text)) return 'ahead'
  if (DONE.test(text) || WAS_MEANT.test(text)) return 'done'
  return WILL.test(text) || INTENDED.test(text) ? 'ahead' : 'open'
}

/** "by Fri", 周五前: a day until which something is to be done. */
const isDeadline = (text: string, day: DayWords, offset: number): boolean =>
  day.ahead !== null &&
  (/^(?:by|before)\b/iu.test(day.text) ||
    /^(?:之前|以前|前(?![^，。]{0,4}(?:来|去)过))/u.test(text.slice(day.end - offset)))
const AGREED_ON =
  /约(?:了|好了?|定了?|在)|说好(?:了)?|定(?:在|到)|\b(?:agreed|booked|scheduled|set) (?:for|on|a)\b/iu

/** It can only be in the past. */
export const liesBack = ({ ahead, back, range }: DayWords, today: string): boolean =>
  (ahead === null && back !== null) || (range !== null && range[1] < today)

/** It can only be to come. */
export const liesAhead = ({ ahead, back, range, event }: DayWords, today: string): boolean =>
  (ahead !== null && back === null && ahead >= today) ||
  (range !== null && range[0] > today) ||
  event !== undefined
