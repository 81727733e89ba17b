/**
 * Is a patient's adverse event told in this segment? Every word that may tell of one is judged where it stands:
 * told of a real patient (a case), denied, or feared, asked about and generally known (no case, but visible). In
 * doubt it is a case: one too many is closed by the safety department, one too few is against the law. What the
 * case holds is read by describe-case.ts.
 */
import { EVENT } from '../guard/safety-rules.ts'
import {
  ANY_PATIENT,
  ASKED,
  DEATH,
  DEATH_OF_PATIENT,
  DENIED,
  DESCRIBES,
  DISEASE,
  EXPOSURE,
  FEARED,
  GENERAL,
  HAPPENED,
  INTOLERANCE,
  LABORATORY,
  LEAVING,
  LEAVING_AFTER,
  MEDICATION_ERROR,
  MORE_SYMPTOMS,
  NO_DENIAL,
  NO_EFFECT,
  NO_MEDICINE,
  ONE_CASE,
  OTHER_REASON,
  OVERDOSE,
  PRODUCT_COMPLAINT,
  SOME_PATIENTS,
  STOPPED,
  TAKEN,
} from './adverse-event-words.ts'
import {
  BROUGHT_HIM,
  CAME_FOR,
  CAME_WITH_IT,
  CHANGED_OVER,
  FOR_WHICH,
  HARM,
  MEDICINE_PLANNED,
  NO_LONGER,
  OVER,
  RELIEVED,
  TOLD_AS_GOOD,
} from './harm-grammar.ts'
import type { NoteSegment } from './note-segment.ts'
import type { SpeechUnit } from './speech-units.ts'
import { unexplainedOutcomes } from './unexplained-outcome.ts'

export type EventKind =
  | 'symptom'
  /** In everyday words, by harm-grammar.ts. */
  | 'told'
  | 'laboratory'
  | 'death'
  | 'stopped'
  | 'intolerance'
  | 'product_complaint'
  | 'no_effect'
  | 'exposure'
  | 'overdose'
  | 'error'

export interface NamedEvent {
  readonly kind: EventKind
  readonly words: string
  readonly unit: number
  /** Into the note. */
  readonly start: number
  readonly end: number
  readonly verdict: 'case' | 'denied' | 'supposed'
}

const KINDS: readonly (readonly [EventKind, RegExp])[] = [
  ['death', DEATH],
  ['death', DEATH_OF_PATIENT],
  ['exposure', EXPOSURE],
  ['overdose', OVERDOSE],
  ['error', MEDICATION_ERROR],
  ['product_complaint', PRODUCT_COMPLAINT],
  ['laboratory', LABORATORY],
  ['symptom', EVENT],
  ['symptom', MORE_SYMPTOMS],
  ['no_effect', NO_EFFECT],
  ['intolerance', INTOLERANCE],
  ['told', HARM],
  ['stopped', STOPPED],
]

/** Systolic, mmHg; nobody aims for less. */
const LOWEST_PRESSURE = 100

/** Every event that is named, in the order of the note; a stretch of words is one event at most. */
export function namedEvents(segment: NoteSegment, units: readonly SpeechUnit[]): readonly NamedEvent[] {
  const known = knownEvents(segment, units)
  if (known.some(({ verdict }) => verdict === 'case')) return known
  const odd = unexplainedOutcomes(segment, units).filter(
    ({ likelyHarm, start, end }) =>
      likelyHarm && !known.some((event) => event.start < end && event.end > start),
  )
  return [
    ...known,
    ...odd.map(
      ({ unit, words, start, end }): NamedEvent => ({
        kind: 'told',
        words,
        unit,
        start,
        end,
        verdict: 'case',
      }),
    ),
  ].toSorted((a, b) => a.start - b.start)
}

function knownEvents(segment: NoteSegment, units: readonly SpeechUnit[]): readonly NamedEvent[] {
  return units.flatMap((unit, at) => {
    const taken: { readonly from: number; readonly to: number }[] = []
    return KINDS.flatMap(([kind, pattern]) =>
      [...unit.text.matchAll(pattern)].flatMap((match) => {
        const [from, to] = [match.index, match.index + match[0].length]
        if (taken.some((other) => from < other.to && to > other.from)) return []
        const verdict = judge(segment, units, at, kind, from, to)
        if (verdict === null) return []
        taken.push({ from, to })
        return [
          { kind, words: match[0].trim(), unit: at, start: unit.start + from, end: unit.start + to, verdict },
        ]
      }),
    ).toSorted((a, b) => a.start - b.start)
  })
}

/** Null: these words tell of no event at all. */
function judge(
  segment: NoteSegment,
  units: readonly SpeechUnit[],
  at: number,
  kind: EventKind,
  from: number,
  to: number,
): NamedEvent['verdict'] | null {
  const unit = units[at]!
  const [before, words, behind] = [unit.text.slice(0, from), unit.text.slice(from, to), unit.text.slice(to)]
  const told = contextOf(units, at)
  const one = ONE_CASE.test(told) || (kind === 'death' && ANY_PATIENT.test(told))
  const some = SOME_PATIENTS.test(told)
  const patient = one || some || ANY_PATIENT.test(told)
  if (kind === 'death' && !isDeath(before, words, behind, told)) return null
  // The guard's own list has these too; whether somebody died or left is decided above.
  if (kind === 'symptom' && /[没走]了$/u.test(words)) return null
  if (kind === 'symptom' && DISEASE.test(words) && !befellOnMedicine(before, words, behind, told)) return null
  if (
    (kind === 'symptom' || kind === 'laboratory') &&
    DESCRIBES.test(behind) &&
    !TAKEN.test(before) &&
    !KNOWN_CASE.test(before)
  )
    return null
  if ((kind === 'symptom' || kind === 'told') && relieved(before, words, behind, told)) return null
  if (kind === 'symptom' && beforeIt(segment, unit, before, behind, from)) return 'supposed'
  if (kind === 'symptom' && asIntended(words, behind, unit.text)) return null
  if (kind === 'told') {
    if (DESCRIBES.test(behind) || TOLD_AS_GOOD.test(before)) return null
    if (!(one || some) || !takenBefore(segment, units, at, from)) return null
  }
  if (kind === 'exposure' && !patient && !TAKEN.test(told)) return null
  if (kind === 'product_complaint' && NO_MEDICINE.test(unit.text)) return null
  // "LKT打错，是XZP": a slip of the pen.
  if (
    kind === 'error' &&
    /^(?:打|写|输|记|填)错/u.test(words) &&
    /^了?[\s，,]*(?:应该?是|是|改)|^了?$/u.test(behind) &&
    !patient
  )
    return null
  if (UNINTENDED.has(kind)) {
    // 食堂打了两份: nothing was taken in error where nobody and no medicine is spoken of.
    if (kind !== 'product_complaint' && !patient && !MEDICINE.test(told) && !ours(segment)) return null
    if (POSSIBLE.test(before) && !HAPPENED.test(told)) return 'supposed'
    if (kind === 'product_complaint' && NOBODY_TOOK_IT.test(told) && !known(told)) return 'supposed'
  }
  if (deniedAt(before) || (kind === 'intolerance' && /^\s*(?:没有|无)/u.test(behind))) return 'denied'
  if (kind === 'stopped') {
    if (!patient || OTHER_REASON.test(told)) return null
    // Changed to ours is no reaction to ours.
    if (/[换改]|switched/u.test(words) && oursFollows(segment, unit.start + to)) return null
    if (!one && !some && !HAPPENED.test(words)) return null
  }
  if (kind === 'no_effect' && !(one || some || (patient && TAKEN.test(told)))) return null
  if (kind === 'intolerance' && !patient)
    return FEARED.test(before) || GENERAL.test(unit.text) ? 'supposed' : null
  const mine = `${before}${words}${behind}`
  if (rival(segment, unit, units, at)) return 'supposed'
  if (kind === 'product_complaint' || kind === 'error' || kind === 'overdose' || kind === 'exposure')
    return supposed(before, mine, one) ? 'supposed' : 'case'
  if (kind !== 'stopped' && !medicineIn(segment, told)) return null
  if (supposed(before, mine, one && HAPPENED.test(told))) return 'supposed'
  if ((kind === 'symptom' || kind === 'told') && onlyPlanned(segment, units, at, told)) return 'supposed'
  if (one || kind === 'death') return 'case'
  if (some || patient) return HAPPENED.test(told) || !ASKED.test(mine) ? 'case' : 'supposed'
  // No patient is named: only what came about after taking it is told of somebody.
  return TAKEN.test(before) && HAPPENED.test(words + behind) && !ASKED.test(mine) ? 'case' : 'supposed'
}

const UNINTENDED: ReadonlySet<EventKind> = new Set(['product_complaint', 'error', 'overdose', 'exposure'])
const MEDICINE = /药|针剂|胶囊|注射|输液|剂量|片剂|口服|tablet|capsule|dose|drug|injection/iu
const ours = ({ mentions }: NoteSegment): boolean =>
  mentions.some(({ kind }) => kind === 'product' || kind === 'competitor')
/** Only whether it may be done. */
const POSSIBLE =
  /(?:能不能|可不可以|能否|可否|是否(?:可以|能)|怎么|如何|要不要)[^，。；]*$|\b(?:can|could|may|should|is it ok(?:ay)? to|how to)\b[^.?;]*$/iu
/** A damaged pack that was handed back before anybody used it. */
const NOBODY_TOOK_IT =
  /(?:没|没有|未|还没)(?:人)?(?:吃|用|服|打|拆|开封|使用|服用|注射)(?!完|下去|够|多少)|\b(?:not (?:yet )?(?:taken|used|opened)|unopened|unused|(?:didn't|did not) (?:take|use))\b/iu
const known = (told: string): boolean =>
  [EVENT, MORE_SYMPTOMS, LABORATORY, DEATH].some((pattern) => new RegExp(pattern.source, 'iu').test(told))

/** The sentence so far and the next unit, and the sentence before where it is short of a patient. */
function contextOf(units: readonly SpeechUnit[], at: number): string {
  const { sentence } = units[at]!
  const own = units.filter((unit, to) => unit.sentence === sentence && to >= at - 4 && to <= at + 2)
  const text = own.map((unit) => unit.text).join('，')
  if (ONE_CASE.test(text)) return text
  const earlier = units.filter((unit) => unit.sentence === sentence - 1).slice(-3)
  const before = earlier.map((unit) => unit.text).join('，')
  return ONE_CASE.test(before) ? `${before}，${text}` : text
}

/** Told as what the medicine, or the change to it, did away with. */
function relieved(before: string, words: string, behind: string, told: string): boolean {
  if (RELIEVED.test(behind) || NO_LONGER.test(words + behind.slice(0, 1))) return true
  if (CHANGED_OVER.test(told) && (OVER.test(behind) || FOR_WHICH.test(before))) return true
  return OVER.test(behind) && !CAME_WITH_IT.test(told)
}

/** What somebody came for, when only then a medicine was given. */
function beforeIt(
  segment: NoteSegment,
  unit: SpeechUnit,
  before: string,
  behind: string,
  from: number,
): boolean {
  if (!CAME_FOR.test(before) && !BROUGHT_HIM.test(behind)) return false
  const products = segment.mentions.filter(({ kind }) => kind === 'product')
  return !TAKEN.test(before) && products.every(({ start }) => start > unit.start + from)
}

/** A blood pressure that came down to where it should be. */
function asIntended(words: string, behind: string, unit: string): boolean {
  if (!/^血压/u.test(words)) return false
  if (/太|过低|过快|得厉害|骤|突然|猛|休克|晕|倒/u.test(unit)) return false
  const value = /^[^\d，。；]{0,3}(\d{2,3})/u.exec(behind)?.[1]
  return /降|下降/u.test(words) && (value === undefined || Number(value) >= LOWEST_PRESSURE)
}

/** A medicine that was taken stands before it, in this sentence or where the patient is named. */
function takenBefore(segment: NoteSegment, units: readonly SpeechUnit[], at: number, from: number): boolean {
  const { sentence, start } = units[at]!
  const until = start + from
  const near = units.filter((unit) => unit.sentence >= sentence - 1 && unit.start < until)
  const said = near.map((unit) => unit.text.slice(0, Math.max(0, until - unit.start))).join('，')
  const named = segment.mentions.some(
    (mention) => mention.kind === 'product' && mention.start >= near[0]!.start && mention.start < until,
  )
  return TAKEN.test(said) || named
}

/** Somebody thinks of giving it; nobody has taken it yet. */
function onlyPlanned(segment: NoteSegment, units: readonly SpeechUnit[], at: number, told: string): boolean {
  if (!MEDICINE_PLANNED.test(told) || TAKEN.test(told)) return false
  const unit = units[at]!
  const first = segment.mentions.find(({ kind }) => kind === 'product')
  return first === undefined || first.start > unit.start || MEDICINE_PLANNED.test(unit.text)
}

function deniedAt(before: string): boolean {
  const denial = DENIED.exec(before)
  return denial !== null && !NO_DENIAL.test(denial[0].slice(0, 6))
}

/** A fear or a rule governs what follows it; what is told of one real patient stands in spite of a question. */
function supposed(before: string, unit: string, real: boolean): boolean {
  if (/如果|要是|万一|假如|一旦|\bif\b/iu.test(before)) return true
  if (FEARED.test(before))
    return !real || /(?:担心|怕|顾虑|worr\w+|afraid|concern\w*)[^，。]{0,12}$/iu.test(before)
  if (real) return false
  return GENERAL.test(unit) || FEARED.test(unit) || ASKED.test(unit)
}

function isDeath(before: string, words: string, behind: string, told: string): boolean {
  if (/(?:全因|心血管|降低|减少|总|CV)[^，。]{0,4}$/iu.test(before) && /死亡|death/iu.test(words))
    return false
  if (!new RegExp(`^(?:${DEATH_OF_PATIENT.source})$`, 'iu').test(words)) return true
  if (LEAVING.test(before) || LEAVING_AFTER.test(behind)) return false
  if (/(?:药|货|库存|样品|资料|号|时间|机会|兴趣|名额)[^，。]{0,3}$/u.test(before)) return false
  // 后来走了, 人没了: whoever it was stands before it, or nobody does.
  if (/\p{Script=Han}/u.test(words)) {
    const subject = ONE_CASE.test(before) || ANY_PATIENT.test(before) || NO_SUBJECT.test(before)
    if (!subject || WALKING.test(behind)) return false
  }
  return ONE_CASE.test(told) || ANY_PATIENT.test(told)
}

/** "上次那个…的病人": a case that was spoken of before. */
const KNOWN_CASE =
  /(?:上次|上回|之前|以前|前面|上(?:个)?(?:月|周)[^，。；]{0,4}|先前|说过的?|跟踪的?|报过的?)(?:那|这)?(?:个|位|例)?$/u

const NO_SUBJECT =
  /^(?:但|可|然后|后来|结果|最后|最终|人|就|也|还是|已经?|都|又|刚|上(?:周|个?月|礼拜)[一二三四五六日]?|昨[天晚夜]|前天|今[天早]|没(?:几|过几|两)天|不久|很快|不到[\p{Script=Han}\d]{1,3}|[\d一二三两几]+(?:天|周|个?月)后?|[\s，,说])*$/u
const WALKING = /^(?:一|几|两|过|进|到|流程|程序|绿色|医保|账|个|趟|遍|圈)/u

/** A disease is an event where it came over somebody on the medicine, not where it says whom the note means. */
function befellOnMedicine(before: string, words: string, behind: string, told: string): boolean {
  if (DESCRIBES.test(behind)) return false
  const came =
    /(?:又|出现|发生|诱发|得|发|犯|引起|导致|继发|合并了|起)[^，。]{0,3}$/u.test(before) ||
    /^(?:了|发作|犯|住院|入院|没|走)/u.test(behind)
  return (
    /(?:吃|用|打|服)(?:了|完|着|上)[^，。；]{0,8}$/u.test(before) ||
    /\b(?:had|developed|got)\b[^.]{0,12}$/iu.test(before) ||
    (TAKEN.test(told) && came) ||
    (ONE_CASE.test(told) && came && HAPPENED.test(words + behind))
  )
}

const oursFollows = (segment: NoteSegment, at: number): boolean =>
  segment.mentions.some(({ kind, start }) => kind === 'product' && start >= at && start <= at + 4)

/** Our product in the segment or a medicine that was taken. */
const medicineIn = (segment: NoteSegment, told: string): boolean =>
  segment.mentions.some(({ kind }) => kind === 'product') || TAKEN.test(told)

/** Told of a competitor's medicine: the last medicine named before it, in its own sentence, is not ours. */
function rival(segment: NoteSegment, unit: SpeechUnit, units: readonly SpeechUnit[], at: number): boolean {
  const first = units.findIndex(({ sentence }) => sentence === unit.sentence)
  const from = units[Math.min(first, at)]!.start
  const near = segment.mentions.filter(
    ({ kind, start }) =>
      (kind === 'product' || (kind === 'competitor' && !switchedTo(segment, start))) &&
      start >= from &&
      start < unit.end,
  )
  const last = near.toSorted((a, b) => a.start - b.start).at(-1)
  return last?.kind === 'competitor' && !near.some(({ kind }) => kind === 'product')
}

/** What a patient was changed to is not what did harm. */
const switchedTo = ({ note }: NoteSegment, at: number): boolean =>
  /(?:换|改)[成用吃服打到了为]*$|(?:switch(?:ed)?|changed) to\s*$/iu.test(
    note.slice(Math.max(0, at - 16), at),
  )
