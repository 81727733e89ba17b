/**
 * Scores of many questions as one value a measure, with a bootstrap 95 % interval (percentiles of 1,000
 * resamples of the questions, seeded: the same scores give the same interval).
 */
import type { Measure, Score } from './score.ts'
import { seededRandom } from './seeded-random.ts'

export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
  /** Questions that the measure applies to. */
  readonly count: number
}

export interface MeasureRule {
  readonly measure: Measure
  readonly label: string
  readonly statistic: 'mean' | 'median' | 'p90' | 'p95'
  /** Which way is better; lengths and times are better small. */
  readonly better: 'high' | 'low'
}

export const MEASURES: readonly MeasureRule[] = [
  { measure: 'rightProduct', label: 'right product', statistic: 'mean', better: 'high' },
  { measure: 'recall1', label: 'section recall@1', statistic: 'mean', better: 'high' },
  { measure: 'recall5', label: 'section recall@5', statistic: 'mean', better: 'high' },
  { measure: 'recall10', label: 'section recall@10', statistic: 'mean', better: 'high' },
  { measure: 'reciprocalRank', label: 'MRR@10', statistic: 'mean', better: 'high' },
  { measure: 'strictRecall1', label: 'recall@1, relevant only', statistic: 'mean', better: 'high' },
  { measure: 'strictRecall5', label: 'recall@5, relevant only', statistic: 'mean', better: 'high' },
  { measure: 'allSpans', label: 'all answer spans quoted', statistic: 'mean', better: 'high' },
  { measure: 'spanShare', label: 'share of answer spans quoted', statistic: 'mean', better: 'high' },
  { measure: 'quotedLength', label: 'quoted characters, median', statistic: 'median', better: 'low' },
  { measure: 'quotedLength', label: 'quoted characters, p90', statistic: 'p90', better: 'low' },
  { measure: 'answerLength', label: 'answer characters, median', statistic: 'median', better: 'low' },
  { measure: 'answerLength', label: 'answer characters, p90', statistic: 'p90', better: 'low' },
  { measure: 'outcome', label: 'outcome as expected', statistic: 'mean', better: 'high' },
  { measure: 'refused', label: 'unanswerable refused', statistic: 'mean', better: 'high' },
  { measure: 'falselyRefused', label: 'false refusals', statistic: 'mean', better: 'low' },
  { measure: 'restrictedFound', label: 'restricted recognised', statistic: 'mean', better: 'high' },
  { measure: 'safetyFound', label: 'safety recognised', statistic: 'mean', better: 'high' },
  { measure: 'falseAlarm', label: 'false safety cases', statistic: 'mean', better: 'low' },
  { measure: 'verbatim', label: 'every quote verbatim', statistic: 'mean', better: 'high' },
  { measure: 'said', label: 'what must be said is said', statistic: 'mean', better: 'high' },
  { measure: 'unsaid', label: 'nothing said that must not be', statistic: 'mean', better: 'high' },
  { measure: 'retrieveMs', label: 'retrieval ms, median', statistic: 'median', better: 'low' },
  { measure: 'retrieveMs', label: 'retrieval ms, p95', statistic: 'p95', better: 'low' },
  { measure: 'answerMs', label: 'whole answer ms, median', statistic: 'median', better: 'low' },
  { measure: 'answerMs', label: 'whole answer ms, p95', statistic: 'p95', better: 'low' },
  { measure: 'worded', label: 'model’s words delivered', statistic: 'mean', better: 'high' },
  { measure: 'firstDraft', label: 'first draft stands', statistic: 'mean', better: 'high' },
  { measure: 'faithful', label: 'sentences of first draft that stand', statistic: 'mean', better: 'high' },
  { measure: 'delivered', label: 'delivered sentences verified again', statistic: 'mean', better: 'high' },
  { measure: 'promptTokens', label: 'prompt tokens', statistic: 'mean', better: 'low' },
  { measure: 'completionTokens', label: 'completion tokens', statistic: 'mean', better: 'low' },
  { measure: 'cost', label: 'cost of an answer', statistic: 'mean', better: 'low' },
  { measure: 'modelMs', label: 'model ms, median', statistic: 'median', better: 'low' },
  { measure: 'modelMs', label: 'model ms, p95', statistic: 'p95', better: 'low' },
  { measure: 'aroundModelMs', label: 'around the model ms, median', statistic: 'median', better: 'low' },
  { measure: 'aroundModelMs', label: 'around the model ms, p95', statistic: 'p95', better: 'low' },
]

export type Summary = Readonly<Record<string, Estimate>>

const RESAMPLES = 1000

/** Estimates by label; a measure that applies to none of the questions is left out. */
export function summarise(scores: readonly Score[]): Summary {
  const entries = MEASURES.flatMap((rule): [string, Estimate][] => {
    const values = scores.flatMap((score) => score[rule.measure] ?? [])
    return values.length === 0 ? [] : [[rule.label, estimate(values, rule.statistic)]]
  })
  return Object.fromEntries(entries)
}

function estimate(values: readonly number[], statistic: MeasureRule['statistic']): Estimate {
  const random = seededRandom(values.length)
  const draws = Array.from({ length: RESAMPLES }, () =>
    compute(
      values.map(() => values[Math.floor(random() * values.length)]!),
      statistic,
    ),
  )
  return {
    value: compute(values, statistic),
    low: percentile(draws, 0.025),
    high: percentile(draws, 0.975),
    count: values.length,
  }
}

function compute(values: readonly number[], statistic: MeasureRule['statistic']): number {
  if (statistic === 'mean') return values.reduce((sum, value) => sum + value, 0) / values.length
  return percentile(values, { median: 0.5, p90: 0.9, p95: 0.95 }[statistic])
}

/** Linear between the neighbours, as spreadsheets have it. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)]!
  return below + (sorted[Math.ceil(at)]! - below) * (at - Math.floor(at))
}
