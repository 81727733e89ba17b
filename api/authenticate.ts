/**
 * Who is calling: a bearer token, or the session cookie of a browser. A cookie is sent by the browser
 * whoever made the page, so a write with a cookie must come from this very origin.
 */
import type { FastifyRequest } from 'fastify'
import type { Authentication, Tokens } from '../access/tokens.ts'
import { AppError, type ErrorCode } from '../core/errors.ts'
import type { Strikes } from './limits.ts'
import type { Caller } from './route.ts'
import { isSameOrigin } from './same-origin.ts'

export const SESSION_COOKIE = 'pharos_session'

const CODES: Readonly<Record<Exclude<Authentication['kind'], 'ok'>, ErrorCode>> = {
  missing: 'token_missing',
  invalid: 'token_invalid',
  revoked: 'token_revoked',
  expired: 'token_expired',
  disabled: 'user_disabled',
}

export type Authenticate = (request: FastifyRequest) => Promise<Caller>

/**
 * Throws `token_missing`, `token_invalid`, `token_revoked`, `token_expired`, `user_disabled`, `forbidden`, and
 * `rate_limited` for an address that guesses.
 */
export function createAuthenticate(deps: {
  readonly tokens: Pick<Tokens, 'authenticate'>
  readonly publicUrl: string | null
  readonly strikes: Strikes
}): Authenticate {
  const { strikes } = deps
  return async (request) => {
    strikes.check(request.ip)
    const bearer = bearerOf(request.headers.authorization)
    const cookie = bearer === undefined ? sessionOf(request.headers.cookie) : undefined
    if (cookie !== undefined && request.method !== 'GET' && !isSameOrigin(request, deps.publicUrl)) {
      throw new AppError('forbidden', 'A session may write from its own pages only; use a bearer token.')
    }
    const result = await deps.tokens.authenticate(bearer ?? cookie)
    if (result.kind === 'invalid') strikes.add(request.ip)
    if (result.kind !== 'ok') throw new AppError(CODES[result.kind], MESSAGES[result.kind])
    return { user: result.user, reader: result.reader, tokenId: result.tokenId }
  }
}

/** Who is calling, for pages that anybody may open: null where `authenticate` would refuse. */
export async function identify(authenticate: Authenticate, request: FastifyRequest): Promise<Caller | null> {
  try {
    return await authenticate(request)
  } catch (error) {
    // A database that is away is not the same as a person who is not signed in.
    if (error instanceof AppError && (error.status === 401 || error.status === 403)) return null
    throw error
  }
}

const MESSAGES: Readonly<Record<Exclude<Authentication['kind'], 'ok'>, string>> = {
  missing: 'Send Authorization: Bearer with a token.',
  invalid: 'This token is not one of ours.',
  revoked: 'This token has been revoked.',
  expired: 'This token has expired.',
  disabled: 'This user is disabled.',
}

/** The token of an Authorization header; a header of another scheme is a wrong token, not a missing one. */
function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined || header.trim() === '') return undefined
  return /^Bearer\s+(\S+)\s*$/i.exec(header)?.[1] ?? header.trim()
}

export function sessionOf(header: string | undefined): string | undefined {
  const pair = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${SESSION_COOKIE}=`))
  const value = pair?.slice(SESSION_COOKIE.length + 1)
  return value === undefined || value === '' ? undefined : value
}

/**
 * `secure` where people reach the service by https. Lax, so that a citation opened from a chat finds its
 * reader signed in; what a foreign page may start that way is a GET, and those change nothing.
 */
export function sessionCookie(token: string, expiresAt: Date | null, secure: boolean): string {
  const expires = expiresAt === null ? '' : `; Expires=${expiresAt.toUTCString()}`
  return `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax${expires}${secure ? '; Secure' : ''}`
}

export function clearedSessionCookie(): string {
  return `${SESSION_COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`
}
