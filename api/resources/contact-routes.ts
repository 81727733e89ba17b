/** Contacts (HCP): seen as far as the caller's territory goes, kept by those who keep master data. */
import { z } from 'zod'
import { CONTACT_STATES } from '../../crm/contact.ts'
import { coverageOf } from '../../crm/coverage.ts'
import type { ApiDeps } from '../deps.ts'
import { day, idParams, pageQuery, pageSchema, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

const state = z.enum(CONTACT_STATES)
const text = z.string().max(200).nullable()

const fields = z.object({
  name: z.string().trim().min(1).max(200),
  accountId: recordId,
  department: text.optional(),
  title: text.optional(),
  tier: z.string().max(20).nullable().optional(),
  state: state.optional(),
  until: day.nullable().optional().describe('A visiting physician is here before this day only.'),
})

const contact = z.object({
  id: recordId,
  name: z.string(),
  accountId: recordId,
  department: z.string().nullable(),
  title: z.string().nullable(),
  tier: z.string().nullable(),
  state,
  until: day.nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
})

export function createContactRoutes(
  deps: Pick<ApiDeps, 'database' | 'clock' | 'contacts'>,
): readonly Route[] {
  const { contacts } = deps
  return [
    route({
      method: 'GET',
      path: '/v1/contacts',
      tag: 'Customers',
      summary: 'Contacts by id: those of the own territory, of the own teams for a manager.',
      query: pageQuery.extend({
        name: z.string().max(200).optional().describe('Part of the name.'),
        account: recordId.optional(),
        department: z.string().max(200).optional(),
        tier: z.string().max(20).optional(),
        state: state.optional(),
      }),
      response: pageSchema(contact),
      handle: async ({ query: { account, ...query }, caller }) =>
        contacts.list({
          ...query,
          accountId: account,
          coverage: await coverageOf(deps.database.query, caller.reader, deps.clock.now()),
        }),
    }),
    route({
      method: 'GET',
      path: '/v1/contacts/:id',
      tag: 'Customers',
      summary: 'A contact.',
      params: idParams,
      response: contact,
      handle: async ({ params, caller }) =>
        contacts.get(params.id, await coverageOf(deps.database.query, caller.reader, deps.clock.now())),
    }),
    route({
      method: 'POST',
      path: '/v1/contacts',
      tag: 'Customers',
      summary: 'Make a contact.',
      body: fields.extend({ id: recordId.optional() }),
      status: 201,
      response: contact,
      handle: ({ body, caller }) => contacts.create(body, caller.user.id),
    }),
    route({
      method: 'PATCH',
      path: '/v1/contacts/:id',
      tag: 'Customers',
      summary:
        'Change a contact; what is left out stays. Who leaves becomes inactive or moved, never deleted.',
      params: idParams,
      body: fields.partial(),
      response: contact,
      handle: ({ params, body, caller }) => contacts.update(params.id, body, caller.user.id),
    }),
  ]
}
