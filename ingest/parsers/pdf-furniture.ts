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
}

/** How many lines at either end may be furniture, and how far into the page they may reach. */
const LINES = 4
const REACH = 0.16
const PAGE_NUMBER =
  /^[\s\-–—·|]*(第?\s*\d+\s*页\s*[,，/、]?\s*(共\s*\d+\s*页)?|page\s*\d+(\s*(of|\/)\s*\d+)?|\d+\s*(\/|of)\s*\d+)[\s\-–—·|]*$/iu

/** @returns the runs of each page without furniture, in the order of `pages` */
export function dropFurniture(pages: readonly FurnishedPage[]): readonly (readonly Run[])[] {
  const edges = pages.map((page) => edgeLines(page))
  const seen = new Map<string, Set<number>>()
  edges.forEach((lines, at) => {
    for (const line of lines) {
      const key = keyOf(line, pages[at]!.height)
      seen.set(key, (seen.get(key) ?? new Set()).add(at))
    }
  })
  const bodies = pages.map((page, at) => {
    const gone = new Set<Run>()
    for (const line of edges[at]!) {
      if (isFurniture(line, page, pages.length, seen)) for (const piece of line.pieces) gone.add(piece)
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

function keyOf(line: Line, height: number): string {
  const side = line.y < height / 2 ? 'top' : 'bottom'
  // Letters alone: recognition reads the points and brackets of the same line differently on each page.
  const letters = line.text.replace(/\d+/gu, '#').replace(/[^\p{L}#]+/gu, '')
  return `${side}|${letters === '' ? line.text : letters}`
}

function isFurniture(
  line: Line,
  page: FurnishedPage,
  pageCount: number,
  seen: ReadonlyMap<string, ReadonlySet<number>>,
): boolean {
  if (PAGE_NUMBER.test(line.text)) return true
  const count = seen.get(keyOf(line, page.height))?.size ?? 0
  if (pageCount === 2) return count === 2 && isOutermost(line, page)
  return count >= Math.max(3, Math.min(8, pageCount * 0.3))
}

function isOutermost(line: Line, page: FurnishedPage): boolean {
  return line.y < 0.09 * page.height || line.y > 0.91 * page.height
}
