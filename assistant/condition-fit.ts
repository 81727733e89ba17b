/**
 * Which statements hold for a value that the question names ("eGFR 40"): by the limits that they state
 * themselves, else by those of their captions, and for table rows by limits whose measure stands in the header.
 * Of limits that cover the value the narrowest counts in full, and beside a row that covers it the other rows
 * of its table do not hold. Pure.
 */
import {
  type Condition,
  conditionsIn,
  conditionsInRow,
  holds,
  type Measure,
  type Value,
} from '../core/text/numbers.ts'

export interface ConditionalStatement {
  /** Statements that are compared for narrowness: those of one section. */
  readonly section: string
  readonly body: string
  /** Captions and earlier clauses. */
  readonly around: string
  /** A table row: its header, and which table of the section it belongs to. */
  readonly row: { readonly table: number; readonly header: string } | null
}

/** -1: does not hold for a value that was named; 0: says nothing of it; up to 1: holds, the narrowest in full. */
export function conditionFits(
  statements: readonly ConditionalStatement[],
  values: readonly Value[],
): readonly number[] {
  if (values.length === 0) return statements.map(() => 0)
  const limits = statements.map((one) => limitsOf(one))
  return statements.map((one, at) => {
    let sum = 0
    for (const value of values) {
      const rivals = statements.flatMap((other, index) => {
        const found = other.section === one.section ? holding(limits[index]!, value) : []
        return found.map((condition) => ({ condition, row: other.row }))
      })
      const own = limits[at]!(value.measure)
      const fitting = holding(limits[at]!, value)
      if (fitting.length > 0) {
        const narrowest = fitting.some((mine) => !rivals.some((rival) => isWithin(rival.condition, mine)))
        sum += narrowest ? 1 : WIDER
      } else if (own.length > 0 || rivals.some(({ row }) => row !== null && row.table === one.row?.table)) {
        sum -= 1
      }
    }
    return sum
  })
}

/** Limits that cover the value, but less closely than others do. */
const WIDER = 0.4

function holding(limits: (measure: Measure) => readonly Condition[], { measure, value }: Value) {
  return limits(measure).filter((condition) => holds(condition, value))
}

function limitsOf({ body, around, row }: ConditionalStatement): (measure: Measure) => readonly Condition[] {
  const own = row === null ? conditionsIn(body) : conditionsInRow(cellsOf(row.header), cellsOf(body))
  const beside = row === null ? conditionsIn(around) : []
  return (measure) => {
    const stated = own.filter((condition) => condition.measure === measure)
    return stated.length > 0 ? stated : beside.filter((condition) => condition.measure === measure)
  }
}

/** Strictly: one end is the same at most. */
function isWithin(inner: Condition, outer: Condition): boolean {
  if (inner.min < outer.min || inner.max > outer.max) return false
  return inner.min > outer.min || inner.max < outer.max
}

export const cellsOf = (row: string): readonly string[] => row.split(/\s*\|\s*/u)
