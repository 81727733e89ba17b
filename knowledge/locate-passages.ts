/**
 * Which passage holds a place of a section, and on which page: an answer may quote another part of a long
 * section than the passage that led to it.
 */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'

export interface SectionPlace {
  readonly sectionId: string
  /** UTF-16 offset into the section's text. */
  readonly offset: number
}

export interface PassagePlace {
  readonly passageId: number
  readonly page: number | null
}

/** One entry for each place in order; null where no passage begins at or before it. One round trip. */
export async function locatePassages(
  db: Queryable,
  places: readonly SectionPlace[],
): Promise<readonly (PassagePlace | null)[]> {
  if (places.length === 0) return []
  const { rows } = await sql<{ n: number; id: number; page: number | null }>`/* prepared:locate_passages */
    select x.n, p.id, p.page
    from unnest(${places.map((place) => place.sectionId)}::text[], ${places.map((place) => place.offset)}::integer[])
      with ordinality as x (section_id, place, n)
    cross join lateral (
      select p.id, p.page from passages p
      where p.section_id = x.section_id and p.start_offset <= x.place
      order by p.start_offset desc limit 1) p`.execute(db)
  const found = new Map(rows.map((row) => [Number(row.n) - 1, { passageId: Number(row.id), page: row.page }]))
  return places.map((_, at) => found.get(at) ?? null)
}
