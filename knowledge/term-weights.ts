/**
 * What a question needs to know before it searches, in one round trip: in how many passages each of its terms
 * stands, how many passages there are, which revision the product list has, which embedding model serves.
 */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { ALL_PASSAGES } from './index-passages.ts'

export interface IndexState {
  readonly passages: number
  readonly productRevision: number
  /** Model whose vectors serve now; null before the first embedding. */
  readonly embeddingModel: string | null
  /** Term -> passages that have it; a term that no passage has is missing. */
  readonly counts: ReadonlyMap<number, number>
}

export async function readIndexState(db: Queryable, terms: readonly number[]): Promise<IndexState> {
  const { rows } = await sql<{ kind: string; key: number; value: string }>`/* prepared:index_state */
    select 'term' as kind, term as key, passages::text as value from lexical_terms
      where term = any (${[ALL_PASSAGES, ...terms]}::integer[])
    union all select 'products', 0, revision::text from revisions where subject = 'products'
    union all select 'embedding', 0, value #>> '{}' from settings where key = 'embedding.active'`.execute(db)
  const counts = new Map<number, number>()
  let productRevision = 0
  let embeddingModel: string | null = null
  for (const row of rows) {
    if (row.kind === 'term') counts.set(Number(row.key), Number(row.value))
    else if (row.kind === 'products') productRevision = Number(row.value)
    else embeddingModel = row.value
  }
  return { passages: counts.get(ALL_PASSAGES) ?? 0, productRevision, embeddingModel, counts }
}

/** Inverse document frequency as BM25 has it, never negative; a term that no passage has can match nothing. */
export function inverseFrequency(passages: number, withTerm: number): number {
  return Math.log(1 + (passages - Math.min(withTerm, passages) + 0.5) / (withTerm + 0.5))
}
