/**
 * What most projects start with, for comparison: LangChain.js' recursive splitter and its `PGVectorStore`, as
 * shipped, in a table of its own on the same server, with the same local embedder. Embedding is not
 * timed on either side: vectors are given.
 */
import { PGVectorStore } from '@langchain/community/vectorstores/pgvector'
import { Document } from '@langchain/core/documents'
import type { EmbeddingsInterface } from '@langchain/core/embeddings'
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters'
import pg from 'pg'
import type { Embedder } from '../../core/embedder.ts'
import type { SyntheticLabel } from './synthetic-labels.ts'

export interface LangchainStore {
  readonly pieces: number
  search(vector: readonly number[], k: number): Promise<unknown>
  close(): Promise<void>
}

const CHUNK = { chunkSize: 400, chunkOverlap: 40 }
const BLOCK = 500

/** Builds the store anew unless its table holds `pieces` rows already. */
export async function openLangchainStore(
  url: string,
  labels: readonly SyntheticLabel[],
  embedder: Embedder,
): Promise<LangchainStore> {
  const documents = await split(labels)
  const embeddings: EmbeddingsInterface = {
    embedDocuments: async (texts) => (await embedder.embed(texts)).map((vector) => [...vector]),
    embedQuery: async (text) => [...(await embedder.embed([text]))[0]!],
  }
  const table = `bench_langchain_${embedder.dimensions}`
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  const store = await PGVectorStore.initialize(embeddings, {
    pool,
    tableName: table,
    dimensions: embedder.dimensions,
  })
  const { rows } = await pool.query(`select count(*)::int as n from ${table}`)
  if (rows[0].n !== documents.length) {
    await pool.query(`truncate ${table}`)
    for (let start = 0; start < documents.length; start += BLOCK) {
      const block = documents.slice(start, start + BLOCK)
      await store.addVectors(await embeddings.embedDocuments(block.map((one) => one.pageContent)), block)
    }
    await pool.query(`analyze ${table}`)
  }
  return {
    pieces: documents.length,
    search: (vector, k) => store.similaritySearchVectorWithScore([...vector], k),
    close: () => store.end(),
  }
}

async function split(labels: readonly SyntheticLabel[]): Promise<Document[]> {
  const splitter = new RecursiveCharacterTextSplitter(CHUNK)
  const whole = labels.flatMap((label) =>
    label.sections.map(
      (section) =>
        new Document({
          pageContent: `${label.name}【${section.heading}】${section.text}`,
          metadata: { product: label.productId, heading: section.heading },
        }),
    ),
  )
  return splitter.splitDocuments(whole)
}
