/**
 * Lists and tables that must not be told in part. A question for a heading as a whole ("what are the
 * contraindications") gets its short section whole, not one item of it; a question that names none of a
 * table's cases ("in renal impairment", without a value) gets the table, not one arbitrary row.
 */
import type { QuestionNeed } from './question-need.ts'
import type { ScoredStatement } from './score-statements.ts'

/** Characters up to which a section is told whole. */
const WHOLE_SECTION = 420
const WHOLE_TABLE = 360
/** What tells rows apart is a word of some weight, not "may" or "per day". */
const TELLING = 1.5

/**
 * The statements of the first section under each of `codes`, whole; of a code whose section is long or parted
 * by sub-headings, none.
 */
export function sectionsInFull(
  scored: readonly ScoredStatement[],
  codes: readonly string[],
): readonly ScoredStatement[] {
  return codes.flatMap((code) => {
    const under = scored.filter((one) => one.hit.sectionCode === code)
    const hit = under[0]?.hit
    if (hit === undefined || hit.path.length > 1 || hit.sectionText.length > WHOLE_SECTION) return []
    return under.filter((one) => one.hit.sectionId === hit.sectionId)
  })
}

/** The chosen statements; a table row that the question does not single out comes with its whole table. */
export function wholeTables(
  chosen: readonly ScoredStatement[],
  scored: readonly ScoredStatement[],
  need: QuestionNeed,
): readonly ScoredStatement[] {
  if (need.values.length > 0) return chosen
  const telling = new Set(
    need.facets.filter((one) => one.specific || one.weight > TELLING).map((one) => one.key),
  )
  const whole = chosen.flatMap((one) => {
    const rows = scored.filter((other) => isSameTable(one, other))
    const length = rows.reduce((sum, row) => sum + row.text.length, 0)
    if (rows.length < 2 || length > WHOLE_TABLE || isSingledOut(one, rows, telling)) return [one]
    return rows
  })
  return [...new Set(whole)]
}

/** Rows of one table of one section. */
export function isSameTable(one: ScoredStatement, other: ScoredStatement): boolean {
  const [a, b] = [one.statement.header, other.statement.header]
  return a !== null && one.hit.sectionId === other.hit.sectionId && a.start === b?.start
}

/** It meets a telling word of the question better than another row does. */
function isSingledOut(
  one: ScoredStatement,
  rows: readonly ScoredStatement[],
  telling: ReadonlySet<string>,
): boolean {
  return [...one.met].some(
    ([key, worth]) => telling.has(key) && rows.some((row) => (row.met.get(key) ?? 0) < worth),
  )
}
