/**
 * Tables framed by ruling lines: rules that meet are one grid, missing borders mean merged cells, and
 * each run of text belongs to the cell under its middle. Tables without vertical rules are found by
 * alignment in pdf-aligned-table.ts; which row is the header is decided in pdf-table-rows.ts.
 */

import type { Rule, Rules } from './pdf-rules.ts'
import type { Run } from './pdf-run.ts'
import { cellText, type PlacedTable, toTable } from './pdf-table-rows.ts'

/** Two rules closer than this are one, drawn twice. */
const NEAR = 3
const MOST_CELLS = 20_000

interface Grid {
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  readonly horizontal: readonly Rule[]
  readonly vertical: readonly Rule[]
}

export interface GridsAndRest {
  readonly tables: readonly PlacedTable[]
  /** Runs outside all tables. */
  readonly rest: readonly Run[]
}

export function readGrids(page: number, runs: readonly Run[], rules: Rules): GridsAndRest {
  const tables: PlacedTable[] = []
  let rest = runs
  for (const grid of findGrids(rules)) {
    const [left, right, top, bottom] = [grid.xs[0], grid.xs.at(-1), grid.ys[0], grid.ys.at(-1)] as number[]
    const isInside = (run: Run) =>
      middle(run) > left! && middle(run) < right! && height(run) > top! && height(run) < bottom!
    const inside = rest.filter(isInside)
    const table = inside.length === 0 ? undefined : readGrid(page, grid, inside)
    if (table === undefined) continue
    tables.push(table)
    rest = rest.filter((run) => !isInside(run))
  }
  return { tables, rest }
}

const middle = (run: Run) => (run.x0 + run.x1) / 2
/** The middle of the letters, a little above the baseline. */
const height = (run: Run) => run.y - 0.3 * run.size

/** Sets of rules that touch, each with at least two cells. */
function findGrids(rules: Rules): readonly Grid[] {
  const horizontal = mergeCollinear(rules.horizontal)
  const vertical = mergeCollinear(rules.vertical)
  const groups = connected(horizontal, vertical)
  return groups
    .map((group) => {
      const ys = distinct(group.horizontal.map((rule) => rule.at))
      const ends = group.vertical.length === 0 ? [] : group.horizontal.flatMap((rule) => [rule.from, rule.to])
      // Tables open at their sides end where their horizontal rules end.
      const xs = distinct([...group.vertical.map((rule) => rule.at), Math.min(...ends), Math.max(...ends)])
      return { ...group, xs, ys }
    })
    .filter(({ xs, ys }) => xs.length >= 3 && ys.length >= 2 && xs.length * ys.length <= MOST_CELLS)
    .sort((a, b) => area(a) - area(b))
}

const area = ({ xs, ys }: Grid) => ((xs.at(-1) ?? 0) - (xs[0] ?? 0)) * ((ys.at(-1) ?? 0) - (ys[0] ?? 0))

function mergeCollinear(rules: readonly Rule[]): readonly Rule[] {
  const merged: Rule[] = []
  const sorted = [...rules].sort((a, b) => a.at - b.at || a.from - b.from)
  for (const rule of sorted) {
    const twin = merged.findLastIndex(
      (other, at) =>
        at >= merged.length - 200 &&
        Math.abs(other.at - rule.at) <= NEAR / 2 &&
        other.from <= rule.to + NEAR &&
        rule.from <= other.to + NEAR,
    )
    const other = merged[twin]
    if (other === undefined) merged.push(rule)
    else
      merged[twin] = { at: other.at, from: Math.min(other.from, rule.from), to: Math.max(other.to, rule.to) }
  }
  return merged.filter((rule) => rule.to - rule.from > 6)
}

function connected(horizontal: readonly Rule[], vertical: readonly Rule[]) {
  const groups: { horizontal: Rule[]; vertical: Rule[] }[] = []
  const groupOf = new Map<Rule, (typeof groups)[number]>()
  for (const rule of vertical) {
    const touching = horizontal.filter(
      (other) =>
        other.from <= rule.at + NEAR &&
        other.to >= rule.at - NEAR &&
        rule.from <= other.at + NEAR &&
        rule.to >= other.at - NEAR,
    )
    const home = { horizontal: [] as Rule[], vertical: [rule] }
    const met = new Set(touching.flatMap((other) => groupOf.get(other) ?? []))
    for (const group of met) {
      home.horizontal.push(...group.horizontal)
      home.vertical.push(...group.vertical)
      groups.splice(groups.indexOf(group), 1)
    }
    home.horizontal.push(...touching.filter((other) => !groupOf.has(other)))
    for (const member of [...home.horizontal, ...home.vertical]) groupOf.set(member, home)
    if (home.horizontal.length > 0) groups.push(home)
  }
  return groups
}

function distinct(values: readonly number[]): readonly number[] {
  const result: number[] = []
  for (const value of [...values].sort((a, b) => a - b)) {
    if (Number.isFinite(value) && (result.length === 0 || value - (result.at(-1) ?? 0) > NEAR))
      result.push(value)
  }
  return result
}

/** Undefined when the frame holds a single column: a box around text is no table. */
function readGrid(page: number, grid: Grid, runs: readonly Run[]): PlacedTable | undefined {
  const { xs, ys } = grid
  const columns = xs.length - 1
  const rows = ys.length - 1
  const owner = mergedCells(grid)
  const content = new Map<number, Run[]>()
  for (const run of runs.flatMap((each) => splitAtRules(each, grid))) {
    const column = slot(xs, middle(run))
    const row = slot(ys, height(run))
    const cell = owner[row * columns + column] as number
    content.set(cell, [...(content.get(cell) ?? []), run])
  }
  const filled = new Set([...content.keys()].map((cell) => cell % columns))
  if (filled.size < 2) return undefined
  const texts = new Map([...content].map(([cell, inside]) => [cell, cellText(inside)]))
  const matrix = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const at = row * columns + column
      const cell = owner[at] as number
      const firstColumn = cell % columns
      // A cell over several rows speaks for each of them; one over several columns is said once.
      return {
        text: firstColumn === column ? (texts.get(cell) ?? '') : '',
        span: firstColumn !== column,
        cell,
      }
    }),
  )
  const bold = boldRows(content, owner, rows, columns)
  return toTable({ page, x0: xs[0]!, x1: xs.at(-1)!, y0: ys[0]!, y1: ys.at(-1)!, xs }, matrix, bold)
}

function slot(edges: readonly number[], value: number): number {
  const at = edges.findIndex((edge) => value < edge)
  return Math.max(0, (at === -1 ? edges.length - 1 : at) - 1)
}

/** A printer that sets a whole row in one go draws text through the rules; it is cut where they stand. */
function splitAtRules(run: Run, { xs, vertical }: Grid): readonly Run[] {
  const inner = xs.slice(1, -1).find((x) => {
    const standing = vertical.some(
      (rule) => Math.abs(rule.at - x) <= NEAR && rule.from <= height(run) && rule.to >= height(run),
    )
    return standing && x > run.x0 + run.size && x < run.x1 - run.size
  })
  if (inner === undefined || !run.text.includes(' ')) return [run]
  const guess = Math.round(((inner - run.x0) / (run.x1 - run.x0)) * run.text.length)
  const cut = [...run.text.matchAll(/ /g)].map((match) => match.index)
  const best = cut.reduce((near, at) => (Math.abs(at - guess) < Math.abs(near - guess) ? at : near))
  if (Math.abs(best - guess) > 3) return [run]
  const right = { ...run, text: run.text.slice(best + 1), x0: inner + 0.5 }
  return [
    { ...run, text: run.text.slice(0, best), x1: inner - 0.5 },
    ...splitAtRules(right, { xs, ys: [], horizontal: [], vertical }),
  ]
}

/** For each place of the grid the first place of its merged cell. */
function mergedCells({ xs, ys, horizontal, vertical }: Grid): readonly number[] {
  const columns = xs.length - 1
  const owner = Array.from({ length: columns * (ys.length - 1) }, (_, at) => at)
  const find = (at: number): number => (owner[at] === at ? at : find(owner[at] as number))
  const unite = (a: number, b: number) => {
    const [x, y] = [find(a), find(b)]
    owner[Math.max(x, y)] = Math.min(x, y)
  }
  const isDrawn = (rules: readonly Rule[], at: number, from: number, to: number) =>
    rules.some(
      (rule) => Math.abs(rule.at - at) <= NEAR && rule.from < (from + to) / 2 && rule.to > (from + to) / 2,
    )
  for (let row = 0; row < ys.length - 1; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column
      const [x0, x1, y0, y1] = [xs[column]!, xs[column + 1]!, ys[row]!, ys[row + 1]!]
      if (column + 1 < columns && !isDrawn(vertical, x1, y0, y1)) unite(at, at + 1)
      if (row + 2 < ys.length && !isDrawn(horizontal, y1, x0, x1)) unite(at, at + columns)
    }
  }
  return owner.map((_, at) => find(at))
}

function boldRows(
  content: ReadonlyMap<number, readonly Run[]>,
  owner: readonly number[],
  rows: number,
  columns: number,
) {
  return Array.from({ length: rows }, (_, row) => {
    const runs = owner.slice(row * columns, (row + 1) * columns).flatMap((cell) => content.get(cell) ?? [])
    return runs.length > 0 && runs.every((run) => run.bold)
  })
}
