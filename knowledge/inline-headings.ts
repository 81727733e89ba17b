/**
 * Sections that swallowed their neighbours: text in which further label headings stand in line, without
 * brackets ("…慎用。 用法与用量 口服：一次4粒"). Each stretch is told with the code of its own heading, so that
 * it can be found and quoted for what it is. The section itself stays as it was printed.
 */
import { sectionCodeOf } from './section-codes.ts'

export interface InlinePart {
  /** UTF-16 offsets into the section's text; the first part begins at 0, the last ends with the text. */
  readonly start: number
  readonly end: number
  /** Code of the part's own heading; null where the section's heading still holds. */
  readonly code: string | null
  /** Where the text behind the inline heading begins; a heading with a colon is part of its sentence. */
  readonly body: number
}

/** Chinese words that stand free on both sides, as a heading does whose brackets were lost. */
const FREE_WORD = /(?<=^|[\s。；;.])\p{Script=Han}{2,9}(?=[\s：:]|$)/gu
/** Heading words that running text uses as freely. */
const EVERYDAY =
  /^(?:注意|禁用|慎用|分类|用途|主治|辅料|警告|保存|组成|外观|处方|用量|用法|名称|品名|药名|规格|过量|禁忌|联系人|副作用|不良事件)$/u
/** Headings of handbooks that are no label headings. */
const OTHERS: ReadonlyMap<string, string> = new Map([
  ['用药交代', 'precautions'],
  ['给药说明', 'dosage'],
  ['肝损伤', 'adverse_reactions'],
  ['肾损伤', 'adverse_reactions'],
  ['药效学', 'pharmacology'],
  ['药动学', 'pharmacokinetics'],
])

export function inlineParts(text: string): readonly InlinePart[] {
  const parts: InlinePart[] = []
  let open: { start: number; code: string | null; body: number } = { start: 0, code: null, body: 0 }
  for (const match of text.matchAll(FREE_WORD)) {
    const word = match[0]
    const code = OTHERS.get(word) ?? (EVERYDAY.test(word) ? null : sectionCodeOf(word))
    if (code === null || isCell(text, match.index)) continue
    const end = match.index + word.length
    const body = /^[：:]/u.test(text.slice(end)) ? match.index : end
    if (match.index > open.start) parts.push({ ...open, end: match.index })
    open = { start: match.index, code, body }
  }
  parts.push({ ...open, end: text.length })
  return parts
}

/** In a table row the word names a column, in the line above ("表4 药物相互作用") the table. */
function isCell(text: string, at: number): boolean {
  const end = text.indexOf('\n', at)
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, end < 0 ? undefined : end)
  return line.includes(' | ') || /^\s*(?:表|图|Table|Figure)\s*\d/iu.test(line)
}

/** Codes of the parts that reach into [start, end). */
export function codesWithin(parts: readonly InlinePart[], start: number, end: number): readonly string[] {
  return parts.flatMap((part) =>
    part.code !== null && part.start < end && part.end > start ? [part.code] : [],
  )
}
