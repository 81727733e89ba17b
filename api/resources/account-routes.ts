/** Institutions: seen as far as the caller's territory goes, kept by those who keep master data. */
import { z } from 'zod'
import { ACCOUNT_KINDS } from '../../crm/account.ts'
import { coverageOf } from '../../crm/coverage.ts'
import type { ApiDeps } from '../deps.ts'
import { idParams, pageQuery, pageSchema, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

const kind = z.enum(ACCOUNT_KINDS)
const state = z.enum(['active', 'inactive'])
const names = z.array(z.string().max(300)).max(200)

const fields = z.object({
  name: z.string().trim().min(1).max(300),
  aliases: names.optional().describe('As reps say it: 市一, 附院.'),
  kind: kind.optional(),
  parentId: recordId.nullable().optional(),
  city: z.string().max(100).nullable().optional(),
  departments: names.optional(),
  state: state.optional(),
})

const account = z.object({
  id: recordId,
  name: z.string(),
  aliases: z.array(z.string()),
  kind,
  parentId: recordId.nullable(),
  city: z.string().nullable(),
  departments: z.array(z.string()),
  state,
  createdAt: timestamp,
  updatedAt: timestamp,
})

export function createAccountRoutes(
  deps: Pick<ApiDeps, 'database' | 'clock' | 'accounts'>,
): readonly Route[] {
  const { accounts } = deps
  return [
    route({
      method: 'GET',
      path: '/v1/accounts',
      tag: 'Customers',
      summary: 'Institutions by id: those of the own territory, of the own teams for a manager.',
      query: pageQuery.extend({
        name: z.string().max(300).optional().describe('Part of the name or an alias.'),
        kind: kind.optional(),
        city: z.string().max(100).optional(),
        state: state.optional(),
      }),
      response: pageSchema(account),
      handle: async ({ query, caller }) =>
        accounts.list({
          ...query,
          coverage: await coverageOf(deps.database.query, caller.reader, deps.clock.now()),
        }),
    }),
    route({
      method: 'GET',
      path: '/v1/accounts/:id',
      tag: 'Customers',
      summary: 'An institution.',
      params: idParams,
      response: account,
      handle: async ({ params, caller }) =>
        accounts.get(params.id, await coverageOf(deps.database.query, caller.reader, deps.clock.now())),
    }),
    route({
      method: 'POST',
      path: '/v1/accounts',
      tag: 'Customers',
      summary: 'Make an institution.',
      body: fields.extend({ id: recordId.optional() }),
      status: 201,
      response: account,
      handle: ({ body, caller }) => accounts.create(body, caller.user.id),
    }),
    route({
      method: 'PATCH',
      path: '/v1/accounts/:id',
      tag: 'Customers',
      summary: 'Change an institution; what is left out stays. They are made inactive, never deleted.',
      params: idParams,
      body: fields.partial(),
      response: account,
      handle: ({ params, body, caller }) => accounts.update(params.id, body, caller.user.id),
    }),
  ]
}
