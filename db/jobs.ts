/**
 * The jobs port on pg-boss, for the embedded engine and for PostgreSQL. Two instances share one set of
 * connections: the sender is ready when `createJobs` returns, so that a process without workers can enqueue;
 * the worker, with its listener and its maintenance, exists only between `start` and `stop`.
 * A new job wakes the workers of every process by NOTIFY when its transaction commits; polling is the floor.
 */
import { randomUUID } from 'node:crypto'
import { type Job as BossJob, fromKysely, fromPglite, type JobResult, PgBoss } from 'pg-boss'
import { type AppError, toAppError } from '../core/errors.ts'
import type { Job, JobOptions, Jobs } from '../core/jobs.ts'
import { type Log, silentLog } from '../core/log.ts'
import type { EmbeddedDatabase } from './pglite.ts'
import type { PostgresDatabase } from './postgres.ts'

export interface JobsDeps {
  readonly database: EmbeddedDatabase | PostgresDatabase
  /** Every queue there is. They are created here, once, so that enqueuing never has to. */
  readonly queues: readonly string[]
  readonly log?: Log
  /** How long `stop` waits for handlers, in milliseconds; those that are not done are tried again later. */
  readonly stopWithinMs?: number
}

const SCHEMA = 'pgboss'
/** Connections of the jobs alone; a queue that waits must not take one from a question. */
const CONNECTIONS = 4
const QUEUE = {
  // Unique per key among waiting, retried and running jobs; jobs without a key get one of their own.
  policy: 'exclusive',
  notify: true,
  retryLimit: 4,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 600,
  // A job whose process died is given to another when its heartbeat stops, not when its time is up.
  heartbeatSeconds: 30,
  expireInSeconds: 6 * 3600,
} as const
const POLL = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 } as const
const QUIET = { schedule: false, supervise: false, registerInstance: false } as const

type Handle = (job: Job<object>) => Promise<void>

interface Registration {
  readonly queue: string
  readonly concurrency: number
  readonly handle: Handle
}

/**
 * Installs or updates the queue's own schema, creates missing queues and connects. A handful of cheap queries
 * when there is nothing to do; safe to call from several processes at once.
 */
export async function createJobs(deps: JobsDeps): Promise<Jobs> {
  const log = deps.log ?? silentLog
  const backend = connection(deps.database)
  const sender = watched(new PgBoss({ ...backend, ...QUIET, schema: SCHEMA }), log)
  await sender.start()
  await createQueues(sender, deps.queues)
  const known = new Set(deps.queues)
  const registrations: Registration[] = []
  let stopping = new AbortController()
  let worker: PgBoss | undefined
  let starting: Promise<void> | undefined
  let stopped: Promise<void> | undefined

  function mustKnow(queue: string): void {
    if (!known.has(queue)) throw new Error(`Queue ${queue} is not among those that createJobs was given.`)
  }

  async function listen(boss: PgBoss, { queue, concurrency, handle }: Registration): Promise<void> {
    for (let place = 0; place < concurrency; place += 1) {
      const id: { worker?: string } = {}
      id.worker = await boss.work<object, unknown, typeof WORK>(queue, WORK, async ([job]) => {
        if (job === undefined) return []
        const result = await run(queue, handle, job, stopping.signal, log)
        // Straight on to the next job; without this each one would cost a polling interval.
        if (id.worker !== undefined) boss.notifyWorker(id.worker)
        return [result]
      })
    }
  }

  async function begin(): Promise<void> {
    stopping = new AbortController()
    if (deps.database.engine === 'pglite') await failOrphans(sender)
    const boss = watched(
      new PgBoss({
        ...(deps.database.engine === 'pglite' ? backend : { db: sender.getDb() }),
        ...QUIET,
        schema: SCHEMA,
        migrate: false,
        supervise: true,
        superviseIntervalSeconds: 15,
        monitorIntervalSeconds: 15,
        useListenNotify: true,
      }),
      log,
    )
    await boss.start()
    worker = boss
    for (const registration of registrations) await listen(boss, registration)
  }

  return {
    async enqueue(db, queue, data, options = {}) {
      mustKnow(queue)
      await sender.send(queue, data, { ...sendOptions(options), db: fromKysely(db) })
    },
    async work(queue, { concurrency }, handle) {
      mustKnow(queue)
      const registration = { queue, concurrency, handle: handle as Handle }
      registrations.push(registration)
      if (worker !== undefined) await listen(worker, registration)
    },
    start() {
      starting ??= begin().catch((error: unknown) => {
        starting = undefined
        throw error
      })
      return starting
    },
    stop() {
      stopped ??= (async () => {
        await starting?.catch(() => undefined)
        stopping.abort()
        await worker?.stop({ graceful: true, close: false, timeout: deps.stopWithinMs ?? 30_000 })
        await sender.stop({ graceful: false })
      })()
      return stopped
    },
  }
}

const WORK = { ...POLL, batchSize: 1, perJobResults: true } as const

function connection(database: JobsDeps['database']) {
  if (database.engine === 'pglite') {
    return { db: fromPglite((database as EmbeddedDatabase).pglite), backend: 'pglite' as const }
  }
  const { connectionString } = (database as PostgresDatabase).pool.options
  if (connectionString === undefined) throw new Error('The pool has no connection string.')
  return { connectionString, max: CONNECTIONS }
}

function watched(boss: PgBoss, log: Log): PgBoss {
  boss.on('error', (error) =>
    log.warn('jobs.error', { code: (error as { code?: string }).code ?? error.name }),
  )
  boss.on('warning', (warning) => log.info('jobs.warning', { type: typeOf(warning.data) }))
  return boss
}

function typeOf(data: unknown): string {
  return (data as { type?: string } | undefined)?.type ?? 'unknown'
}

/** Creation takes a lock in the database and does nothing to a queue that another process has just made. */
async function createQueues(boss: PgBoss, names: readonly string[]): Promise<void> {
  const existing = new Set((await boss.getQueues()).map((queue) => queue.name))
  for (const name of names) if (!existing.has(name)) await boss.createQueue(name, QUEUE)
}

function sendOptions({ singletonKey, startAfter, retryLimit }: JobOptions) {
  return {
    singletonKey: singletonKey ?? randomUUID(),
    ...(startAfter === undefined ? {} : { startAfter }),
    ...(retryLimit === undefined ? {} : { retryLimit }),
  }
}

async function run(
  queue: string,
  handle: Handle,
  job: BossJob<object>,
  stopping: AbortSignal,
  log: Log,
): Promise<JobResult> {
  try {
    await handle({ id: job.id, data: job.data, signal: AbortSignal.any([job.signal, stopping]) })
    return { id: job.id, status: 'completed' }
  } catch (cause) {
    const error = toAppError(cause)
    // Cut off by a stop that somebody asked for: nothing went wrong, the next worker takes it.
    if (stopping.aborted && error.retry) log.info('jobs.interrupted', { queue, jobId: job.id })
    else log.warn('jobs.failed', { queue, jobId: job.id, code: error.code, retry: error.retry })
    // What cannot succeed is not tried again: `deadletter` without such a queue is the final failure.
    return { id: job.id, status: error.retry ? 'failed' : 'deadletter', output: outputOf(error) }
  }
}

/** Only the code: a message may repeat what a document or a person said. */
function outputOf(error: AppError): object {
  return { code: error.code }
}

/**
 * The embedded database has one process: what still runs at its start was cut off with the last one. Failing
 * it counts as an attempt, so that a job which takes the process down does not do so for ever.
 */
async function failOrphans(boss: PgBoss): Promise<void> {
  const { rows } = await boss
    .getDb()
    .executeSql(
      `select name, array_agg(id::text) as ids from ${SCHEMA}.job where state = 'active' group by name`,
    )
  for (const { name, ids } of rows as { name: string; ids: string[] }[]) {
    await boss.fail(name, ids, { code: 'interrupted' })
  }
}
