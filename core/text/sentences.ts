/**
 * Text cut into statements that can be quoted alone: sentences, list items and clauses between semicolons,
 * as offsets so that a quote is always a slice. A statement knows the line that introduces its list item
 * ("⑵肾功能不全患者："), without which a fragment is not understood.
 */

export interface Statement {
  /** UTF-16 offsets into the text, white space at both ends left out. */
  readonly start: number
  readonly end: number
  /** The item's introduction where the statement is not itself its beginning. */
  readonly lead: { readonly start: number; readonly end: number } | null
  /** Statements of one list item share a number. */
  readonly item: number
}

/** ⑴ ① (1) （1） 1. 1、 a) at the beginning of a list item. */
const MARKER =
  /[⑴-⒇①-⑳]|(?:^|(?<=[\s。；;：:]))(?:[(（]\d{1,2}[)）]|\d{1,2}[、.．)）](?!\d)|[a-zA-Z][)）])|(?<=(?:^|[\n。]))[一二三四五六七八九十]{1,2}、/gu
const ENDING = /[。！？!?；;]+[”"』」）)]*|\n+|(?<=[A-Za-z)\]%])\.(?=\s+[A-Z(])/gu
const LONGEST_LEAD = 60

/** Every statement of the text in order. Only white space and list marks that stand alone are left out. */
export function statements(text: string): readonly Statement[] {
  const cuts = new Set<number>([0, text.length])
  for (const match of text.matchAll(ENDING)) cuts.add(match.index + match[0].length)
  const items = [...text.matchAll(MARKER)].map((match) => match.index)
  for (const at of items) cuts.add(at)
  const edges = [...cuts].sort((a, b) => a - b)
  const found: Statement[] = []
  let lead: Statement['lead'] = null
  let item = 0
  for (let at = 0; at + 1 < edges.length; at += 1) {
    const whole = trim(text, edges[at]!, edges[at + 1]!)
    if (items.includes(edges[at]!)) {
      item += 1
      lead = null
    }
    if (whole === undefined) continue
    found.push({ ...whole, lead, item })
    const opening = introduction(text, whole.start, whole.end)
    if (opening !== undefined) lead = opening
  }
  return found
}

/** The words up to the first colon, when they are short enough to be a caption. */
function introduction(text: string, start: number, end: number): Statement['lead'] | undefined {
  const colon = text.slice(start, Math.min(end, start + LONGEST_LEAD)).search(/[：:](?!\d)/u)
  if (colon <= 0 || /[。，,]/u.test(text.slice(start, start + colon))) return undefined
  return { start, end: start + colon + 1 }
}

function trim(text: string, start: number, end: number): { start: number; end: number } | undefined {
  const slice = text.slice(start, end)
  const from = start + (slice.length - slice.trimStart().length)
  const to = end - (slice.length - slice.trimEnd().length)
  return /[\p{L}\p{N}]/u.test(text.slice(from, to)) ? { start: from, end: to } : undefined
}
