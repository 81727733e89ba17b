/** Territories: a rep sees the own, a manager those of the own teams and may give them out there. */
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { peopleOf } from '../../crm/coverage.ts'
import type { ApiDeps } from '../deps.ts'
import { day, idParams, pageQuery, pageSchema, recordId, timestamp } from '../fields.ts'
import { type Caller, type Route, route } from '../route.ts'

const to = day.nullable().describe('The first day that no longer counts; null until further notice.')

const territory = z.object({
  id: recordId,
  userId: recordId,
  accountId: recordId.nullable(),
  contactId: recordId.nullable(),
  from: day,
  to,
  createdAt: timestamp,
  updatedAt: timestamp,
})

export function createTerritoryRoutes(deps: Pick<ApiDeps, 'database' | 'territories'>): readonly Route[] {
  const { territories } = deps

  async function mayGive(caller: Caller, userId: string): Promise<void> {
    const people = await peopleOf(deps.database.query, caller.reader)
    if (people.kind === 'all' || people.userIds.includes(userId)) return
    throw new AppError('forbidden', 'This person is in none of your teams.')
  }

  return [
    route({
      method: 'GET',
      path: '/v1/territories',
      tag: 'Customers',
      summary: 'Who covers whom, from when to when; with `on` only what is in force that day.',
      query: pageQuery.extend({
        user: recordId.optional(),
        account: recordId.optional(),
        contact: recordId.optional(),
        on: day.optional(),
      }),
      response: pageSchema(territory),
      async handle({ query: { user, account, contact, ...query }, caller }) {
        const people = await peopleOf(deps.database.query, caller.reader)
        return territories.list({
          ...query,
          userId: user,
          accountId: account,
          contactId: contact,
          userIds: people.kind === 'all' ? undefined : people.userIds,
        })
      },
    }),
    route({
      method: 'POST',
      path: '/v1/territories',
      tag: 'Customers',
      summary: 'Give a person an account with all its contacts, or one contact.',
      body: z.object({
        userId: recordId,
        accountId: recordId.nullable().optional(),
        contactId: recordId.nullable().optional(),
        from: day,
        to: to.optional(),
      }),
      status: 201,
      response: territory,
      async handle({ body, caller }) {
        await mayGive(caller, body.userId)
        return territories.create(body, caller.user.id)
      },
    }),
    route({
      method: 'PATCH',
      path: '/v1/territories/:id',
      tag: 'Customers',
      summary: 'Move its first day or its end; what ended stays as history.',
      params: idParams,
      body: z.object({ from: day.optional(), to: to.optional() }),
      response: territory,
      async handle({ params, body, caller }) {
        const before = await territories.find(params.id)
        if (before === undefined) throw new AppError('not_found', `There is no territory "${params.id}".`)
        await mayGive(caller, before.userId)
        return territories.update(params.id, body, caller.user.id)
      },
    }),
  ]
}
