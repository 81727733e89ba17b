/**
 * Recognised words in the direction in which they are read. The OCR program reads a page that lies on its
 * side or on its head, but tells places in the picture as it came; the search for lines and columns needs
 * them as the reader sees them.
 */
import type { OcrBox, WordLine } from './ocr-lines.ts'
import type { PictureSize } from './picture-size.ts'

/** Quarter turns clockwise by which the print lies in the picture. */
type Turn = 0 | 1 | 2 | 3

/** @returns the lines and the size of the picture once it is turned upright */
export function turnUpright(
  lines: readonly WordLine[],
  { width, height }: PictureSize,
): { readonly lines: readonly WordLine[]; readonly size: PictureSize } {
  const turn = turnOf(lines)
  const size = turn % 2 === 0 ? { width, height } : { width: height, height: width }
  if (turn === 0) return { lines, size }
  return {
    size,
    lines: lines.map((line) => ({
      ...line,
      words: line.words.map((word) => ({ ...word, ...turned(word, turn, width, height) })),
    })),
  }
}

/** The way from the first word of a line to its last one tells the direction; long lines tell it best. */
function turnOf(lines: readonly WordLine[]): Turn {
  const ways = [0, 0, 0, 0]
  for (const { words } of lines) {
    const [first, last] = [words[0], words.at(-1)]
    if (first === undefined || last === undefined || first === last) continue
    const x = last.left + last.right - first.left - first.right
    const y = last.top + last.bottom - first.top - first.bottom
    const turn = Math.abs(x) >= Math.abs(y) ? (x >= 0 ? 0 : 2) : y > 0 ? 1 : 3
    ways[turn] = (ways[turn] ?? 0) + Math.max(Math.abs(x), Math.abs(y))
  }
  return ways.indexOf(Math.max(...ways)) as Turn
}

function turned({ left, top, right, bottom }: OcrBox, turn: Turn, width: number, height: number): OcrBox {
  if (turn === 1) return { left: top, right: bottom, top: width - right, bottom: width - left }
  if (turn === 2)
    return { left: width - right, right: width - left, top: height - bottom, bottom: height - top }
  return { left: height - bottom, right: height - top, top: left, bottom: right }
}
