/** A user as the reader whom every query over documents asks for. */
import type { Queryable } from '../core/database.ts'
import type { Reader } from '../core/reader.ts'
import { teamAncestors } from './team-store.ts'
import type { User } from './user.ts'

/** The reader of a user: own team and every team above it. */
export async function readerOf(db: Queryable, user: User): Promise<Reader> {
  return toReader(user, user.teamId === null ? [] : await teamAncestors(db, user.teamId))
}

export function toReader(user: User, teamIds: readonly string[]): Reader {
  return { userId: user.id, roles: user.roles, teamIds, locale: user.locale, timezone: user.timezone }
}
