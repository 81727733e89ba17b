/**
 * The work order between document control and ingestion: the queue's name, its payload and the row
 * that shows how far it is. Ingestion does the work; here it is ordered and read.
 */
import type { Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import type { Jobs } from '../core/jobs.ts'

export const INGEST_QUEUE = 'ingest-version'

/**
 * Ample: the worker itself counts its attempts and ends a job that keeps failing. The queue alone also counts
 * a shutdown, which must not leave a job behind that nobody takes up again.
 */
const QUEUE_RETRIES = 20

export interface IngestPayload {
  readonly jobId: string
  readonly versionId: string
}

export interface IngestJob {
  readonly id: string
  readonly versionId: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly stage: string
  /** 0..1 */
  readonly progress: number
  readonly warnings: readonly unknown[]
  readonly error: { readonly code: string; readonly message: string } | null
  readonly attempts: number
  readonly createdBy: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** Writes the row and enqueues the work in the caller's transaction; returns the job's id. */
export async function orderIngest(
  trx: Queryable,
  jobs: Jobs,
  order: { readonly versionId: string; readonly createdBy: string; readonly at: Date },
): Promise<string> {
  const jobId = newId()
  await trx
    .insertInto('ingest_jobs')
    .values({
      id: jobId,
      version_id: order.versionId,
      created_by: order.createdBy,
      created_at: order.at,
      updated_at: order.at,
    })
    .execute()
  const payload: IngestPayload = { jobId, versionId: order.versionId }
  await jobs.enqueue(trx, INGEST_QUEUE, payload, { retryLimit: QUEUE_RETRIES })
  return jobId
}

/** The id of the version's newest job, if it ever had one. */
export async function newestIngestJob(db: Queryable, versionId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('ingest_jobs')
    .select('id')
    .where('version_id', '=', versionId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** Throws `not_found`. */
export async function getIngestJob(db: Queryable, jobId: string): Promise<IngestJob> {
  const row = await db.selectFrom('ingest_jobs').selectAll().where('id', '=', jobId).executeTakeFirst()
  if (row === undefined) throw new AppError('not_found', 'There is no such job.')
  return {
    id: row.id,
    versionId: row.version_id,
    state: row.state as IngestJob['state'],
    stage: row.stage,
    progress: row.progress,
    warnings: row.warnings as readonly unknown[],
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
    attempts: row.attempts,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
