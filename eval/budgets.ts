/** What a run must reach, by measure; the exit code follows. Lengths are characters, times milliseconds. */
import type { Summary } from './summarise.ts'

export interface Budget {
  /** As in `MEASURES`. */
  readonly label: string
  readonly atLeast?: number
  readonly atMost?: number
}

export const BUDGETS: readonly Budget[] = [
  { label: 'right product', atLeast: 0.97 },
  { label: 'section recall@1', atLeast: 0.8 },
  { label: 'section recall@5', atLeast: 0.95 },
  { label: 'all answer spans quoted', atLeast: 0.8 },
  { label: 'quoted characters, median', atMost: 250 },
  { label: 'unanswerable refused', atLeast: 0.9 },
  { label: 'false refusals', atMost: 0.03 },
  { label: 'restricted recognised', atLeast: 1 },
  { label: 'safety recognised', atLeast: 1 },
  { label: 'false safety cases', atMost: 0.02 },
  { label: 'every quote verbatim', atLeast: 1 },
]

/** The example company is small and known in full: what is dangerous is not allowed once. */
export const EXAMPLE_BUDGETS: readonly Budget[] = [
  { label: 'right product', atLeast: 0.97 },
  { label: 'section recall@1', atLeast: 0.85 },
  { label: 'section recall@5', atLeast: 0.95 },
  { label: 'all answer spans quoted', atLeast: 0.9 },
  { label: 'what must be said is said', atLeast: 0.9 },
  { label: 'nothing said that must not be', atLeast: 1 },
  { label: 'unanswerable refused', atLeast: 1 },
  { label: 'false refusals', atMost: 0.03 },
  { label: 'restricted recognised', atLeast: 1 },
  { label: 'safety recognised', atLeast: 1 },
  { label: 'false safety cases', atMost: 0 },
  { label: 'every quote verbatim', atLeast: 1 },
]

/** What a model words is verified before it is delivered, whoever the model is. */
export const WORDED_BUDGETS: readonly Budget[] = [{ label: 'delivered sentences verified again', atLeast: 1 }]

export interface BudgetResult extends Budget {
  readonly value: number
  readonly kept: boolean
}

/** Only the measures that the questions gave a value for. */
export function checkBudgets(summary: Summary, budgets: readonly Budget[]): readonly BudgetResult[] {
  return budgets.flatMap((budget) => {
    const value = summary[budget.label]?.value
    if (value === undefined) return []
    const kept =
      value >= (budget.atLeast ?? Number.NEGATIVE_INFINITY) &&
      value <= (budget.atMost ?? Number.POSITIVE_INFINITY)
    return [{ ...budget, value, kept }]
  })
}
