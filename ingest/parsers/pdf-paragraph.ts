/**
 * Lines of the page as paragraphs: a line goes on with the next one unless layout says otherwise (a short
 * line, an indent, a wider gap, another font, a list mark, 【…】), within a column, over columns and over
 * pages. What is a heading is decided in pdf-heading.ts.
 */
import { type Line, median } from './pdf-line.ts'
import type { PlacedTable } from './pdf-table-rows.ts'

export interface Region {
  readonly page: number
  /** Left edge of the column, from which first lines may stand in. */
  readonly left: number
  /** Right edge of the column. */
  readonly right: number
  readonly items: readonly (Line | PlacedTable)[]
}

export interface Paragraph {
  readonly page: number
  readonly lines: readonly Line[]
  readonly isList: boolean
  /** The last line fills its column and breaks off: the next column or page may go on. */
  readonly isOpen: boolean
}

export type Piece = Paragraph | PlacedTable

export const isTable = (item: Line | Piece): item is PlacedTable => 'rows' in item

const LIST_START =
  /^([•●○▪■◆◇▶►※★·✓√]\s*|[-–—*]\s+|[（(]\s*(\d{1,2}|[一二三四五六七八九十]{1,3}|[a-z]|[ivx]{1,4})\s*[)）]|\d{1,2}\s*[.．、)）](?!\d)|[①-⑳]|[a-z]\)\s)/iu
/** A numbered head such as "4.2 Posology" or "第三章". */
const NUMBERED_HEAD =
  /^(\d{1,2}(\.\d{1,2}){1,3}\.?\s+[\p{Lu}\p{Script=Han}]|第[一二三四五六七八九十百\d]+[章节部条]|[一二三四五六七八九十]{1,3}[、．.])/u
const BRACKET = /^(【[^【】]{1,30}】)(.*)$/su
const SENTENCE_END = /[。！？!?；;.：:][”’"')）】\]]*$/u

export function buildParagraphs(regions: readonly Region[]): readonly Piece[] {
  const pieces: Piece[] = []
  for (const region of regions) {
    const own = regionPieces(region)
    const [first, ...rest] = own
    const last = pieces.at(-1)
    if (
      first !== undefined &&
      last !== undefined &&
      !isTable(first) &&
      !isTable(last) &&
      flowsInto(last, first)
    ) {
      pieces[pieces.length - 1] = {
        ...first,
        page: last.page,
        lines: [...last.lines, ...first.lines],
        isList: last.isList,
      }
      pieces.push(...rest)
    } else pieces.push(...own)
  }
  return pieces
}

function regionPieces(region: Region): readonly Piece[] {
  const pieces: Piece[] = []
  const lines = region.items.filter((item): item is Line => !isTable(item))
  const leading = usualLeading(lines)
  let open: Line[] = []
  const close = () => {
    if (open.length > 0) pieces.push(toParagraph(region, open))
    open = []
  }
  for (const item of region.items) {
    if (isTable(item)) {
      close()
      pieces.push(item)
      continue
    }
    const parts = splitBracket(item, open.at(-1), region.right)
    for (const part of parts) {
      if (open.length > 0 && startsNew(open, part, leading, region)) close()
      open.push(part)
      if (isBracketHead(part.text)) close()
    }
  }
  close()
  return pieces
}

function toParagraph(region: Region, lines: readonly Line[]): Paragraph {
  const last = lines.at(-1) as Line
  const isFull = region.right - last.x1 < 2.5 * last.size
  const isList = LIST_START.test(lines[0]?.text ?? '')
  return {
    page: region.page,
    lines,
    isList,
    isOpen: isFull && !isBracketHead(last.text) && !SENTENCE_END.test(last.text),
  }
}

/** Distance of neighbouring lines that is usual in the region. */
function usualLeading(lines: readonly Line[]): number {
  const gaps = lines.flatMap((line, at) => {
    const before = lines[at - 1]
    return before === undefined || line.y - before.y <= 0 || line.y - before.y > 3 * line.size
      ? []
      : [line.y - before.y]
  })
  return gaps.length === 0 ? 0 : median(gaps)
}

/** "【禁忌】对本品过敏者禁用。" is a heading and its text; "见【禁忌】。" on the next line of a sentence is not. */
function splitBracket(line: Line, before: Line | undefined, right: number): readonly Line[] {
  const match = BRACKET.exec(line.text)
  const head = match?.[1]
  if (match === null || head === undefined) return [line]
  const rest = (match[2] ?? '').trim()
  if (/^[，。、；,;.）)]|^(中|项|部分|下|及|和|或|与|以及)/u.test(rest)) return [line]
  const breaksOff =
    before !== undefined && !SENTENCE_END.test(before.text) && right - before.x1 < 2.5 * before.size
  if (breaksOff && /[见阅照按及和与或、，“（(]$/u.test(before.text)) return [line]
  if (rest === '') return [{ ...line, text: head }]
  const cut = line.x0 + ((line.x1 - line.x0) * head.length) / line.text.length
  return [
    { ...line, text: head, x1: cut },
    { ...line, text: rest, x0: cut, bold: restIsBold(line, head) },
  ]
}

/** The bold head must not make its plain text bold, nor the other way round. */
function restIsBold(line: Line, head: string): boolean {
  const first = line.pieces[0]
  return first !== undefined && first.text.length > head.length
    ? line.bold
    : line.pieces.slice(1).every((piece) => piece.bold)
}

export function isBracketHead(text: string): boolean {
  return /^【[^【】]{1,30}】$/u.test(text.trim())
}

function startsNew(
  open: readonly Line[],
  line: Line,
  leading: number,
  { left, right }: Pick<Region, 'left' | 'right'>,
): boolean {
  const first = open[0] as Line
  const before = open.at(-1) as Line
  const em = before.size
  if (isBracketHead(line.text)) return true
  if (Math.abs(line.size - before.size) > 0.12 * em || line.bold !== before.bold)
    return !isInlineChange(before, line, right)
  const gap = line.y - before.y
  if (gap < 0 || gap > Math.max(1.3 * leading, 1.15 * em))
    return gap < -0.5 * em || gap > 1.3 * Math.max(leading, em)
  // A word broken by a hyphen goes on, however short its line is.
  if (/\p{L}-$/u.test(before.text) && /^\p{Ll}/u.test(line.text)) return false
  const isFull = !endsShort(before, line, right)
  if (
    LIST_START.test(line.text) &&
    (!isFull || SENTENCE_END.test(before.text) || LIST_START.test(first.text))
  )
    return true
  if (NUMBERED_HEAD.test(line.text) && (!isFull || SENTENCE_END.test(before.text))) return true
  if (!isFull) return true
  const shift = line.x0 - before.x0
  if (LIST_START.test(first.text) && shift > -0.5 * em) return open.length > 1 && shift > 1.2 * em
  if (shift > 0.8 * em && !isCentred(before, line)) return true
  if (open.length === 1 && areBothFirst(before, line, left, right)) return true
  // Back at the margin after a hanging paragraph.
  return open.length > 1 && shift < -1.5 * em && !isCentred(before, line)
}

/** Two lines set in like first lines, the upper one ended or not full: two paragraphs of one line each. */
function areBothFirst(before: Line, line: Line, left: number, right: number): boolean {
  const indent = line.x0 - left
  const em = before.size
  return (
    Math.abs(line.x0 - before.x0) < 0.3 * em &&
    indent > 1.5 * em &&
    indent < 3 * em &&
    // Chinese fills a line up to its last character, other scripts up to their last word.
    (/[。！？!?]$/u.test(before.text) || (right - before.x1 > em && /^\p{Script=Han}/u.test(line.text)))
  )
}

/** A bold word or a small index that changes the look of a whole short line within a sentence. */
function isInlineChange(before: Line, line: Line, right: number): boolean {
  const sameSize = Math.abs(line.size - before.size) <= 0.12 * before.size
  return (
    sameSize &&
    !endsShort(before, line, right) &&
    !SENTENCE_END.test(before.text) &&
    /^[\p{Ll}，。、；,;)）]/u.test(line.text)
  )
}

function isCentred(before: Line, line: Line): boolean {
  return (
    Math.abs((before.x0 + before.x1) / 2 - (line.x0 + line.x1) / 2) < 0.6 * line.size && line.x0 !== before.x0
  )
}

/** Whether the first word of `next` would still have fitted on the line before: then the break was meant. */
function endsShort(before: Line, next: Line, right: number): boolean {
  const word =
    /^([\p{L}\p{N}%./+-]+|.)[，。、；：！？）】》,.;:)]*/u.exec(
      next.text.replace(/^(\p{Script=Han}).*/u, '$1'),
    )?.[0] ?? ''
  const wide = /\p{Script=Han}/u.test(word)
  const perLetter = next.text.length === 0 ? 0 : (next.x1 - next.x0) / next.text.length
  const needed = wide
    ? 2.2 * before.size
    : (word.length + 1) * Math.min(perLetter, before.size) + 0.3 * before.size
  return right - before.x1 > needed
}

function flowsInto(last: Paragraph, next: Paragraph): boolean {
  const before = last.lines.at(-1) as Line
  const line = next.lines[0] as Line
  if (!last.isOpen || next.isList || isBracketHead(line.text) || NUMBERED_HEAD.test(line.text)) return false
  return (
    Math.abs(line.size - before.size) <= 0.08 * before.size && line.bold === before.bold && !isIndented(next)
  )
}

function isIndented(paragraph: Paragraph): boolean {
  const [first, second] = paragraph.lines
  return first !== undefined && second !== undefined && first.x0 - second.x0 > 1.2 * first.size
}
