/**
 * `npm run bench`: speed over synthetic labels (the same on every machine), the same questions for each system,
 * in one run. With DATABASE_URL on that server (100,000 passages unless --passages says otherwise), beside
 * LangChain.js' PGVectorStore; without on the embedded database (10,000). Read the ratios: machines differ.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createHashingEmbedder } from '../../llm/hashing-embedder.ts'
import { compose } from '../../main/compose.ts'
import { readConfig } from '../../main/config.ts'
import { createLog } from '../../main/log.ts'
import type { OpenDatabase } from '../../main/open-database.ts'
import { EVALUATOR } from '../build-corpus.ts'
import { openCorpus } from '../open-corpus.ts'
import { benchSource, labelsFor } from './bench-corpus.ts'
import { openLangchainStore } from './langchain-store.ts'
import { measure, type Timing } from './measure.ts'
import { syntheticQuestions } from './synthetic-labels.ts'

const CLIENTS = 8
/** What embedding models usually give; the cost of a search follows it, whatever the vectors mean. */
const MODEL_DIMENSIONS = 1024

const { values } = parseArgs({
  options: {
    passages: { type: 'string' },
    questions: { type: 'string' },
    out: { type: 'string' },
    fresh: { type: 'boolean' },
    check: { type: 'boolean' },
  },
})
const databaseUrl = process.env['DATABASE_URL'] || undefined
const passages = Number(values.passages ?? (databaseUrl === undefined ? 10_000 : 100_000))
const count = Number(values.questions ?? 400)

interface Line {
  readonly system: string
  readonly one: Timing
  readonly many: Timing
}

const labels = labelsFor(passages)
const questions = syntheticQuestions(labels, count)
const database = (await openCorpus(benchSource(labels), {
  databaseUrl,
  fresh: values.fresh === true,
})) as OpenDatabase
const config = readConfig({
  ADMIN_TOKEN: 'bench-token-of-this-run-only',
  EXAMPLES: 'off',
  ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
})
const house = await compose(config, { database, log: createLog('warn') })
const lines: Line[] = []
try {
  const { n } = await database.query
    .selectFrom('passages')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  console.log(`${n} passages of ${labels.length} labels, ${count} questions, ${database.engine}`)

  await run('Pharos, retrieval', (text) =>
    house.rooms.retrieve({ text, reader: EVALUATOR, at: new Date(), history: [] }),
  )
  await run('Pharos, whole answer (POST /v1/questions)', await httpCaller())
  if (databaseUrl !== undefined) {
    const embedder = createHashingEmbedder(MODEL_DIMENSIONS)
    const store = await openLangchainStore(databaseUrl, labels, embedder)
    const vectors = new Map(
      (await embedder.embed(questions)).map((vector, at) => [questions[at] as string, vector]),
    )
    await run(`LangChain.js PGVectorStore as shipped, ${store.pieces} pieces`, (text) =>
      store.search(vectors.get(text) ?? [], 10),
    )
    await store.close()
  }
} finally {
  await house.close()
}
const report = table(lines)
console.log(`\n${report}`)
if (values.out !== undefined) writeFileSync(values.out, `${report}\n`)
if (values.check === true) process.exitCode = withinBudgets(lines) ? 0 : 1

async function run(system: string, call: (text: string) => Promise<unknown>): Promise<void> {
  const one = await measure(questions, 1, call)
  const many = await measure(questions, CLIENTS, call, 0)
  lines.push({ system, one, many })
  console.log(
    `  ${system}: p50 ${one.p50.toFixed(1)} ms, p95 ${one.p95.toFixed(1)} ms, ${Math.round(many.perSecond)}/s`,
  )
}

async function httpCaller(): Promise<(text: string) => Promise<unknown>> {
  const { token } = await house.tokens.issue(EVALUATOR.userId, {}, null)
  const { url } = await house.api.listen('127.0.0.1', 0)
  return async (text) => {
    const response = await fetch(new URL('/v1/questions', url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
    })
    if (!response.ok) throw new Error(`POST /v1/questions answered ${response.status}`)
    return response.json()
  }
}

function table(all: readonly Line[]): string {
  const shipped = all.find((line) => line.system.startsWith('LangChain'))
  const head = `| system | p50 ms | p95 ms | calls/s, ${CLIENTS} clients | ratio |\n|---|---|---|---|---|`
  const body = all.map(({ system, one, many }) => {
    const ratio = shipped === undefined ? '' : `${(many.perSecond / shipped.many.perSecond).toFixed(1)} x`
    return `| ${system} | ${one.p50.toFixed(1)} | ${one.p95.toFixed(1)} | ${Math.round(many.perSecond)} | ${ratio} |`
  })
  return [head, ...body].join('\n')
}

/** What the product promises of its speed; ratios hold on any machine, milliseconds on one that is not busy. */
function withinBudgets(all: readonly Line[]): boolean {
  const [retrieval, whole] = all
  const shipped = all.find((line) => line.system.startsWith('LangChain'))
  if (retrieval === undefined || whole === undefined) return false
  if (shipped === undefined) return retrieval.one.p95 <= 25
  return (
    retrieval.one.p95 <= 12 && whole.one.p95 <= 50 && retrieval.many.perSecond >= 25 * shipped.many.perSecond
  )
}
