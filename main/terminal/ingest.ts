/** `ingest` and `import`: files into the knowledge base, tables into the master data. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ErrorCode } from '../../core/errors.ts'
import type { ImportResult } from '../../core/import-rows.ts'
import { message, sayError } from '../../core/messages.ts'
import { type Client, type Fields, failure, TerminalFailure } from './client.ts'

interface Uploaded {
  readonly documentId: string
  readonly versionId: string
  readonly jobId: string
  readonly duplicate?: boolean
}

interface JobView {
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly stage: string
  readonly progress: number
  readonly warnings: readonly { readonly message: string }[]
  readonly error: { readonly code: string; readonly message: string } | null
}

const POLL_MS = 300
/** Half a minute: then somebody should look. */
const PATIENCE_POLLS = 100
/** The review is somebody else's: of the uploader's own file, and for whoever does not review. */
const OTHERS_DUTY: ReadonlySet<string | undefined> = new Set(['own_approval', 'forbidden'])

export interface IngestOptions {
  readonly fields: Fields
  /** As a new version of this document. */
  readonly documentId?: string | undefined
  /** Publish at once, where that is allowed; else it is submitted for review. */
  readonly publish: boolean
}

/** One line a file; the others go on when one fails. Returns whether all went well. */
export async function ingest(
  client: Client,
  paths: readonly string[],
  options: IngestOptions,
  print: (text: string) => void,
): Promise<boolean> {
  let well = true
  for (const path of paths) {
    try {
      print(`${basename(path)}: ${await ingestFile(client, path, options, print)}`)
    } catch (error) {
      if (!(error instanceof TerminalFailure)) throw error
      well = false
      print(`${basename(path)}: ${error.message}`)
    }
  }
  return well
}

async function ingestFile(
  client: Client,
  path: string,
  options: IngestOptions,
  print: (text: string) => void,
): Promise<string> {
  const target =
    options.documentId === undefined
      ? '/v1/documents'
      : `/v1/documents/${encodeURIComponent(options.documentId)}/versions`
  const uploaded = await client.upload<Uploaded>(target, await readNamed(client, path), options.fields)
  const job = await waitForJob(client, uploaded.jobId, path, print)
  if (job.error !== null) {
    throw new TerminalFailure(`${sayError(client.locale, job.error.code as ErrorCode)} (${job.error.code})`)
  }
  for (const warning of job.warnings) print(`  ! ${warning.message}`)
  if (uploaded.duplicate === true)
    return `${message(client.locale, 'terminal_duplicate')} (${uploaded.versionId})`
  if (!options.publish) return `${message(client.locale, 'terminal_uploaded')} (${uploaded.versionId})`
  await client.post(`/v1/versions/${uploaded.versionId}/submit`, {})
  try {
    await client.post(`/v1/versions/${uploaded.versionId}/approve`, {
      checklist: ['medical', 'legal', 'regulatory'],
    })
    await client.post(`/v1/versions/${uploaded.versionId}/publish`, {})
    return `${message(client.locale, 'terminal_published')} (${uploaded.versionId})`
  } catch (error) {
    if (!(error instanceof TerminalFailure) || !OTHERS_DUTY.has(error.code)) throw error
    return `${message(client.locale, 'terminal_submitted')} (${uploaded.versionId})`
  }
}

async function waitForJob(
  client: Client,
  jobId: string,
  path: string,
  print: (text: string) => void,
): Promise<JobView> {
  let told = 0
  let patience = PATIENCE_POLLS
  for (;;) {
    const job = await client.get<JobView>(`/v1/jobs/${jobId}`)
    if (job.state === 'done' || job.state === 'failed') return job
    if (job.state === 'waiting') patience -= 1
    if (patience === 0) print(`  ${basename(path)} ${message(client.locale, 'terminal_waiting')}`)
    if (job.progress >= told + 0.25) {
      told = job.progress
      print(`  ${basename(path)} ${job.stage} ${Math.round(job.progress * 100)} %`)
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

/** In the order in which a company's tables refer to each other. */
export const IMPORT_KINDS = [
  'products',
  'teams',
  'users',
  'accounts',
  'contacts',
  'territories',
  'plans',
  'visits',
] as const

/** The kind given, else the one that the file is named after: `contacts.csv`, `contacts-2026.xlsx`. */
export function importKindOf(path: string, given: string | undefined): string | undefined {
  const name = basename(path).toLowerCase()
  return given ?? IMPORT_KINDS.find((kind) => new RegExp(`^${kind}(?![a-z])`).test(name))
}

export async function importTable(
  client: Client,
  path: string,
  options: { readonly kind: string; readonly dryRun: boolean },
): Promise<string> {
  const fields = { kind: options.kind, dryRun: String(options.dryRun) }
  const result = await client.upload<ImportResult>('/v1/import', await readNamed(client, path), fields)
  const faults = result.rejected.map((fault) =>
    message(client.locale, 'terminal_row', { row: fault.row, column: fault.column, message: fault.message }),
  )
  const counts = message(client.locale, 'terminal_accepted', {
    accepted: result.accepted,
    created: result.created,
    updated: result.updated,
    unchanged: result.unchanged,
    rejected: result.rejected.length,
  })
  return [counts + (result.dryRun ? message(client.locale, 'terminal_dry_run') : ''), ...faults].join('\n')
}

async function readNamed(client: Client, path: string): Promise<{ name: string; bytes: Uint8Array }> {
  try {
    return { name: basename(path), bytes: await readFile(path) }
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      throw failure(client.locale, 'terminal_no_file', { path })
    }
    throw error
  }
}
