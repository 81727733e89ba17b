/** Teams: a tree that administrators keep. */
import { z } from 'zod'
import type { ApiDeps } from '../deps.ts'
import { idParams, pageQuery, pageSchema, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

const fields = z.object({
  name: z.string().trim().min(1).max(200),
  parentId: recordId.nullable().optional(),
})

const team = z.object({
  id: recordId,
  name: z.string(),
  parentId: recordId.nullable(),
  createdAt: timestamp,
})

export function createTeamRoutes({ teams }: Pick<ApiDeps, 'teams'>): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/teams',
      tag: 'People',
      summary: 'Teams by id.',
      query: pageQuery,
      response: pageSchema(team),
      handle: ({ query }) => teams.list(query),
    }),
    route({
      method: 'POST',
      path: '/v1/teams',
      tag: 'People',
      summary: 'Make a team.',
      body: fields.extend({ id: recordId.optional() }),
      status: 201,
      response: team,
      handle: ({ body, caller }) => teams.create(body, caller.user.id),
    }),
    route({
      method: 'PATCH',
      path: '/v1/teams/:id',
      tag: 'People',
      summary: 'Rename or move a team.',
      params: idParams,
      body: fields.partial(),
      response: team,
      handle: ({ params, body, caller }) => teams.update(params.id, body, caller.user.id),
    }),
  ]
}
