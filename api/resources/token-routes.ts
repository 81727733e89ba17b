/** Tokens and sign-in links: shown once when they are made, listed without their secret, revoked for good. */
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { parseMoment } from '../../knowledge/parse-moment.ts'
import type { ApiDeps } from '../deps.ts'
import { idParams, momentText, optional, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'
import { tokenSchema } from './user-schema.ts'

type Deps = Pick<ApiDeps, 'tokens' | 'users' | 'clock' | 'timezone' | 'publicUrl'>

export function createTokenRoutes(deps: Deps): readonly Route[] {
  const { tokens } = deps
  return [
    route({
      method: 'POST',
      path: '/v1/users/:id/tokens',
      tag: 'People',
      summary: 'Give a user a token. It is shown this once.',
      params: idParams,
      body: z.object({ label: optional(z.string().trim().max(200)), expiresAt: optional(momentText) }),
      status: 201,
      response: z.object({
        tokenId: recordId,
        token: z.string().nullable().describe('Null when the call was repeated: it is shown once.'),
        userId: recordId,
        expiresAt: timestamp.nullable(),
      }),
      shownOnce: ['token'],
      async handle({ params, body, caller }) {
        const expiresAt =
          body.expiresAt === undefined ? undefined : parseMoment(body.expiresAt, deps.timezone, 'expiresAt')
        if (expiresAt !== undefined && expiresAt.getTime() <= deps.clock.now().getTime()) {
          throw new AppError('invalid_input', 'A token expires in the future.', {
            details: { field: 'expiresAt' },
          })
        }
        return tokens.issue(params.id, { label: body.label, expiresAt }, caller.user.id)
      },
    }),
    route({
      method: 'GET',
      path: '/v1/users/:id/tokens',
      tag: 'People',
      summary: "A user's tokens, newest first, without their secrets.",
      params: idParams,
      response: z.object({ items: z.array(tokenSchema), nextCursor: z.null() }),
      async handle({ params }) {
        await deps.users.get(params.id)
        return { items: await tokens.list(params.id), nextCursor: null }
      },
    }),
    route({
      method: 'POST',
      path: '/v1/users/:id/links',
      tag: 'People',
      summary: 'A link that signs the user in once in a browser.',
      params: idParams,
      status: 201,
      response: z.object({
        tokenId: recordId,
        userId: recordId,
        url: z.string().nullable(),
        code: z.string().nullable(),
        expiresAt: timestamp.nullable(),
      }),
      shownOnce: ['url', 'code'],
      async handle({ params, caller, request }) {
        const { token: code, ...link } = await tokens.issueLink(params.id, caller.user.id)
        const base = deps.publicUrl ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`
        return { ...link, code, url: `${base}/sign-in?code=${encodeURIComponent(code)}` }
      },
    }),
    route({
      method: 'DELETE',
      path: '/v1/tokens/:id',
      tag: 'People',
      summary: "Revoke one's own token; administrators any.",
      params: idParams,
      response: tokenSchema,
      async handle({ params, caller }) {
        const token = await tokens.find(params.id)
        const theirs = token?.userId === caller.user.id || caller.reader.roles.includes('admin')
        if (token === undefined || !theirs) throw new AppError('not_found', 'There is no such token.')
        return tokens.revoke(token.id, caller.user.id)
      },
    }),
  ]
}
