/**
 * The list of documents as a reader may see it. Those who prepare and review see every document with
 * its newest version; everybody else sees what is in force for them, and nothing else exists.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../core/page.ts'
import { type Reader, seesEveryAudience } from '../core/reader.ts'
import type { DocumentKind } from './document.ts'
import { inForceAt, readableBy } from './in-force.ts'
import { lifecycleSql, selectVersions, type VersionRecord } from './version-record.ts'

export interface DocumentFilter extends PageRequest {
  readonly kind?: string | undefined
  readonly productId?: string | undefined
  /** Documents with a version in this state, as a person is shown it. */
  readonly state?: string | undefined
  /** Part of the title. */
  readonly title?: string | undefined
}

export interface DocumentSummary {
  readonly id: string
  readonly kind: DocumentKind
  readonly title: string
  readonly productIds: readonly string[]
  readonly createdBy: string
  readonly createdAt: Date
  readonly inForce: VersionRecord | null
  /** The newest version that the reader may see. */
  readonly latest: VersionRecord | null
}

/** Newest document first. */
export async function listDocuments(
  db: Queryable,
  reader: Reader,
  at: Date,
  filter: DocumentFilter = {},
): Promise<Page<DocumentSummary>> {
  const limit = pageLimit(filter)
  const before = decodeCursor(filter)
  const visible = visibleVersions(reader, at)
  const conditions = [
    sql<boolean>`exists (select 1 from versions v where v.document_id = d.id and ${visible}
      ${filter.state === undefined ? sql`` : sql`and ${lifecycleSql(at)} = ${filter.state}`})`,
  ]
  if (before !== undefined) conditions.push(sql<boolean>`d.id < ${before}`)
  if (filter.kind !== undefined) conditions.push(sql<boolean>`d.kind = ${filter.kind}`)
  if (filter.productId !== undefined) {
    conditions.push(sql<boolean>`exists (select 1 from document_products p
      where p.document_id = d.id and p.product_id = ${filter.productId})`)
  }
  if (filter.title !== undefined && filter.title.trim() !== '') {
    conditions.push(sql<boolean>`position(lower(${filter.title.trim()}) in lower(d.title)) > 0`)
  }
  const { rows } = await sql<DocumentRow>`
    select d.*, array(select p.product_id from document_products p where p.document_id = d.id order by 1) as product_ids
    from documents d where ${sql.join(conditions, sql` and `)}
    order by d.id desc limit ${limit + 1}`.execute(db)
  const page = pageOf(rows, limit, (row) => row.id)
  const ids = page.items.map((row) => row.id)
  const versions =
    ids.length === 0
      ? []
      : await selectVersions(db, sql<boolean>`v.document_id = any (${ids}::text[]) and ${visible}`, at)
  return {
    nextCursor: page.nextCursor,
    items: page.items.map((row) =>
      summarize(
        row,
        versions.filter((version) => version.documentId === row.id),
      ),
    ),
  }
}

/** Condition over the alias `v`: everything for those who prepare and review, else what is in force for the reader. */
export function visibleVersions(reader: Reader, at: Date): RawBuilder<boolean> {
  return seesEveryAudience(reader)
    ? sql<boolean>`true`
    : sql<boolean>`(${inForceAt(at)} and ${readableBy(reader)})`
}

export interface DocumentRow {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly created_by: string
  readonly created_at: Date
  readonly product_ids: readonly string[]
}

export function summarize(row: DocumentRow, versions: readonly VersionRecord[]): DocumentSummary {
  return {
    id: row.id,
    kind: row.kind as DocumentKind,
    title: row.title,
    productIds: row.product_ids,
    createdBy: row.created_by,
    createdAt: row.created_at,
    inForce: versions.find((version) => version.inForce) ?? null,
    latest: versions.at(-1) ?? null,
  }
}
