import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import type { Reader } from '../core/reader.ts'
import { type ControlRoom, openControlRoom } from '../test/control-room.ts'
import { onPostgres, openTestDatabase } from '../test/open-database.ts'
import { saveVectors } from './passage-vectors.ts'
import { searchSimilar, similarQuery } from './search-similar.ts'
import { createVectorIndex, scanIteratively } from './vector-index.ts'

const SERVER = { versions: 60, each: 50, dimensions: 32 }
const EMBEDDED = { versions: 6, each: 20, dimensions: 32 }
const MODEL = "it's/32"

describe('createVectorIndex', () => {
  const size = onPostgres() ? SERVER : EMBEDDED
  let database: Database
  let room: ControlRoom
  let rep: Reader
  const random = randomFrom(7)
  const centres = Array.from({ length: 40 }, () => unit(gaussian(size.dimensions)))
  const vectors = new Map<number, readonly number[]>()

  beforeAll(async () => {
    database = await openTestDatabase()
    room = await openControlRoom(database)
    rep = room.rep
    await fill()
  })
  afterAll(() => database.close())

  it('finds exactly what is nearest, in force and readable, without an index', async () => {
    const visible = await visibleIds(rep)
    for (let n = 0; n < 5; n += 1) {
      const query = near()
      const found = await search(query, rep, 20, false)
      expect(found.map((one) => one.passageId)).toEqual(nearestOf(visible, query, 20))
      expect(found[0]?.similarity).toBeCloseTo(dot(query, vectors.get(found[0]!.passageId)!), 4)
    }
  })

  it('ignores vectors of another dimension under the same name', async () => {
    const query = near()
    const before = await search(query, rep, 3, false)
    expect(await search([1, 0], rep, 3, false)).toEqual([])
    expect(await search(query, rep, 3, false)).toEqual(before)
  })

  it('builds none on the embedded engine or below the threshold', async () => {
    const index = createVectorIndex({ database })
    await index.ensure(MODEL)
    expect(await index.isBuilt(MODEL)).toBe(false)
    expect(await indexes()).toEqual([])
  })

  it('is really used by a filtered query, which still finds what an exact one finds', async () => {
    if (!onPostgres()) return expect(await indexes()).toEqual([])
    const index = createVectorIndex({ database, fromRows: 1000 })
    await Promise.all([index.ensure(MODEL), createVectorIndex({ database, fromRows: 1000 }).ensure(MODEL)])
    await index.ensure(MODEL)
    expect(await index.isBuilt(MODEL)).toBe(true)
    expect(await createVectorIndex({ database }).isBuilt(MODEL)).toBe(true)
    await sql`analyze`.execute(database.query)

    const [name] = await indexes()
    const plan = await planOf(near())
    expect(plan).toContain(`Index Scan using ${name}`)
    expect(plan).not.toContain('Sort Method')

    for (const reader of [rep, room.author]) {
      const visible = await visibleIds(reader)
      let hits = 0
      const queries = Array.from({ length: 20 }, near)
      for (const query of queries) {
        const found = (await search(query, reader, 20, true)).map((one) => one.passageId)
        expect(found).toHaveLength(20)
        const exact = new Set(nearestOf(visible, query, 20))
        hits += found.filter((id) => exact.has(id)).length
      }
      expect(hits / (20 * queries.length)).toBeGreaterThanOrEqual(0.95)
    }
  })

  it('answers in order of similarity through the index', async () => {
    if (!onPostgres()) return expect(await indexes()).toEqual([])
    const found = await search(near(), rep, 20, true)
    const similarities = found.map((one) => one.similarity ?? 0)
    expect(similarities).toEqual([...similarities].sort((a, b) => b - a))
  })

  it('takes half precision for vectors that are too long for the other', async () => {
    if (!onPostgres()) return expect(await indexes()).toEqual([])
    const model = 'long/2100'
    const ids = [...vectors.keys()].slice(0, 10)
    const long = ids.map((passageId) => ({ passageId, vector: unit(gaussian(2100)) }))
    await saveVectors(database.query, model, long)
    const index = createVectorIndex({ database, fromRows: 10 })
    await index.ensure(model)
    expect(await indexes('halfvec')).toHaveLength(1)
    const visible = new Set(await visibleIds(room.author))
    const wanted = long.find((one) => visible.has(one.passageId))
    if (wanted !== undefined) {
      const scope = { reader: room.author, at: room.clock.now() }
      const found = await searchSimilar(database, { model, vector: wanted.vector }, scope, 1, true)
      expect(found[0]?.passageId).toBe(wanted.passageId)
    }
    await index.dropOthers(MODEL)
    expect(await indexes('halfvec')).toHaveLength(0)
    expect(await indexes()).toHaveLength(1)
  })

  it('builds anew what a build that was cut off left behind', async () => {
    if (!onPostgres()) return expect(await indexes()).toEqual([])
    const [name = ''] = await indexes()
    await sql`update pg_index set indisvalid = false where indexrelid = ${name}::regclass`.execute(
      database.query,
    )
    const index = createVectorIndex({ database, fromRows: 1000 })
    expect(await index.isBuilt(MODEL)).toBe(false)
    await index.ensure(MODEL)
    expect(await index.isBuilt(MODEL)).toBe(true)
  })

  /** A fifth of the versions is in force; of these some are for product managers alone. */
  async function fill(): Promise<void> {
    const { versions, each } = size
    const file = room.file()
    const { versionId } = await room.documents.createDocument({
      kind: 'label',
      title: '甲',
      createdBy: room.author.userId,
      file,
    })
    const { rows } = await sql<{ file_hash: string }>`
      select file_hash from versions where id = ${versionId}`.execute(database.query)
    const hash = rows[0]!.file_hash
    const at = room.clock.now()
    await sql`
      insert into documents (id, kind, title, created_by, created_at)
      select 'd' || n, 'label', 't', 'author', ${at} from generate_series(1, ${versions}::int) n`.execute(
      database.query,
    )
    await sql`
      insert into versions (id, document_id, number, title, state, file_name, file_hash, media_type, in_force_from,
        audience_roles, created_by, created_at)
      select 'v' || n, 'd' || n, 1, 't', case when n % 5 = 0 then 'published' else 'withdrawn' end, 'f', ${hash}, 'm',
        ${at}::timestamptz - interval '1 day', case when n % 15 = 0 then '{product_manager}'::text[] else '{}' end, 'author', ${at}
      from generate_series(1, ${versions}::int) n`.execute(database.query)
    await sql`
      insert into sections (id, version_id, ordinal, heading, text)
      select 's' || n, 'v' || n, 0, 'h', 'text' from generate_series(1, ${versions}::int) n`.execute(
      database.query,
    )
    const made = await sql<{ id: number }>`
      insert into passages (version_id, section_id, ordinal, text, start_offset, end_offset, token_count)
      select 'v' || n, 's' || n, m, 'text', 0, 4, 1
      from generate_series(1, ${versions}::int) n, generate_series(1, ${each}::int) m returning id`.execute(
      database.query,
    )
    for (const { id } of made.rows) vectors.set(Number(id), near())
    const all = [...vectors].map(([passageId, vector]) => ({ passageId, vector }))
    for (let start = 0; start < all.length; start += 600) {
      await saveVectors(database.query, MODEL, all.slice(start, start + 600))
    }
  }

  const search = (vector: readonly number[], reader: Reader, limit: number, indexed: boolean) =>
    searchSimilar(database, { model: MODEL, vector }, { reader, at: room.clock.now() }, limit, indexed)

  async function visibleIds(reader: Reader): Promise<readonly number[]> {
    const all = reader.roles.includes('product_manager')
    const { rows } = await sql<{ id: number }>`
      select p.id from passages p join versions v on v.id = p.version_id
      where v.state = 'published' and (${all} or v.audience_roles = '{}')`.execute(database.query)
    return rows.map((row) => Number(row.id))
  }

  function nearestOf(ids: readonly number[], query: readonly number[], limit: number): readonly number[] {
    return ids
      .map((id) => ({ id, score: dot(query, vectors.get(id)!) }))
      .sort((a, b) => b.score - a.score || a.id - b.id)
      .slice(0, limit)
      .map((one) => one.id)
  }

  async function planOf(vector: readonly number[]): Promise<string> {
    return database.transaction(async (trx) => {
      await scanIteratively(trx)
      const query = similarQuery({ model: MODEL, vector }, { reader: rep, at: room.clock.now() }, 20, true)
      const { rows } = await sql<Record<string, string>>`explain ${query}`.execute(trx)
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
  }

  async function indexes(type = 'vector('): Promise<readonly string[]> {
    const { rows } = await sql<{ indexname: string; indexdef: string }>`
      select indexname, indexdef from pg_indexes where tablename = 'passage_vectors' and indexdef like '%hnsw%'`.execute(
      database.query,
    )
    return rows.filter((row) => row.indexdef.includes(type)).map((row) => row.indexname)
  }

  /** Around one of the centres, as texts of one topic are. */
  function near(): readonly number[] {
    const centre = centres[Math.floor(random() * centres.length)]!
    return unit(
      gaussian(size.dimensions).map((x, at) => centre[at]! + (0.5 * x) / Math.sqrt(size.dimensions)),
    )
  }

  function gaussian(length: number): readonly number[] {
    return Array.from(
      { length },
      () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
    )
  }
})

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, at) => sum + x * b[at]!, 0)
const unit = (vector: readonly number[]) => vector.map((x) => x / Math.hypot(...vector))

/** Mulberry32: the same vectors in every run. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
