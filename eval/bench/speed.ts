/**
 * Speed over synthetic labels, the same questions for each system in one run: retrieval and the whole answer over
 * HTTP, and, on a server, LangChain.js' PGVectorStore as shipped. Embedding is timed on neither side.
 */
import { createHashingEmbedder } from '../../llm/hashing-embedder.ts'
import { compose } from '../../main/compose.ts'
import { readConfig } from '../../main/config.ts'
import { createLog } from '../../main/log.ts'
import type { OpenDatabase } from '../../main/open-database.ts'
import { EVALUATOR } from '../build-corpus.ts'
import { openLangchainStore } from './langchain-store.ts'
import { measure, type Timing } from './measure.ts'
import type { SyntheticLabel } from './synthetic-labels.ts'

export interface SpeedRun {
  readonly database: OpenDatabase
  readonly databaseUrl: string | undefined
  readonly labels: readonly SyntheticLabel[]
  readonly questions: readonly string[]
}

export interface SpeedLine {
  readonly system: string
  readonly one: Timing
  readonly many: Timing
}

const CLIENTS = 8
/** What embedding models usually give; the cost of a search follows it, whatever the vectors mean. */
const MODEL_DIMENSIONS = 1024
const OTHER = 'LangChain.js PGVectorStore as shipped'

/** Closes the database. */
export async function measureSpeed(run: SpeedRun): Promise<readonly SpeedLine[]> {
  const { databaseUrl, questions } = run
  const lines: SpeedLine[] = []
  const time = async (system: string, call: (text: string) => Promise<unknown>): Promise<void> => {
    const one = await measure(questions, 1, call)
    const many = await measure(questions, CLIENTS, call, 0)
    lines.push({ system, one, many })
    console.log(`  ${system}: p50 ${one.p50.toFixed(1)} ms, p95 ${one.p95.toFixed(1)} ms`)
  }
  const config = readConfig({
    ADMIN_TOKEN: 'bench-token-of-this-run-only',
    EXAMPLES: 'off',
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  })
  const house = await compose(config, { database: run.database, log: createLog('warn') })
  try {
    await time('Pharos, retrieval', (text) =>
      house.rooms.retrieve({ text, reader: EVALUATOR, at: new Date(), history: [] }),
    )
    const { token } = await house.tokens.issue(EVALUATOR.userId, {}, null)
    const { url } = await house.api.listen('127.0.0.1', 0)
    await time('Pharos, whole answer', (text) => postQuestion(new URL('/v1/questions', url), token, text))
    if (databaseUrl !== undefined) {
      const embedder = createHashingEmbedder(MODEL_DIMENSIONS)
      const store = await openLangchainStore(databaseUrl, 'speed', syntheticPieces(run.labels), embedder)
      const vectors = await embedder.embed(questions)
      const byText = new Map(questions.map((text, at) => [text, vectors[at]!]))
      await time(`${OTHER}, ${store.pieces} pieces`, (text) => store.search(byText.get(text)!, 10))
      await store.close()
    }
  } finally {
    await house.close()
  }
  return lines
}

function syntheticPieces(labels: readonly SyntheticLabel[]) {
  return labels.flatMap((label) =>
    label.sections.map((section) => ({
      key: `${label.productId}#${section.heading}`,
      text: `${label.name}【${section.heading}】${section.text}`,
    })),
  )
}

async function postQuestion(url: URL, token: string, text: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  })
  if (!response.ok) throw new Error(`POST /v1/questions answered ${response.status}`)
  return response.json()
}

export function showSpeed(lines: readonly SpeedLine[]): string {
  const shipped = otherOf(lines)
  return [
    `| system | p50 ms | p95 ms | calls/s, ${CLIENTS} clients | ratio |`,
    '|---|---|---|---|---|',
    ...lines.map(({ system, one, many }) => {
      const ratio = shipped === undefined ? '' : `${(many.perSecond / shipped.many.perSecond).toFixed(1)} x`
      return `| ${system} | ${one.p50.toFixed(1)} | ${one.p95.toFixed(1)} | ${many.perSecond.toFixed(1)} | ${ratio} |`
    }),
  ].join('\n')
}

/** What the product promises of its speed; ratios hold on any machine, milliseconds on one that is not busy. */
export function isFastEnough(lines: readonly SpeedLine[]): boolean {
  const [retrieval, whole] = lines
  const shipped = otherOf(lines)
  if (retrieval === undefined || whole === undefined) return false
  if (shipped === undefined) return retrieval.one.p95 <= 25
  return (
    retrieval.one.p95 <= 12 && whole.one.p95 <= 50 && retrieval.many.perSecond >= 25 * shipped.many.perSecond
  )
}

const otherOf = (lines: readonly SpeedLine[]) => lines.find((line) => line.system.startsWith(OTHER))
