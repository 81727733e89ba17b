/**
 * Asks golden questions and reports how good the answers are: built in, or in a model's words, which are then held
 * against the built-in answers to the same questions, question by question.
 */
import { join, resolve } from 'node:path'
import type { Database } from '../core/database.ts'
import { type AskGolden, createAsk } from './ask.ts'
import { WORDED_BUDGETS } from './budgets.ts'
import { findLosses } from './compare-modes.ts'
import { chooseEvaluation, type Evaluation } from './evaluation.ts'
import { type GoldenQuestion, readQuestions } from './golden-question.ts'
import type { ScriptedModel } from './models/scripted-model.ts'
import { createBuiltInAnswerer, type ModelAnswerer, openModelAnswerer } from './open-answerer.ts'
import { openCorpus } from './open-corpus.ts'
import { keep, type ReportedRun, readKept, writeReport } from './report.ts'
import { type ScoredQuestion, scoreAsked } from './score.ts'

export interface QuestionsRun {
  readonly folder?: string | undefined
  /** Another file of questions. */
  readonly questions?: string | undefined
  readonly mode: 'built-in' | 'generated'
  /** A part of the questions is reported but not kept as the last run, unless `out` says where. */
  readonly limit?: number | undefined
  readonly out?: string | undefined
  readonly fresh: boolean
  /** Ids of questions whose answers are printed, `all` for every one. */
  readonly show: readonly string[]
}

type Described = Omit<ReportedRun, 'before'>

const SCRIPT_NOTE =
  'The model is a script on loopback, reached through the real SDK. For each question it is handed the stretches of text that answer; it finds them in its prompt, says them in other words and quotes them. So this measures what the way through prompt, verification and repair loses, not how good a model is; its latency is nothing and its tokens are characters.'

/** Whether every budget was kept, and by script nothing lost. */
export async function runQuestions(run: QuestionsRun): Promise<boolean> {
  const evaluation = chooseEvaluation(run.folder, run.questions)
  const database = await openCorpus(evaluation.source, {
    databaseUrl: process.env['DATABASE_URL'] || undefined,
    fresh: run.fresh,
  })
  try {
    const questions = await chooseQuestions(database, evaluation.questions, run.limit)
    const { described, lost } =
      run.mode === 'generated'
        ? await askModel(database, evaluation, questions)
        : { described: await askRules(database, evaluation, questions), lost: false }
    show(described.results, run.show)
    const usual = `${evaluation.name}${run.mode === 'generated' ? '-generated' : ''}.md`
    const out = resolve(run.out ?? join(import.meta.dirname, 'reports', usual))
    const { title, results } = described
    const report = writeReport({ ...described, before: readKept(out, title, results.length) })
    console.log(report.markdown)
    if (run.limit === undefined || run.out !== undefined) keep(out, title, results.length, report)
    return report.budgets.every((budget) => budget.kept) && !lost
  } finally {
    await database.close()
  }
}

export async function chooseQuestions(
  database: Database,
  files: readonly string[],
  limit: number | undefined,
): Promise<readonly GoldenQuestion[]> {
  const hasScans = await hasRecognisedText(database)
  return files
    .flatMap((file) => readQuestions(file))
    .filter((question) => question.needs !== 'ocr' || hasScans)
    .slice(0, limit ?? Number.POSITIVE_INFINITY)
}

async function askRules(
  database: Database,
  { title, reader, budgets }: Evaluation,
  questions: readonly GoldenQuestion[],
): Promise<Described> {
  const ask = createAsk({ database, answer: createBuiltInAnswerer({ database, reader }), reader })
  return { title: `Evaluation of ${title}`, results: await askAll(ask, questions), limits: budgets }
}

async function askModel(database: Database, evaluation: Evaluation, questions: readonly GoldenQuestion[]) {
  const { title, reader, budgets } = evaluation
  const { results: builtIn } = await askRules(database, evaluation, questions)
  const answerer = await openModelAnswerer({ database, reader })
  try {
    const results = await askAll(askerOf(answerer, { database, reader }), questions)
    const losses = findLosses(builtIn, results)
    const described: Described = {
      title: `Evaluation of ${title} in the words of ${answerer.model}`,
      notes: answerer.script === null ? [] : [SCRIPT_NOTE],
      results,
      limits: [...budgets, ...WORDED_BUDGETS],
      builtIn: { results: builtIn, losses },
    }
    // What a real model chooses to leave out is its own affair; the report shows it.
    return { described, lost: answerer.script !== null && losses.length > 0 }
  } finally {
    await answerer.close()
  }
}

function askerOf(
  { answer, watch, script }: ModelAnswerer,
  deps: { readonly database: Database; readonly reader: Evaluation['reader'] },
): AskGolden {
  const ask = createAsk({ ...deps, answer, watch })
  return (question) => {
    handOver(script, question)
    return ask(question)
  }
}

function handOver(script: ScriptedModel | null, { answer_spans, must_say }: GoldenQuestion): void {
  script?.handOver([...answer_spans, ...must_say])
}

async function askAll(
  ask: AskGolden,
  questions: readonly GoldenQuestion[],
): Promise<readonly ScoredQuestion[]> {
  const results: ScoredQuestion[] = []
  for (const question of questions) {
    const asked = await ask(question)
    results.push({ asked, score: scoreAsked(asked) })
  }
  return results
}

/** No file was left unread for want of recognition. */
async function hasRecognisedText(database: Database): Promise<boolean> {
  const waiting = await database.query
    .selectFrom('versions')
    .select('id')
    .where('extraction', '!=', 'done')
    .limit(1)
    .executeTakeFirst()
  return waiting === undefined
}

/** The answers in full, as a rep would see them. */
function show(results: readonly ScoredQuestion[], wanted: readonly string[]): void {
  for (const { asked } of results) {
    if (!wanted.includes(asked.question.id) && !wanted.includes('all')) continue
    console.log(`## ${asked.question.id} ${asked.question.query}\n${asked.kind}\n${asked.text}\n`)
  }
}
