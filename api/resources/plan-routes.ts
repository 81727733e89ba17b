/** Visit plans: seen with the contacts they are for; made by managers for their teams and by administrators. */
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { coverageOf, peopleOf } from '../../crm/coverage.ts'
import type { ApiDeps } from '../deps.ts'
import { day, idParams, pageQuery, pageSchema, recordId, timestamp } from '../fields.ts'
import { type Caller, type Route, route } from '../route.ts'

const target = z.number().int().min(0).max(1000).describe('Visits in that time.')

const plan = z.object({
  id: recordId,
  contactId: recordId,
  userId: recordId.nullable(),
  from: day,
  to: day,
  target,
  createdAt: timestamp,
  updatedAt: timestamp,
})

export function createPlanRoutes(
  deps: Pick<ApiDeps, 'database' | 'clock' | 'plans' | 'contacts'>,
): readonly Route[] {
  const { plans, contacts } = deps
  const coverage = (caller: Caller) => coverageOf(deps.database.query, caller.reader, deps.clock.now())

  /** The contact is within reach, and the rep, where one is named, in the own teams. */
  async function mayPlan(caller: Caller, contactId: string, userId: string | null): Promise<void> {
    await contacts.get(contactId, await coverage(caller))
    const people = await peopleOf(deps.database.query, caller.reader)
    if (people.kind === 'all' || userId === null || people.userIds.includes(userId)) return
    throw new AppError('forbidden', 'This person is in none of your teams.')
  }

  return [
    route({
      method: 'GET',
      path: '/v1/plans',
      tag: 'Customers',
      summary: 'Target visits by contact and time; `from` and `to` give those that touch it.',
      query: pageQuery.extend({
        contact: recordId.optional(),
        user: recordId.optional(),
        from: day.optional(),
        to: day.optional(),
      }),
      response: pageSchema(plan),
      handle: async ({ query: { contact, user, ...query }, caller }) =>
        plans.list({
          ...query,
          contactId: contact,
          userId: user,
          coverage: await coverage(caller),
        }),
    }),
    route({
      method: 'POST',
      path: '/v1/plans',
      tag: 'Customers',
      summary: 'Plan how many visits a contact should have from one day to another (not counted).',
      body: z.object({
        contactId: recordId,
        userId: recordId.nullable().optional().describe('Nobody named: whoever covers the contact.'),
        from: day,
        to: day.describe('The first day that no longer counts.'),
        target,
      }),
      status: 201,
      response: plan,
      async handle({ body, caller }) {
        await mayPlan(caller, body.contactId, body.userId ?? null)
        return plans.create(body, caller.user.id)
      },
    }),
    route({
      method: 'PATCH',
      path: '/v1/plans/:id',
      tag: 'Customers',
      summary: 'Change a target.',
      params: idParams,
      body: z.object({ target }),
      response: plan,
      async handle({ params, body, caller }) {
        const before = await plans.get(params.id)
        await mayPlan(caller, before.contactId, before.userId)
        return plans.update(params.id, body.target, caller.user.id)
      },
    }),
  ]
}
