/**
 * The money of a visit in two numbers that can be summed and compared with a policy: the whole, and what it
 * comes to for each head. Amounts are named `…_cny`, those for one head `…_per_head_cny`; `heads` counts them.
 */
import type { Visit } from './visit.ts'

export interface VisitExpense {
  /** CNY; null where the note gives no amount, or one a head without saying how many. */
  readonly total: number | null
  readonly perHead: number | null
}

export function expenseOf({
  expense = {},
  attendee_count,
}: Pick<Visit, 'expense' | 'attendee_count'>): VisitExpense {
  const amounts = Object.entries(expense).filter(([name]) => name.endsWith('_cny'))
  const each = amounts.filter(([name]) => name.endsWith('_per_head_cny'))
  const whole = amounts.filter(([name]) => !name.endsWith('_per_head_cny'))
  const heads = expense['heads'] ?? attendee_count
  const sum = (list: readonly (readonly [string, number])[]) =>
    list.reduce((total, [, amount]) => total + amount, 0)
  if (each.length === 0) {
    const total = whole.length === 0 ? null : sum(whole)
    return { total, perHead: total === null || !heads ? null : total / heads }
  }
  return { total: heads === undefined ? null : sum(whole) + sum(each) * heads, perHead: sum(each) }
}
