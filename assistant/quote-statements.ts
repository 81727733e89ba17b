/**
 * Chosen statements of one section as quotes in reading order: neighbours joined, captions before what
 * stands under them ("⑵儿童：…①阿片类药物中毒，…"), a sentence that leans on the one before with it, a short
 * section whole. Every quote is a slice of the section.
 */
import type { Hit } from '../knowledge/retrieval.ts'
import { cutStatements, type LabelStatement, type Range } from './cut-statements.ts'

/** A section up to this length is quoted whole. */
const SHORT_SECTION = 80
/** What a sentence may grow to by the one that it leans on. */
const LONGEST_LEANING = 220
/** Beginnings that mean nothing without the sentence before. */
const LEANS =
  /^(?:同样|此时|此后|随后|之后|以后|然后|继而|否则|但|然而|因此|故|所以|且|并且?|也|亦|其中|其|该|这|上述|以上|如(?:仍|仍然|未|无)|若(?:仍|未|无)|恢复后|必要时|otherwise|however|then|thereafter|such|this|these)/iu

/** One list of quotes a run of neighbours, or of rows of one table; `joinQuotes` shows them together. */
export function quoteStatements(hit: Hit, chosen: readonly LabelStatement[]): readonly (readonly string[])[] {
  const text = hit.sectionText
  if (text.trim().length <= SHORT_SECTION) return [[text.trim()]]
  const all = cutStatements(text)
  const wanted = new Set(chosen.map((one) => one.index))
  for (const one of chosen) {
    const before = all[one.index - 1]
    if (before === undefined || before.item !== one.item || wanted.has(before.index)) continue
    const leans = LEANS.test(text.slice(one.start, one.end)) || one.before !== null
    if (leans && one.end - before.start <= LONGEST_LEANING && isAdjacent(before, one))
      wanted.add(before.index)
  }
  const runs: { first: LabelStatement; start: number; end: number; last: number; rows: Range[] }[] = []
  for (const index of [...wanted].sort((a, b) => a - b)) {
    const one = all[index]!
    const run = runs.at(-1)
    if (run?.first.header != null && run.first.header.start === one.header?.start) {
      run.rows.push(one)
      continue
    }
    // Text between two statements that is no statement (a caption) belongs between them.
    const prose = run !== undefined && run.first.header === null && one.header === null
    if (prose && run.last + 1 === index && one.start - run.end < 60) {
      run.end = one.end
      run.last = index
    } else runs.push({ first: one, start: one.start, end: one.end, last: index, rows: [] })
  }
  return runs.map(({ first, start, end, rows }) => [
    ...(first.header === null
      ? withCaptions(text, first.captions, start, end)
      : [text.slice(first.header.start, first.header.end), text.slice(start, end)]),
    ...rows.map((row) => text.slice(row.start, row.end)),
  ])
}

const CELLS = /\s\|(?:\s|$)/u

/** The quotes of one run as a reader sees them: "…" for what lies between, further rows of a table below each other. */
export function joinQuotes(quotes: readonly string[]): string {
  return quotes.reduce((text, quote, at) => {
    const isRow = at > 1 && CELLS.test(quote) && CELLS.test(quotes[at - 1] ?? '')
    return `${text}${isRow ? '\n' : '…'}${quote}`
  })
}

function isAdjacent(before: Range, one: Range): boolean {
  return one.start - before.end < 4
}

/** A caption right before the statement is part of its quote; one further up is a quote of its own. */
function withCaptions(
  text: string,
  captions: readonly Range[],
  start: number,
  end: number,
): readonly string[] {
  const quotes: string[] = []
  let from = start
  for (const caption of captions.toReversed()) {
    if (caption.end <= from && text.slice(caption.end, from).trim() === '') from = caption.start
    else if (caption.end <= from) quotes.unshift(text.slice(caption.start, caption.end))
  }
  return [...quotes, text.slice(from, end)]
}
