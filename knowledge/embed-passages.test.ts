import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import type { Embedder } from '../core/embedder.ts'
import { AppError } from '../core/errors.ts'
import { createJobs, type JobsDeps } from '../db/jobs.ts'
import { type ControlRoom, openControlRoom } from '../test/control-room.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { recordedJobs } from '../test/recorded-jobs.ts'
import {
  createEmbedPassages,
  EMBED_VERSION_QUEUE,
  EMBEDDING_QUEUES,
  type EmbedPassagesDeps,
} from './embed-passages.ts'
import { findActiveModel, findProgress } from './passage-vectors.ts'
import { createVectorIndex } from './vector-index.ts'

describe('createEmbedPassages', () => {
  let database: Database
  let room: ControlRoom
  beforeAll(async () => {
    database = await openTestDatabase()
    room = await openControlRoom(database)
  })
  afterEach(async () => {
    await sql`delete from sections`.execute(database.query)
    await sql`delete from settings`.execute(database.query)
  })
  afterAll(() => database.close())

  /** Counts its calls; `fails` decides before each. */
  function embedder(id: string, fails: (texts: readonly string[]) => AppError | undefined = () => undefined) {
    const calls: number[] = []
    return {
      id,
      calls,
      dimensions: 2,
      semantic: true,
      async embed(texts: readonly string[]) {
        const failure = fails(texts)
        if (failure !== undefined) throw failure
        calls.push(texts.length)
        return texts.map((text) => [text.length % 2, 1])
      },
    } satisfies Embedder & { calls: number[] }
  }

  function embedding(
    wanted: Embedder,
    others: readonly Embedder[] = [],
    more: Partial<EmbedPassagesDeps> = {},
  ) {
    return createEmbedPassages({
      database,
      clock: room.clock,
      jobs: recordedJobs(),
      vectorIndex: createVectorIndex({ database }),
      embedders: { wanted, find: (id) => [wanted, ...others].find((one) => one.id === id) },
      batchSize: 2,
      ...more,
    })
  }

  async function version(text?: string): Promise<string> {
    const { versionId } = await room.documents.createDocument({
      kind: 'label',
      title: '甲片说明书',
      createdBy: room.author.userId,
      file: room.file(),
    })
    await room.extract(versionId, text)
    return versionId
  }

  async function counts(): Promise<Record<string, number>> {
    const { rows } = await sql<{ model: string; count: number }>`
      select model, count(*)::int as count from passage_vectors group by model`.execute(database.query)
    return Object.fromEntries(rows.map((row) => [row.model, row.count]))
  }

  it('gives every passage its vector in batches, then lets the model serve', async () => {
    for (let n = 0; n < 5; n += 1) await version()
    const a = embedder('a/2')
    await embedding(a).embedAll()
    expect(await counts()).toEqual({ 'a/2': 5 })
    expect(a.calls).toEqual([2, 2, 1])
    expect(await findActiveModel(database.query)).toBe('a/2')
    expect(await findProgress(database.query)).toEqual({ model: 'a/2', done: 5, total: 5 })
    await embedding(a).embedAll()
    expect(a.calls).toHaveLength(3)
  })

  it('lets the wanted model serve at once where there is nothing to embed', async () => {
    await embedding(embedder('a/2')).embedAll()
    expect(await findActiveModel(database.query)).toBe('a/2')
  })

  it('goes on where it was interrupted, the old vectors serving until the new ones are complete', async () => {
    for (let n = 0; n < 5; n += 1) await version()
    await embedding(embedder('old/2')).embedAll()
    let left = 1
    const down = new AppError('model_unavailable', 'Down.')
    const wanted = embedder('new/2', () => (left-- > 0 ? undefined : down))
    await expect(embedding(wanted).embedAll()).rejects.toBe(down)
    expect(await counts()).toEqual({ 'old/2': 5, 'new/2': 2 })
    expect(await findActiveModel(database.query)).toBe('old/2')
    expect(await findProgress(database.query)).toEqual({ model: 'new/2', done: 2, total: 5 })
    left = 10
    await embedding(wanted).embedAll()
    expect(wanted.calls).toEqual([2, 2, 1])
    expect(await counts()).toEqual({ 'new/2': 5 })
    expect(await findActiveModel(database.query)).toBe('new/2')
  })

  it('stops between batches when it is told to', async () => {
    for (let n = 0; n < 3; n += 1) await version()
    const stop = new AbortController()
    const a = embedder('a/2', () => void stop.abort())
    await expect(embedding(a).embedAll(stop.signal)).rejects.toThrow()
    expect(await counts()).toEqual({ 'a/2': 2 })
    expect(await findActiveModel(database.query)).toBeNull()
  })

  it('gives a version that comes during a change vectors of both models', async () => {
    const old = embedder('old/2')
    await embedding(old).embedAll()
    const changing = embedding(embedder('new/2'), [old])
    await changing.embedVersion(await version())
    expect(await counts()).toEqual({ 'old/2': 1, 'new/2': 1 })
    await changing.embedAll()
    expect(await counts()).toEqual({ 'new/2': 1 })
  })

  it('does without the model before when that is out of reach or fails', async () => {
    const old = embedder('old/2')
    await embedding(old).embedAll()
    await embedding(embedder('new/2')).embedVersion(await version())
    expect(await counts()).toEqual({ 'new/2': 1 })
    const broken = embedder('old/2', () => new AppError('model_unavailable', 'Gone.'))
    await embedding(embedder('new/2'), [broken]).embedVersion(await version())
    expect(await counts()).toEqual({ 'new/2': 2 })
  })

  it('embeds with title and headings, and shortens the one text that a server refuses', async () => {
    await version('短句。')
    await version('长'.repeat(2000))
    await version('又一句。')
    const seen: string[] = []
    const picky = embedder('a/2', (texts) => {
      seen.push(...texts)
      return texts.some((text) => text.length > 900)
        ? new AppError('model_unavailable', 'Too long.', { details: { status: 400 } })
        : undefined
    })
    await embedding(picky).embedAll()
    expect(await counts()).toEqual({ 'a/2': 3 })
    expect(seen).toContain('甲片说明书\n用法用量\n短句。')
  })

  it('orders the vectors of a version in the transaction that saves it, and a job makes them', async () => {
    const jobs = await createJobs({ database: database as JobsDeps['database'], queues: EMBEDDING_QUEUES })
    const a = embedder('a/2')
    const embeds = embedding(a, [], { jobs })
    await embeds.work()
    await embeds.orderAll()
    await embeds.orderAll()
    const versionId = await version()
    await database.transaction((trx) => embeds.afterSave(trx, versionId))
    await expect(
      database.transaction(async (trx) => {
        await embeds.afterSave(trx, versionId)
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    const { rows } = await sql<{ name: string }>`select name from pgboss.job order by name`.execute(
      database.query,
    )
    expect(rows.map((row) => row.name)).toEqual(['embed-all', EMBED_VERSION_QUEUE])
    await jobs.start()
    while ((await findActiveModel(database.query)) === null || (await counts())['a/2'] !== 1) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await jobs.stop()
  })
})
