/**
 * What only the whole document tells about a page: where its columns part and where its margins are. The last
 * page of a label has a few short lines; by themselves they show neither.
 */
import type { Box, Gutter, Span } from './pdf-box.ts'
import { type Edges, readColumns } from './pdf-columns.ts'

export interface Measures {
  readonly gutters: readonly Gutter[]
  /** Undefined when the lines do not end at a common edge. */
  readonly margins?: Edges
}

export interface MeasuredPage {
  readonly boxes: readonly Box[]
  readonly ruled: readonly Span[]
}

/** Lines that must end at one edge for it to be a margin. */
const FEWEST = 5
const SHARE = 0.1
/** Points: how exactly lines end at the edge. */
const EDGE = 4
/** Lines in columns there must be for a document to be set in columns; a list of contents in two is no proof. */
const COLUMN_SHARE = 0.15
const NO_EDGES: Edges = { left: 0, right: 0 }

/** @param pages of one width */
export function measurePages(pages: readonly MeasuredPage[]): Measures {
  const found = pages.flatMap(({ boxes, ruled }) => readColumns(boxes, ruled, [], NO_EDGES).gutters)
  const texts = pages.flatMap(({ boxes }) => boxes.filter((box) => box.run !== undefined))
  const gutters = found.filter((gutter) => beside(gutter, found) >= COLUMN_SHARE * texts.length)
  const right = edgeOf(texts.map((box) => -box.x1))
  const left = edgeOf(texts.map((box) => box.x0))
  return left === undefined || right === undefined
    ? { gutters }
    : { gutters, margins: { left, right: -right } }
}

/** Lines beside this gutter on all pages. */
function beside(gutter: Gutter, all: readonly Gutter[]): number {
  return all.filter((each) => Math.abs(each.to - gutter.to) < EDGE).reduce((sum, each) => sum + each.lines, 0)
}

/** The least value near which enough of them lie. */
function edgeOf(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const needed = Math.max(FEWEST, SHARE * sorted.length)
  let until = 0
  for (let at = 0; at < sorted.length; at += 1) {
    while (until < sorted.length && sorted[until]! - sorted[at]! < EDGE) until += 1
    if (until - at >= needed) return sorted[at]!
  }
  return undefined
}
