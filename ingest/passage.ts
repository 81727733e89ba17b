/**
 * Sections cut into the passages that are indexed and cited: a short section is one passage, a longer one is
 * cut at sentence ends, a table between its rows, each with the page it starts on. A passage is a slice of
 * its section to the letter; what search adds to it (headings, names) never enters the text.
 */
import { setImmediate } from 'node:timers/promises'
import type { ExtractedPassage, ExtractedSection } from '../knowledge/document.ts'
import type { SectionDraft, Span } from './section-draft.ts'
import { PIECE_SIZE, sizeOf, splitText } from './split-text.ts'

/** Milliseconds of work between two pauses. */
const LONGEST_TURN = 15

export async function withPassages(drafts: readonly SectionDraft[]): Promise<readonly ExtractedSection[]> {
  const sections: ExtractedSection[] = []
  let turn = performance.now()
  for (const draft of drafts) {
    // A book must not hold up the questions that the same process answers.
    if (performance.now() - turn > LONGEST_TURN) {
      await setImmediate()
      turn = performance.now()
    }
    const { heading, code, path, pageFrom, pageTo, text } = draft
    sections.push({ heading, code, path, pageFrom, pageTo, text, passages: await passagesOf(draft) })
  }
  return sections
}

/** Passages in reading order; white space and table headers alone make none. */
export async function passagesOf(draft: SectionDraft): Promise<readonly ExtractedPassage[]> {
  const passages: ExtractedPassage[] = []
  for (const run of runsOf(draft.spans)) {
    const cuts =
      run.kind === 'table' ? await cutRows(draft.text, run.spans) : await cutProse(draft.text, run.spans)
    for (const { start, end } of cuts) {
      passages.push({
        text: draft.text.slice(start, end),
        start,
        end,
        page: pageAt(run.spans, start) ?? draft.pageFrom,
        kind: run.kind,
        header: run.kind === 'table' ? (run.spans.find((span) => span.kind === 'row')?.header ?? null) : null,
      })
    }
  }
  return passages
}

interface Run {
  readonly kind: 'prose' | 'table'
  readonly spans: readonly Span[]
}

/** Running text and tables in turn; a caption and the header belong to the table that follows. */
function runsOf(spans: readonly Span[]): readonly Run[] {
  const runs: { kind: Run['kind']; spans: Span[] }[] = []
  spans.forEach((span, index) => {
    const kind = span.kind === 'prose' || !leadsToRow(spans, index) ? 'prose' : 'table'
    const open = runs.at(-1)
    const begins = span.kind === 'caption' || span.kind === 'header'
    const other = kind === 'table' && open?.kind === 'table' && begins && open.spans.at(-1)?.kind === 'row'
    if (open === undefined || open.kind !== kind || other) runs.push({ kind, spans: [span] })
    else open.spans.push(span)
  })
  return runs
}

function leadsToRow(spans: readonly Span[], index: number): boolean {
  for (const span of spans.slice(index, index + 3)) {
    if (span.kind === 'row') return true
    if (span.kind === 'prose') return false
  }
  return false
}

interface Cut {
  readonly start: number
  readonly end: number
}

async function cutProse(text: string, spans: readonly Span[]): Promise<readonly Cut[]> {
  const start = spans[0]!.start
  const pieces = await splitText(text.slice(start, spans.at(-1)!.end))
  return pieces.map((piece) => ({ start: piece.start + start, end: piece.end + start }))
}

/** Whole rows up to the size of a piece; a row that is longer than that is cut like a text. */
async function cutRows(text: string, spans: readonly Span[]): Promise<readonly Cut[]> {
  // The header is with every passage already; a caption is said once, with the first rows.
  const first = spans[0]!.kind === 'header' ? 1 : 0
  const cuts: { start: number; end: number; size: number }[] = []
  for (const span of spans.slice(first)) {
    const size = sizeOf(text.slice(span.start, span.end))
    const open = cuts.at(-1)
    if (size > PIECE_SIZE) {
      for (const piece of await splitText(text.slice(span.start, span.end)))
        cuts.push({ start: piece.start + span.start, end: piece.end + span.start, size: PIECE_SIZE })
    } else if (open === undefined || open.size + size > PIECE_SIZE) {
      cuts.push({ start: span.start, end: span.end, size })
    } else {
      open.end = span.end
      open.size += size
    }
  }
  return cuts
}

function pageAt(spans: readonly Span[], offset: number): number | null {
  return spans.findLast((span) => span.start <= offset)?.page ?? null
}
