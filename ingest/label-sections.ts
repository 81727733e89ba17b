/**
 * The sections of a label. A heading of the vocabulary or in brackets opens one; a sub-heading parts it, the
 * part keeps the label heading and its code and has the sub-heading in its path; an unknown heading is a
 * section of its own; text before the first heading stands under the title. A document with the labels of
 * several presentations keeps them apart by their titles, first in each path.
 */
import { sectionCodeOf } from '../knowledge/section-codes.ts'
import { headingStyle, type LabelHeading, type LabelPiece, labelPieces } from './label-heading.ts'
import { findHighlights, type Highlights } from './label-highlights.ts'
import { draftSections, type Line, type SectionDraft } from './section-draft.ts'

const TITLE = /^.{2,60}(?:说\s*明\s*书|使用说明)$/u
/** Stands above every English label. */
const NO_TITLE =
  /^(?:highlights of |full )?prescribing information|^summary of product characteristics$|^drug facts/iu
const GENERIC_NAME = /通用名称?\s*[：:]\s*([^\s：:]{2,40})/u

export interface LabelSections {
  readonly title?: string
  readonly sections: readonly SectionDraft[]
}

type Piece = LabelPiece & { readonly page: number | null }

/** @param title used above the first heading when the label prints none of its own */
export function labelSections(input: readonly Line[], title: string): LabelSections {
  const framed = isFramed(input)
  const lines = input.flatMap((line) => unfoldRow(line, framed))
  const style = headingStyle(lines)
  const level = labelLevel(lines)
  const pieces = lines.flatMap((line) =>
    labelPieces(line, style, level).map((piece): Piece => ({ ...piece, page: line.page })),
  )
  const parts = partTitles(pieces)
  const first = pieces.findIndex((piece, index) => parts.has(index) || opensBody(piece))
  const above = first === -1 ? pieces : pieces.slice(0, first)
  const printed = printedTitle(above)
  const named = printed ?? title
  const highlights = findHighlights(pieces)
  const preface = highlights === undefined ? above : pieces.slice(0, highlights.from)
  const sections = [
    ...draftSections({ heading: named, code: null, path: [named] }, preface.flatMap(asLines)),
    ...(highlights === undefined ? [] : repeatedSections(pieces, highlights)),
  ]

  const stack: LabelHeading[] = []
  let open: Line[] = []
  let names = 0
  const close = (): void => {
    if (stack.length > 0) sections.push(...draftSections(headOf(stack), open))
    open = []
  }
  for (let index = highlights?.body ?? first; index !== -1 && index < pieces.length; index += 1) {
    const { heading, line } = pieces[index]!
    if (heading !== undefined) {
      close()
      if (heading.code === 'name' && heading.depth <= 1) names += 1
      const repeated = names > 1 && heading.code === 'name' ? nameBelow(pieces, index) : undefined
      if (repeated !== undefined) stack.splice(0, stack.length, { text: repeated, code: null, depth: -1 })
      const depth = parts.has(index) ? -1 : heading.depth
      while (stack.length > 0 && stack.at(-1)!.depth >= depth) stack.pop()
      stack.push({ ...heading, code: mayHaveOwnCode(stack) ? heading.code : null, depth })
    }
    if (line !== undefined) open.push(line)
  }
  close()
  // A preface that is nothing but the title adds nothing to it.
  const told = sections.filter((one) => one.text !== one.heading)
  return {
    ...(printed === undefined ? {} : { title: printed }),
    sections: told.length === 0 ? sections : told,
  }
}

/** Highlights and contents: one section each, without a code, since the label says all of it again. */
function repeatedSections(pieces: readonly Piece[], { from, contents, body }: Highlights) {
  const starts = contents === undefined ? [from] : [from, contents]
  return starts.flatMap((start, at) => {
    const [head, ...rest] = pieces.slice(start, starts[at + 1] ?? body)
    const heading = (head?.heading?.text ?? head?.line?.text ?? '').trim()
    return draftSections({ heading, code: null, path: [heading] }, rest.flatMap(asLines))
  })
}

/** The first heading of the label proper: of the vocabulary, in brackets or numbered. */
function opensBody({ heading }: Piece): boolean {
  return heading !== undefined && (heading.code !== null || heading.depth === 0 || /^\d/u.test(heading.text))
}

function printedTitle(above: readonly Piece[]): string | undefined {
  const texts = above.map(({ heading, line }) => heading?.text ?? line?.text ?? '')
  const headings = above.flatMap(({ heading }) => heading?.text ?? [])
  return texts.findLast((text) => TITLE.test(text)) ?? headings.find((text) => !NO_TITLE.test(text))
}

function asLines({ heading, line, page }: Piece): readonly Line[] {
  const own: Line[] = heading === undefined ? [] : [{ kind: 'text', text: heading.text, page }]
  return line === undefined ? own : [...own, line]
}

/**
 * What is printed under 【…】 or "2 DOSAGE AND ADMINISTRATION" belongs to it, whatever a sub-heading is called.
 * Only the chapters that gather several topics ("8 USE IN SPECIFIC POPULATIONS", "12 CLINICAL PHARMACOLOGY",
 * the PRECAUTIONS of old labels) have sub-sections with a code of their own.
 */
function mayHaveOwnCode(above: readonly LabelHeading[]): boolean {
  const parent = above.findLast((heading) => heading.code !== null)
  if (parent === undefined) return true
  return parent.depth !== 0 && ['precautions', 'pharmacology'].includes(parent.code ?? '')
}

/**
 * The nearest heading with a code gives name and code, or the one above it when that has the same code
 * ("6.1 Clinical Trials Experience" is of "6 ADVERSE REACTIONS"). Without a code the topmost gives the name.
 */
function headOf(stack: readonly LabelHeading[]) {
  const path = stack.map((heading) => heading.text)
  let at = stack.findLastIndex((heading) => heading.code !== null)
  while (at > 0 && stack[at - 1]!.code === stack[at]!.code) at -= 1
  const coded = stack[at]
  const named = coded ?? stack.findLast((heading) => heading.depth <= 1) ?? stack.at(-1)
  return { heading: named!.text, code: coded?.code ?? null, path }
}

/** Labels set in a table: the first cell of a row is a heading, the others are its text. */
function unfoldRow(line: Line, framed: boolean): readonly Line[] {
  if (line.cells === undefined) return [line]
  const [first = '', ...rest] = line.cells.map((cell) => cell.trim())
  // One cell: a frame around running text.
  if (line.cells.length === 1) return cellLines(first, line.page)
  const bracketed = /^[【〖]/u.test(first)
  if (!bracketed && !(framed && sectionCodeOf(first) !== null)) return [line]
  const texts = [...new Set(rest)].filter((text) => text !== '' && text !== first)
  return [bracketed ? first : `【${first}】`, ...texts].flatMap((text) => cellLines(text, line.page))
}

/** A table of headings beside their texts, not one that has a column called like a heading. */
function isFramed(lines: readonly Line[]): boolean {
  const codes = lines.map((line) => (line.cells?.length === 2 ? sectionCodeOf(line.cells[0]!) : null))
  return new Set(codes.filter((code) => code !== null)).size >= 4
}

function cellLines(text: string, page: number | null): readonly Line[] {
  return text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => ({ kind: 'text', text: each, page }))
}

/** The level at which this document sets its label headings, if its format tells: those in brackets, or the highest. */
function labelLevel(lines: readonly Line[]): number | undefined {
  const headings = lines.filter((line) => line.kind === 'heading' && sectionCodeOf(line.text) !== null)
  const bracketed = headings.filter((line) => /^[【〖[［]/u.test(line.text))
  const levels = (bracketed.length > 0 ? bracketed : headings).flatMap((line) => line.level ?? [])
  return levels.length === 0 ? undefined : levels.reduce((least, level) => Math.min(least, level))
}

/** Titles of presentations: at least two, each with headings of the vocabulary below it. Piece index -> title. */
function partTitles(pieces: readonly Piece[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  let last: number | undefined
  pieces.forEach(({ heading }, index) => {
    if (heading === undefined) return
    if (heading.code === null && (heading.depth === -1 || (heading.depth > 0 && TITLE.test(heading.text))))
      last = index
    else if (heading.code !== null && last !== undefined) found.set(last, pieces[last]!.heading!.text)
  })
  const titles = new Set(found.values())
  return titles.size >= 2 ? found : new Map()
}

function nameBelow(pieces: readonly Piece[], index: number): string | undefined {
  for (const { line } of pieces.slice(index, index + 4)) {
    const name = line === undefined ? null : GENERIC_NAME.exec(line.text)
    if (name !== null) return name[1]
  }
  return undefined
}
