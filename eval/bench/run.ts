/**
 * `npm run bench [-- DIR] [--only quality,speed,overhead,verification] [--publish]`: how well sections are found beside plain BM25
 * and LangChain.js' PGVectorStore, for the example company's golden questions or those of DIR (evaluation.ts); how
 * fast, over synthetic labels that are the same on every machine; and what the product adds around a slow model.
 *
 * With DATABASE_URL on that server (100,000 passages unless --passages says otherwise), else on the embedded database
 * (10,000), where LangChain's store has nothing to stand on. `--check` fails beyond the budgets; `--publish` writes
 * the README's tables and plots. Machines differ: read the ratios.
 */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import type { OpenDatabase } from '../../main/open-database.ts'
import { chooseEvaluation } from '../evaluation.ts'
import { openCorpus } from '../open-corpus.ts'
import { chooseQuestions } from '../run-questions.ts'
import { benchSource, labelsFor } from './bench-corpus.ts'
import { measureOverhead, type OverheadRun, showOverhead } from './overhead.ts'
import { publishPlot, publishTable } from './publish.ts'
import { measureQuality, showQuality } from './quality.ts'
import { plotQuality, plotSpeed } from './result-plots.ts'
import { isFastEnough, measureSpeed, showSpeed } from './speed.ts'
import { syntheticQuestions } from './synthetic-labels.ts'
import { measureVerification, showVerification } from './verification.ts'

const PARTS = ['quality', 'speed', 'overhead', 'verification'] as const
/** Around the model, 95 of 100. */
const MOST_OVERHEAD_MS = 60

/** Of an answer of several sentences. */
const MOST_VERIFICATION_MS = 2

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: PARTS.join(',') },
    passages: { type: 'string' },
    questions: { type: 'string', default: '400' },
    streams: { type: 'string', default: '50' },
    latency: { type: 'string', default: '5000' },
    fresh: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    publish: { type: 'boolean', default: false },
  },
})
const databaseUrl = process.env['DATABASE_URL'] || undefined
const passages = Number(options.passages ?? (databaseUrl === undefined ? 10_000 : 100_000))
const parts = options.only.split(',')
const unknown = parts.find((part) => !PARTS.some((known) => known === part))
if (unknown !== undefined) throw new Error(`--only knows ${PARTS.join(', ')}, not ${unknown}.`)

console.log(`load of the machine before: ${loadavg()[0]?.toFixed(1)}`)
let kept = true
if (parts.includes('quality')) await benchQuality(positionals[0])
if (parts.includes('speed')) kept = (await benchSpeed()) && kept
if (parts.includes('overhead')) kept = (await benchOverhead()) && kept
if (parts.includes('verification')) kept = benchVerification() && kept
if (options.check) process.exitCode = kept ? 0 : 1

async function benchQuality(folder: string | undefined): Promise<void> {
  const { title, source, reader, questions: files } = chooseEvaluation(folder, undefined)
  const database = await openCorpus(source, { databaseUrl, fresh: options.fresh })
  try {
    const questions = await chooseQuestions(database, files, undefined)
    const lines = await measureQuality({ database, databaseUrl, reader, questions })
    console.log(`\n## Quality, ${title}\n\n${showQuality(lines)}`)
    if (!options.publish) return
    publishTable('quality', showQuality(lines))
    publishPlot('bench-quality', plotQuality(lines))
  } finally {
    await database.close()
  }
}

async function benchSpeed(): Promise<boolean> {
  const { labels, database } = await openSynthetic()
  const questions = syntheticQuestions(labels, Number(options.questions))
  const lines = await measureSpeed({ database, databaseUrl, labels, questions })
  console.log(`\n## Speed\n\n${showSpeed(lines)}`)
  if (options.publish) {
    publishTable('speed', showSpeed(lines))
    publishPlot('bench-speed', plotSpeed(lines))
  }
  return isFastEnough(lines)
}

async function benchOverhead(): Promise<boolean> {
  const { labels, database } = await openSynthetic()
  const run: OverheadRun = {
    database,
    databaseUrl,
    questions: syntheticQuestions(labels, Number(options.questions)),
    streams: Number(options.streams),
    latencyMs: Number(options.latency),
  }
  const result = await measureOverhead(run)
  console.log(`\n## Around the model\n\n${showOverhead(run, result)}`)
  return result.p95 < MOST_OVERHEAD_MS
}

function benchVerification(): boolean {
  const result = measureVerification()
  console.log(`\n## Verification\n\n${showVerification(result)}`)
  return result.p50 < MOST_VERIFICATION_MS
}

async function openSynthetic() {
  const labels = labelsFor(passages)
  const database = await openCorpus(benchSource(labels), { databaseUrl, fresh: options.fresh })
  console.log(`\n${labels.length} synthetic labels, some ${passages} passages, ${database.engine}`)
  return { labels, database: database as OpenDatabase }
}
