/**
 * Running headers, footers and page numbers: lines at the head or foot of pages that come back on others at
 * the same height, digits apart. They are dropped from every page; the body is never touched.
 */
import { buildLines, type Line } from './pdf-line.ts'
import type { Run } from './pdf-run.ts'

export interface FurnishedPage {
  readonly number: number
  readonly height: number
  readonly runs: readonly Run[]
  /** Recognised from a picture: the same line is read a little differently on each page. */
  readonly isRecognized?: boolean
}

/** How many lines at either end may be furniture, and how far into the page they may reach. */
const LINES = 4
const REACH = 0.16
/** Share of common letter pairs from which two recognised lines at one height are the same. */
const ALIKE = 0.4
const PAGE_NUMBER =
  /^[\s\-–—·|]*(第?\s*\d+\s*页\s*[,，/、]?\s*(共\s*\d+\s*页)?|page\s*\d+(\s*(of|\/)\s*\d+)?|\d+\s*(\/|of)\s*\d+)[\s\-–—·|]*$/iu

/** @returns the runs of each page without furniture, in the order of `pages` */
export function dropFurniture(pages: readonly FurnishedPage[]): readonly (readonly Run[])[] {
  const edges = pages.map((page) => edgeLines(page))
  const seen = new Map<string, Set<number>>()
  const names = pages.some((page) => page.isRecognized === true) ? nameAlike(pages, edges) : undefined
  const keyOf = (line: Line, height: number) => names?.get(line) ?? exactKey(line, height)
  edges.forEach((lines, at) => {
    for (const line of lines) {
      const key = keyOf(line, pages[at]!.height)
      seen.set(key, (seen.get(key) ?? new Set()).add(at))
    }
  })
  const bodies = pages.map((page, at) => {
    const gone = new Set<Run>()
    for (const line of edges[at]!) {
      if (isFurniture(line, page, pages.length, seen.get(keyOf(line, page.height))?.size ?? 0))
        for (const piece of line.pieces) gone.add(piece)
    }
    return gone.size === 0 ? page.runs : page.runs.filter((run) => !gone.has(run))
  })
  // Pages that are all alike have no body to tell from: then nothing is furniture.
  return bodies.every((runs) => runs.length === 0) ? pages.map((page) => page.runs) : bodies
}

/** Lines at the head and foot, outermost first, with a gap to the body or at most two of them. */
function edgeLines(page: FurnishedPage): readonly Line[] {
  const lines = buildLines(page.runs.filter((run) => run.y < page.height))
  const top = lines.slice(0, LINES).filter((line) => line.y < REACH * page.height)
  const bottom = lines.slice(-LINES).filter((line) => line.y > (1 - REACH) * page.height)
  return [...top, ...bottom]
}

function exactKey(line: Line, height: number): string {
  const side = line.y < height / 2 ? 'top' : 'bottom'
  // Letters alone: recognition reads the points and brackets of the same line differently on each page.
  const letters = line.text.replace(/\d+/gu, '#').replace(/[^\p{L}#]+/gu, '')
  return `${side}|${letters === '' ? line.text : letters}`
}

/** Recognised lines near the page's edge that stand at one height and read alike go by one name. */
function nameAlike(
  pages: readonly FurnishedPage[],
  edges: readonly (readonly Line[])[],
): ReadonlyMap<Line, string> {
  const names = new Map<Line, string>()
  const kinds: { name: string; line: Line; height: number }[] = []
  edges.forEach((lines, at) => {
    const page = pages[at]!
    if (page.isRecognized !== true) return
    for (const line of lines.filter((each) => isOutermost(each, page))) {
      const same = kinds.find(
        (kind) =>
          Math.abs(kind.line.y / kind.height - line.y / page.height) < 0.01 &&
          likeness(kind.line.text, line.text) >= ALIKE,
      )
      if (same === undefined) kinds.push({ name: exactKey(line, page.height), line, height: page.height })
      names.set(line, same?.name ?? exactKey(line, page.height))
    }
  })
  return names
}

/** Letter pairs that both have, as a share of the shorter one's. */
function likeness(a: string, b: string): number {
  const [first, second] = [a, b].map((text) => {
    const letters = [...text.replace(/[^\p{L}]+/gu, '')]
    return new Set(letters.slice(1).map((letter, at) => letters[at]! + letter))
  }) as [Set<string>, Set<string>]
  const least = Math.min(first.size, second.size)
  return least < 3 ? 0 : first.intersection(second).size / least
}

function isFurniture(line: Line, page: FurnishedPage, pageCount: number, count: number): boolean {
  if (PAGE_NUMBER.test(line.text)) return true
  if (pageCount === 2) return count === 2 && isOutermost(line, page)
  return count >= Math.max(3, Math.min(8, pageCount * 0.3))
}

function isOutermost(line: Line, page: FurnishedPage): boolean {
  return line.y < 0.09 * page.height || line.y > 0.91 * page.height
}
