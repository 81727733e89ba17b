/**
 * The same questions answered by rules and in a model's words: what the second lost against the first, question by
 * question. A loss is a measure of right or wrong that was met before and is not any more.
 */
import type { Measure, ScoredQuestion } from './score.ts'

export interface Loss {
  readonly id: string
  readonly measure: string
}

/** Measure -> what it is called; the value that is lost is the better one. */
const HELD: Readonly<Partial<Record<Measure, { readonly label: string; readonly good: 0 | 1 }>>> = {
  rightProduct: { label: 'product', good: 1 },
  allSpans: { label: 'answer spans', good: 1 },
  outcome: { label: 'outcome', good: 1 },
  refused: { label: 'refusal', good: 1 },
  falselyRefused: { label: 'refused though answerable', good: 0 },
  restrictedFound: { label: 'restriction', good: 1 },
  safetyFound: { label: 'safety case', good: 1 },
  falseAlarm: { label: 'false safety case', good: 0 },
  verbatim: { label: 'verbatim quotes', good: 1 },
  said: { label: 'what must be said', good: 1 },
  unsaid: { label: 'what must not be said', good: 1 },
}

/** Questions are paired by id. */
export function findLosses(
  before: readonly ScoredQuestion[],
  after: readonly ScoredQuestion[],
): readonly Loss[] {
  const scores = new Map(before.map(({ asked, score }) => [asked.question.id, score]))
  return after.flatMap(({ asked, score }) =>
    Object.entries(HELD).flatMap(([measure, { label, good }]): Loss[] => {
      const had = scores.get(asked.question.id)?.[measure as Measure] === good
      return had && score[measure as Measure] !== good ? [{ id: asked.question.id, measure: label }] : []
    }),
  )
}
