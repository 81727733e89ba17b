/**
 * All pages of a document in reading order: tables framed by rules are taken out first, running headers
 * dropped, and what only the whole document tells (its columns and margins) is measured before each page is
 * laid out.
 */
import { dropFurniture } from './pdf-furniture.ts'
import { readGrids } from './pdf-grid.ts'
import { boxesOf, layoutPage } from './pdf-layout.ts'
import { measurePages } from './pdf-measures.ts'
import type { PageText } from './pdf-page.ts'
import type { Region } from './pdf-paragraph.ts'

export interface UnorderedPage extends Omit<PageText, 'isDrawn' | 'picture'> {
  /** Its text was recognised from a picture and differs a little where print is alike. */
  readonly isRecognized?: boolean
}

export function orderPages(pages: readonly UnorderedPage[]): readonly Region[] {
  const framed = pages.map((page) => ({ page, ...readGrids(page.number, page.runs, page.rules) }))
  const bodies = dropFurniture(
    framed.map(({ page, rest }) => ({
      number: page.number,
      height: page.height,
      runs: rest,
      isRecognized: page.isRecognized === true,
    })),
  )
  const placed = framed.map(({ page, tables }, at) => ({
    width: Math.round(page.width),
    page: { number: page.number, runs: bodies[at] ?? [], tables, rules: page.rules },
  }))
  const measures = new Map(
    [...Map.groupBy(placed, ({ width }) => width)].map(
      ([width, some]) => [width, measurePages(some.map(({ page }) => boxesOf(page)))] as const,
    ),
  )
  return placed.flatMap(({ page, width }) => layoutPage(page, measures.get(width)))
}
