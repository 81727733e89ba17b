/**
 * Recognised words as lines: the better of two readings of a line, and a line parted where its gaps are as
 * wide as those between the cells of a table. Running the program is ocr.ts's part.
 */
import { type ReadingQuality, type RecognisedWord, readingQuality } from './ocr-quality.ts'
import { joinOcrWords } from './ocr-words.ts'
import type { PictureSize } from './picture-size.ts'

export interface OcrBox {
  /** Pixels of the picture, y downward. */
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface OcrLine extends OcrBox {
  readonly text: string
  /** Lines of one block stand in one column. */
  readonly block: number
}

export interface OcrPage extends ReadingQuality {
  /** Upright, in the program's own reading order. */
  readonly lines: readonly OcrLine[]
  /** Of the upright picture; undefined when the program did not tell. */
  readonly size?: PictureSize
}

export interface WordLine {
  readonly block: number
  readonly words: readonly (OcrBox & RecognisedWord)[]
}

const DOUBTFUL = 65
/** The confidences of two readings are only roughly comparable. */
const TOLERANCE = 12
/** In heights of the line. */
const CELL_GAP = 1.5

/** A word of Latin letters that the program itself does not believe. */
export function isDoubtful({ words }: WordLine): boolean {
  return words.some(({ text, confidence }) => confidence < DOUBTFUL && /\p{Script=Latin}{2}/u.test(text))
}

/** @param chinese the same page read as Chinese alone; a doubtful line takes its place if it holds more Chinese */
export function betterLines(mixed: readonly WordLine[], chinese: readonly WordLine[]): readonly WordLine[] {
  return mixed.map((line) => {
    if (!isDoubtful(line)) return line
    const box = boxOf(line.words)
    const other = chinese.find(({ words }) => isSamePlace(box, boxOf(words)))
    if (other === undefined || hanOf(other) < hanOf(line) + 2) return line
    return meanOf(other) >= meanOf(line) - TOLERANCE ? other : line
  })
}

export function toPage(lines: readonly WordLine[], size?: PictureSize): OcrPage {
  return {
    ...readingQuality(lines.flatMap(({ words }) => words)),
    ...(size === undefined ? {} : { size }),
    lines: lines.flatMap(({ block, words }) => {
      const { top, bottom } = boxOf(words)
      return cellsOf(words, bottom - top).map((cell) => ({
        block,
        text: joinOcrWords(cell.map((word) => word.text)),
        ...boxOf(cell),
        top,
        bottom,
      }))
    }),
  }
}

function cellsOf(words: WordLine['words'], height: number): readonly WordLine['words'][] {
  const cells: WordLine['words'][number][][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const word of words) {
    const last = cells.at(-1)
    if (last === undefined || word.left - end > CELL_GAP * height) cells.push([word])
    else last.push(word)
    end = word.right
  }
  return cells
}

function boxOf(words: readonly OcrBox[]): OcrBox {
  return {
    left: Math.min(...words.map((word) => word.left)),
    top: Math.min(...words.map((word) => word.top)),
    right: Math.max(...words.map((word) => word.right)),
    bottom: Math.max(...words.map((word) => word.bottom)),
  }
}

/** Most of the one line's box lies in the other's. */
function isSamePlace(a: OcrBox, b: OcrBox): boolean {
  const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  return high > 0.6 * Math.min(a.bottom - a.top, b.bottom - b.top) && wide > 0.6 * (a.right - a.left)
}

function hanOf({ words }: WordLine): number {
  return words.reduce((sum, { text }) => sum + (text.match(/\p{Script=Han}/gu)?.length ?? 0), 0)
}

function meanOf(line: WordLine): number {
  return readingQuality(line.words).confidence
}
