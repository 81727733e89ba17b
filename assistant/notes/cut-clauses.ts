/**
 * A note cut into clauses: between stops, cells and lines, at the blanks of telegraphic notes, and before
 * connectives where dictation has no stops at all. Retracted words are left out, so a clause may end before them.
 */

import type { Span } from './note-reading.ts'
import type { NoteClause } from './note-segment.ts'
import type { ChatLine } from './read-chat.ts'

/** Longer runs without a stop are dictated. */
const LONGEST_UNSTOPPED = 26
const STOPS =
  /[，,。;!?！？；\n|]+(?!\d{3}\b)|(?<=[\p{L}\p{N})%])\.(?=\s|$)|(?<=\))、|\s-\s|\s*(?:->|→|=>)\s*|--+|~+(?!\s*\d)|(?<=\s)(?=[①-⑳])|\p{Extended_Pictographic}+/gu
/** A stop that is none: "Dr. ", "vs. ", "No. 1". */
const ABBREVIATION =
  /(?<![\w])(?:Drs?|Prof|Mr|Mrs|Ms|vs|No|e\.g|i\.e|approx|St|dept|mg|incl|[A-Z]|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thur?s?|Fri)$/u
/** A blank beside Chinese parts thoughts, unless it parts a number from its unit or a name from its title. */
const BLANK =
  /(?<=[\p{Script=Han}\d)”’A-Za-z])\s+(?=\p{Script=Han})|(?<=[\p{Script=Han})”’])\s+(?=[A-Za-z\d])/gu
/** Dictation goes on with these; the clause is cut before them. */
const CONNECTIVES =
  /然后|接着|后来|结果|不过|但是|可是|另外|还有就是|正好|所以|因为|对了(?!一)|完了(?=我|就|再)|(?<![没不])(?:让我|叫我)|(?<![没不])要我|(?<=[啊呢嘛哈呗啦呀嗯])(?![啊呢嘛哈呗啦呀嗯的了])(?=\p{Script=Han})|(?<=[了的过完儿]|[午天])(?=(?:他|她)(?:呢|就|也|倒|心|临时|还|讲|先|一直|觉得|跟|给))|(?<=[了的过完儿行好])(?=我(?:就|当时|心里|等|想着|答应|回|也|先|给|把|再|跟))|我就?说|我跟[他她]说|[他她](?:也|就|又)?(?:说|问|觉得|嫌|想要|答应)|说的(?:还)?是|就是(?=嫌|怕|担心)|碰到|遇到|没见[着到]|聊了|(?<![在于到会约改是等前把推成下这上个])(?:(?:下|这)?周[一二三四五六日天](?!有|出|在|门)|(?:下周|下个?月|月底前?|明天|(?<!大)后天|大后天))|回头|下午(?=又|去|到|转|再)|上午(?=又|去|到)|完了(?=又|去|我)/gu

export function cutClauses(
  note: string,
  text: string,
  removed: readonly Span[],
  chat: readonly ChatLine[],
  keepWhole: readonly Span[],
): readonly NoteClause[] {
  const cuts = stretches(text, keepWhole)
  return cuts
    .flatMap((piece) => without(piece, removed))
    .flatMap((piece): readonly NoteClause[] => {
      const line = chat.find(({ start, end }) => piece.start >= start && piece.start < end)
      const from =
        line === undefined ? piece.start : Math.max(piece.start, Math.min(line.textStart, piece.end))
      const trimmed = trim(text, from, piece.end)
      if (trimmed === null) return []
      return [{ ...trimmed, text: note.slice(trimmed.start, trimmed.end), speaker: line?.speaker ?? null }]
    })
}

function stretches(text: string, keepWhole: readonly Span[]): readonly Span[] {
  const inside = (at: number): boolean => keepWhole.some(({ start, end }) => at > start && at < end)
  const cuts: Span[] = []
  const cut = (start: number, end: number): void => {
    if (!inside(start) && !inside(end)) cuts.push({ start, end })
  }
  for (const match of text.matchAll(STOPS)) {
    const before = text.slice(Math.max(0, match.index - 10), match.index)
    if (match[0] === '.' && ABBREVIATION.test(before)) continue
    if (match[0] === ',' && /\d$/u.test(before) && /^\d{3}/u.test(text.slice(match.index + 1))) continue
    cut(match.index, match.index + match[0].length)
  }
  for (const match of text.matchAll(BLANK)) cut(match.index, match.index + match[0].length)
  cuts.sort((a, b) => a.start - b.start)
  const pieces = between(cuts, text.length)
  return pieces.flatMap((piece) => {
    if (piece.end - piece.start <= LONGEST_UNSTOPPED) return [piece]
    const inner: Span[] = []
    let last = piece.start
    for (const match of text.slice(piece.start, piece.end).matchAll(CONNECTIVES)) {
      const at = piece.start + match.index
      if (at - last < 5 || piece.end - at < 4 || inside(at)) continue
      inner.push({ start: at, end: at })
      last = at
    }
    return between(inner, piece.end, piece.start)
  })
}

function between(cuts: readonly Span[], end: number, start = 0): readonly Span[] {
  const pieces: Span[] = []
  let from = start
  for (const cut of cuts) {
    if (cut.start > from) pieces.push({ start: from, end: cut.start })
    from = Math.max(from, cut.end)
  }
  if (from < end) pieces.push({ start: from, end })
  return pieces
}

function without(piece: Span, removed: readonly Span[]): readonly Span[] {
  const inside = removed
    .filter(({ start, end }) => start < piece.end && end > piece.start)
    .toSorted((a, b) => a.start - b.start)
  return between(inside, piece.end, piece.start)
}

function trim(text: string, start: number, end: number): Span | null {
  const piece = text.slice(start, end)
  const lead = /^[\s,，。;:、.]*/u.exec(piece)![0].length
  const tail = /[\s,，。;、]*$/u.exec(piece.slice(lead))![0].length
  return lead + tail >= piece.length ? null : { start: start + lead, end: end - tail }
}
