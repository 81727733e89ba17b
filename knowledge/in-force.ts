/**
 * "Published, effective now, not expired, not withdrawn, and for this reader" as one SQL condition over
 * versions. Every query that can put a document's text before a person joins versions through it.
 */
import { type RawBuilder, sql } from 'kysely'
import { type Reader, seesEveryAudience } from '../core/reader.ts'

/** Condition over the alias `v` (table versions), true when the version is in force at `at`. */
export function inForceAt(at: Date): RawBuilder<boolean> {
  return sql<boolean>`(v.state = 'published' and v.in_force_from <= ${at} and (v.in_force_until is null or ${at} < v.in_force_until))`
}

/** Condition over the alias `v`: the reader belongs to the version's audience. */
export function readableBy(reader: Reader): RawBuilder<boolean> {
  if (seesEveryAudience(reader)) return sql<boolean>`true`
  return sql<boolean>`((v.audience_roles = '{}' or v.audience_roles && ${[...reader.roles]}::text[])
    and (v.audience_teams = '{}' or v.audience_teams && ${[...reader.teamIds]}::text[]))`
}
