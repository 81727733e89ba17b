/**
 * One document or version, its text and its file, as a reader may see them. A reader who was given an
 * answer from a version may open it for ever, whatever became of it: its state stands beside it.
 * What may not be seen is `not_found`: that it exists is not told either.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../core/page.ts'
import type { Reader } from '../core/reader.ts'
import { type DocumentRow, type DocumentSummary, summarize, visibleVersions } from './list-documents.ts'
import { selectVersions, type VersionRecord } from './version-record.ts'

export interface DocumentWithVersions extends DocumentSummary {
  /** First to newest, those that the reader may open. */
  readonly versions: readonly VersionRecord[]
}

export interface SectionRecord {
  readonly id: string
  readonly ordinal: number
  readonly heading: string
  readonly code: string | null
  readonly path: readonly string[]
  readonly pageFrom: number | null
  readonly pageTo: number | null
  readonly text: string
}

export interface VersionWithSections extends VersionRecord {
  readonly sections: readonly SectionRecord[]
}

export interface VersionFile {
  readonly bytes: Buffer
  readonly name: string
  readonly mediaType: string
  /** SHA-256 in hex. */
  readonly hash: string
}

export interface VersionAnswer {
  readonly answerId: string
  readonly userId: string
  readonly userName: string
  readonly kind: string
  readonly question: string
  readonly at: Date
  readonly citations: number
}

/** Throws `not_found`. */
export async function getDocument(
  db: Queryable,
  documentId: string,
  reader: Reader,
  at: Date,
): Promise<DocumentWithVersions> {
  const versions = await selectVersions(
    db,
    sql<boolean>`v.document_id = ${documentId} and ${openableVersions(reader, at)}`,
    at,
  )
  const { rows } = await sql<DocumentRow>`
    select d.*, array(select p.product_id from document_products p where p.document_id = d.id order by 1) as product_ids
    from documents d where d.id = ${documentId}`.execute(db)
  const row = rows[0]
  if (row === undefined || versions.length === 0) {
    throw new AppError('not_found', 'There is no such document.')
  }
  return { ...summarize(row, versions), versions }
}

/** Throws `not_found`. Sections are empty until the text is extracted. */
export async function getVersion(
  db: Queryable,
  versionId: string,
  reader: Reader,
  at: Date,
): Promise<VersionWithSections> {
  const version = await openVersion(db, versionId, reader, at)
  const rows = await db
    .selectFrom('sections')
    .selectAll()
    .where('version_id', '=', versionId)
    .orderBy('ordinal')
    .execute()
  return {
    ...version,
    sections: rows.map((row) => ({
      id: row.id,
      ordinal: row.ordinal,
      heading: row.heading,
      code: row.code,
      path: row.path,
      pageFrom: row.page_from,
      pageTo: row.page_to,
      text: row.text,
    })),
  }
}

/** The file as it was uploaded. Throws `not_found`. */
export async function getVersionFile(
  db: Queryable,
  versionId: string,
  reader: Reader,
  at: Date,
): Promise<VersionFile> {
  const version = await openVersion(db, versionId, reader, at)
  const file = await readFile(db, version.fileHash)
  return { bytes: file, name: version.fileName, mediaType: version.mediaType, hash: version.fileHash }
}

/** Bytes by hash, for extraction. Throws `not_found`. */
export async function readFile(db: Queryable, hash: string): Promise<Buffer> {
  const row = await db.selectFrom('files').select('bytes').where('hash', '=', hash).executeTakeFirst()
  if (row === undefined) throw new AppError('not_found', 'There is no such file.')
  // The embedded engine gives a Uint8Array.
  return Buffer.from(row.bytes)
}

/** Who was given an answer from the version and when, newest first. Who may ask is the API's table of rights. */
export async function listVersionAnswers(
  db: Queryable,
  versionId: string,
  request: PageRequest = {},
): Promise<Page<VersionAnswer>> {
  const limit = pageLimit(request)
  const before = decodeCursor(request)
  const { rows } = await sql<{
    id: string
    user_id: string
    name: string
    kind: string
    question: string
    created_at: Date
    citations: number
  }>`
    select a.id, a.user_id, u.name, a.kind, a.question, a.created_at, count(*)::int as citations
    from answer_citations c join answers a on a.id = c.answer_id join users u on u.id = a.user_id
    where c.version_id = ${versionId} ${before === undefined ? sql`` : sql`and a.id < ${before}`}
    group by a.id, u.name order by a.id desc limit ${limit + 1}`.execute(db)
  return pageOf(
    rows.map((row) => ({
      answerId: row.id,
      userId: row.user_id,
      userName: row.name,
      kind: row.kind,
      question: row.question,
      at: row.created_at,
      citations: row.citations,
    })),
    limit,
    (row) => row.answerId,
  )
}

async function openVersion(
  db: Queryable,
  versionId: string,
  reader: Reader,
  at: Date,
): Promise<VersionRecord> {
  const condition = sql<boolean>`v.id = ${versionId} and ${openableVersions(reader, at)}`
  const version = (await selectVersions(db, condition, at))[0]
  if (version === undefined) throw new AppError('not_found', 'There is no such version.')
  return version
}

function openableVersions(reader: Reader, at: Date): RawBuilder<boolean> {
  return sql<boolean>`(${visibleVersions(reader, at)} or exists (
    select 1 from answer_citations c join answers a on a.id = c.answer_id
    where c.version_id = v.id and a.user_id = ${reader.userId}))`
}
