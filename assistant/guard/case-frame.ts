/**
 * The grammar of a case: somebody, a medicine that was taken, and behind it harm that is told. Wider in words than
 * the rules of safety-rules.ts and stricter in order: what stands before the medicine is why it was given, what
 * stands behind it is what came of it. Harm that is supposed, denied, asked about in general or described of a group
 * is none. Also the situations that are reported without harm (no effect, exposure in pregnancy, overdose and
 * errors, quality): case-situations.ts.
 */
import {
  ANYBODY,
  CAME_UP,
  DENIED,
  DESCRIBED,
  FOUND_FIRST,
  GENERAL_BEHIND,
  GENERAL_CLAUSE,
  GIVEN_FOR,
  IMPROVED,
  INTENDED,
  INTENDED_ENGLISH,
  NAMED_ALONE,
  ONE_PERSON,
  STATISTIC,
  SUPPOSED,
  TAKEN_BESIDE,
  TAKEN_ENGLISH,
  TAKEN_STRONG,
  TOLD,
  TOLD_BY,
  USE_ASKED,
} from './case-words.ts'
import { namedHarms } from './harm-terms.ts'
import { BODY_CHANGED, BODY_FAILED, EMERGENCY, ENGLISH_HARM, MIND_CHANGED } from './harm-words.ts'
import { abnormalValues } from './lab-values.ts'

/** A stretch of the text that may be harm. */
export interface HarmCandidate {
  /** `loose`: by its build alone (harm-words.ts). */
  readonly kind: 'symptom' | 'disease' | 'outcome' | 'value' | 'loose'
  readonly start: number
  readonly end: number
  readonly words: string
}

export interface CaseContext {
  /** Sections of indications: what stands in them is why the medicine was given. */
  readonly indications: readonly string[]
  /** Further words for harm: those of the label's own section of adverse reactions. */
  readonly listed: readonly string[]
}

interface Taking {
  readonly start: number
  readonly end: number
  /** `told`: a fact; `said`: the verb beside the name; `named`: the name alone. */
  readonly surety: 'told' | 'said' | 'named'
}

/** The words of the first harm that is told of a patient on a medicine; null when there is none. Medicines are `℞`. */
export function harmTold(text: string, { indications, listed }: CaseContext): string | null {
  const takings = takingsIn(text)
  if (takings.length === 0) return null
  const one = ONE_PERSON.test(text)
  if (!one && STATISTIC.test(text) && !TOLD_BY.test(text)) return null
  const found = candidatesIn(text, listed).find((harm) => {
    const around = surroundings(text, harm)
    if (!isTold(harm, around, one)) return false
    const before = takings.filter((taking) => taking.start < harm.start)
    // "术中发现瞳孔散不大 一直吃℞的": found first, and why is said behind.
    const foundFirst = FOUND_FIRST.test(around.clause) && takings.some(({ surety }) => surety === 'told')
    if (before.length === 0 && !isEnglish(harm.words) && !foundFirst) return false
    const surety = suretyOf(before.length > 0 ? before : takings)
    const told = surety === 'told'
    if (harm.kind === 'loose' && !told) return false
    if (harm.kind !== 'value' && isReason(harm, indications) && !cameUp(harm, around, told)) return false
    if ((harm.kind === 'disease' || before.length === 0) && !cameUp(harm, around, told)) return false
    // "℞ 两月大的娃发烧 打不打得": with the name alone, how to give it is asked.
    if (surety === 'named' && USE_ASKED.test(text)) return false
    if (one || TOLD_BY.test(text.slice(0, harm.start))) return true
    const asserted = harm.kind === 'value' || TOLD.test(around.clause)
    return asserted && (told || (ANYBODY.test(text) && surety === 'said'))
  })
  return found === undefined ? null : found.words
}

function suretyOf(takings: readonly Taking[]): Taking['surety'] {
  return (['told', 'said'] as const).find((one) => takings.some(({ surety }) => surety === one)) ?? 'named'
}

const LOOSE = [BODY_CHANGED, BODY_FAILED, MIND_CHANGED, EMERGENCY, ENGLISH_HARM]

function candidatesIn(text: string, listed: readonly string[]): readonly HarmCandidate[] {
  const values = abnormalValues(text).map((value) => ({ ...value, kind: 'value' as const }))
  const printed = listed.flatMap((words) => {
    const start = text.indexOf(words)
    return start < 0 ? [] : [{ kind: 'symptom' as const, start, end: start + words.length, words }]
  })
  const loose = LOOSE.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({
      kind: 'loose' as const,
      start: match.index,
      end: match.index + match[0].length,
      words: match[0],
    })),
  )
  return [...namedHarms(text), ...values, ...printed, ...loose].toSorted((a, b) => a.start - b.start)
}

/** What says that a medicine was taken, in the order of the text. */
export function takingsIn(text: string): readonly Taking[] {
  const find = (patterns: readonly RegExp[], surety: Taking['surety'], intended: (at: number) => boolean) =>
    patterns.flatMap((pattern) =>
      [...text.matchAll(pattern)]
        .filter((match) => !intended(match.index))
        .map((match) => ({ start: match.index, end: match.index + match[0].length, surety })),
    )
  const planned = (at: number) => INTENDED.test(clauseBefore(text, at))
  return [
    ...find(TAKEN_STRONG, 'told', planned),
    ...find([TAKEN_ENGLISH], 'told', (at) => INTENDED_ENGLISH.test(text.slice(0, at))),
    ...find(TAKEN_BESIDE, 'said', planned),
    ...find(NAMED_ALONE, 'named', planned),
  ].toSorted((a, b) => a.start - b.start)
}

interface Surroundings {
  /** Of its clause. */
  readonly before: string
  readonly behind: string
  readonly clause: string
  /** What stands before it in its sentence. */
  readonly sentence: string
}

/** A space beside a Chinese character parts clauses as a comma does; a full stop does before white space. */
const STOP = /[，,。；;！!？?、\n]|\.(?=\s)|(?<=\p{Script=Han}|℞)\s|\s(?=\p{Script=Han}|℞)/gu

function surroundings(text: string, { start, end }: HarmCandidate): Surroundings {
  const stops = [...text.matchAll(STOP)].map((match) => match.index)
  const from = stops.findLast((stop) => stop < start) ?? -1
  const to = stops.find((stop) => stop >= end) ?? text.length
  const before = text.slice(from + 1, start)
  const behind = text.slice(end, to + 1)
  const sentence =
    text
      .slice(0, start)
      .split(/[。！!？?\n]/u)
      .at(-1) ?? ''
  return { before, behind, clause: before + text.slice(start, end) + behind, sentence }
}

const clauseBefore = (text: string, at: number): string =>
  text
    .slice(0, at)
    .split(/[，,。；;！!？?\n\s]/u)
    .at(-1) ?? ''

const HYPOTHESIS = /如果|万一|假如|要是|倘若|一旦|若(?!干)|\b(?:if|in case|suppose)\b/iu
const isEnglish = (words: string): boolean => !/\p{Script=Han}/u.test(words)

function isTold({ words }: HarmCandidate, around: Surroundings, one: boolean): boolean {
  const { before, behind, clause, sentence } = around
  if (HYPOTHESIS.test(sentence)) return false
  if (SUPPOSED.test(before) || DENIED.test(before)) return false
  if (GENERAL_BEHIND.test(behind) && !(one && /[了到得]/u.test(words + behind.slice(0, 3)))) return false
  if (DESCRIBED.test(behind) || IMPROVED.test(behind)) return false
  return !GENERAL_CLAUSE.test(clause)
}

/** The label names it among its uses. */
const isReason = ({ words }: HarmCandidate, indications: readonly string[]): boolean =>
  indications.some((label) => label.toLowerCase().includes(words.toLowerCase()))

function cameUp({ words }: HarmCandidate, { before, behind, clause }: Surroundings, told: boolean): boolean {
  if (GIVEN_FOR.test(before)) return false
  if (isEnglish(words)) return CAME_UP.test(clause)
  return told && (CAME_UP.test(before) || /^(?:了|复发|加重|又|再)/u.test(behind))
}
