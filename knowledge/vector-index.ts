/**
 * One approximate index (HNSW) for each embedding model, once there are so many vectors that reading all of
 * them costs more than a question may. Below that, and on the embedded engine where building one takes
 * minutes, the search is exact. Filters are met by iterative scans, which pgvector has from 0.8 on: without
 * them an index would return too few rows, so an older pgvector gets no index either.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Database, Queryable } from '../core/database.ts'
import { type Log, silentLog } from '../core/log.ts'
import { termId } from '../core/text/tokens.ts'

export interface VectorIndex {
  /** Builds the model's index when it pays and is not there; other processes go on meanwhile. */
  ensure(model: string): Promise<void>
  /** Drops the indexes of models that serve no more. */
  dropOthers(model: string): Promise<void>
  /** Whether the model's index may be used. Remembered; asked again now and then while it is not there. */
  isBuilt(model: string): Promise<boolean>
}

export interface VectorIndexDeps {
  readonly database: Database
  readonly log?: Log
  /** Rows from which an index pays; default by the dimension. */
  readonly fromRows?: number
}

const PREFIX = 'passage_vectors_hnsw_'
/** An index pays from about this many numbers: an exact scan of them takes some 30 ms. */
const EXACT_NUMBERS = 10_000_000
const FEWEST_ROWS = 5_000
/** What HNSW takes: `vector` to 2,000 dimensions, `halfvec` to 4,000. */
const VECTOR_LIMIT = 2000
const HALFVEC_LIMIT = 4000
const ASK_AGAIN_MS = 30_000
const BUILD_LOCK = 112_104_099
const BUILD_MEMORY = '256MB'

export function createVectorIndex(deps: VectorIndexDeps): VectorIndex {
  const { database, log = silentLog } = deps
  const built = new Set<string>()
  const asked = new Map<string, number>()

  async function isBuilt(model: string): Promise<boolean> {
    if (database.engine === 'pglite') return false
    if (built.has(model)) return true
    const now = performance.now()
    if (now < (asked.get(model) ?? Number.NEGATIVE_INFINITY) + ASK_AGAIN_MS) return false
    asked.set(model, now)
    const found = await findIndex(database.query, indexName(model))
    if (found === 'valid') built.add(model)
    return found === 'valid'
  }

  return {
    isBuilt,
    async ensure(model) {
      if (database.engine === 'pglite' || built.has(model)) return
      const dimensions = await dimensionsOf(database.query, model)
      if (dimensions === undefined || dimensions > HALFVEC_LIMIT) return
      const fromRows = deps.fromRows ?? Math.max(FEWEST_ROWS, Math.ceil(EXACT_NUMBERS / dimensions))
      if (!(await hasRows(database.query, model, fromRows))) return
      if (!(await canScanIteratively(database.query))) return
      const started = performance.now()
      // A session of its own: an index is built outside a transaction, and the lock belongs to the session.
      const done = await database.query.connection().execute(async (session) => {
        // Tried, not waited for: a build waits for every statement that is older, so also for one that waits.
        const { rows } = await sql<{ locked: boolean }>`
          select pg_try_advisory_lock(${BUILD_LOCK}::bigint) as locked`.execute(session)
        if (rows[0]?.locked !== true) return false
        try {
          await build(session, model, dimensions)
        } finally {
          await sql`select pg_advisory_unlock(${BUILD_LOCK}::bigint)`.execute(session)
        }
        return true
      })
      if (!done) return
      built.add(model)
      log.info('embedding.index', { model, ms: Math.round(performance.now() - started) })
    },
    async dropOthers(model) {
      if (database.engine === 'pglite') return
      const { rows } = await sql<{ relname: string }>`
        select relname from pg_class where relkind = 'i' and starts_with(relname, ${PREFIX})
          and relname <> ${indexName(model)}`.execute(database.query)
      for (const { relname } of rows) {
        await sql`drop index concurrently if exists ${sql.id(relname)}`.execute(database.query)
      }
      for (const other of built) if (other !== model) built.delete(other)
    },
  }
}

/**
 * The distance between a stored vector (`x.embedding`) and the question's, written as the model's index has it.
 * With `exact`, as no index has it: a scan of the rows that pass the filters.
 */
export function distance(
  vector: RawBuilder<unknown>,
  dimensions: number,
  exact: boolean,
): RawBuilder<number> {
  if (exact) return sql<number>`(x.embedding <=> ${vector}::vector)`
  const type = typeOf(dimensions)
  return sql<number>`(${indexed(dimensions)} <=> ${vector}::${type})`
}

/** The model as a literal: only then can the planner see that the partial index covers the query. */
export function ofModel(model: string): RawBuilder<boolean> {
  return sql<boolean>`x.model = ${sql.lit(model)}`
}

const SETTINGS = {
  'hnsw.iterative_scan': 'relaxed_order',
  'hnsw.ef_search': '100',
  'hnsw.max_scan_tuples': '40000',
  'hnsw.scan_mem_multiplier': '2',
  // With few rows in force the planner would rather sort them all; its estimate knows nothing of wide rows.
  enable_sort: 'off',
  // That switch works by an absurd cost, which would have the plan compiled for seconds.
  jit: 'off',
}

/** For one transaction: scans go on until the filters have let enough rows through. */
export async function scanIteratively(trx: Queryable): Promise<void> {
  const settings = Object.entries(SETTINGS).map(([name, value]) => sql`set_config(${name}, ${value}, true)`)
  await sql`select ${sql.join(settings)}`.execute(trx)
}

async function build(session: Queryable, model: string, dimensions: number): Promise<void> {
  const name = indexName(model)
  const found = await findIndex(session, name)
  if (found === 'valid') return
  // A build that was cut off leaves an index that nothing uses and every write pays for.
  if (found === 'invalid') await sql`drop index concurrently if exists ${sql.id(name)}`.execute(session)
  await sql`select set_config('maintenance_work_mem', ${BUILD_MEMORY}, false)`.execute(session)
  try {
    await sql`create index concurrently ${sql.id(name)} on passage_vectors
      using hnsw ((embedding::${typeOf(dimensions)}) ${operators(dimensions)})
      where model = ${sql.lit(model)}`.execute(session)
  } finally {
    await sql`reset maintenance_work_mem`.execute(session)
  }
}

function indexed(dimensions: number): RawBuilder<unknown> {
  return sql`x.embedding::${typeOf(dimensions)}`
}

function typeOf(dimensions: number): RawBuilder<unknown> {
  return sql.raw(`${dimensions > VECTOR_LIMIT ? 'halfvec' : 'vector'}(${Math.trunc(dimensions)})`)
}

function operators(dimensions: number): RawBuilder<unknown> {
  return sql.raw(dimensions > VECTOR_LIMIT ? 'halfvec_cosine_ops' : 'vector_cosine_ops')
}

function indexName(model: string): string {
  return `${PREFIX}${termId(model)}`
}

async function findIndex(db: Queryable, name: string): Promise<'valid' | 'invalid' | 'missing'> {
  const { rows } = await sql<{ indisvalid: boolean }>`
    select i.indisvalid from pg_class c join pg_index i on i.indexrelid = c.oid
    where c.relname = ${name} and pg_table_is_visible(c.oid)`.execute(db)
  if (rows[0] === undefined) return 'missing'
  return rows[0].indisvalid ? 'valid' : 'invalid'
}

async function dimensionsOf(db: Queryable, model: string): Promise<number | undefined> {
  const { rows } = await sql<{ dimensions: number }>`
    select vector_dims(embedding) as dimensions from passage_vectors where model = ${model} limit 1`.execute(
    db,
  )
  return rows[0]?.dimensions
}

async function hasRows(db: Queryable, model: string, count: number): Promise<boolean> {
  const { rows } = await sql`
    select 1 from passage_vectors where model = ${model} offset ${count - 1} limit 1`.execute(db)
  return rows.length > 0
}

async function canScanIteratively(db: Queryable): Promise<boolean> {
  const { rows } = await sql<{ extversion: string }>`
    select extversion from pg_extension where extname = 'vector'`.execute(db)
  const [major = 0, minor = 0] = (rows[0]?.extversion ?? '').split('.').map(Number)
  return major > 0 || minor >= 8
}
