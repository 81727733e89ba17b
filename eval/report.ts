/**
 * A run as Markdown: the measures with intervals, budgets and the difference to the run before, tables by
 * kind and language, and what went wrong question by question. The run's values are kept beside it as JSON.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { type Budget, type BudgetResult, checkBudgets } from './budgets.ts'
import type { Loss } from './compare-modes.ts'
import type { ScoredQuestion } from './score.ts'
import { type Summary, summarise } from './summarise.ts'

export interface Report {
  readonly markdown: string
  readonly summary: Summary
  readonly budgets: readonly BudgetResult[]
}

/** What a report is written from. */
export interface ReportedRun {
  readonly title: string
  /** Lines under the title: what was measured, and how it is to be read. */
  readonly notes?: readonly string[]
  readonly results: readonly ScoredQuestion[]
  readonly limits: readonly Budget[]
  /** Values of the last run of the same questions, by label. */
  readonly before: Values
  /** The same questions answered by rules, and what was lost against them. */
  readonly builtIn?: { readonly results: readonly ScoredQuestion[]; readonly losses: readonly Loss[] }
}

type Values = Readonly<Record<string, number>>

const keptSchema = z.object({
  title: z.string(),
  questions: z.number(),
  values: z.record(z.string(), z.number()),
})
const IN_TABLES = [
  'right product',
  'section recall@1',
  'section recall@5',
  'all answer spans quoted',
  'quoted characters, median',
  'outcome as expected',
  'model’s words delivered',
  'sentences of first draft that stand',
  'model ms, median',
]

export function writeReport(run: ReportedRun): Report {
  const { results, builtIn } = run
  const summary = summarise(results.map((one) => one.score))
  const budgets = checkBudgets(summary, run.limits)
  const other = builtIn === undefined ? null : summarise(builtIn.results.map((one) => one.score))
  const markdown = [
    `# ${run.title}`,
    '',
    `${results.length} questions.`,
    ...(run.notes ?? []).flatMap((note) => ['', note]),
    '',
    ...overall(summary, budgets, run.before, other),
    '',
    ...byGroup('kind', results, (one) => one.asked.question.kind),
    '',
    ...byGroup('language', results, (one) => one.asked.question.lang),
    '',
    ...(builtIn === undefined ? [] : [...describeModel(results), '', ...describeLosses(builtIn.losses), '']),
    '## What went wrong',
    '',
    ...results.flatMap(describeFaults),
    '',
  ].join('\n')
  return { markdown, summary, budgets }
}

/** The values of the last run of this title and so many questions whose report stands at `path`, if any. */
export function readKept(path: string, title: string, questions: number): Values {
  const file = `${path}.json`
  if (!existsSync(file)) return {}
  const kept = keptSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  // Another set of questions, or a part of it, is nothing to differ from.
  return kept.success && kept.data.title === title && kept.data.questions === questions
    ? kept.data.values
    : {}
}

export function keep(path: string, title: string, questions: number, report: Report): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, report.markdown)
  const values = Object.fromEntries(
    Object.entries(report.summary).map(([label, { value }]) => [label, value]),
  )
  writeFileSync(`${path}.json`, `${JSON.stringify({ title, questions, values }, undefined, 2)}\n`)
}

function overall(
  summary: Summary,
  budgets: readonly BudgetResult[],
  before: Values,
  other: Summary | null,
): readonly string[] {
  const rows = Object.entries(summary).map(([label, { value, low, high, count }]) => {
    const budget = budgets.find((one) => one.label === label)
    const limit =
      budget === undefined
        ? ''
        : `${budget.atLeast === undefined ? `≤ ${budget.atMost}` : `≥ ${budget.atLeast}`} ${budget.kept ? '✓' : '✗'}`
    const change = before[label] === undefined ? '' : signed(value - before[label])
    const cells = [short(value), `${short(low)} – ${short(high)}`, count, limit, change]
    if (other !== null) cells.push(other[label] === undefined ? '' : short(other[label].value))
    return `| ${label} | ${cells.join(' | ')} |`
  })
  const head = [
    'measure',
    'value',
    '95 %',
    'questions',
    'budget',
    'change',
    ...(other === null ? [] : ['built in']),
  ]
  return [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows]
}

/** What became of asking the model, and which checks its sentences did not pass. */
function describeModel(results: readonly ScoredQuestion[]): readonly string[] {
  const asked = results.flatMap(({ asked: { question, worded } }) =>
    worded === null ? [] : [{ question, worded }],
  )
  const ends = countBy(asked.map(({ worded }) => worded.generation.outcome))
  const faults = countBy(
    asked.flatMap(({ worded }) =>
      worded.generation.findings.map((one) => `${one.fault} (draft ${one.attempt})`),
    ),
  )
  const fallen = asked.filter(({ worded }) => worded.generation.outcome !== 'generated')
  return [
    '## The model',
    '',
    `Asked for ${asked.length} answers: ${ends || 'none'}.`,
    `Findings of the verifier: ${faults || 'none'}.`,
    ...fallen.map(({ question, worded }) => {
      const found = worded.generation.findings.map((one) => `${one.attempt}/${one.statement} ${one.fault}`)
      return `- ${question.id}: ${worded.generation.outcome}${found.length === 0 ? '' : `; ${found.join(', ')}`}`
    }),
  ]
}

function countBy(names: readonly string[]): string {
  return [...Map.groupBy(names, (name) => name)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([name, ones]) => `${name} ${ones.length}`)
    .join(', ')
}

function describeLosses(losses: readonly Loss[]): readonly string[] {
  return [
    '## Lost against the built-in answers',
    '',
    ...(losses.length === 0 ? ['Nothing.'] : losses.map(({ id, measure }) => `- ${id}: ${measure}`)),
  ]
}

function byGroup(
  name: string,
  results: readonly ScoredQuestion[],
  groupOf: (one: ScoredQuestion) => string,
): readonly string[] {
  const measured = summarise(results.map((one) => one.score))
  const labels = IN_TABLES.filter((label) => measured[label] !== undefined)
  const rows = [...Map.groupBy(results, groupOf)].map(([group, ones]) => {
    const summary = summarise(ones.map((one) => one.score))
    const cells = labels.map((label) => (summary[label] === undefined ? '' : short(summary[label].value)))
    return `| ${group} | ${ones.length} | ${cells.join(' | ')} |`
  })
  return [
    `| ${name} | questions | ${labels.join(' | ')} |`,
    `|---${'|---'.repeat(labels.length + 1)}|`,
    ...rows,
  ]
}

function describeFaults({ asked, score }: ScoredQuestion): readonly string[] {
  const faults = [
    score.rightProduct === 0 ? `product (resolved ${asked.products.join(', ') || 'none'})` : '',
    score.recall1 === 0
      ? `section at 1 (first ${asked.sections[0] ?? 'none'}; right at ${score.recall10 === 1 ? Math.round(1 / (score.reciprocalRank ?? 1)) : '> 10'})`
      : '',
    score.allSpans === 0 ? 'spans' : '',
    score.outcome === 0 ? `outcome ${asked.kind} instead of ${asked.question.expect}` : '',
    score.verbatim === 0 ? 'a quote is not verbatim' : '',
    (score.delivered ?? 1) < 1 ? 'a delivered sentence does not stand' : '',
    score.said === 0 ? 'something missing' : '',
    score.unsaid === 0 ? 'something that must not be said' : '',
  ].filter((fault) => fault !== '')
  return faults.length === 0 ? [] : [`- ${asked.question.id}: ${faults.join('; ')}`]
}

function short(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.001) return value.toPrecision(2)
  return Math.abs(value) >= 10 ? value.toFixed(0) : value.toFixed(3)
}
const signed = (value: number): string =>
  Math.abs(value) < 0.0005 ? '=' : `${value > 0 ? '+' : '−'}${short(Math.abs(value))}`
