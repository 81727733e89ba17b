/**
 * Many scored notes as Markdown and as numbers: precision, recall and F1 by field, adverse events, findings,
 * questions asked, forbidden outcomes, and the faults note by note. The numbers carry labels that budgets name.
 */
import type { BudgetResult } from '../budgets.ts'
import type { Summary } from '../summarise.ts'
import type { AskedScore } from './asked-questions.ts'
import type { ForbiddenVerdict } from './forbidden-outcomes.ts'
import { type Count, type NoteScore, plus } from './score-note.ts'

export interface ScoredNote {
  readonly id: string
  readonly score: NoteScore
  readonly asked: AskedScore
  readonly forbidden: readonly ForbiddenVerdict[]
}

export interface Rates {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** Nothing expected and nothing found is a full score. */
export function rates({ tp, fp, fn }: Count): Rates {
  const precision = tp + fp === 0 ? 1 : tp / (tp + fp)
  const recall = tp + fn === 0 ? 1 : tp / (tp + fn)
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  }
}

/** All notes' counts by field, in the order in which fields first appear. */
export function totals(notes: readonly ScoredNote[]): ReadonlyMap<string, Count> {
  const sums = new Map<string, Count>()
  for (const { score } of notes)
    for (const [field, count] of Object.entries(score.counts)) sums.set(field, plus(sums.get(field), count))
  return sums
}

/** Label -> value: `F1 topics`, `recall findings`, `adverse events found`, … */
export function measures(notes: readonly ScoredNote[]): Summary {
  const values: Record<string, readonly [value: number, count: number]> = {}
  for (const [field, count] of totals(notes)) {
    const { precision, recall, f1 } = rates(count)
    const expected = count.tp + count.fn
    values[`F1 ${field}`] = [f1, expected]
    values[`precision ${field}`] = [precision, count.tp + count.fp]
    values[`recall ${field}`] = [recall, expected]
  }
  const cases = notes.filter(({ score }) => score.adverseEvent.gold)
  const others = notes.filter(({ score }) => !score.adverseEvent.gold)
  values['adverse events found'] = [share(cases, ({ score }) => score.adverseEvent.read), cases.length]
  values['false adverse events'] = [
    others.length === 0 ? 0 : 1 - share(others, ({ score }) => !score.adverseEvent.read),
    others.length,
  ]
  const sentences = notes.flatMap(({ asked }) => [
    ...asked.covered.map(() => true),
    ...asked.missed.map(() => false),
  ])
  values['what must be asked is asked'] = [share(sentences, (covered) => covered), sentences.length]
  values['questions a note'] = [
    notes.reduce((sum, { asked }) => sum + asked.covered.length + asked.extra.length, 0) /
      Math.max(1, notes.length),
    notes.length,
  ]
  const verdicts = notes.flatMap(({ forbidden }) => forbidden)
  const broken = verdicts.filter(({ verdict }) => verdict === 'broken').length
  values['forbidden outcomes'] = [broken, verdicts.length]
  return Object.fromEntries(
    Object.entries(values).map(([label, [value, count]]) => [
      label,
      { value, low: value, high: value, count },
    ]),
  )
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 1 : items.filter(holds).length / items.length
}

export function noteReport(
  title: string,
  notes: readonly ScoredNote[],
  budgets: readonly BudgetResult[],
): string {
  const summary = measures(notes)
  const verdicts = notes.flatMap(({ forbidden }) => forbidden)
  const unchecked = verdicts.filter(({ verdict }) => verdict === 'unchecked')
  const single = [
    'adverse events found',
    'false adverse events',
    'what must be asked is asked',
    'questions a note',
  ]
  return [
    `# ${title}`,
    '',
    `${notes.length} notes.`,
    '',
    '| field | precision | recall | F1 | right | invented | missing |',
    '|---|---|---|---|---|---|---|',
    ...[...totals(notes)].map(([field, count]) => {
      const { precision, recall, f1 } = rates(count)
      return `| ${field} | ${precision.toFixed(3)} | ${recall.toFixed(3)} | ${f1.toFixed(3)} | ${count.tp} | ${count.fp} | ${count.fn} |`
    }),
    '',
    '| measure | value | of |',
    '|---|---|---|',
    ...single.map((label) => `| ${label} | ${summary[label]!.value.toFixed(3)} | ${summary[label]!.count} |`),
    `| forbidden outcomes | ${summary['forbidden outcomes']!.value} | ${verdicts.length} (${unchecked.length} not to be read by a machine) |`,
    '',
    ...budgetTable(budgets),
    '## What went wrong',
    '',
    ...notes.flatMap(faultsOf),
    '',
    '## Forbidden outcomes that no machine read',
    '',
    ...notes.flatMap(({ id, forbidden }) =>
      forbidden.filter(({ verdict }) => verdict === 'unchecked').map(({ outcome }) => `- ${id}: ${outcome}`),
    ),
    '',
  ].join('\n')
}

function budgetTable(budgets: readonly BudgetResult[]): readonly string[] {
  if (budgets.length === 0) return []
  const rows = budgets.map(({ label, value, atLeast, atMost, kept }) => {
    const limit = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`
    return `| ${label} | ${value.toFixed(3)} | ${limit} ${kept ? '✓' : '✗'} |`
  })
  return ['| budget | value | limit |', '|---|---|---|', ...rows, '']
}

function faultsOf({ id, score, asked, forbidden }: ScoredNote): readonly string[] {
  const faults = [
    ...forbidden.filter(({ verdict }) => verdict === 'broken').map(({ outcome }) => `FORBIDDEN: ${outcome}`),
    ...score.faults,
    ...asked.missed.map((sentence) => `not asked: ${sentence}`),
  ]
  return faults.length === 0 ? [] : [`- ${id}`, ...faults.map((fault) => `  - ${fault}`)]
}
