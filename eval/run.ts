/**
 * `npm run eval -- DIR [--out FILE] [--limit N] [--fresh] [--show ID,…]`: asks golden questions of a corpus
 * and reports how good the answers are. DIR holds monographs/ (products.csv, monographs.jsonl.gz) and
 * questions/rep-questions.dev.jsonl. Exit code 1 when a budget is not kept.
 */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createAnswerQuestion } from '../assistant/answer-question.ts'
import { composeVerbatim } from '../assistant/compose-verbatim.ts'
import { systemClock } from '../core/clock.ts'
import { silentLog } from '../core/log.ts'
import { createRetrieve } from '../knowledge/retrieve.ts'
import { createAsk } from './ask.ts'
import { buildCorpus, EVALUATOR } from './build-corpus.ts'
import { readQuestions } from './golden-question.ts'
import { openCorpus } from './open-corpus.ts'
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
  },
})
process.exitCode = (await evaluate(positionals[0])) ? 0 : 1

async function evaluate(folder: string | undefined): Promise<boolean> {
  if (folder === undefined) throw new Error('Usage: npm run eval -- DIR')
  const monographs = join(folder, 'monographs')
  const database = await openCorpus(
    { name: 'monographs', files: [monographs], build: (empty) => buildCorpus(empty, monographs) },
    { databaseUrl: process.env['DATABASE_URL'], fresh: options.fresh },
  )
  const path = options.questions ?? join(folder, 'questions', 'rep-questions.dev.jsonl')
  const questions = readQuestions(path).slice(0, Number(options.limit ?? Number.POSITIVE_INFINITY))
  const embedder = { id: 'none/1', dimensions: 1, semantic: false, embed: async () => [] }
  const answer = createAnswerQuestion({
    database,
    clock: systemClock,
    retrieve: createRetrieve({ database, embedder, clock: systemClock }),
    compose: composeVerbatim,
    timezone: EVALUATOR.timezone,
    forwardHours: 24,
    log: silentLog,
  })
  const ask = createAsk({ database, answer, reader: EVALUATOR })
  const results: ScoredQuestion[] = []
  for (const question of questions) {
    const asked = await ask(question)
    results.push({ asked, score: scoreAsked(asked) })
  }
  await database.close()
  show(results)
  const out = resolve(options.out ?? 'eval/reports/questions.md')
  const report = writeReport(`Evaluation of ${path.split('/').at(-1)}`, results, readKept(out))
  console.log(report.markdown)
  keep(out, report)
  return report.budgets.every((budget) => budget.kept)
}

/** The answers in full, as a rep would see them. */
function show(results: readonly ScoredQuestion[]): void {
  const wanted = options.show?.split(',') ?? []
  for (const { asked } of results) {
    if (!wanted.includes(asked.question.id) && !wanted.includes('all')) continue
    console.log(`## ${asked.question.id} ${asked.question.query}\n${asked.kind}\n${asked.text}\n`)
  }
}
