/**
 * Puts one golden question, with the turns before it, to the answerer that every channel uses, and notes
 * what came back in terms that a score can be computed from. What was retrieved is read from the
 * ledger's trace: it is what the answer was really made of. Nothing is judged here.
 */
import type { Answer, AnswerKind, AnswerMode, AnswerQuestion, Generation } from '../assistant/answer.ts'
import type { Database } from '../core/database.ts'
import type { Reader } from '../core/reader.ts'
import { quoteKey } from '../core/text/normalize.ts'
import type { GoldenQuestion } from './golden-question.ts'
import type { ModelWatch, WatchedCall } from './models/watch-model.ts'
import { verifyDelivered } from './verify-delivered.ts'

export interface Quoted {
  readonly text: string
  /** Whether it stands in the stored section, after NFKC and without white space. */
  readonly verbatim: boolean
}

export interface Asked {
  readonly question: GoldenQuestion
  /** Products that were resolved. */
  readonly products: readonly string[]
  /** Keys of the sections found, best first, each once. */
  readonly sections: readonly string[]
  /** Ids of products that own a section found alone. */
  readonly owners: ReadonlySet<string>
  readonly kind: AnswerKind
  readonly mode: AnswerMode
  readonly text: string
  readonly quotes: readonly Quoted[]
  readonly retrieveMs: number
  readonly answerMs: number
  /** Where a model was asked to word the answer. */
  readonly worded: WordedBy | null
}

/** What a model had to do with an answer. */
export interface WordedBy {
  readonly generation: Pick<Generation, 'outcome' | 'attempts' | 'usage' | 'cost' | 'findings'>
  readonly calls: readonly WatchedCall[]
  /** The delivered sentences, verified once more from the store; null when the built-in answer was delivered. */
  readonly delivered: { readonly stand: number; readonly sentences: number } | null
}

/** What assistant/trace.ts writes, as far as it is read here. */
interface Trace {
  readonly resolution: readonly { readonly productId: string }[]
  readonly candidates: readonly { readonly sectionId: string }[]
  readonly timings: { readonly retrieval: { readonly total: number } }
  readonly generation: Generation | null
}

export interface AskDeps {
  readonly database: Database
  readonly answer: AnswerQuestion
  readonly reader: Reader
  /** Of the model that words the answers, where one does. */
  readonly watch?: ModelWatch | undefined
}

export type AskGolden = (question: GoldenQuestion) => Promise<Asked>

export function createAsk({ database, answer, reader, watch }: AskDeps): AskGolden {
  return async (question) => {
    let conversationId: string | undefined
    for (const { role, content } of question.history) {
      if (role !== 'user') continue
      conversationId = (await answer({ text: content, reader, channel: 'eval', conversationId }))
        .conversationId
    }
    watch?.take()
    const started = performance.now()
    const given = await answer({ text: question.query, reader, channel: 'eval', conversationId })
    const answerMs = performance.now() - started
    const calls = watch?.take() ?? []
    const trace = await readTrace(database, given.id)
    const keys = await sectionKeys(
      database,
      trace.candidates.map((candidate) => candidate.sectionId),
    )
    const products = trace.resolution.map((one) => one.productId)
    return {
      question,
      products,
      owners: new Set([...keys.values()].flatMap(({ owner }) => owner ?? [])),
      sections: [...new Set(trace.candidates.map(({ sectionId }) => keys.get(sectionId)?.key ?? sectionId))],
      kind: given.kind,
      mode: given.mode,
      text: given.text,
      quotes: await checkQuotes(database, given),
      retrieveMs: trace.timings.retrieval.total,
      answerMs,
      worded: trace.generation === null ? null : await wordedBy(trace.generation, given, calls, products),
    }
  }

  async function wordedBy(
    generation: Generation,
    given: Answer,
    calls: readonly WatchedCall[],
    products: readonly string[],
  ): Promise<WordedBy | null> {
    if (generation.attempts === 0) return null
    const delivered =
      given.mode === 'generated' ? await verifyDelivered(database, given.id, given, products) : null
    return { generation, calls, delivered }
  }
}

async function readTrace(database: Database, answerId: string): Promise<Trace> {
  const row = await database.query
    .selectFrom('answers')
    .select('trace')
    .where('id', '=', answerId)
    .executeTakeFirstOrThrow()
  return row.trace as Trace
}

async function checkQuotes(database: Database, answer: Answer): Promise<readonly Quoted[]> {
  if (answer.citations.length === 0) return []
  const rows = await database.query
    .selectFrom('answer_citations as c')
    .innerJoin('sections as s', 's.id', 'c.section_id')
    .select(['c.n', 's.text'])
    .where('c.answer_id', '=', answer.id)
    .execute()
  const stored = new Map(rows.map((row) => [row.n, quoteKey(row.text)]))
  return answer.citations.map(({ n, quote }) => ({
    text: quote,
    verbatim: stored.get(n)?.includes(quoteKey(quote)) ?? false,
  }))
}

interface SectionKey {
  readonly key: string
  readonly owner: string | null
}

/** Section id -> "product id#heading"; the title stands for a document of no product or of several. */
async function sectionKeys(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SectionKey>> {
  if (ids.length === 0) return new Map()
  const rows = await database.query
    .selectFrom('sections as s')
    .innerJoin('versions as v', 'v.id', 's.version_id')
    .leftJoin('document_products as d', 'd.document_id', 'v.document_id')
    .select(['s.id', 's.heading', 'd.product_id', 'v.title'])
    .where('s.id', 'in', [...new Set(ids)])
    .execute()
  return new Map(
    [...Map.groupBy(rows, (row) => row.id)].map(([id, [row, ...others]]) => {
      const owner = others.length === 0 ? row!.product_id : null
      return [id, { key: `${owner ?? row!.title}#${row!.heading}`, owner }]
    }),
  )
}
