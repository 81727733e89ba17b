/**
 * `npm run eval -- --mutations [DIR] [--out FILE] [--all]`: holds the verifier to thousands of wrong and
 * true sentences, and reports how many wrong ones escape and how many true ones are blocked, by kind, with
 * what each miss was. Answers false when a budget is not kept.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { verifyComposition } from '../../assistant/guard/citations.ts'
import type { Hit } from '../../knowledge/retrieval.ts'
import type { Trial } from './case.ts'
import { trueTrials, wrongTrials } from './make-trials.ts'
import { exampleStatements, monographStatements, ownStatements } from './source-statements.ts'

export const MUTATION_BUDGETS = { escapes: 0.005, falseBlocks: 0.01 } as const
const SEED = 20260301
const EACH_WRONG = 300
const EACH_TRUE = 300
const SHOWN = 12

export interface MutationOptions {
  /** Monographs beside the committed statements. */
  readonly folder?: string | undefined
  readonly out?: string | undefined
  /** Shows every miss, not only the first of each kind. */
  readonly all?: boolean | undefined
  readonly seed?: number | undefined
}

export interface Tally {
  readonly kind: string
  readonly trials: number
  readonly misses: readonly { readonly trial: Trial; readonly verdict: string }[]
}

export interface MutationResult {
  readonly wrong: readonly Tally[]
  readonly right: readonly Tally[]
  readonly escapeRate: number
  readonly falseBlockRate: number
  readonly millisecondsEach: number
  readonly kept: boolean
}

/** Prints and keeps the report; true when both budgets are kept. */
export function runMutations(options: MutationOptions): boolean {
  const result = measureMutations(options)
  const report = writeReport(result, options.all === true ? Number.POSITIVE_INFINITY : SHOWN)
  console.log(report)
  if (options.out !== undefined) {
    const path = resolve(options.out)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, report)
  }
  return result.kept
}

export function measureMutations(options: MutationOptions): MutationResult {
  const statements = [
    ...ownStatements(),
    ...exampleStatements(),
    ...(options.folder === undefined ? [] : monographStatements(options.folder)),
  ]
  const seed = options.seed ?? SEED
  const wrongOnes = wrongTrials(statements, EACH_WRONG, seed)
  const trueOnes = trueTrials(statements, EACH_TRUE, seed + 1)
  const started = performance.now()
  const wrong = tally(wrongOnes)
  const right = tally(trueOnes)
  const millisecondsEach = (performance.now() - started) / (wrongOnes.length + trueOnes.length)
  const escapeRate = rate(wrong)
  const falseBlockRate = rate(right)
  const kept = escapeRate <= MUTATION_BUDGETS.escapes && falseBlockRate <= MUTATION_BUDGETS.falseBlocks
  return { wrong, right, escapeRate, falseBlockRate, millisecondsEach, kept }
}

/** What the verifier says of a sentence, as of an answer. */
export function verdictOf(trial: Trial): string {
  const hit = hitOf(trial)
  const { verdicts } = verifyComposition(
    [{ role: 'statement', text: trial.sentence, citations: [{ passageId: 1, quote: trial.quote }] }],
    { hits: [hit], productIds: new Set([trial.askedProductId]) },
  )
  return verdicts[0]!.verdict
}

/** The section of the source as if it had been retrieved. */
export function hitOf({ source }: Trial): Hit {
  return {
    passageId: 1,
    sectionId: 's',
    versionId: 'v',
    documentId: 'd',
    kind: 'label',
    title: source.title,
    effectiveFrom: null,
    section: source.heading,
    sectionCode: null,
    path: [],
    page: null,
    text: source.sectionText,
    sectionText: source.sectionText,
    start: 0,
    end: source.sectionText.length,
    passageKind: 'prose',
    header: null,
    productIds: [source.productId],
    score: 1,
  }
}

function tally(trials: readonly Trial[]): readonly Tally[] {
  return [...Map.groupBy(trials, (trial) => trial.kind)].map(([kind, ones]) => ({
    kind,
    trials: ones.length,
    misses: ones.flatMap((trial) => {
      const verdict = verdictOf(trial)
      return (verdict === 'verified') === trial.isTrue ? [] : [{ trial, verdict }]
    }),
  }))
}

function rate(tallies: readonly Tally[]): number {
  const trials = tallies.reduce((sum, one) => sum + one.trials, 0)
  return tallies.reduce((sum, one) => sum + one.misses.length, 0) / Math.max(1, trials)
}

function writeReport(result: MutationResult, shown: number): string {
  return [
    '# Mutation suite',
    '',
    ...table('Wrong sentences', 'escaped', result.wrong, result.escapeRate, MUTATION_BUDGETS.escapes),
    '',
    ...table('True sentences', 'blocked', result.right, result.falseBlockRate, MUTATION_BUDGETS.falseBlocks),
    '',
    `${result.millisecondsEach.toFixed(2)} ms a sentence.`,
    '',
    '## Misses',
    '',
    ...[...result.wrong, ...result.right].flatMap(({ kind, misses }) =>
      misses
        .slice(0, shown)
        .map(
          ({ trial, verdict }) =>
            `- ${kind} (${verdict}): “${oneLine(trial.sentence)}” of “${oneLine(trial.quote)}”`,
        ),
    ),
    '',
  ].join('\n')
}

function table(
  title: string,
  what: string,
  tallies: readonly Tally[],
  share: number,
  budget: number,
): readonly string[] {
  const all = tallies.reduce((sum, one) => sum + one.trials, 0)
  const missed = tallies.reduce((sum, one) => sum + one.misses.length, 0)
  const percent = (value: number) => `${(value * 100).toFixed(2)} %`
  return [
    `## ${title}`,
    '',
    `| kind | sentences | ${what} | share |`,
    '|---|---|---|---|',
    ...tallies.map(
      ({ kind, trials, misses }) =>
        `| ${kind} | ${trials} | ${misses.length} | ${percent(misses.length / Math.max(1, trials))} |`,
    ),
    `| **all** | ${all} | ${missed} | ${percent(share)} (≤ ${percent(budget)} ${share <= budget ? '✓' : '✗'}) |`,
  ]
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/gu, ' ')
