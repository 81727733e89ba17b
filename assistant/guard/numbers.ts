/** Every number with its unit in a statement must stand in the quotes that this very statement cites. */
import { type Amount, amountsMissing } from '../../core/text/amounts.ts'

/** Amounts of the statement that none of its own quotes carries; empty when all are supported. */
export function unsupportedAmounts(statement: string, quotes: readonly string[]): readonly Amount[] {
  return amountsMissing(statement, quotes.join('\n'))
}
