/** Products: POST makes one (a taken id is a conflict), PATCH changes one; they are retired, never deleted. */
import { z } from 'zod'
import type { ApiDeps } from '../deps.ts'
import { flag, idParams, pageQuery, pageSchema, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

const state = z.enum(['active', 'retired'])
const name = z.string().trim().min(1).max(300)
const text = z.string().max(300).nullable()
const names = z.array(z.string().max(300)).max(100)

const fields = z.object({
  name,
  genericName: text.optional(),
  brandNames: names.optional(),
  aliases: names.optional(),
  englishNames: names.optional(),
  dosageForm: text.optional(),
  manufacturer: text.optional(),
  strengths: names.optional(),
  indications: z.array(z.string().max(2000)).max(100).optional(),
  own: z.boolean().optional().describe('Sold by the company, not by a competitor.'),
  state: state.optional(),
})

const product = z.object({
  id: recordId,
  name: z.string(),
  genericName: z.string().nullable(),
  brandNames: z.array(z.string()),
  aliases: z.array(z.string()),
  englishNames: z.array(z.string()),
  dosageForm: z.string().nullable(),
  manufacturer: z.string().nullable(),
  strengths: z.array(z.string()),
  indications: z.array(z.string()),
  own: z.boolean(),
  state,
  createdAt: timestamp,
  updatedAt: timestamp,
})

export function createProductRoutes({ products }: Pick<ApiDeps, 'products'>): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/products',
      tag: 'Master data',
      summary: 'Products by id.',
      query: pageQuery.extend({
        name: z.string().max(300).optional().describe('Part of any of its names.'),
        state: state.optional(),
        own: flag.optional(),
      }),
      response: pageSchema(product),
      handle: ({ query }) => products.list(query),
    }),
    route({
      method: 'POST',
      path: '/v1/products',
      tag: 'Master data',
      summary: 'Make a product.',
      body: fields.extend({ id: recordId.optional() }),
      status: 201,
      response: product,
      handle: ({ body, caller }) => products.create(body, caller.user.id),
    }),
    route({
      method: 'GET',
      path: '/v1/products/:id',
      tag: 'Master data',
      summary: 'A product.',
      params: idParams,
      response: product,
      handle: ({ params }) => products.get(params.id),
    }),
    route({
      method: 'PATCH',
      path: '/v1/products/:id',
      tag: 'Master data',
      summary: 'Change a product; what is left out stays.',
      params: idParams,
      body: fields.partial(),
      response: product,
      handle: ({ params, body, caller }) => products.update(params.id, body, caller.user.id),
    }),
  ]
}
