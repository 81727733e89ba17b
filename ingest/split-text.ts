/**
 * Long text cut into pieces at sentence ends, as offsets, so that a piece is always a slice of the text.
 * Only a sentence that is longer than a piece may be is cut inside, by LangChain's recursive splitter at
 * clauses and then words; the offsets of its pieces are found again in the text and checked.
 */
import { AppError } from '../core/errors.ts'

export interface Piece {
  /** UTF-16 offsets; white space at both ends is left out. */
  readonly start: number
  readonly end: number
}

/** A Latin letter counts one, a Chinese character three: 400 Chinese characters say about what 1,200 letters do. */
export const PIECE_SIZE = 1200
/** A last piece smaller than this share joins the one before it. */
const SMALLEST_REST = 0.25
const ROOM_FOR_REST = 1.2
/** From this share on a piece rather ends with a paragraph than in one. */
const PARAGRAPH_FROM = 0.6
/** From the radicals on: Chinese characters, their punctuation and full-width forms. */
const FIRST_WIDE = 0x2e80
const SENTENCE_END =
  /[。！？!?…]+[”"』」）)\]]*|\n+|(?<=[\p{L}\p{N})\]%”"])\.(?:["”)\]]*)(?=\s+["“(•[]?[\p{Lu}\p{N}])/gu
/** "e.g. The", "vs. X", "No. 5", "1. Take": no sentence ends there. */
const NO_END =
  /(?:^|[\s(])(?:e\.g|i\.e|cf|vs|dr|mr|ms|no|nos|fig|figs|approx|inc|ltd|co|st|al|resp|ca|\p{Lu}|\d{1,2})\.$/iu
const CLAUSES = ['；', ';', '：', '，', '、', ', ', '）', ')', ' ', '']
const LEADING = /^[；;：，、,）)\s]+/u

export function sizeOf(text: string): number {
  let size = text.length
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit >= FIRST_WIDE && (unit < 0xd800 || unit > 0xdfff)) size += 2
  }
  return size
}

/** Pieces in order that cover all of the text but white space; one piece when it is short. */
export async function splitText(text: string, size = PIECE_SIZE): Promise<readonly Piece[]> {
  const whole = trimmed(text, 0, text.length)
  if (whole === undefined) return []
  if (sizeOf(text) <= size) return [whole]
  const units: Piece[] = []
  for (const sentence of sentences(text)) {
    if (sizeOf(text.slice(sentence.start, sentence.end)) <= size) units.push(sentence)
    else units.push(...(await splitSentence(text, sentence, size)))
  }
  return pack(text, units, size)
}

/** Sentences as units; each is followed by nothing but white space before the next. */
export function sentences(text: string): readonly Piece[] {
  const found: Piece[] = []
  let from = 0
  const add = (to: number): void => {
    const piece = trimmed(text, from, to)
    if (piece !== undefined) found.push(piece)
    from = to
  }
  for (const match of text.matchAll(SENTENCE_END)) {
    const to = match.index + match[0].length
    if (match[0].startsWith('.') && NO_END.test(text.slice(Math.max(from, to - 12), to))) continue
    add(to)
  }
  add(text.length)
  return found
}

function pack(text: string, units: readonly Piece[], size: number): readonly Piece[] {
  const packed: { start: number; end: number; size: number }[] = []
  for (const unit of units) {
    const length = sizeOf(text.slice(unit.start, unit.end))
    const open = packed.at(-1)
    const paragraph = open !== undefined && text.slice(open.end, unit.start).includes('\n')
    const full =
      open === undefined || open.size + length > size || (paragraph && open.size >= size * PARAGRAPH_FROM)
    if (full) packed.push({ ...unit, size: length })
    else {
      open.end = unit.end
      open.size += length
    }
  }
  const last = packed.at(-1)
  const before = packed.at(-2)
  if (
    last !== undefined &&
    before !== undefined &&
    last.size < size * SMALLEST_REST &&
    before.size + last.size <= size * ROOM_FOR_REST
  ) {
    before.end = last.end
    packed.pop()
  }
  return packed.map(({ start, end }) => ({ start, end }))
}

async function splitSentence(text: string, sentence: Piece, size: number): Promise<readonly Piece[]> {
  // Loaded only when a text needs it: the package takes longer to load than a label to ingest.
  const { RecursiveCharacterTextSplitter } = await import('@langchain/textsplitters')
  const splitter = new RecursiveCharacterTextSplitter({
    chunkSize: size,
    chunkOverlap: 0,
    separators: CLAUSES,
    keepSeparator: true,
    lengthFunction: sizeOf,
  })
  const pieces: { start: number; end: number }[] = []
  let from = sentence.start
  for (const chunk of await splitter.splitText(text.slice(sentence.start, sentence.end))) {
    const at = text.indexOf(chunk, from)
    if (at === -1 || text.slice(from, at).trim() !== '' || at + chunk.length > sentence.end)
      throw new AppError('internal', 'A piece of a split sentence does not stand in its text.')
    // The splitter leaves a comma with the words behind it; it belongs to those before.
    const mark = pieces.length === 0 ? 0 : (LEADING.exec(chunk)?.[0].length ?? 0)
    const last = pieces.at(-1)
    if (last !== undefined && mark > 0) last.end = at + mark
    const half = /^[\uDC00-\uDFFF]/u.test(chunk) ? 1 : 0
    if (last !== undefined && half > 0) last.end = at + half
    const start = at + Math.max(mark, half)
    if (start < at + chunk.length) pieces.push({ start, end: at + chunk.length })
    from = at + chunk.length
  }
  return pieces.flatMap((piece) => trimmed(text, piece.start, piece.end) ?? [])
}

function trimmed(text: string, start: number, end: number): Piece | undefined {
  const slice = text.slice(start, end)
  const from = start + (slice.length - slice.trimStart().length)
  const to = end - (slice.length - slice.trimEnd().length)
  return from < to ? { start: from, end: to } : undefined
}
