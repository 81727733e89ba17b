/**
 * A piece of text with its place on the page, the atom of all layout work: y grows downward and is the
 * baseline, lengths are points. Cleans what a text layer carries beside the print (doubled characters for
 * fake bold, soft hyphens, controls) and joins neighbours; lines and columns are other files' work.
 */

export interface Run {
  readonly text: string
  readonly x0: number
  readonly x1: number
  readonly y: number
  /** Font size. */
  readonly size: number
  readonly bold: boolean
}

/** Two Chinese characters touch: no space stands between them in print. */
const CHINESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF·“”‘’…—]/u

/** The text as printed: no invisible marks, single spaces, none between Chinese characters. */
export function cleanText(text: string): string {
  return text
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]|\p{Variation_Selector}/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/(?<=[\p{Script=Han}，。；：、（）【】《》]) (?=[\p{Script=Han}，。；：、（）【】《》])/gu, '')
}

/** Text drawn twice with a hair's offset is how printers fake bold; the copy goes, the first one is bold. */
export function dropDoubles(runs: readonly Run[]): readonly Run[] {
  const kept: Run[] = []
  const places = new Map<string, number[]>()
  for (const run of runs) {
    const same = places.get(run.text) ?? []
    const twin = same.find((at) => isTwin(kept[at] as Run, run))
    if (twin === undefined) {
      places.set(run.text, [...same.slice(-8), kept.length])
      kept.push(run)
    } else kept[twin] = { ...(kept[twin] as Run), bold: true }
  }
  return kept
}

function isTwin(a: Run, b: Run): boolean {
  const near = 0.3 * a.size
  return Math.abs(a.x0 - b.x0) < near && Math.abs(a.y - b.y) < near && Math.abs(a.x1 - b.x1) < 2 * near
}

/**
 * Joins runs of one baseline whose gap is under `widest` times the font size.
 * @returns pieces sorted from top to bottom, then from left to right
 */
export function mergeRuns(runs: readonly Run[], widest: number): readonly Run[] {
  const merged: Run[] = []
  for (const row of baselines(runs)) {
    let open: Run | undefined
    for (const run of row) {
      const gap = open === undefined ? 0 : run.x0 - open.x1
      if (open !== undefined && gap < widest * Math.max(open.size, run.size) && gap > -2 * run.size) {
        open = joined(open, run)
        merged[merged.length - 1] = open
      } else {
        open = run
        merged.push(run)
      }
    }
  }
  return merged
}

/** Runs grouped by baseline (within a fifth of the font size), each group from left to right. */
function baselines(runs: readonly Run[]): readonly Run[][] {
  const rows: Run[][] = []
  for (const run of [...runs].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row !== undefined && first !== undefined && run.y - first.y < 0.2 * Math.min(run.size, first.size))
      row.push(run)
    else rows.push([run])
  }
  for (const row of rows) row.sort((a, b) => a.x0 - b.x0)
  return rows
}

function joined(a: Run, b: Run): Run {
  const long = a.text.length >= b.text.length ? a : b
  return {
    text: joinPieces(a.text, b.text, (b.x0 - a.x1) / Math.max(a.size, b.size)),
    x0: Math.min(a.x0, b.x0),
    x1: Math.max(a.x1, b.x1),
    y: long.y,
    size: long.size,
    bold: long.bold,
  }
}

/** Two pieces of one line; `gap` in font sizes. Chinese needs a wide gap to be parted by a space. */
export function joinPieces(before: string, after: string, gap: number): string {
  if (before === '' || after === '') return before + after
  if (/\s$/u.test(before) || /^\s/u.test(after))
    return before.trimEnd() + spaceFor(before, after, gap) + after.trimStart()
  const chinese = CHINESE.test(before.at(-1) ?? '') && CHINESE.test(after.at(0) ?? '')
  return gap > (chinese ? 0.6 : 0.15) ? `${before} ${after}` : before + after
}

function spaceFor(before: string, after: string, gap: number): string {
  const chinese = CHINESE.test(before.trimEnd().at(-1) ?? '') && CHINESE.test(after.trimStart().at(0) ?? '')
  return chinese && gap <= 0.6 ? '' : ' '
}
