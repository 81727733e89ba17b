/**
 * A section's text as statements that can be quoted alone, each with what it needs to be understood: the
 * captions above it ("⑵儿童：", "静脉滴注：", a sub-heading on its own line), outermost first, and the code of
 * the heading it stands under. Sentences stay whole; only long ones are parted at semicolons. A table row is
 * one statement, with its table's header for a caption. All offsets are into the text as given, so that a
 * quote is always a slice.
 */
import { inlineParts } from '../knowledge/inline-headings.ts'

export interface Range {
  readonly start: number
  readonly end: number
}

export interface LabelStatement extends Range {
  /** Position in its section. */
  readonly index: number
  readonly captions: readonly Range[]
  /** The clauses of its sentence before it, where a long sentence was parted. */
  readonly before: Range | null
  /** Code of the inline heading it stands under; null under the section's own. */
  readonly code: string | null
  /** Statements of one list item share a number. */
  readonly item: number
  /** Of a table row: its table's header, which is its only caption. */
  readonly header: Range | null
}

const MARKERS: readonly (readonly [style: string, pattern: RegExp])[] = [
  ['bracketed number sign', /[⑴-⒇]/gu],
  ['circled number', /[①-⑳]/gu],
  ['bracketed number', /(?<=^|[\s。；;：:，,])[(（]\d{1,2}[)）]/gu],
  ['number', /(?<=^|[\s。；;：:])\d{1,2}(?:[、．)）]|\.(?!\d))/gu],
  [
    'chinese number',
    /(?<=^|[\s。])(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[)）])/gu,
  ],
  ['letter', /(?<=^|[\s。；;：:])[a-hA-H][)）.](?!\w)/gu],
  ['bullet', /(?<=^|\n)\s*[•·●○▪■◆-]\s/gu],
]
const SENTENCE_END = /[。！？!?]+[”"』」）)\]】]*|\n+|(?<=[A-Za-z)\]%])\.(?=\s+[A-Z(])/gu
const CLAUSE_END = /[；;]+/gu
/** A sentence up to this length is never parted. */
const WHOLE_SENTENCE = 90
const LONGEST_CAPTION = 45
const LONGEST_SUBHEADING = 24

interface Level {
  readonly style: string
  readonly caption: Range | null
}

export function cutStatements(text: string): readonly LabelStatement[] {
  const found: Omit<LabelStatement, 'index'>[] = []
  let item = 0
  for (const part of inlineParts(text)) {
    const levels: Level[] = []
    let subheading: Range | null = null
    let header: Range | null = null
    for (const block of blocksOf(text, part.body, part.end)) {
      item += 1
      if (block.row) {
        const { start, end } = block
        if (header === null) header = { start, end }
        else found.push({ start, end, captions: [header], before: null, code: part.code, item, header })
        continue
      }
      header = null
      if (block.title) continue
      if (block.style !== null) {
        const at = levels.findIndex((level) => level.style === block.style)
        if (at >= 0) levels.length = at
      } else if (block.newLine) {
        levels.length = 0
        if (block.subheading) {
          subheading = { start: block.start, end: block.end }
          continue
        }
      }
      const captions = [subheading, ...levels.map((level) => level.caption)].filter((one) => one !== null)
      const caption = captionOf(text, block)
      // An introduction without a marker of its own holds for the list behind it.
      if (block.style !== null || (caption !== null && block.introduces)) {
        levels.push({ style: block.style ?? 'introduction', caption })
      }
      for (const sentence of sentencesOf(text, block.start, block.end)) {
        // A caption alone says nothing: it is told with what stands below it.
        if (caption !== null && sentence.start >= caption.start && sentence.end <= caption.end) continue
        const own = caption !== null && sentence.start > caption.start ? [...captions, caption] : captions
        found.push(
          ...clausesOf(text, sentence).map((clause) => ({
            ...clause,
            captions: own,
            code: part.code,
            item,
            header: null,
          })),
        )
      }
    }
  }
  return found.map((statement, index) => ({ ...statement, index }))
}

interface Block extends Range {
  readonly style: string | null
  readonly newLine: boolean
  /** A line of its own without an end mark, short: a heading for what follows. */
  readonly subheading: boolean
  /** The next block is a list item. */
  readonly introduces: boolean
  /** A row of a table of several rows; the line above that says which table it is. */
  readonly row: boolean
  readonly title: boolean
}

/** Stretches between list markers and line ends. */
function blocksOf(text: string, from: number, to: number): readonly Block[] {
  const starts = new Map<number, { style: string | null; newLine: boolean }>()
  starts.set(from, { style: null, newLine: true })
  const slice = text.slice(from, to)
  for (const match of slice.matchAll(/\n+/gu)) {
    starts.set(from + match.index + match[0].length, { style: null, newLine: true })
  }
  const rows = rowsOf(slice)
  for (const [style, pattern] of MARKERS) {
    for (const match of slice.matchAll(pattern)) {
      // What looks like a mark in a cell is its number.
      if (rows.some((row) => row.start <= match.index && match.index < row.end)) continue
      const line = slice.lastIndexOf('\n', match.index - 1) + 1
      if (match.index - line < 10 && isTitle(slice.slice(line, match.index + match[0].length))) continue
      const at = from + match.index + (match[0].length - match[0].trimStart().length)
      // "(1)" in the middle of a sentence refers; "1." needs a neighbour "2." to be a list.
      if (style === 'number' && !isListed(slice, match[0])) continue
      starts.set(at, { style, newLine: starts.get(at)?.newLine ?? false })
    }
  }
  const edges = [...starts.keys()].sort((a, b) => a - b)
  return edges.flatMap((start, at) => {
    const end = edges[at + 1] ?? to
    const range = trim(text, start, end)
    if (range === undefined) return []
    const { style, newLine } = starts.get(start)!
    const body = text.slice(range.start, range.end)
    const next = edges[at + 1]
    const nextStyle = next === undefined ? null : starts.get(next)!.style
    return [
      {
        ...range,
        style,
        newLine,
        subheading:
          style === null &&
          newLine &&
          next !== undefined &&
          nextStyle === null &&
          body.length <= LONGEST_SUBHEADING &&
          !/[。；;，,.!?！？]/u.test(body),
        introduces: nextStyle !== null,
        title:
          newLine &&
          isTitle(body) &&
          rows.some((row) => row.start >= range.end - from && row.start <= range.end - from + 2),
        row: rows.some((row) => from + row.start <= range.start && range.end <= from + row.end),
      },
    ]
  })
}

const isTitle = (line: string): boolean => /^\s*(?:表|Table)\s*\d/iu.test(line)

/** Lines with cells that have such a line beside them: a single one is no table. */
function rowsOf(text: string): readonly Range[] {
  const lines = [...text.matchAll(/[^\n]+/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    cells: /\s\|(?:\s|$)|^\|\s/u.test(match[0]),
  }))
  return lines.filter(
    ({ cells }, at) => cells && (lines[at - 1]?.cells === true || lines[at + 1]?.cells === true),
  )
}

/** Whether a numbered list has both this number and its neighbour. */
function isListed(text: string, mark: string): boolean {
  const number = Number.parseInt(mark, 10)
  const sign = mark.slice(String(number).length)
  return text.includes(`${number + 1}${sign}`) || (number > 1 && text.includes(`${number - 1}${sign}`))
}

/** The words up to the first colon, when they are short enough and no sentence. */
function captionOf(text: string, block: Block): Range | null {
  const body = text.slice(block.start, block.end)
  if (block.introduces && /[：:]$/u.test(body)) {
    // "⑴口服：成人常用量：" before a list is one caption; of a sentence its last clause is ("在下列情况禁用：").
    if (body.length <= LONGEST_CAPTION) return { start: block.start, end: block.end }
    const clause =
      block.start + Math.max(...['，', ',', '。', '；', ';'].map((sign) => body.lastIndexOf(sign))) + 1
    if (block.end - clause <= LONGEST_CAPTION) return { start: clause, end: block.end }
  }
  const head = text.slice(block.start, Math.min(block.end, block.start + LONGEST_CAPTION))
  const colon = head.search(/[：:](?!\d)/u)
  if (colon <= 0 || /[。；;]/u.test(head.slice(0, colon))) return null
  if (!/[\p{L}]/u.test(head.slice(0, colon))) return null
  return { start: block.start, end: block.start + colon + 1 }
}

function sentencesOf(text: string, from: number, to: number): readonly Range[] {
  return split(text, from, to, SENTENCE_END)
}

function clausesOf(text: string, sentence: Range): readonly (Range & { readonly before: Range | null })[] {
  if (sentence.end - sentence.start <= WHOLE_SENTENCE) return [{ ...sentence, before: null }]
  return split(text, sentence.start, sentence.end, CLAUSE_END, isBracketed).map((clause) => ({
    ...clause,
    before: clause.start > sentence.start ? { start: sentence.start, end: clause.start } : null,
  }))
}

/** Between brackets that close again: "（＜50kg，0.3ml；≥70kg，0.6ml）" is one. */
function isBracketed(before: string, behind: string): boolean {
  const open = Math.max(before.lastIndexOf('（'), before.lastIndexOf('('))
  if (open < 0 || /[)）]/u.test(before.slice(open))) return false
  return /^[^(（]*[)）]/u.test(behind)
}

function split(
  text: string,
  from: number,
  to: number,
  ends: RegExp,
  keeps: (before: string, behind: string) => boolean = () => false,
): readonly Range[] {
  const ranges: Range[] = []
  let start = from
  const push = (end: number) => {
    const range = trim(text, start, end)
    if (range !== undefined) ranges.push(range)
    start = end
  }
  const whole = text.slice(from, to)
  for (const match of whole.matchAll(ends)) {
    const end = match.index + match[0].length
    if (!keeps(whole.slice(0, match.index), whole.slice(end))) push(from + end)
  }
  push(to)
  return ranges
}

function trim(text: string, start: number, end: number): Range | undefined {
  const slice = text.slice(start, end)
  const from = start + (slice.length - slice.trimStart().length)
  const to = end - (slice.length - slice.trimEnd().length)
  return /[\p{L}\p{N}]/u.test(text.slice(from, to)) ? { start: from, end: to } : undefined
}
