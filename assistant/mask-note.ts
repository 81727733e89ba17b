/**
 * The note as it may be kept: patients' identifiers and prescribers' volumes are replaced by what they were,
 * everything else stays to the letter, so that a place in the note as sent has its place in the note as kept.
 * Where that cannot be shown, nothing but the masked text counts and places are given up.
 */
import type { NoteSpan } from '../crm/visit-draft.ts'
import { maskIdentifiers } from './guard/mask-identifiers.ts'
import { redactVolumes } from './notes/redact-volumes.ts'

export interface KeptNote {
  readonly note: string
  /** The place of a stretch of the note as sent; null when it has none any more. */
  place(span: NoteSpan): NoteSpan | null
}

/** Of both maskers. */
const LABEL = /\[(?:邮箱|电话|证件号|病历号|床号|姓名|地址|账号|出生日期|数量)\]/gu
/** More than these and the text is a list of people, not a note. */
const MOST_LABELS = 40

/** `names`: of physicians, colleagues, institutions and medicines, which are never a patient's. */
export function maskNote(text: string, names: readonly string[]): KeptNote {
  const safe = safeText(text, names)
  if (safe === text) return { note: text, place: (span) => span }
  const { plain, toText } = unfold(text)
  const pieces = [...safe.matchAll(LABEL)]
  const lost: KeptNote = { note: safe, place: (span) => findAgain(text, safe, span) }
  if (pieces.length === 0) return plain === safe ? { note: text, place: (span) => span } : lost
  if (pieces.length > MOST_LABELS) return lost
  const replaced = alignLabels(plain, safe, pieces)
  if (replaced === null) return lost
  const cuts = replaced.map(({ start, end, label }) => ({
    start: toText[start]!,
    end: toText[end]!,
    label,
  }))
  let note = ''
  let from = 0
  for (const { start, end, label } of cuts) {
    note += text.slice(from, start) + label
    from = end
  }
  note += text.slice(from)
  if (safeText(note, names) !== note.normalize('NFKC') && safeText(note, names) !== note) return lost
  return { note, place: (span) => shift(span, cuts) }
}

/** A text that may be kept; the same text where there is nothing to take out. */
export function safeText(text: string, names: readonly string[]): string {
  const redacted = redactVolumes(text, names)
  const masked = maskIdentifiers(redacted, { keep: names })
  return masked.kinds.length === 0 ? redacted : masked.text
}

interface Replaced {
  readonly start: number
  readonly end: number
  readonly label: string
}

/** Which stretch each label stands for, so that the words between the labels tile the whole text. */
function alignLabels(
  plain: string,
  safe: string,
  labels: readonly RegExpExecArray[],
): readonly Replaced[] | null {
  let pattern = '^'
  let from = 0
  for (const label of labels) {
    pattern += `${quote(safe.slice(from, label.index))}([\\s\\S]{1,80}?)`
    from = label.index + label[0].length
  }
  const match = new RegExp(`${pattern}${quote(safe.slice(from))}$`, 'du').exec(plain)
  if (match === null) return null
  return labels.map((label, at) => {
    const [start, end] = match.indices![at + 1]!
    return { start, end, label: label[0] }
  })
}

const quote = (words: string): string => words.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&')

/** The text in NFKC, with each of its positions in the text as sent. */
function unfold(text: string): { readonly plain: string; readonly toText: readonly number[] } {
  let plain = ''
  const toText: number[] = []
  let at = 0
  for (const character of text) {
    const folded = character.normalize('NFKC')
    for (let unit = 0; unit < folded.length; unit += 1) toText.push(at)
    plain += folded
    at += character.length
  }
  toText.push(text.length)
  return { plain, toText }
}

function shift(span: NoteSpan, cuts: readonly Replaced[]): NoteSpan {
  const moved = (position: number, isEnd: boolean): number => {
    let by = 0
    for (const { start, end, label } of cuts) {
      if (position >= end) by += label.length - (end - start)
      else if (position > start) return start + by + (isEnd ? label.length : 0)
    }
    return position + by
  }
  return { start: moved(span.start, false), end: moved(span.end, true) }
}

function findAgain(text: string, kept: string, span: NoteSpan): NoteSpan | null {
  const words = text.slice(span.start, span.end)
  const at = kept.indexOf(words)
  return words === '' || at < 0 ? null : { start: at, end: at + words.length }
}
