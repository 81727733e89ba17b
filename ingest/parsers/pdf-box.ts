/** What the search of columns works on: boxes on a page, rules between them and the gutters that it finds. */
import type { Run } from './pdf-run.ts'

/** Anything with a place: a piece of text, or a table that was already recognised. */
export interface Box {
  readonly x0: number
  readonly x1: number
  readonly top: number
  readonly bottom: number
  /** Undefined for a table. */
  readonly run?: Run
}

export interface Span {
  readonly y: number
  readonly x0: number
  readonly x1: number
}

/** The white stripe between two columns. */
export interface Gutter {
  /** Left edge of the left column. */
  readonly left: number
  /** Right edge of the left column. */
  readonly from: number
  /** Left edge of the right column. */
  readonly to: number
  /** Lines on both sides. */
  readonly lines: number
}
