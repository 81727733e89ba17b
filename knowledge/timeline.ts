/**
 * The time in force of a document's published versions as one line without overlaps: each version
 * holds from its own beginning until the next one's, or until it expires. What is past never changes;
 * a version that was announced and withdrawn before its day leaves its time to the one before it.
 */
import type { Queryable } from '../core/database.ts'

export interface Span {
  readonly id: string
  /** Two versions of the same beginning: the one published later holds. */
  readonly publishedAt: Date
  readonly inForceFrom: Date
  readonly inForceUntil: Date | null
  readonly expiresAt: Date | null
  readonly supersededBy: string | null
}

/** The spans that must change, as they must become. `published` are the document's published versions alone. */
export function arrangeTimeline(published: readonly Span[], now: Date): readonly Span[] {
  const line = published.toSorted(
    (a, b) =>
      a.inForceFrom.getTime() - b.inForceFrom.getTime() || a.publishedAt.getTime() - b.publishedAt.getTime(),
  )
  const changed: Span[] = []
  for (const [index, span] of line.entries()) {
    const next = line[index + 1]
    const past = span.inForceUntil !== null && span.inForceUntil.getTime() <= now.getTime()
    const inForceUntil = past ? span.inForceUntil : earlier(span.expiresAt, next?.inForceFrom ?? null)
    const supersededBy = (past ? span.supersededBy : null) ?? next?.id ?? null
    if (inForceUntil?.getTime() !== span.inForceUntil?.getTime() || supersededBy !== span.supersededBy) {
      changed.push({ ...span, inForceUntil, supersededBy })
    }
  }
  return changed
}

/** Brings the document's line in order; the caller holds the document's lock. Returns the changed ids. */
export async function rearrangeTimeline(
  trx: Queryable,
  documentId: string,
  now: Date,
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('versions')
    .select(['id', 'published_at', 'in_force_from', 'in_force_until', 'expires_at', 'superseded_by'])
    .where('document_id', '=', documentId)
    .where('state', '=', 'published')
    .execute()
  const published = rows.flatMap((row) =>
    row.in_force_from === null || row.published_at === null
      ? []
      : [
          {
            id: row.id,
            publishedAt: row.published_at,
            inForceFrom: row.in_force_from,
            inForceUntil: row.in_force_until,
            expiresAt: row.expires_at,
            supersededBy: row.superseded_by,
          },
        ],
  )
  const changed = arrangeTimeline(published, now)
  for (const span of changed) {
    await trx
      .updateTable('versions')
      .set({ in_force_until: span.inForceUntil, superseded_by: span.supersededBy })
      .where('id', '=', span.id)
      .execute()
  }
  return changed.map((span) => span.id)
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b
  return a.getTime() < b.getTime() ? a : b
}
