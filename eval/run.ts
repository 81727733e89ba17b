/**
 * `npm run eval [-- DIR] [--out FILE] [--questions FILE] [--limit N] [--fresh] [--show ID,…]`: asks golden
 * questions and reports how good the answers are. Without DIR the corpus is the example company and the
 * questions are those of eval/golden/. DIR holds monographs/ (products.csv, monographs.jsonl.gz) and
 * questions/rep-questions.dev.jsonl. Exit code 1 when a budget is not kept.
 *
 * `npm run eval -- --mutations [DIR] [--out FILE] [--all]`: holds the verifier to wrong and true sentences
 * made from the example company's documents, and from the monographs of DIR (mutations/run-mutations.ts).
 */
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createAnswerQuestion } from '../assistant/answer-question.ts'
import { composeVerbatim } from '../assistant/compose-verbatim.ts'
import { systemClock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { silentLog } from '../core/log.ts'
import type { Reader } from '../core/reader.ts'
import { createRetrieve } from '../knowledge/retrieve.ts'
import { createAsk } from './ask.ts'
import { BUDGETS, type Budget, EXAMPLE_BUDGETS } from './budgets.ts'
import { buildCorpus, EVALUATOR } from './build-corpus.ts'
import { buildExamples, EXAMPLE_FILES, EXAMPLE_REP } from './build-examples.ts'
import { readQuestions } from './golden-question.ts'
import { runMutations } from './mutations/run-mutations.ts'
import { type CorpusSource, openCorpus } from './open-corpus.ts'
import { keep, readKept, type ScoredQuestion, writeReport } from './report.ts'
import { scoreAsked } from './score.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    limit: { type: 'string' },
    questions: { type: 'string' },
    show: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    mutations: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  },
})
const kept = options.mutations
  ? runMutations({ folder: positionals[0], out: options.out, all: options.all })
  : await evaluate(positionals[0])
process.exitCode = kept ? 0 : 1

interface Evaluation {
  readonly title: string
  readonly source: CorpusSource
  readonly questions: readonly string[]
  readonly reader: Reader
  readonly budgets: readonly Budget[]
  readonly out: string
}

async function evaluate(folder: string | undefined): Promise<boolean> {
  const { title, source, questions: files, reader, budgets, out: usual } = evaluationOf(folder)
  const database = await openCorpus(source, {
    databaseUrl: process.env['DATABASE_URL'],
    fresh: options.fresh,
  })
  const hasScans = await hasRecognisedText(database)
  const questions = files
    .flatMap((file) => readQuestions(file))
    .filter((question) => question.needs !== 'ocr' || hasScans)
    .slice(0, Number(options.limit ?? Number.POSITIVE_INFINITY))
  const embedder = { id: 'none/1', dimensions: 1, semantic: false, embed: async () => [] }
  const answer = createAnswerQuestion({
    database,
    clock: systemClock,
    retrieve: createRetrieve({ database, embedder, clock: systemClock }),
    compose: composeVerbatim,
    timezone: reader.timezone,
    forwardHours: 24,
    log: silentLog,
  })
  const ask = createAsk({ database, answer, reader })
  const results: ScoredQuestion[] = []
  for (const question of questions) {
    const asked = await ask(question)
    results.push({ asked, score: scoreAsked(asked) })
  }
  await database.close()
  show(results)
  const out = resolve(options.out ?? usual)
  const report = writeReport(`Evaluation of ${title}`, results, readKept(out), budgets)
  console.log(report.markdown)
  keep(out, report)
  return report.budgets.every((budget) => budget.kept)
}

function evaluationOf(folder: string | undefined): Evaluation {
  if (folder === undefined) {
    const golden = join(import.meta.dirname, 'golden')
    const own = readdirSync(golden).filter((name) => name.endsWith('.jsonl'))
    return {
      title: 'the example company',
      source: { name: 'examples', files: EXAMPLE_FILES, build: buildExamples },
      questions:
        options.questions === undefined ? own.map((name) => join(golden, name)) : [options.questions],
      reader: EXAMPLE_REP,
      budgets: EXAMPLE_BUDGETS,
      out: 'eval/reports/examples.md',
    }
  }
  const monographs = join(folder, 'monographs')
  const path = options.questions ?? join(folder, 'questions', 'rep-questions.dev.jsonl')
  return {
    title: path.split('/').at(-1)!,
    source: { name: 'monographs', files: [monographs], build: (empty) => buildCorpus(empty, monographs) },
    questions: [path],
    reader: EVALUATOR,
    budgets: BUDGETS,
    out: 'eval/reports/questions.md',
  }
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
function show(results: readonly ScoredQuestion[]): void {
  const wanted = options.show?.split(',') ?? []
  for (const { asked } of results) {
    if (!wanted.includes(asked.question.id) && !wanted.includes('all')) continue
    console.log(`## ${asked.question.id} ${asked.question.query}\n${asked.kind}\n${asked.text}\n`)
  }
}
