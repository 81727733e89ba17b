/** Users: made and changed by administrators; a manager sees those of the own team and the teams below. */
import { z } from 'zod'
import { teamSubtree } from '../../access/team-store.ts'
import { AppError } from '../../core/errors.ts'
import { ROLES } from '../../core/reader.ts'
import type { ApiDeps } from '../deps.ts'
import { idParams, pageQuery, pageSchema, recordId } from '../fields.ts'
import { type Caller, type Route, route } from '../route.ts'
import { userSchema, userState } from './user-schema.ts'

const fields = z.object({
  name: z.string().trim().min(1).max(200),
  email: z.string().trim().max(320).nullable().optional(),
  roles: z.array(z.enum(ROLES)).min(1),
  teamId: recordId.nullable().optional(),
  locale: z.enum(['zh-CN', 'en']).optional(),
  timezone: z.string().max(100).optional().describe('IANA name.'),
  state: userState.optional(),
})

export function createUserRoutes(deps: Pick<ApiDeps, 'database' | 'users'>): readonly Route[] {
  const { users } = deps

  /** The teams whose people the caller sees; null for all. */
  async function visibleTeams(caller: Caller): Promise<readonly string[] | null> {
    if (caller.reader.roles.includes('admin')) return null
    return caller.user.teamId === null ? [] : teamSubtree(deps.database.query, caller.user.teamId)
  }

  return [
    route({
      method: 'GET',
      path: '/v1/users',
      tag: 'People',
      summary: 'Users by id: all for administrators, the own team and those below for a manager.',
      query: pageQuery.extend({
        role: z.enum(ROLES).optional(),
        team: recordId.optional(),
        state: userState.optional(),
      }),
      response: pageSchema(userSchema),
      async handle({ query: { team, ...query }, caller }) {
        return users.list({
          ...query,
          teamId: team,
          teamIds: (await visibleTeams(caller)) ?? undefined,
        })
      },
    }),
    route({
      method: 'POST',
      path: '/v1/users',
      tag: 'People',
      summary: 'Make a user.',
      body: fields.extend({ id: recordId.optional() }),
      status: 201,
      response: userSchema,
      handle: ({ body, caller }) => users.create(body, caller.user.id),
    }),
    route({
      method: 'GET',
      path: '/v1/users/:id',
      tag: 'People',
      summary: 'A user.',
      params: idParams,
      response: userSchema,
      async handle({ params, caller }) {
        const user = await users.get(params.id)
        const teams = await visibleTeams(caller)
        const seen = teams === null || (user.teamId !== null && teams.includes(user.teamId))
        if (!seen && user.id !== caller.user.id) {
          throw new AppError('not_found', `There is no user "${params.id}".`)
        }
        return user
      },
    }),
    route({
      method: 'PATCH',
      path: '/v1/users/:id',
      tag: 'People',
      summary: 'Change a user; what is left out stays. Users are disabled, never deleted.',
      params: idParams,
      body: fields.partial(),
      response: userSchema,
      handle: ({ params, body, caller }) => users.update(params.id, body, caller.user.id),
    }),
  ]
}
