/**
 * Bearer tokens: made from 32 random bytes, shown once, kept as SHA-256. The look-up is by hash, so
 * no comparison of secrets can leak time. A revoked token's row stays: "revoked" is told from "wrong".
 * A link code is a token that opens nothing itself; it is exchanged once for a session.
 */
import { createHash, randomBytes } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import type { Reader } from '../core/reader.ts'
import type { Tables } from '../core/tables.ts'
import { toReader } from './reader.ts'
import type { User } from './user.ts'
import { toUser } from './user-store.ts'

export type TokenKind = 'api' | 'session' | 'link'

/** A token without its secret. */
export interface TokenRecord {
  readonly id: string
  readonly userId: string
  readonly kind: TokenKind
  readonly label: string | null
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
  readonly lastUsedAt: Date | null
}

/** `token` is the secret, to be shown once. */
export interface IssuedToken {
  readonly tokenId: string
  readonly token: string
  readonly userId: string
  readonly expiresAt: Date | null
}

export type Authentication =
  | { readonly kind: 'ok'; readonly user: User; readonly reader: Reader; readonly tokenId: string }
  | { readonly kind: 'missing' | 'invalid' | 'revoked' | 'expired' | 'disabled' }

export interface IssueOptions {
  readonly kind?: TokenKind | undefined
  readonly label?: string | undefined
  readonly expiresAt?: Date | undefined
}

export interface Tokens {
  /** Throws `not_found` for an unknown user, `conflict` for a disabled one. */
  issue(userId: string, options: IssueOptions, actorId: string | null): Promise<IssuedToken>
  /** Revoking twice changes nothing. Throws `not_found`. */
  revoke(tokenId: string, actorId: string | null): Promise<TokenRecord>
  find(tokenId: string): Promise<TokenRecord | undefined>
  list(userId: string): Promise<readonly TokenRecord[]>
  authenticate(token: string | undefined): Promise<Authentication>
  /** A code for a sign-in link, good for one exchange within LINK_MINUTES. */
  issueLink(userId: string, actorId: string | null): Promise<IssuedToken>
  exchangeLink(
    code: string,
  ): Promise<
    ({ readonly kind: 'ok' } & IssuedToken) | { readonly kind: 'invalid' | 'used' | 'expired' | 'disabled' }
  >
}

export const LINK_MINUTES = 60
export const SESSION_DAYS = 30
const FORGET_AFTER_DAYS = 30
/** "Last used" is for people who tidy up; a write per call would cost more than it tells. */
const LAST_USED_STEP_MS = 5 * 60_000

export function createTokens(deps: { readonly database: Database; readonly clock: Clock }): Tokens {
  const { database, clock } = deps

  async function issueIn(
    trx: Queryable,
    userId: string,
    options: IssueOptions,
    actorId: string | null,
  ): Promise<IssuedToken> {
    const user = await trx.selectFrom('users').select('state').where('id', '=', userId).executeTakeFirst()
    if (user === undefined) throw new AppError('not_found', `There is no user "${userId}".`)
    if (user.state !== 'active') throw new AppError('conflict', 'A disabled user gets no token.')
    const token = newSecret()
    const tokenId = newId()
    const at = clock.now()
    const kind = options.kind ?? 'api'
    const expiresAt = options.expiresAt ?? null
    await trx
      .insertInto('user_tokens')
      .values({
        id: tokenId,
        user_id: userId,
        kind,
        hash: hashToken(token),
        label: options.label ?? null,
        created_at: at,
        expires_at: expiresAt,
      })
      .execute()
    await recordAudit(trx, {
      at,
      actorId,
      action: 'token.issue',
      subjectKind: 'token',
      subjectId: tokenId,
      detail: { userId, kind },
    })
    return { tokenId, token, userId, expiresAt }
  }

  return {
    issue: (userId, options, actorId) =>
      database.transaction((trx) => issueIn(trx, userId, options, actorId)),

    revoke: (tokenId, actorId) =>
      database.transaction(async (trx) => {
        const at = clock.now()
        const row = await trx
          .updateTable('user_tokens')
          .set({ revoked_at: at })
          .where('id', '=', tokenId)
          .where('revoked_at', 'is', null)
          .returningAll()
          .executeTakeFirst()
        if (row === undefined) {
          const before = await trx
            .selectFrom('user_tokens')
            .selectAll()
            .where('id', '=', tokenId)
            .executeTakeFirst()
          if (before === undefined) throw new AppError('not_found', 'There is no such token.')
          return toRecord(before)
        }
        await recordAudit(trx, {
          at,
          actorId,
          action: 'token.revoke',
          subjectKind: 'token',
          subjectId: tokenId,
          detail: { userId: row.user_id },
        })
        return toRecord(row)
      }),

    async find(tokenId) {
      const row = await database.query
        .selectFrom('user_tokens')
        .selectAll()
        .where('id', '=', tokenId)
        .executeTakeFirst()
      return row === undefined ? undefined : toRecord(row)
    },

    async list(userId) {
      const rows = await database.query
        .selectFrom('user_tokens')
        .selectAll()
        .where('user_id', '=', userId)
        .orderBy('id', 'desc')
        .execute()
      return rows.map(toRecord)
    },

    async authenticate(token) {
      if (token === undefined || token.trim() === '') return { kind: 'missing' }
      const { rows } = await sql<TokenAndUser>`/* prepared:authenticate */
        select u.*, t.id as token_id, t.kind as token_kind, t.expires_at, t.revoked_at, t.last_used_at,
          array(with recursive up (id, parent_id, depth) as (
              select id, parent_id, 0 from teams where id = u.team_id
              union all
              select p.id, p.parent_id, up.depth + 1 from teams p join up on p.id = up.parent_id)
            select id from up order by depth) as team_ids
        from user_tokens t join users u on u.id = t.user_id
        where t.hash = ${hashToken(token.trim())}`.execute(database.query)
      const row = rows[0]
      if (row === undefined || row.token_kind === 'link') return { kind: 'invalid' }
      const now = clock.now()
      if (row.revoked_at !== null) return { kind: 'revoked' }
      if (row.expires_at !== null && row.expires_at <= now) return { kind: 'expired' }
      if (row.state !== 'active') return { kind: 'disabled' }
      if (row.last_used_at === null || now.getTime() - row.last_used_at.getTime() >= LAST_USED_STEP_MS) {
        await database.query
          .updateTable('user_tokens')
          .set({ last_used_at: now })
          .where('id', '=', row.token_id)
          .execute()
      }
      const user = toUser(row)
      return { kind: 'ok', user, reader: toReader(user, row.team_ids), tokenId: row.token_id }
    },

    issueLink: (userId, actorId) =>
      database.transaction(async (trx) => {
        await forgetEnded(trx, clock.now())
        const expiresAt = new Date(clock.now().getTime() + LINK_MINUTES * 60_000)
        return issueIn(trx, userId, { kind: 'link', expiresAt }, actorId)
      }),

    exchangeLink: (code) =>
      database.transaction(async (trx) => {
        const now = clock.now()
        // Locked: of two exchanges at once one wins and the other finds the code used.
        const link = await trx
          .selectFrom('user_tokens')
          .innerJoin('users', 'users.id', 'user_tokens.user_id')
          .select(['user_tokens.id', 'user_id', 'expires_at', 'revoked_at', 'users.state'])
          .where('hash', '=', hashToken(code.trim()))
          .where('kind', '=', 'link')
          .forUpdate('user_tokens')
          .executeTakeFirst()
        if (link === undefined) return { kind: 'invalid' }
        if (link.revoked_at !== null) return { kind: 'used' }
        if (link.expires_at !== null && link.expires_at <= now) return { kind: 'expired' }
        if (link.state !== 'active') return { kind: 'disabled' }
        await trx
          .updateTable('user_tokens')
          .set({ revoked_at: now, last_used_at: now })
          .where('id', '=', link.id)
          .execute()
        const expiresAt = new Date(now.getTime() + SESSION_DAYS * 86_400_000)
        const session = await issueIn(trx, link.user_id, { kind: 'session', expiresAt }, link.user_id)
        return { kind: 'ok', ...session }
      }),
  }
}

/** Links and sessions that ended long ago; a token that somebody made by hand stays, so that it is told apart. */
async function forgetEnded(trx: Queryable, now: Date): Promise<void> {
  await trx
    .deleteFrom('user_tokens')
    .where('kind', 'in', ['link', 'session'])
    .where('expires_at', '<', new Date(now.getTime() - FORGET_AFTER_DAYS * 86_400_000))
    .execute()
}

export function newSecret(): string {
  return `ph_${randomBytes(32).toString('base64url')}`
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex')
}

type TokenAndUser = Selectable<Tables['users']> & {
  token_id: string
  token_kind: string
  expires_at: Date | null
  revoked_at: Date | null
  last_used_at: Date | null
  team_ids: string[]
}

function toRecord(row: Selectable<Tables['user_tokens']>): TokenRecord {
  return {
    id: row.id,
    userId: row.user_id,
    kind: row.kind as TokenKind,
    label: row.label,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  }
}
