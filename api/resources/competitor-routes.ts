/** Competitors: products of other companies, with their nicknames and the own products they rival. */
import { z } from 'zod'
import type { ApiDeps } from '../deps.ts'
import { idParams, pageQuery, pageSchema, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

const state = z.enum(['active', 'retired'])

const fields = z.object({
  name: z.string().trim().min(1).max(300),
  aliases: z.array(z.string().max(300)).max(100).optional(),
  productIds: z.array(recordId).max(100).optional().describe('The own products that it rivals.'),
  state: state.optional(),
})

const competitor = z.object({
  id: recordId,
  name: z.string(),
  aliases: z.array(z.string()),
  productIds: z.array(recordId),
  state,
  createdAt: timestamp,
  updatedAt: timestamp,
})

export function createCompetitorRoutes({ competitors }: Pick<ApiDeps, 'competitors'>): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/competitors',
      tag: 'Master data',
      summary: 'Competitors by id.',
      query: pageQuery.extend({
        name: z.string().max(300).optional().describe('Part of the name or an alias.'),
        product: recordId.optional(),
        state: state.optional(),
      }),
      response: pageSchema(competitor),
      handle: ({ query: { product, ...query } }) => competitors.list({ ...query, productId: product }),
    }),
    route({
      method: 'POST',
      path: '/v1/competitors',
      tag: 'Master data',
      summary: 'Make a competitor.',
      body: fields.extend({ id: recordId.optional() }),
      status: 201,
      response: competitor,
      handle: ({ body, caller }) => competitors.create(body, caller.user.id),
    }),
    route({
      method: 'PATCH',
      path: '/v1/competitors/:id',
      tag: 'Master data',
      summary: 'Change a competitor; what is left out stays.',
      params: idParams,
      body: fields.partial(),
      response: competitor,
      handle: ({ params, body, caller }) => competitors.update(params.id, body, caller.user.id),
    }),
  ]
}
