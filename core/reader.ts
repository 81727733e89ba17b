/**
 * Who is reading: the slice of a user that every query over documents needs.
 * Rooms that filter by audience take a Reader, so that no query can forget it.
 */
export const ROLES = ['rep', 'product_manager', 'reviewer', 'manager', 'admin'] as const
export type Role = (typeof ROLES)[number]

export type Locale = 'zh-CN' | 'en'

export interface Reader {
  readonly userId: string
  readonly roles: readonly Role[]
  /** The user's own team and every team above it: a document for a team is for its subtree. */
  readonly teamIds: readonly string[]
  readonly locale: Locale
  /** IANA name, for example Asia/Shanghai. */
  readonly timezone: string
}

/** Those who prepare, review or administer documents see them whatever the audience says. */
export function seesEveryAudience(reader: Reader): boolean {
  return reader.roles.some((role) => role === 'admin' || role === 'product_manager' || role === 'reviewer')
}
