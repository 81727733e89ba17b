/**
 * The row of an ingest job as the worker writes it: begun, how far it is, and how it ended. Progress never
 * falls, not even when a job is begun again; the warnings and the error are in the uploader's language.
 */
import { sql } from 'kysely'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import type { ErrorCode } from '../core/errors.ts'
import { sayError } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import type { DocumentKind } from '../knowledge/document.ts'
import { markExtractionFailed } from '../knowledge/save-extraction.ts'

export interface BegunJob {
  readonly kind: 'begun'
  readonly versionId: string
  /** This one included. */
  readonly attempt: number
  readonly title: string
  readonly documentKind: DocumentKind
  readonly fileName: string
  readonly fileHash: string
  readonly locale: Locale
  readonly products: readonly { readonly names: readonly string[] }[]
}

export type Beginning =
  | BegunJob
  /** The text is there, or the job has ended: nothing is to do. */
  | { readonly kind: 'over' }

interface JobRow {
  readonly version_id: string
  readonly extraction: string
  readonly title: string
  readonly kind: DocumentKind
  readonly file_name: string
  readonly file_hash: string
  readonly locale: string
  readonly products: readonly { readonly names: readonly string[] }[]
}

/** Takes the job, also one that a crashed worker left running. */
export async function beginJob(database: Database, jobId: string, at: Date): Promise<Beginning> {
  return database.transaction(async (trx) => {
    // The version before its job, here and wherever both are written: two workers never wait crosswise.
    const { rows } = await sql<JobRow>`
      select j.version_id, v.extraction, v.title, d.kind, v.file_name, v.file_hash,
        (select u.locale from users u where u.id = j.created_by) as locale,
        coalesce((select json_agg(json_build_object('names', (
            select json_agg(n.name order by n.kind <> 'name', n.position) from product_names n
            where n.product_id = p.product_id)))
          from document_products p where p.document_id = d.id), '[]') as products
      from ingest_jobs j join versions v on v.id = j.version_id join documents d on d.id = v.document_id
      where j.id = ${jobId} for update of v`.execute(trx)
    const row = rows[0]
    const begun = await sql<{ attempts: number }>`
      update ingest_jobs set state = 'running', stage = 'reading', attempts = attempts + 1, updated_at = ${at}
      where id = ${jobId} and state in ('waiting', 'running') returning attempts`.execute(trx)
    const attempt = begun.rows[0]?.attempts
    if (row === undefined || attempt === undefined) return { kind: 'over' }
    if (row.extraction === 'done') {
      await finishJob(trx, jobId, [], at)
      return { kind: 'over' }
    }
    await sql`update versions set extraction = 'running' where id = ${row.version_id}`.execute(trx)
    return {
      kind: 'begun',
      versionId: row.version_id,
      attempt,
      title: row.title,
      documentKind: row.kind,
      fileName: row.file_name,
      fileHash: row.file_hash,
      locale: row.locale === 'en' ? 'en' : 'zh-CN',
      products: row.products.filter((product) => product.names !== null),
    }
  })
}

export async function finishJob(
  trx: Queryable,
  jobId: string,
  warnings: readonly object[],
  at: Date,
): Promise<void> {
  await trx
    .updateTable('ingest_jobs')
    .set({
      state: 'done',
      stage: 'done',
      progress: 1,
      warnings: JSON.stringify(warnings),
      error_code: null,
      error_message: null,
      updated_at: at,
    })
    .where('id', '=', jobId)
    .execute()
}

/** The job and its version have failed; a version whose text is there stays as it is. */
export async function failJob(
  database: Database,
  job: { readonly jobId: string; readonly versionId: string; readonly locale: Locale },
  code: ErrorCode,
  at: Date,
): Promise<void> {
  await database.transaction(async (trx) => {
    await markExtractionFailed(trx, job.versionId)
    await trx
      .updateTable('ingest_jobs')
      .set({
        state: 'failed',
        stage: 'failed',
        error_code: code,
        error_message: sayError(job.locale, code),
        updated_at: at,
      })
      .where('id', '=', job.jobId)
      .where('state', '<>', 'done')
      .execute()
  })
}

/** Back in the queue. An attempt that was cut short by a shutdown does not count. */
export async function putBackJob(
  database: Database,
  job: { readonly jobId: string; readonly versionId: string },
  counts: boolean,
  at: Date,
): Promise<void> {
  await database.transaction(async (trx) => {
    await sql`update versions set extraction = 'waiting'
      where id = ${job.versionId} and extraction = 'running'`.execute(trx)
    await sql`update ingest_jobs set state = 'waiting', stage = 'waiting', updated_at = ${at},
        attempts = greatest(0, attempts - ${counts ? 0 : 1}::integer)
      where id = ${job.jobId} and state = 'running'`.execute(trx)
  })
}

export interface ProgressReporter {
  /** @param fraction 0..1 of the whole job */
  report(stage: string, fraction: number): void
  /** Waits for the last write. @throws what a write failed with */
  settle(): Promise<void>
}

/** Writes now and then, one write at a time, and never waits for one. */
export function createProgressReporter(deps: {
  readonly database: Database
  readonly clock: Clock
  readonly jobId: string
  readonly everyMs?: number
}): ProgressReporter {
  const everyMs = deps.everyMs ?? 400
  let next = performance.now() + everyMs
  let writing: Promise<unknown> | undefined
  let failure: { readonly error: unknown } | undefined

  return {
    report(stage, fraction) {
      if (writing !== undefined || performance.now() < next) return
      next = performance.now() + everyMs
      writing = sql`update ingest_jobs set stage = ${stage}, updated_at = ${deps.clock.now()},
          progress = greatest(progress, ${Math.min(1, Math.max(0, fraction))}::real)
        where id = ${deps.jobId} and state = 'running'`
        .execute(deps.database.query)
        .catch((error: unknown) => {
          failure ??= { error }
        })
        .finally(() => {
          writing = undefined
        })
    },
    async settle() {
      await writing
      if (failure !== undefined) throw failure.error
    },
  }
}
