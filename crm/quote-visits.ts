/**
 * What was said, in the words of the note where the record knows them (its evidence), else in the record's own;
 * without what identifies a patient.
 */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import type { Quote } from './visit-quote.ts'

/** Which entry of which field of a visit. */
export interface PlaceInVisit {
  readonly visitId: string
  readonly position: number
  readonly field: 'objections' | 'questions'
}

interface Row {
  readonly id: string
  readonly day: string
  readonly note: string | null
  readonly evidence: Readonly<Record<string, readonly { readonly start: number; readonly end: number }[]>>
  readonly record: Readonly<Record<PlaceInVisit['field'], readonly { readonly text: string }[] | undefined>>
}

/** A quote is a line, not a page. */
const LONGEST = 120

/** Reads the visits once; the function returned gives the quote of a place, undefined where there is none. */
export async function quoteVisits(
  db: Queryable,
  places: readonly PlaceInVisit[],
  mask: (text: string) => string,
): Promise<(place: PlaceInVisit) => Quote | undefined> {
  const ids = [...new Set(places.map((place) => place.visitId))]
  if (ids.length === 0) return () => undefined
  const { rows } = await sql<Row>`
    select v.id, v.visited_on::text as day, r.note, r.evidence, r.record from visits v
    join visit_revisions r on r.visit_id = v.id and r.revision = v.revision
    where v.id = any (${ids}::text[])`.execute(db)
  const visits = new Map(rows.map((row) => [row.id, row]))
  return ({ visitId, position, field }) => {
    const visit = visits.get(visitId)
    const text = visit === undefined ? undefined : wordsOf(visit, field, position)
    if (visit === undefined || text === undefined) return undefined
    // Masking unifies widths of characters; where it took nothing out, the words stay as written.
    const safe = mask(text)
    const masked = safe === text.normalize('NFKC') ? text : safe
    return {
      visitId,
      day: visit.day,
      text: masked.length > LONGEST ? `${masked.slice(0, LONGEST)}…` : masked,
    }
  }
}

function wordsOf(visit: Row, field: PlaceInVisit['field'], position: number): string | undefined {
  const spans = visit.evidence[`${field}.${position}`] ?? visit.evidence[`${field}.${position}.text`] ?? []
  const words = spans.map(({ start, end }) => visit.note?.slice(start, end).trim() ?? '').filter(Boolean)
  return words.length > 0 ? words.join('……') : visit.record[field]?.[position]?.text
}
