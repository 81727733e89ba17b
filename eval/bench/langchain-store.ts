/**
 * What most projects start with, for comparison: LangChain.js' recursive splitter and its `PGVectorStore`, as
 * shipped, in a table of its own on the same server, with the same local embedder. Embedding is not
 * timed on either side: vectors are given.
 */
import { createHash } from 'node:crypto'
import { PGVectorStore } from '@langchain/community/vectorstores/pgvector'
import { Document } from '@langchain/core/documents'
import type { EmbeddingsInterface } from '@langchain/core/embeddings'
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters'
import pg from 'pg'
import type { Embedder } from '../../core/embedder.ts'
import type { IndexedText } from './bm25.ts'

export interface LangchainStore {
  readonly pieces: number
  /** Keys of the texts that the nearest `k` pieces were cut from, nearest first. */
  search(vector: readonly number[], k: number): Promise<readonly string[]>
  close(): Promise<void>
}

const CHUNK = { chunkSize: 400, chunkOverlap: 40 }
const BLOCK = 500

/** `name` is of its table, which is filled anew unless it holds just these pieces already. */
export async function openLangchainStore(
  url: string,
  name: string,
  texts: readonly IndexedText[],
  embedder: Embedder,
): Promise<LangchainStore> {
  const documents = await split(texts)
  const embeddings: EmbeddingsInterface = {
    embedDocuments: async (texts) => (await embedder.embed(texts)).map((vector) => [...vector]),
    embedQuery: async (text) => [...(await embedder.embed([text]))[0]!],
  }
  const table = `bench_langchain_${name}_${embedder.dimensions}_${fingerprint(texts)}`
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
    async search(vector, k) {
      const found = await store.similaritySearchVectorWithScore([...vector], k)
      return found.map(([document]) => String(document.metadata['key']))
    },
    close: () => store.end(),
  }
}

async function split(texts: readonly IndexedText[]): Promise<Document[]> {
  const splitter = new RecursiveCharacterTextSplitter(CHUNK)
  return splitter.splitDocuments(
    texts.map(({ key, text }) => new Document({ pageContent: text, metadata: { key } })),
  )
}

function fingerprint(texts: readonly IndexedText[]): string {
  const hash = createHash('sha256')
  for (const { key, text } of texts) hash.update(`${key}\n${text}\n`)
  return hash.digest('hex').slice(0, 8)
}
