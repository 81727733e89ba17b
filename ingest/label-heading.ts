/**
 * Where the headings of a label stand in its lines: in brackets of any form (also with the text behind on the
 * same line, or several in one line), in heading blocks, alone on a line, numbered, or before a colon. How a
 * label writes its headings is found once for the whole label, so that a word which is a heading in one is
 * plain text in another. Which text is which section is knowledge/section-codes.ts's vocabulary.
 */
import { sectionCodeOf } from '../knowledge/section-codes.ts'
import type { Line } from './section-draft.ts'

/** `brackets`: 【…】 opens; `blocks`: headings as the format marks them; `lines`: a heading alone; `colons`: "适应症：…". */
export type HeadingStyle = 'brackets' | 'blocks' | 'lines' | 'colons'

export interface LabelHeading {
  readonly text: string
  readonly code: string | null
  /** 0 in brackets, or set like those; the parts of a number ("4.3" is 2); 1 for other headings of the vocabulary; more for sub-headings. */
  readonly depth: number
}

export interface LabelPiece {
  readonly heading?: LabelHeading
  /** Undefined for a heading alone on its line. */
  readonly line?: Line
}

const OPEN = '[【〖［[〔『﹝]'
const BRACKETS = new RegExp(`${OPEN}([^【】〖〗［］[\\]〔〕『』﹝﹞\\n]{1,40})[】〗］\\]〕』﹞]`, 'gu')
/** Brackets that hold nothing but headings; square ones hold citations too and need a word of the vocabulary. */
const HEADING_BRACKETS = /^[【〖]/u
/** Scans lose the closing bracket. */
const UNCLOSED = new RegExp(`^${OPEN}([^【】[\\]\\n]{2,20})$`, 'u')
/** "（见【禁忌】）", "【注意事项】项下": a section is spoken of, not opened. */
const REFERRED_BEFORE =
  /(?:参?见|参[阅照考]|请[看见阅]|详[见阅]|阅读|查看|以及|根据|按照?|遵循|在|和|与|及|或|、|”|“|see|refer to|under|in|and)\s*(?:说明书|本说明书|前述|上述|上文|下文|section)?[的中]?\s*[“"（(]?\s*$/iu
const REFERRED_AFTER =
  /^\s*(?:项[下中目]|部分|[一章]?节|中的|中所|下的|栏|[）),，、。；;”"]|[和与及或]\s*[【〖[“])/u
const ENDED = /[。．.；;！!？?：:】）)\]]\s*$/u
/** Words that stand alone on a line in any text; headings only in brackets or as heading blocks. */
const EVERYDAY =
  /^(?:注意|禁用|慎用|分类|用途|主治|过量|辅料|警告|保存|组成|外观|处方|用量|用法|通用名称?|商品名称?|英文名称?|汉语拼音|名称|品名|药名|联系人|代理人|经销商|进口商|公司名称|企业名称|企业信息|administration|abuse|dependence|strengths?|fertility|ingredients|manufacturer|distributor|appearance|microbiology)$/iu
const NUMBERED = /^(\d{1,2}(?:\.\d{1,2}){0,2})[.、．]?\s+\S/u
/** "2.3 Dose modifications", not "2.5 mg tablets" and not "1. Take the tablet with water." */
const NUMBERED_SUB = /^(\d{1,2}(?:\.\d{1,2}){1,2})\.?\s+(?!(?:mg|ml|mcg|kg|g|iu|%)\b)\p{Lu}/u
const SMPC_CHAPTER =
  /^\d{1,2}\.?\s+(?:clinical|pharmacological|pharmaceutical) particulars$|^\d{1,2}\.?\s+pharmacological properties$/iu
const COLON = /^([^：:。，,；;]{2,24})[：:]\s*(\S.*)?$/su
const ENOUGH = 3
/** Headings with a level, from which on a document is taken to style its headings. */
const STYLED = 5

/** How this label writes its headings. */
export function headingStyle(lines: readonly Line[]): HeadingStyle {
  const none = (): Set<string> => new Set()
  const codes = { brackets: none(), styled: none(), blocks: none(), lines: none(), colons: none() }
  for (const line of lines) {
    if (line.kind !== 'text' && line.kind !== 'heading') continue
    for (const { code, text } of bracketsIn(line.text))
      if (text !== '' && code !== null) codes.brackets.add(code)
    const whole = bareCode(line)
    if (whole !== null) (line.kind === 'heading' ? codes.blocks : codes.lines).add(whole)
    if (whole !== null && line.level !== undefined) codes.styled.add(whole)
    const colon = colonHeading(line.text)
    if (colon?.code != null) codes.colons.add(colon.code)
  }
  const unmarked = new Set([...codes.blocks, ...codes.lines])
  if (codes.brackets.size >= ENOUGH || codes.brackets.size > unmarked.size + codes.colons.size)
    return 'brackets'
  // Whoever styles headings styles all of them: a bare word is text then, or was copied with a neighbour's.
  if (codes.styled.size >= STYLED) return 'blocks'
  // Lines that repeat what is marked as headings anyway are words in the text, or a neighbour's copied text.
  if (codes.blocks.size >= ENOUGH && codes.lines.isSubsetOf(codes.blocks)) return 'blocks'
  return unmarked.size >= codes.colons.size ? 'lines' : 'colons'
}

/** The line in pieces, each opened by a heading or going on with the text before; nothing is lost or changed. */
export function labelPieces(
  line: Line,
  style: HeadingStyle,
  labelLevel: number | undefined,
): readonly LabelPiece[] {
  if (line.kind !== 'text' && line.kind !== 'heading') return [{ line }]
  const bracketed = bracketsIn(line.text)
  if (bracketed.length > 0) return bracketPieces(line, bracketed)
  if (line.kind === 'heading') return [{ heading: blockHeading(line, style, labelLevel) }]
  if (style === 'brackets' || style === 'blocks') return [{ line }]
  const code = bareCode(line)
  if (code !== null) return [{ heading: { text: line.text, code, depth: numberDepth(line.text) } }]
  const sub = style === 'lines' && line.text.length <= 90 && !/[.;,]$/u.test(line.text)
  if (sub && (NUMBERED_SUB.test(line.text) || SMPC_CHAPTER.test(line.text)))
    return [{ heading: { text: line.text, code: null, depth: numberDepth(line.text) } }]
  const colon = style === 'colons' ? colonHeading(line.text) : undefined
  if (colon === undefined) return [{ line }]
  const heading = { text: colon.text, code: colon.code, depth: 1 }
  return colon.rest === '' ? [{ heading }] : [{ heading, line: { ...line, text: colon.rest } }]
}

interface Bracket {
  readonly text: string
  readonly code: string | null
  readonly start: number
  readonly end: number
}

function bracketsIn(text: string): readonly Bracket[] {
  const found: Bracket[] = []
  for (const match of text.matchAll(BRACKETS)) {
    const inside = match[1]!.trim()
    const start = match.index
    const end = start + match[0].length
    const before = text.slice(found.at(-1)?.end ?? 0, start)
    const first = /^[\s\d.、．)）（(一二三四五六七八九十*#·•]*$/u.test(text.slice(0, start))
    // Cheap refusals first: a long text is full of [1] and （见【禁忌】）.
    if (
      !first &&
      before.trim() !== '' &&
      (!ENDED.test(before.slice(-8)) || REFERRED_BEFORE.test(before.slice(-40)))
    )
      continue
    if (!/[\p{L}]/u.test(inside) || REFERRED_AFTER.test(text.slice(end, end + 20))) continue
    const code = sectionCodeOf(inside)
    if (code === null && (!first || !HEADING_BRACKETS.test(match[0]) || /[。；，,]/u.test(inside))) continue
    found.push({ text: inside, code, start, end })
  }
  if (found.length > 0) return found
  const unclosed = UNCLOSED.exec(text)
  const code = unclosed === null ? null : sectionCodeOf(unclosed[1]!)
  return code === null ? [] : [{ text: unclosed![1]!.trim(), code, start: 0, end: text.length }]
}

function bracketPieces(line: Line, brackets: readonly Bracket[]): readonly LabelPiece[] {
  const pieces: LabelPiece[] = []
  const lead = line.text.slice(0, brackets[0]!.start).trim()
  // "一、【适应症】": the number belongs to the heading.
  if (/[\p{L}]{2}/u.test(lead.replace(/^[一二三四五六七八九十]+、/u, '')))
    pieces.push({ line: asText(line, lead) })
  brackets.forEach(({ text, code, end }, index) => {
    const rest = line.text
      .slice(end, brackets[index + 1]?.start)
      .replace(/^[\s：:]+/u, '')
      .trim()
    const heading = { text, code, depth: 0 }
    pieces.push(rest === '' ? { heading } : { heading, line: asText(line, rest) })
  })
  return pieces
}

function asText({ page }: Line, text: string): Line {
  return { kind: 'text', text, page }
}

function blockHeading(line: Line, style: HeadingStyle, labelLevel: number | undefined): LabelHeading {
  const code = sectionCodeOf(line.text)
  const { level, text } = line
  const number = NUMBERED.exec(text)?.[1]
  if (level !== undefined && labelLevel !== undefined) {
    if (level < labelLevel) return { text, code, depth: code === null ? -1 : 1 }
    if (level === labelLevel) return { text, code, depth: style === 'brackets' ? 0 : numberDepth(text) }
    return { text, code, depth: 10 + level }
  }
  if (style !== 'brackets' && (code !== null || number?.includes('.') === true))
    return { text, code, depth: numberDepth(text) }
  return { text, code, depth: 10 + (level ?? 20) }
}

/** The code of a line that is nothing but a heading of the vocabulary. */
function bareCode(line: Line): string | null {
  const text = line.text.trim()
  if (line.kind === 'heading') return sectionCodeOf(text)
  if (line.kind !== 'text' || text.length > 100 || /[。；;，,]$|[a-z]\.$/u.test(text)) return null
  if (EVERYDAY.test(text.normalize('NFKC').replace(/[\s：:]+/gu, ''))) return null
  // "Warning: keep out of reach of children" is a sentence; "WARNING: SUICIDALITY" is a heading.
  if (/^warnings?:/iu.test(text) && text !== text.toUpperCase()) return null
  return sectionCodeOf(text)
}

function colonHeading(text: string): { text: string; code: string | null; rest: string } | undefined {
  const match = COLON.exec(text)
  if (match === null) return undefined
  const name = match[1]!.trim()
  // "(1) 药效学：" is an item of its section.
  if (/^[\d(（①-⒇•·*-]/u.test(name)) return undefined
  const code = EVERYDAY.test(name) ? null : sectionCodeOf(name)
  // Dates and names stand before colons in the head of every label.
  if (code === 'dates' || code === 'name') return undefined
  return code === null ? undefined : { text: name, code, rest: match[2]?.trim() ?? '' }
}

function numberDepth(text: string): number {
  return NUMBERED.exec(text.trim())?.[1]?.split('.').length ?? 1
}
