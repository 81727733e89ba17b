/**
 * The HIGHLIGHTS and the CONTENTS in front of an FDA label: both repeat the headings of the label below, so
 * that without this its indication would be said twice. Where the full prescribing information starts is
 * found by its first numbered heading.
 */
import type { LabelPiece } from './label-heading.ts'

export interface Highlights {
  /** Piece "HIGHLIGHTS OF PRESCRIBING INFORMATION". */
  readonly from: number
  /** Piece "FULL PRESCRIBING INFORMATION: CONTENTS", if there is one. */
  readonly contents?: number
  /** First piece of the label proper. */
  readonly body: number
}

const HIGHLIGHTS = /^highlights of (?:full )?prescribing information/iu
const CONTENTS = /^(?:full )?prescribing information\s*[:-]?\s*(?:table of )?contents\b/iu
const END_OF_CONTENTS = /^\W*sections or subsections omitted/iu
const FULL = /^full prescribing information$/iu
const FIRST_CHAPTER = /^1\.?\s+indications?\b/iu

/** Undefined when there are no highlights, or nothing but highlights. */
export function findHighlights(pieces: readonly LabelPiece[]): Highlights | undefined {
  const textOf = ({ heading, line }: LabelPiece) => (heading?.text ?? line?.text ?? '').trim()
  const from = pieces.findIndex((piece) => HIGHLIGHTS.test(textOf(piece)))
  if (from === -1) return undefined
  const chapters = pieces.flatMap((piece, at) =>
    at > from && piece.heading !== undefined && FIRST_CHAPTER.test(textOf(piece)) ? [at] : [],
  )
  const found = pieces.findIndex((piece, at) => at > from && CONTENTS.test(textOf(piece)))
  const contents = found === -1 || found > (chapters.at(-1) ?? 0) ? undefined : found
  const listed = pieces.findIndex(
    (piece, at) => at > (contents ?? from) && END_OF_CONTENTS.test(textOf(piece)),
  )
  // The contents name the first chapter, too.
  const first =
    contents === undefined
      ? chapters[0]
      : (chapters.find((at) => at > listed && listed !== -1) ?? chapters.filter((at) => at > contents)[1])
  if (first === undefined) return undefined
  let body = first
  for (let at = first - 1; at > Math.max(contents ?? from, listed); at -= 1) {
    const { heading } = pieces[at]!
    if (FULL.test(textOf(pieces[at]!))) {
      body = at + 1
      break
    }
    if (heading === undefined) continue
    if (heading.code !== null && heading.code !== 'boxed_warning') break
    if (heading.code === 'boxed_warning') body = at
  }
  return { from, body, ...(contents === undefined ? {} : { contents }) }
}
