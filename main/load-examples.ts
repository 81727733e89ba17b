/**
 * Loads the example company into an empty database, the way a company would do it: master data first, then
 * each document uploaded by one person, read by the worker, approved by others and published. What is there
 * already is left as it is, so that a load that was cut off goes on where it stopped.
 */
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { sql } from 'kysely'
import type { TeamStore } from '../access/team-store.ts'
import type { UserStore } from '../access/user-store.ts'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import type { ErrorCode } from '../core/errors.ts'
import type { AddedVersion, DocumentStore } from '../knowledge/document-store.ts'
import { getIngestJob } from '../knowledge/ingest-queue.ts'
import type { ProductFields } from '../knowledge/product.ts'
import type { ProductStore } from '../knowledge/products.ts'
import type { PublishVersion } from '../knowledge/publish.ts'
import type { Review } from '../knowledge/review.ts'
import { getVersionRecord } from '../knowledge/version-record.ts'
import type { LoadExampleCustomers } from './load-example-customers.ts'
import { EXAMPLES_FOLDER, readExample } from './read-example.ts'

const SETTING = 'examples'
const AUTHOR = 'U01'
/** Who ticks what: three people, none of them the author. */
const REVIEWERS = [
  ['medical', 'U03'],
  ['legal', 'U04'],
  ['regulatory', 'U05'],
] as const
const POLL_MS = 50
/** An arbitrary constant: whoever loads holds this lock. */
const LOCK = 112_104_301

export interface LoadExamplesDeps {
  readonly database: Database
  readonly clock: Clock
  readonly teams: TeamStore
  readonly users: UserStore
  readonly products: ProductStore
  readonly documents: DocumentStore
  readonly review: Review
  readonly publish: PublishVersion
  readonly loadCustomers: LoadExampleCustomers
}

export interface ExampleProgress {
  readonly done: number
  readonly total: number
  readonly title: string
  /** The code with which the file could not be read, for example `needs_ocr` where no OCR is installed. */
  readonly failed: ErrorCode | null
}

/** Needs a running worker. Returns how many versions are there; 0 when it was not for this database. */
export type LoadExamples = (onProgress: (progress: ExampleProgress) => void) => Promise<number>

interface Manifest {
  readonly documents: readonly {
    readonly kind: string
    readonly products: readonly string[]
    readonly language: string
    readonly audience: { readonly roles: readonly string[]; readonly teams: readonly string[] }
    readonly versions: readonly ManifestVersion[]
  }[]
}

interface ManifestVersion {
  readonly file: string
  readonly title: string
  readonly effectiveFrom: string
  readonly expiresAt?: string
}

interface People {
  readonly teams: readonly { readonly id: string; readonly name: string; readonly parentId: string | null }[]
  readonly users: readonly {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly roles: readonly string[]
    readonly teamId: string
    readonly locale: string
  }[]
}

export function createLoadExamples(deps: LoadExamplesDeps): LoadExamples {
  return async (onProgress) => {
    const state = await readState(deps.database)
    // A database that was loaded before there were customers gets them now.
    if (state === 'loaded') await onlyHere(deps.database, () => deps.loadCustomers().then(() => 0))
    if (state === 'loaded' || (state === null && !(await isEmpty(deps.database)))) return 0
    return onlyHere(deps.database, () => load(deps, onProgress))
  }
}

async function load(
  deps: LoadExamplesDeps,
  onProgress: (progress: ExampleProgress) => void,
): Promise<number> {
  await writeState(deps, 'loading')
  await loadMasterData(deps)
  const manifest = await readExample<Manifest>('manifest.json')
  const total = manifest.documents.reduce((sum, document) => sum + document.versions.length, 0)
  let done = 0
  for (const document of manifest.documents) {
    let documentId: string | null = null
    for (const version of document.versions) {
      const outcome = await loadVersion(deps, document, version, documentId)
      documentId = outcome.documentId
      done += 1
      // After the first document, which a question can ask of, and before the slow ones (a scan takes its time).
      if (done === 1) await deps.loadCustomers()
      onProgress({ done, total, title: version.title, failed: outcome.failed })
    }
  }
  await writeState(deps, 'loaded')
  return done
}

/** Of several processes that start on one server, one loads; the others do not wait. A folder has one process anyway. */
async function onlyHere(database: Database, work: () => Promise<number>): Promise<number> {
  if (database.engine === 'pglite') return work()
  return database.query.connection().execute(async (connection) => {
    const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_lock(${LOCK}::bigint) as got`.execute(
      connection,
    )
    if (rows[0]?.got !== true) return 0
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(${LOCK}::bigint)`.execute(connection)
    }
  })
}

async function loadMasterData({ teams, users, products }: LoadExamplesDeps): Promise<void> {
  const people = await readExample<People>('people.json')
  const company = await readExample<{ products: readonly (ProductFields & { id: string; name: string })[] }>(
    'company.json',
  )
  for (const team of people.teams)
    if ((await teams.find(team.id)) === undefined) await teams.create(team, null)
  for (const { id, name, email, roles, teamId, locale } of people.users) {
    if ((await users.find(id)) === undefined)
      await users.create({ id, name, email, roles, teamId, locale }, null)
  }
  for (const product of company.products) {
    if ((await products.find(product.id)) === undefined) await products.create(product, null)
  }
}

/** The same file again is the same version; one that was not finished is brought into force. */
async function loadVersion(
  deps: LoadExamplesDeps,
  document: Manifest['documents'][number],
  version: ManifestVersion,
  documentId: string | null,
): Promise<{ readonly documentId: string; readonly failed: ErrorCode | null }> {
  const input = {
    title: version.title,
    audience: document.audience,
    language: document.language,
    effectiveFrom: version.effectiveFrom,
    expiresAt: version.expiresAt,
    createdBy: AUTHOR,
    file: { name: basename(version.file), bytes: await readFile(join(EXAMPLES_FOLDER, version.file)) },
  }
  const added: AddedVersion =
    documentId === null
      ? await deps.documents.createDocument({ ...input, kind: document.kind, productIds: document.products })
      : await deps.documents.addVersion(documentId, input)
  const failed = await waitForText(deps.database, added.jobId)
  if (failed === null) await bringIntoForce(deps, added.versionId)
  return { documentId: added.documentId, failed }
}

async function waitForText(database: Database, jobId: string): Promise<ErrorCode | null> {
  for (;;) {
    const job = await getIngestJob(database.query, jobId)
    if (job.state === 'done') return null
    if (job.state === 'failed') return (job.error?.code ?? 'internal') as ErrorCode
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

/** What somebody has rejected or withdrawn between two starts stays so. */
async function bringIntoForce(deps: LoadExamplesDeps, versionId: string): Promise<void> {
  const { storedState } = await getVersionRecord(deps.database.query, versionId, deps.clock.now())
  if (storedState === 'draft') await deps.review.submit(versionId, AUTHOR)
  if (storedState === 'draft' || storedState === 'in_review') {
    for (const [item, reviewer] of REVIEWERS) {
      await deps.review.approve(versionId, { checklist: [item] }, reviewer)
    }
  }
  if (['draft', 'in_review', 'approved'].includes(storedState)) await deps.publish(versionId, {}, AUTHOR)
}

async function readState(database: Database): Promise<string | null> {
  const row = await database.query
    .selectFrom('settings')
    .select('value')
    .where('key', '=', SETTING)
    .executeTakeFirst()
  return row === undefined ? null : String(row.value)
}

async function writeState({ database, clock }: LoadExamplesDeps, state: string): Promise<void> {
  const row = { value: JSON.stringify(state), updated_at: clock.now() }
  await database.query
    .insertInto('settings')
    .values({ key: SETTING, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}

/** Nothing of a company stands in it: neither products nor documents. */
async function isEmpty(database: Database): Promise<boolean> {
  const product = await database.query.selectFrom('products').select('id').limit(1).executeTakeFirst()
  const document = await database.query.selectFrom('documents').select('id').limit(1).executeTakeFirst()
  return product === undefined && document === undefined
}
