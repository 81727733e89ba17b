/**
 * A run as Markdown: the measures with intervals, budgets and the difference to the run before, tables by
 * kind and language, and what went wrong question by question. The run's values are kept beside it as JSON.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Asked } from './ask.ts'
import { type Budget, type BudgetResult, checkBudgets } from './budgets.ts'
import type { Score } from './score.ts'
import { type Summary, summarise } from './summarise.ts'

export interface ScoredQuestion {
  readonly asked: Asked
  readonly score: Score
}

export interface Report {
  readonly markdown: string
  readonly summary: Summary
  readonly budgets: readonly BudgetResult[]
}

const keptSchema = z.object({ values: z.record(z.string(), z.number()) })
const IN_TABLES = [
  'right product',
  'section recall@1',
  'section recall@5',
  'all answer spans quoted',
  'quoted characters, median',
  'outcome as expected',
]

/** `before` are the values of an earlier run, by label. */
export function writeReport(
  title: string,
  results: readonly ScoredQuestion[],
  before: Readonly<Record<string, number>>,
  limits: readonly Budget[],
): Report {
  const summary = summarise(results.map((one) => one.score))
  const budgets = checkBudgets(summary, limits)
  const markdown = [
    `# ${title}`,
    '',
    `${results.length} questions.`,
    '',
    ...overall(summary, budgets, before),
    '',
    ...byGroup('kind', results, (one) => one.asked.question.kind),
    '',
    ...byGroup('language', results, (one) => one.asked.question.lang),
    '',
    '## What went wrong',
    '',
    ...results.flatMap(describeFaults),
    '',
  ].join('\n')
  return { markdown, summary, budgets }
}

/** The values of the run whose report stands at `path`; none when there is no such run. */
export function readKept(path: string): Readonly<Record<string, number>> {
  const kept = `${path}.json`
  return existsSync(kept) ? keptSchema.parse(JSON.parse(readFileSync(kept, 'utf8'))).values : {}
}

export function keep(path: string, report: Report): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, report.markdown)
  const values = Object.fromEntries(
    Object.entries(report.summary).map(([label, { value }]) => [label, value]),
  )
  writeFileSync(`${path}.json`, `${JSON.stringify({ values }, undefined, 2)}\n`)
}

function overall(
  summary: Summary,
  budgets: readonly BudgetResult[],
  before: Readonly<Record<string, number>>,
): readonly string[] {
  const rows = Object.entries(summary).map(([label, { value, low, high, count }]) => {
    const budget = budgets.find((one) => one.label === label)
    const limit =
      budget === undefined
        ? ''
        : `${budget.atLeast === undefined ? `≤ ${budget.atMost}` : `≥ ${budget.atLeast}`} ${budget.kept ? '✓' : '✗'}`
    const change = before[label] === undefined ? '' : signed(value - before[label])
    return `| ${label} | ${short(value)} | ${short(low)} – ${short(high)} | ${count} | ${limit} | ${change} |`
  })
  return ['| measure | value | 95 % | questions | budget | change |', '|---|---|---|---|---|---|', ...rows]
}

function byGroup(
  name: string,
  results: readonly ScoredQuestion[],
  groupOf: (one: ScoredQuestion) => string,
): readonly string[] {
  const rows = [...Map.groupBy(results, groupOf)].map(([group, ones]) => {
    const summary = summarise(ones.map((one) => one.score))
    const cells = IN_TABLES.map((label) => (summary[label] === undefined ? '' : short(summary[label].value)))
    return `| ${group} | ${ones.length} | ${cells.join(' | ')} |`
  })
  return [
    `| ${name} | questions | ${IN_TABLES.join(' | ')} |`,
    `|---${'|---'.repeat(IN_TABLES.length + 1)}|`,
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
    score.said === 0 ? 'something missing' : '',
    score.unsaid === 0 ? 'something that must not be said' : '',
  ].filter((fault) => fault !== '')
  return faults.length === 0 ? [] : [`- ${asked.question.id}: ${faults.join('; ')}`]
}

const short = (value: number): string => (Math.abs(value) >= 10 ? value.toFixed(0) : value.toFixed(3))
const signed = (value: number): string =>
  Math.abs(value) < 0.0005 ? '=' : `${value > 0 ? '+' : '−'}${short(Math.abs(value))}`
