/**
 * Documents and their versions come in here: the file is kept by its hash, the version is a draft, and
 * the order to extract its text is committed with it. The same bytes are one version: in a document
 * always, and across documents when kind, title and products are the same too.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import type { Jobs } from '../core/jobs.ts'
import { normalizeText } from '../core/text/normalize.ts'
import type { Audience } from './document.ts'
import {
  type AudienceFields,
  checkAudience,
  checkKind,
  checkProducts,
  checkTitle,
  checkValidity,
  type ValidityFields,
} from './document-metadata.ts'
import { newestIngestJob, orderIngest } from './ingest-queue.ts'
import { lockVersion } from './version-record.ts'

export interface UploadedFile {
  readonly name: string
  /** As the caller says; what it really is is judged by content during extraction. */
  readonly mediaType?: string | undefined
  readonly bytes: Uint8Array
}

export interface NewVersion extends ValidityFields {
  readonly title?: string | undefined
  readonly audience?: AudienceFields | undefined
  readonly language?: string | undefined
  readonly file: UploadedFile
  readonly createdBy: string
}

export interface NewDocument extends NewVersion {
  readonly kind: string
  readonly productIds?: readonly string[] | undefined
}

export interface AddedVersion {
  readonly documentId: string
  readonly versionId: string
  readonly versionNumber: number
  /** The extraction that was ordered; for a duplicate the one it had. */
  readonly jobId: string
  /** True when this file was there already and nothing was added. */
  readonly duplicate: boolean
}

export interface DocumentStore {
  /** Throws `invalid_input`, `empty`. */
  createDocument(input: NewDocument): Promise<AddedVersion>
  /** The same inside the caller's transaction. */
  createDocumentIn(trx: Queryable, input: NewDocument): Promise<AddedVersion>
  /** Title and audience left out are those of the newest version. Throws `not_found` too. */
  addVersion(documentId: string, input: NewVersion): Promise<AddedVersion>
  /** Orders the extraction of a version again after it failed. Throws `wrong_state` otherwise. */
  retryExtraction(versionId: string, actorId: string): Promise<{ readonly jobId: string }>
}

export interface DocumentStoreDeps {
  readonly database: Database
  readonly clock: Clock
  readonly jobs: Jobs
  /** In which a plain date begins. */
  readonly timezone: string
}

interface Draft {
  readonly documentId: string
  readonly number: number
  readonly title: string
  readonly audience: Audience
}

export function createDocumentStore(deps: DocumentStoreDeps): DocumentStore {
  const { database, clock, jobs, timezone } = deps

  async function createDocumentIn(trx: Queryable, input: NewDocument): Promise<AddedVersion> {
    const kind = checkKind(input.kind)
    const title = checkTitle(input.title, input.file.name)
    const hash = hashOf(input.file)
    // Two uploads of one file at once: the second waits here and finds what the first made.
    await sql`select pg_advisory_xact_lock(hashtextextended(${hash}, 0))`.execute(trx)
    const productIds = await checkProducts(trx, input.productIds ?? [])
    const twin = await findTwin(trx, hash, kind, title, productIds)
    if (twin !== undefined) return duplicateOf(trx, twin, input.createdBy)
    const audience = await checkAudience(trx, input.audience ?? {})
    const documentId = newId()
    const at = clock.now()
    await trx
      .insertInto('documents')
      .values({ id: documentId, kind, title, created_by: input.createdBy, created_at: at })
      .execute()
    if (productIds.length > 0) {
      await trx
        .insertInto('document_products')
        .values(productIds.map((id) => ({ document_id: documentId, product_id: id })))
        .execute()
    }
    return insertVersion(trx, { documentId, number: 1, title, audience }, hash, input)
  }

  async function insertVersion(
    trx: Queryable,
    draft: Draft,
    hash: string,
    input: NewVersion,
  ): Promise<AddedVersion> {
    const { effectiveFrom, expiresAt } = checkValidity(input, timezone)
    const at = clock.now()
    const versionId = newId()
    const mediaType = input.file.mediaType ?? 'application/octet-stream'
    await trx
      .insertInto('files')
      .values({
        hash,
        bytes: Buffer.from(input.file.bytes),
        size: input.file.bytes.length,
        media_type: mediaType,
        created_at: at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await trx
      .insertInto('versions')
      .values({
        id: versionId,
        document_id: draft.documentId,
        number: draft.number,
        title: draft.title,
        language: input.language ?? null,
        file_name: input.file.name,
        file_hash: hash,
        media_type: mediaType,
        effective_from: effectiveFrom,
        expires_at: expiresAt,
        audience_roles: [...draft.audience.roles],
        audience_teams: [...draft.audience.teams],
        created_by: input.createdBy,
        created_at: at,
      })
      .execute()
    const jobId = await orderIngest(trx, jobs, { versionId, createdBy: input.createdBy, at })
    await recordAudit(trx, {
      at,
      actorId: input.createdBy,
      action: 'version.upload',
      subjectKind: 'version',
      subjectId: versionId,
      detail: { documentId: draft.documentId, number: draft.number, fileHash: hash },
    })
    return { documentId: draft.documentId, versionId, versionNumber: draft.number, jobId, duplicate: false }
  }

  /** The version that was there; an upload of a file whose extraction failed tries that again. */
  async function duplicateOf(trx: Queryable, twin: Twin, createdBy: string): Promise<AddedVersion> {
    const jobId =
      (twin.extraction === 'failed' ? undefined : await newestIngestJob(trx, twin.id)) ??
      (await orderAgain(trx, twin.id, createdBy))
    return {
      documentId: twin.document_id,
      versionId: twin.id,
      versionNumber: twin.number,
      jobId,
      duplicate: true,
    }
  }

  async function orderAgain(trx: Queryable, versionId: string, actorId: string): Promise<string> {
    const at = clock.now()
    await trx
      .updateTable('versions')
      .set({ extraction: 'waiting' })
      .where('id', '=', versionId)
      .where('extraction', '=', 'failed')
      .execute()
    const jobId = await orderIngest(trx, jobs, { versionId, createdBy: actorId, at })
    await recordAudit(trx, {
      at,
      actorId,
      action: 'version.extract_again',
      subjectKind: 'version',
      subjectId: versionId,
      detail: { jobId },
    })
    return jobId
  }

  return {
    createDocument: (input) => database.transaction((trx) => createDocumentIn(trx, input)),
    createDocumentIn,

    addVersion: (documentId, input) =>
      database.transaction(async (trx) => {
        const document = await trx
          .selectFrom('documents')
          .select(['id', 'title'])
          .where('id', '=', documentId)
          // `no key`: answers that cite the document are written while a large file is coming in.
          .forNoKeyUpdate()
          .executeTakeFirst()
        if (document === undefined) throw new AppError('not_found', 'There is no such document.')
        const hash = hashOf(input.file)
        const versions = await trx
          .selectFrom('versions')
          .selectAll()
          .where('document_id', '=', documentId)
          .orderBy('number', 'desc')
          .execute()
        const twin = versions.find((version) => version.file_hash === hash)
        if (twin !== undefined) return duplicateOf(trx, twin, input.createdBy)
        const newest = versions[0]
        const audience =
          input.audience === undefined && newest !== undefined
            ? { roles: newest.audience_roles, teams: newest.audience_teams }
            : await checkAudience(trx, input.audience ?? {})
        const title = checkTitle(input.title ?? newest?.title ?? document.title, input.file.name)
        const number = (newest?.number ?? 0) + 1
        return insertVersion(trx, { documentId, number, title, audience }, hash, input)
      }),

    retryExtraction: (versionId, actorId) =>
      database.transaction(async (trx) => {
        const { version } = await lockVersion(trx, versionId, clock)
        if (version.extraction !== 'failed') {
          throw new AppError('wrong_state', 'Only a failed extraction can be tried again.', {
            details: { extraction: version.extraction },
          })
        }
        return { jobId: await orderAgain(trx, versionId, actorId) }
      }),
  }
}

interface Twin {
  readonly id: string
  readonly document_id: string
  readonly number: number
  readonly extraction: string
}

/**
 * A live version of the same bytes in a document of the same kind and title that is filed under the products
 * asked for: the same short reply may be given for two products, and each needs its own. What was withdrawn or
 * rejected does not count: a file withdrawn by mistake can come back as a new document.
 */
async function findTwin(
  trx: Queryable,
  hash: string,
  kind: string,
  title: string,
  productIds: readonly string[],
): Promise<Twin | undefined> {
  const rows = await trx
    .selectFrom('versions')
    .innerJoin('documents', 'documents.id', 'versions.document_id')
    .select([
      'versions.id',
      'versions.document_id',
      'versions.number',
      'versions.extraction',
      'versions.title as version_title',
      'documents.title',
    ])
    .where('versions.file_hash', '=', hash)
    .where('documents.kind', '=', kind)
    .where('versions.state', 'not in', ['withdrawn', 'rejected'])
    .where(sql<boolean>`${[...productIds]}::text[] <@ array(select p.product_id from document_products p
      where p.document_id = documents.id)`)
    .orderBy('versions.id')
    .execute()
  const wanted = normalizeText(title)
  return rows.find((row) => [row.title, row.version_title].some((one) => normalizeText(one) === wanted))
}

function hashOf(file: UploadedFile): string {
  if (file.bytes.length === 0) throw new AppError('empty', 'The file is empty.')
  return createHash('sha256').update(file.bytes).digest('hex')
}
