/** Oneself: who the service takes the caller for. */
import { z } from 'zod'
import { ROLES } from '../../core/reader.ts'
import { recordId } from '../fields.ts'
import { type Route, route } from '../route.ts'

export function createMeRoutes(): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/me',
      tag: 'People',
      summary: 'Who is calling.',
      response: z.object({
        id: recordId,
        name: z.string(),
        email: z.string().nullable(),
        roles: z.array(z.enum(ROLES)),
        teamId: recordId.nullable(),
        teamIds: z.array(recordId).describe('The own team and every team above it.'),
        locale: z.enum(['zh-CN', 'en']),
        timezone: z.string(),
        tokenId: recordId,
      }),
      async handle({ caller }) {
        const { id, name, email, roles, teamId, locale, timezone } = caller.user
        const { teamIds } = caller.reader
        return { id, name, email, roles, teamId, teamIds, locale, timezone, tokenId: caller.tokenId }
      },
    }),
  ]
}
