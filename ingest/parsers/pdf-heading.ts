/**
 * Which paragraphs are headings, and how high: 【…】, a larger font, a bold line of its own, a numbered head.
 * Sizes are ranked over the whole document, since only there it shows what the body is.
 */
import { type Line, median } from './pdf-line.ts'
import { isBracketHead, isTable, type Paragraph, type Piece } from './pdf-paragraph.ts'

export interface HeadingRules {
  /** Undefined for running text; a level of 0 when the layout does not tell. */
  levelOf(paragraph: Paragraph, text: string): number | undefined
}

const ENDS_SENTENCE = /[。；！？;!?，,、]$|[^.]\.$/u
const NUMBERED = /^(\d{1,2}(?:\.\d{1,2})*)[.、．]?\s*[\p{Lu}\p{Script=Han}]/u
const CHAPTER = /^(第[一二三四五六七八九十百\d]+[章节部]|[一二三四五六七八九十]{1,3}[、．.])/u

export function headingRules(pieces: readonly Piece[]): HeadingRules {
  const paragraphs = pieces.filter((piece): piece is Paragraph => !isTable(piece))
  const lines = paragraphs.flatMap((paragraph) => paragraph.lines)
  const body = bodySize(lines)
  const letters = lines.reduce((sum, line) => sum + line.text.length, 0)
  const boldLetters = lines.reduce((sum, line) => sum + (line.bold ? line.text.length : 0), 0)
  const boldTells = boldLetters < 0.4 * letters
  const larger = rankedSizes(paragraphs.filter((paragraph) => isLarge(paragraph, body)))
  const bracketLevel = larger.length === 0 ? 1 : 2
  return {
    levelOf(paragraph, text) {
      if (isBracketHead(text)) return bracketLevel
      if (!/\p{L}{2}/u.test(text)) return undefined
      if (isLarge(paragraph, body))
        return larger.findIndex((size) => Math.abs(size - sizeOf(paragraph)) < 0.6) + 1
      if (ENDS_SENTENCE.test(text) || /[：:]$/u.test(text)) return undefined
      const isShort = width(text) <= 60 && paragraph.lines.length <= 2
      const depth = NUMBERED.exec(text)?.[1]?.split('.').length
      const isBold = boldTells && paragraph.lines.every((line) => line.bold)
      if (isShort && isBold) return depth === undefined ? 0 : larger.length + depth
      const alone = paragraph.lines.length === 1 && !paragraph.isOpen && width(text) <= 50
      if (alone && depth !== undefined && depth > 1 && !paragraph.isList) return larger.length + depth
      if (alone && CHAPTER.test(text) && width(text) <= 40) return larger.length + 1
      return undefined
    },
  }
}

function isLarge(paragraph: Paragraph, body: number): boolean {
  const letters = paragraph.lines.reduce((sum, line) => sum + line.text.length, 0)
  return (
    sizeOf(paragraph) >= 1.14 * body &&
    paragraph.lines.length <= 4 &&
    letters <= 160 &&
    !/[。；]$/u.test(paragraph.lines.at(-1)?.text ?? '')
  )
}

const sizeOf = (paragraph: Paragraph) => median(paragraph.lines.map((line) => line.size))

/** The size most characters are set in. */
function bodySize(lines: readonly Line[]): number {
  const weight = new Map<number, number>()
  for (const line of lines) {
    const size = Math.round(line.size * 2) / 2
    weight.set(size, (weight.get(size) ?? 0) + line.text.length)
  }
  return [...weight].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0])[0]
}

/** Distinct sizes of large paragraphs, largest first. */
function rankedSizes(paragraphs: readonly Paragraph[]): readonly number[] {
  const sizes: number[] = []
  for (const size of paragraphs.map(sizeOf).sort((a, b) => b - a)) {
    if (sizes.every((other) => Math.abs(other - size) >= 0.6)) sizes.push(size)
  }
  return sizes
}

/** A Han character is as wide as two letters. */
function width(text: string): number {
  return [...text].reduce(
    (sum, char) => sum + (/[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u.test(char) ? 2 : 1),
    0,
  )
}
