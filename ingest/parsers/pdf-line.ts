/** Lines of a column: pieces of text that stand side by side, with superscripts on the line they belong to. */
import { joinPieces, type Run } from './pdf-run.ts'

export interface Line extends Run {
  /** The pieces, parted where the gap is wide; more than one may be cells of a table. */
  readonly pieces: readonly Run[]
}

/** @returns lines from top to bottom */
export function buildLines(runs: readonly Run[]): readonly Line[] {
  if (runs.length === 0) return []
  const rows: { y: number; size: number; runs: Run[] }[] = []
  const normal = median(runs.map((run) => run.size))
  const big = runs.filter((run) => run.size >= 0.8 * normal).sort((a, b) => a.y - b.y)
  for (const run of big) {
    const row = rows.findLast((each) => Math.abs(each.y - run.y) < 0.4 * Math.min(each.size, run.size))
    if (row === undefined) rows.push({ y: run.y, size: run.size, runs: [run] })
    else row.runs.push(run)
  }
  for (const run of runs.filter((each) => each.size < 0.8 * normal)) {
    const centre = run.y - 0.35 * run.size
    const near = (row: (typeof rows)[number]) =>
      centre < row.y + 0.35 * row.size &&
      centre > row.y - 1.1 * row.size &&
      row.runs.some((other) => run.x0 - other.x1 < other.size && other.x0 - run.x1 < other.size)
    const level = rows.find((row) => Math.abs(row.y - run.y) < 0.15 * run.size)
    const home = level ?? rows.find(near)
    if (home === undefined) rows.push({ y: run.y, size: run.size, runs: [run] })
    else home.runs.push(run)
  }
  return rows.sort((a, b) => a.y - b.y).map((row) => toLine(row.runs))
}

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}]/gu

export function toLine(runs: readonly Run[]): Line {
  const sorted = [...runs].sort((a, b) => a.x0 - b.x0)
  const letters = sorted.reduce((sum, run) => sum + run.text.length, 0)
  const reversed =
    sorted.reduce((sum, run) => sum + (run.text.match(RIGHT_TO_LEFT)?.length ?? 0), 0) > letters / 3
  const main = sorted.reduce((a, b) => (b.text.length > a.text.length ? b : a))
  const boldLetters = sorted.reduce((sum, run) => sum + (run.bold ? run.text.length : 0), 0)
  return {
    text: joinAll(reversed ? sorted.toReversed() : sorted, main.size, reversed),
    x0: Math.min(...sorted.map((run) => run.x0)),
    x1: Math.max(...sorted.map((run) => run.x1)),
    y: main.y,
    size: main.size,
    bold: boldLetters > 0.8 * letters,
    pieces: sorted,
  }
}

function joinAll(runs: readonly Run[], size: number, reversed: boolean): string {
  let text = ''
  runs.forEach((run, at) => {
    const before = runs[at - 1]
    const gap = before === undefined ? 0 : reversed ? before.x0 - run.x1 : run.x0 - before.x1
    text = joinPieces(text, run.text, gap / size)
  })
  return text.trim()
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
