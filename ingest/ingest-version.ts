/**
 * The worker's handler for one uploaded file. The story: take the job; read the file's bytes and parse them
 * in a child process; find the sections and cut them into passages; save all of it with the index and the
 * end of the job in one transaction. A file that cannot be read fails with its code and is not tried again;
 * anything else is tried again and ends as `internal`. Killed at any point, the job begins anew.
 */
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { type AppError, toAppError } from '../core/errors.ts'
import { type Log, silentLog } from '../core/log.ts'
import { message } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import type { IngestPayload } from '../knowledge/ingest-queue.ts'
import { readFile } from '../knowledge/read-version.ts'
import { saveExtraction } from '../knowledge/save-extraction.ts'
import { checkExtraction, type PlausibilityWarning } from './check-extraction.ts'
import { detectLanguage } from './detect-language.ts'
import {
  type BegunJob,
  beginJob,
  createProgressReporter,
  failJob,
  finishJob,
  type ProgressReporter,
  putBackJob,
} from './job-row.ts'
import type { Parse } from './parse.ts'
import type { ParsedDocument, ParseWarning } from './parsed-document.ts'
import { withPassages } from './passage.ts'
import { sectionDocument } from './section.ts'
import { storableDocument } from './storable-text.ts'

export interface IngestVersionDeps {
  readonly database: Database
  readonly clock: Clock
  readonly parse: Pick<Parse, 'parse'>
  readonly log?: Log
  /** Called in the transaction that saves the passages, for instance to order their embedding. */
  readonly afterSave?: (trx: Queryable, versionId: string) => Promise<void>
  /** How often a job is begun at most when it fails for no fault of its file; default 3. */
  readonly attempts?: number
  readonly progressEveryMs?: number
}

/**
 * Resolves when the job has ended, in `done` or `failed`, both visible in its row; rejects when it should be
 * tried again later. A job that has ended already is left alone.
 */
export type IngestVersion = (payload: IngestPayload, signal?: AbortSignal) => Promise<void>

/** A job's warning as stored: the code for programs, the message in the uploader's language for people. */
export interface JobWarning {
  readonly code: string
  readonly message: string
  readonly page?: number
}

/** Share of the progress when the file is parsed, and when its passages are ready. */
const PARSED = 0.8
const CUT = 0.9

export function createIngestVersion(deps: IngestVersionDeps): IngestVersion {
  const { database, clock, log = silentLog, attempts = 3 } = deps

  return async ({ jobId }, signal) => {
    const started = performance.now()
    const job = await beginJob(database, jobId, clock.now())
    if (job.kind === 'over') return
    const { versionId } = job
    try {
      // Only a job that keeps taking the process down is begun more often than that.
      if (job.attempt > attempts) return await failJob(database, { jobId, ...job }, 'internal', clock.now())
      const counts = await ingest(jobId, job, signal)
      log.info('ingest.done', { jobId, versionId, ms: Math.round(performance.now() - started), ...counts })
    } catch (cause) {
      await settleFailure(jobId, job, cause, signal)
    }
  }

  async function ingest(jobId: string, job: BegunJob, signal: AbortSignal | undefined) {
    const progress = createProgressReporter({
      database,
      clock,
      jobId,
      ...(deps.progressEveryMs === undefined ? {} : { everyMs: deps.progressEveryMs }),
    })
    const document = await read(job, progress, signal)
    progress.report('sectioning', PARSED)
    const { title, sections: drafts } = sectionDocument(document, {
      kind: job.documentKind,
      title: job.title,
    })
    const sections = await withPassages(drafts)
    const warnings = [
      ...document.warnings.map((warning) => parserWarning(warning, job.locale)),
      ...checkExtraction(drafts, { kind: job.documentKind, products: job.products }).map((warning) =>
        plausibilityWarning(warning, job.locale),
      ),
    ]
    progress.report('saving', CUT)
    await progress.settle()
    signal?.throwIfAborted()
    return database.transaction(async (trx) => {
      const saved = await saveExtraction(trx, job.versionId, {
        mediaType: document.mediaType,
        pageCount: document.pageCount,
        language: detectLanguage(drafts) ?? null,
        title: title ?? null,
        sections,
      })
      if (saved.kind === 'saved') await deps.afterSave?.(trx, job.versionId)
      await finishJob(trx, jobId, warnings, clock.now())
      return { sections: sections.length, warnings: warnings.length }
    })
  }

  async function read(
    job: BegunJob,
    progress: ProgressReporter,
    signal: AbortSignal | undefined,
  ): Promise<ParsedDocument> {
    const bytes = await readFile(database.query, job.fileHash)
    const document = await deps.parse.parse(
      { bytes, fileName: job.fileName },
      {
        onProgress: (fraction) => progress.report('reading', fraction * PARSED),
        ...(signal === undefined ? {} : { signal }),
      },
    )
    return storableDocument(document)
  }

  /** @throws AppError when the queue shall try again */
  async function settleFailure(
    jobId: string,
    job: BegunJob,
    cause: unknown,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { versionId } = job
    const at = clock.now()
    if (signal?.aborted === true) {
      await putBackJob(database, { jobId, versionId }, false, at)
      throw interrupted(cause)
    }
    const error = toAppError(cause)
    const fields = { jobId, versionId, code: error.code, attempt: job.attempt }
    if (error.retry && job.attempt < attempts) {
      log.warn('ingest.retry', fields)
      await putBackJob(database, { jobId, versionId }, true, at)
      throw error
    }
    log.warn('ingest.failed', fields)
    await failJob(database, { jobId, ...job }, error.retry ? 'internal' : error.code, at)
  }
}

/** A stop is not the file's fault: whatever it surfaced as, the queue gives the job to the next worker. */
function interrupted(cause: unknown): AppError {
  const error = toAppError(cause)
  return error.retry ? error : toAppError(new Error('The worker is stopping.', { cause }))
}

function parserWarning(warning: ParseWarning, locale: Locale): JobWarning {
  const { code, page } = warning
  const text = message(locale, `extraction_${code}`, { page: page ?? '—', detail: warning.message })
  return { code, message: text, ...(page === undefined ? {} : { page }) }
}

function plausibilityWarning(warning: PlausibilityWarning, locale: Locale): JobWarning {
  const { code } = warning
  if (code === 'missing_section') {
    const names = warning.sections.map((section) => message(locale, `extraction_${section}`))
    return {
      code,
      message: message(locale, 'extraction_missing_section', {
        sections: names.join(locale === 'en' ? ', ' : ''),
      }),
    }
  }
  const params = code === 'product_not_found' ? { product: warning.product } : {}
  return { code, message: message(locale, `extraction_${code}`, params) }
}
