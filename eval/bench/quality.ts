/**
 * How well sections are found for the questions of an evaluation, by three systems over the same stored sections:
 * the product, plain BM25 over character bigrams, and LangChain.js' splitter and PGVectorStore as shipped with the
 * product's local embedder. The other two are given the words of the question alone; the product also has the
 * conversation and the product list, as it has at work.
 */
import type { Database } from '../../core/database.ts'
import type { Reader } from '../../core/reader.ts'
import { createHashingEmbedder } from '../../llm/hashing-embedder.ts'
import { createAsk } from '../ask.ts'
import type { GoldenQuestion } from '../golden-question.ts'
import { createBuiltInAnswerer } from '../open-answerer.ts'
import { seededRandom } from '../seeded-random.ts'
import { percentile } from '../summarise.ts'
import { createBm25, type IndexedText, type RankTexts } from './bm25.ts'
import { openLangchainStore } from './langchain-store.ts'

export interface QualityRun {
  readonly database: Database
  /** Without a server LangChain's store has nothing to stand on and is left out. */
  readonly databaseUrl: string | undefined
  readonly reader: Reader
  readonly questions: readonly GoldenQuestion[]
}

/** Whether one of the right sections is among the first so many, as means over the questions. */
export interface QualityLine {
  readonly system: string
  readonly questions: number
  readonly hit1: number
  readonly hit5: number
  readonly hit10: number
  readonly mrr10: number
  /** 95 % of `hit1`, by resampling the questions. */
  readonly interval: readonly [number, number]
}

const DEPTH = 10
/** Pieces of sections that ten sections may come of. */
const PIECES = 60
const RESAMPLES = 1000

export async function measureQuality(run: QualityRun): Promise<readonly QualityLine[]> {
  const { database, databaseUrl, reader } = run
  const questions = run.questions.filter(({ relevant }) => relevant.length > 0)
  const sections = await readSections(database)
  const ask = createAsk({ database, answer: createBuiltInAnswerer({ database, reader }), reader })
  const lines = [
    await score('Pharos', questions, async (question) => (await ask(question)).sections),
    await score('plain BM25, character bigrams', questions, byText(createBm25(sections))),
  ]
  if (databaseUrl !== undefined) {
    const embedder = createHashingEmbedder()
    const store = await openLangchainStore(databaseUrl, 'quality', sections, embedder)
    lines.push(
      await score('LangChain.js PGVectorStore as shipped', questions, async ({ query }) => {
        const [vector] = await embedder.embed([query])
        return [...new Set(await store.search(vector!, PIECES))].slice(0, DEPTH)
      }),
    )
    await store.close()
  }
  return lines
}

const byText = (rank: RankTexts) => async (question: GoldenQuestion) => rank(question.query, DEPTH)

async function score(
  system: string,
  questions: readonly GoldenQuestion[],
  rank: (question: GoldenQuestion) => Promise<readonly string[]>,
): Promise<QualityLine> {
  const places: number[] = []
  for (const question of questions) {
    const right = new Set([...question.relevant, ...question.acceptable])
    places.push((await rank(question)).slice(0, DEPTH).findIndex((key) => right.has(key)))
  }
  const within = (most: number) => (place: number) => (place >= 0 && place < most ? 1 : 0)
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  const random = seededRandom(questions.length)
  const draws = Array.from({ length: RESAMPLES }, () =>
    mean(places.map(() => within(1)(places[Math.floor(random() * places.length)]!))),
  )
  return {
    system,
    questions: questions.length,
    hit1: mean(places.map(within(1))),
    hit5: mean(places.map(within(5))),
    hit10: mean(places.map(within(DEPTH))),
    mrr10: mean(places.map((place) => (place < 0 ? 0 : 1 / (place + 1)))),
    interval: [percentile(draws, 0.025), percentile(draws, 0.975)],
  }
}

/** Every section in force with its document's title and its heading, under the key that golden questions use. */
async function readSections(database: Database): Promise<readonly IndexedText[]> {
  const rows = await database.query
    .selectFrom('sections as s')
    .innerJoin('versions as v', 'v.id', 's.version_id')
    .leftJoin('document_products as d', 'd.document_id', 'v.document_id')
    .select(['s.id', 's.heading', 's.text', 'v.title', 'd.product_id'])
    .where('v.in_force_from', '<=', new Date())
    .where((eb) => eb.or([eb('v.in_force_until', 'is', null), eb('v.in_force_until', '>', new Date())]))
    .orderBy('s.id')
    .execute()
  return [...Map.groupBy(rows, (row) => row.id).values()].map(([row, ...others]) => {
    const { product_id, title, heading, text } = row!
    const owner = others.length === 0 ? product_id : null
    return { key: `${owner ?? title}#${heading}`, text: `${title}【${heading}】${text}` }
  })
}

export function showQuality(lines: readonly QualityLine[]): string {
  const short = (value: number) => value.toFixed(2)
  return [
    '| system | questions | right section first | 95 % | among 5 | among 10 | MRR@10 |',
    '|---|---|---|---|---|---|---|',
    ...lines.map(
      ({ system, questions, hit1, interval: [low, high], hit5, hit10, mrr10 }) =>
        `| ${system} | ${questions} | ${short(hit1)} | ${short(low)} – ${short(high)} | ${short(hit5)} | ${short(hit10)} | ${short(mrr10)} |`,
    ),
  ].join('\n')
}
