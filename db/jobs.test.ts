import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../core/errors.ts'
import type { Jobs } from '../core/jobs.ts'
import { onPostgres, openTestDatabase } from '../test/open-database.ts'
import { createJobs, type JobsDeps } from './jobs.ts'
import { openPostgres } from './postgres.ts'

const QUEUES = ['first', 'second'] as const

describe('createJobs', () => {
  let database: JobsDeps['database']
  const opened: Jobs[] = []
  beforeAll(async () => {
    database = (await openTestDatabase()) as JobsDeps['database']
  })
  afterEach(async () => {
    for (const jobs of opened.splice(0)) await jobs.stop()
    await sql`delete from pgboss.job`.execute(database.query)
  })
  afterAll(() => database.close())

  async function open(settings: Partial<JobsDeps> = {}): Promise<Jobs> {
    const jobs = await createJobs({ database, queues: QUEUES, ...settings })
    opened.push(jobs)
    return jobs
  }

  it('leaves no job behind when the transaction that enqueued it rolls back', async () => {
    const jobs = await open()
    const broken = database.transaction(async (trx) => {
      await jobs.enqueue(trx, 'first', { n: 1 })
      throw new Error('no')
    })
    await expect(broken).rejects.toThrow('no')
    expect(await count()).toBe(0)
    await database.transaction((trx) => jobs.enqueue(trx, 'first', { n: 2 }))
    expect(await count()).toBe(1)
  })

  it('enqueues without workers, and runs the job once a worker starts', async () => {
    const sender = await open()
    await sender.enqueue(database.query, 'first', { n: 3 })
    const { jobs, seen } = await collecting(1)
    await jobs.start()
    expect(await seen).toEqual([3])
  })

  it('picks up a committed job within a few hundred milliseconds, and not before its commit', async () => {
    const { jobs, seen, values } = await collecting(1)
    await jobs.start()
    await pause(300)
    await database.transaction(async (trx) => {
      await jobs.enqueue(trx, 'first', { n: 4 })
      await pause(150)
      expect(values).toEqual([])
    })
    const committed = performance.now()
    await seen
    expect(performance.now() - committed).toBeLessThan(500)
  })

  it('works through a backlog without waiting between jobs', async () => {
    const { jobs, seen } = await collecting(30)
    for (let n = 0; n < 30; n += 1) await jobs.enqueue(database.query, 'first', { n })
    const started = performance.now()
    await jobs.start()
    expect([...(await seen)].sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n))
    expect(performance.now() - started).toBeLessThan(3000)
  })

  it('runs no more jobs at once than asked for', async () => {
    const jobs = await open()
    let running = 0
    let most = 0
    const done = deferred()
    let finished = 0
    await jobs.work('first', { concurrency: 2 }, async () => {
      running += 1
      most = Math.max(most, running)
      await pause(30)
      running -= 1
      finished += 1
      if (finished === 8) done.resolve()
    })
    for (let n = 0; n < 8; n += 1) await jobs.enqueue(database.query, 'first', { n })
    await jobs.start()
    await done.promise
    expect(most).toBe(2)
  })

  it('keeps one waiting or running job a key, and any number without a key', async () => {
    const jobs = await open()
    await jobs.enqueue(database.query, 'first', { n: 1 }, { singletonKey: 'same' })
    await jobs.enqueue(database.query, 'first', { n: 2 }, { singletonKey: 'same' })
    await jobs.enqueue(database.query, 'second', { n: 3 }, { singletonKey: 'same' })
    await jobs.enqueue(database.query, 'first', { n: 4 })
    await jobs.enqueue(database.query, 'first', { n: 5 })
    expect(await count()).toBe(4)
  })

  it('takes a key again once its job is done', async () => {
    const { jobs, seen } = await collecting(2)
    await jobs.start()
    await jobs.enqueue(database.query, 'first', { n: 1 }, { singletonKey: 'k' })
    while ((await count('completed')) === 0) await pause(20)
    await jobs.enqueue(database.query, 'first', { n: 2 }, { singletonKey: 'k' })
    expect(await seen).toEqual([1, 2])
  })

  it('leaves a job alone until its moment', async () => {
    const { jobs, seen, values } = await collecting(1)
    await jobs.start()
    await jobs.enqueue(database.query, 'first', { n: 6 }, { startAfter: new Date(Date.now() + 1200) })
    await pause(700)
    expect(values).toEqual([])
    expect(await seen).toEqual([6])
  })

  it('tries again after a failure, but not after one that cannot pass', async () => {
    const jobs = await open()
    const tries: number[] = []
    const again = deferred()
    await jobs.work<{ n: number }>('first', { concurrency: 1 }, async ({ data }) => {
      tries.push(data.n)
      if (data.n === 1) throw new AppError('damaged', 'It stays damaged.')
      if (tries.filter((n) => n === 2).length === 1) throw new AppError('model_unavailable', 'Later.')
      again.resolve()
    })
    await jobs.enqueue(database.query, 'first', { n: 1 })
    await jobs.enqueue(database.query, 'first', { n: 2 })
    await jobs.start()
    await again.promise
    expect(tries).toEqual([1, 2, 2])
    expect(await count('failed')).toBe(1)
  })

  it('keeps a job as failed when its tries are used up', async () => {
    const jobs = await open()
    await jobs.work('first', { concurrency: 1 }, async () => {
      throw new Error('never')
    })
    await jobs.enqueue(database.query, 'first', {}, { retryLimit: 0 })
    await jobs.start()
    while ((await count('failed')) === 0) await pause(20)
    const { rows } = await sql<{ output: unknown }>`select output from pgboss.job`.execute(database.query)
    expect(rows[0]?.output).toEqual({ code: 'internal' })
  })

  it('tells handlers that it stops, and waits for them', async () => {
    const jobs = await open()
    const running = deferred()
    let ended = false
    await jobs.work('first', { concurrency: 1 }, async ({ signal }) => {
      running.resolve()
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      await pause(100)
      ended = true
    })
    await jobs.enqueue(database.query, 'first', {})
    await jobs.start()
    await running.promise
    await Promise.all([jobs.stop(), jobs.stop()])
    expect(ended).toBe(true)
    expect(await count('completed')).toBe(1)
  })

  it('starts once, however often it is asked', async () => {
    const { jobs, seen } = await collecting(1)
    await Promise.all([jobs.start(), jobs.start()])
    await jobs.start()
    await jobs.enqueue(database.query, 'first', { n: 7 })
    expect(await seen).toEqual([7])
  })

  it('takes handlers that come after the start', async () => {
    const jobs = await open()
    await jobs.start()
    const done = deferred()
    await jobs.work('second', { concurrency: 1 }, async () => done.resolve())
    await jobs.enqueue(database.query, 'second', {})
    await done.promise
  })

  it('refuses a queue that it was not told of', async () => {
    const jobs = await open()
    await expect(jobs.enqueue(database.query, 'other', {})).rejects.toThrow('other')
  })

  it('is quick to open when everything is there', async () => {
    await open()
    const started = performance.now()
    const jobs = await open()
    await jobs.start()
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('opens in several processes at once without a race, and runs each job once', async () => {
    if (!onPostgres()) return expect(database.engine).toBe('pglite')
    const url = (database as { pool: { options: { connectionString?: string } } }).pool.options
      .connectionString
    await sql`drop schema if exists pgboss cascade`.execute(database.query)
    const others = Array.from({ length: 4 }, () => openPostgres(url ?? '', 2))
    const all = await Promise.all(others.map((one) => createJobs({ database: one, queues: QUEUES })))
    const seen: number[] = []
    for (const jobs of all) {
      await jobs.work<{ n: number }>('first', { concurrency: 2 }, async ({ data }) => void seen.push(data.n))
      await jobs.start()
    }
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => all[n % 4]!.enqueue(others[n % 4]!.query, 'first', { n })),
    )
    while ((await count('completed')) < 40) await pause(20)
    expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n))
    await Promise.all(all.map((jobs) => jobs.stop()))
    await Promise.all(others.map((one) => one.close()))
  })

  it('gives back at its start what the last process of an embedded database left running', async () => {
    if (onPostgres()) return expect(database.engine).toBe('postgres')
    const first = await open()
    await first.enqueue(database.query, 'first', { n: 8 })
    await sql`update pgboss.job set state = 'active', started_on = now(), heartbeat_on = now()`.execute(
      database.query,
    )
    const { jobs, seen } = await collecting(1)
    await jobs.start()
    expect(await seen).toEqual([8])
  })

  async function collecting(expected: number) {
    const jobs = await open()
    const values: number[] = []
    const all = deferred()
    await jobs.work<{ n: number }>('first', { concurrency: 2 }, async ({ data }) => {
      values.push(data.n)
      if (values.length === expected) all.resolve()
    })
    return { jobs, values, seen: all.promise.then(() => values) }
  }

  async function count(state?: string): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pgboss.job where ${state ?? null}::text is null or state::text = ${state ?? null}`.execute(
      database.query,
    )
    return rows[0]?.count ?? 0
  }
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function deferred() {
  return Promise.withResolvers<void>()
}
