/**
 * The vectors beside the passages: which passages lack one of a model, saving them, which model serves and
 * switching to another. Who makes them and when is embed-passages.ts.
 */
import { type RawBuilder, sql } from 'kysely'
import { toSql } from 'pgvector'
import type { Database, Queryable } from '../core/database.ts'
import { type EmbeddableFields, embeddableText } from './embed-texts.ts'

/** The model whose vectors serve; read with every question by term-weights.ts. */
const ACTIVE = 'embedding.active'
const PROGRESS = 'embedding.progress'
/** An arbitrary constant: two processes do not switch at once. */
const SWITCH_LOCK = 112_104_098

export interface MissingPassage {
  readonly passageId: number
  /** What is to be embedded. */
  readonly text: string
}

export interface EmbeddingProgress {
  readonly model: string
  readonly done: number
  readonly total: number
}

/** Passages without a vector of the model, by id from `after` on; of one version or of all. */
export async function passagesWithout(
  db: Queryable,
  model: string,
  {
    after = 0,
    limit,
    versionId,
  }: { readonly after?: number; readonly limit: number; readonly versionId?: string },
): Promise<readonly MissingPassage[]> {
  const { rows } = await sql<EmbeddableFields & { readonly id: number }>`
    select p.id, v.title, s.path, s.heading, p.header, p.text
    from passages p join sections s on s.id = p.section_id join versions v on v.id = p.version_id
    where p.id > ${after} and ${lacks(model)} and ${versionId === undefined ? sql`true` : sql`p.version_id = ${versionId}`}
    order by p.id limit ${limit}`.execute(db)
  return rows.map((row) => ({ passageId: Number(row.id), text: embeddableText(row) }))
}

function lacks(model: string): RawBuilder<boolean> {
  return sql<boolean>`not exists (select 1 from passage_vectors x where x.model = ${model} and x.passage_id = p.id)`
}

export interface PassageVector {
  readonly passageId: number
  readonly vector: readonly number[]
}

/** A vector that is there already stays; one of a passage that is gone meanwhile is dropped. */
export async function saveVectors(
  db: Queryable,
  model: string,
  vectors: readonly PassageVector[],
): Promise<void> {
  await sql`
    insert into passage_vectors (passage_id, model, embedding)
    select x.id, ${model}, x.embedding::vector
    from unnest(${vectors.map((one) => one.passageId)}::bigint[], ${vectors.map((one) => vectorText(one.vector))}::text[])
      as x (id, embedding)
    where exists (select 1 from passages p where p.id = x.id)
    on conflict (model, passage_id) do nothing`.execute(db)
}

/** pgvector's text form; seven decimals are what a 32-bit float of a unit vector holds, the rest would only be sent. */
export function vectorText(vector: readonly number[]): string {
  return toSql(vector.map((value) => Math.round(value * 1e7) / 1e7)) ?? ''
}

export async function countVectors(db: Queryable, model: string): Promise<{ done: number; total: number }> {
  const { rows } = await sql<{ done: number; total: number }>`
    select (select count(*) from passage_vectors where model = ${model})::int as done,
      (select count(*) from passages)::int as total`.execute(db)
  return rows[0] ?? { done: 0, total: 0 }
}

export async function findActiveModel(db: Queryable): Promise<string | null> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', ACTIVE).executeTakeFirst()
  return typeof row?.value === 'string' ? row.value : null
}

/**
 * In one transaction: the model serves from now on and the vectors of all others go. Does nothing and answers
 * false while a passage lacks its vector.
 */
export async function activateModel(database: Database, model: string, at: Date): Promise<boolean> {
  return database.transaction(async (trx) => {
    await sql`select pg_advisory_xact_lock(${SWITCH_LOCK}::bigint)`.execute(trx)
    const { rows } = await sql`select 1 from passages p where ${lacks(model)} limit 1`.execute(trx)
    if (rows.length > 0) return false
    await saveSetting(trx, ACTIVE, model, at)
    await trx.deleteFrom('passage_vectors').where('model', '<>', model).execute()
    return true
  })
}

export async function saveProgress(db: Queryable, progress: EmbeddingProgress, at: Date): Promise<void> {
  await saveSetting(db, PROGRESS, progress, at)
}

/** How far the last embedding of everything is; null before the first. */
export async function findProgress(db: Queryable): Promise<EmbeddingProgress | null> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', PROGRESS).executeTakeFirst()
  return (row?.value as EmbeddingProgress | undefined) ?? null
}

async function saveSetting(db: Queryable, key: string, value: unknown, at: Date): Promise<void> {
  const text = JSON.stringify(value)
  await db
    .insertInto('settings')
    .values({ key, value: text, updated_at: at })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text, updated_at: at }))
    .execute()
}
