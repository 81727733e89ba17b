/** Knowing a customer: the brief before a visit, what was promised, and the hand-over to somebody else. */
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { peopleOf } from '../../crm/coverage.ts'
import { dayIn } from '../../crm/day.ts'
import { listPromises } from '../../crm/promise-ledger.ts'
import type { ApiDeps } from '../deps.ts'
import { day, idParams, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

const promise = z.object({
  taskId: z.string().nullable(),
  visitId: z.string().nullable(),
  userId: z.string(),
  contactId: z.string().nullable(),
  contact: z.string().nullable(),
  by: z.string().describe('rep, hcp, or whoever of the company it waits for.'),
  text: z.string(),
  due: day.nullable(),
  state: z.enum(['open', 'kept', 'overdue', 'unknown']),
  madeOn: day,
})

const point = z.object({
  visitId: z.string(),
  day,
  text: z.string(),
  productId: z.string().nullable(),
  product: z.string().nullable(),
  kind: z.string().describe('Of an objection its category, of a question who answers it.'),
})

export const briefSchema = z.object({
  contact: z.object({
    id: recordId,
    name: z.string(),
    accountId: recordId,
    account: z.string(),
    department: z.string().nullable(),
    title: z.string().nullable(),
    tier: z.string().nullable(),
  }),
  quarter: z.object({ from: day, to: day, completed: z.number().int(), target: z.number().nullable() }),
  visits: z.array(
    z.object({
      id: z.string(),
      day,
      channel: z.string(),
      status: z.string(),
      rep: z.string(),
      attitude: z.string(),
      products: z.array(z.string()),
      topics: z.array(z.string()),
      materials: z.array(z.string()),
    }),
  ),
  nextAvailable: z.object({ visitId: z.string(), text: z.string() }).nullable(),
  promises: z.array(promise),
  objections: z.array(point),
  questions: z.array(point),
  materials: z
    .array(
      z.object({
        visitId: z.string(),
        answers: z.string(),
        documentId: z.string(),
        versionId: z.string(),
        title: z.string(),
        section: z.string(),
        page: z.number().int().nullable(),
        quote: z.string(),
        effectiveFrom: z.union([timestamp, z.date()]).nullable(),
        url: z.string(),
      }),
    )
    .describe('Passages in force that answer what was objected or asked.'),
})

const handOverBrief = z.object({
  fromUser: recordId,
  toUser: recordId,
  on: day.describe('The first day that is the other one’s.'),
  accountIds: z.array(z.string()),
  taskIds: z.array(z.string()),
  visitIds: z.array(z.string()),
  draftIds: z.array(z.string()),
  contacts: z.array(
    z.object({
      contactId: recordId,
      name: z.string(),
      account: z.string(),
      tier: z.string().nullable(),
      lastVisitId: z.string().nullable(),
      lastOn: day.nullable(),
      attitude: z.string().nullable(),
      promises: z.array(promise),
    }),
  ),
})

export function createHandoverRoutes(
  deps: Pick<ApiDeps, 'database' | 'clock' | 'prepareBrief' | 'handOver'>,
): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/contacts/:id/brief',
      tag: 'Customers',
      summary: 'What to know before this contact is seen, each line with its record.',
      params: idParams,
      response: briefSchema,
      handle: ({ params, caller }) => deps.prepareBrief(params.id, caller.reader),
    }),
    route({
      method: 'GET',
      path: '/v1/promises',
      tag: 'Customers',
      summary: 'Who promised what to whom, and whether it was kept; open ones first.',
      query: z.object({
        contact: recordId.optional(),
        rep: recordId.optional(),
        limit: z.coerce.number().int().min(1).max(200).optional(),
      }),
      response: z.object({ items: z.array(promise) }),
      async handle({ query: { contact, rep, limit }, caller }) {
        const people = await peopleOf(deps.database.query, caller.reader)
        if (people.kind === 'people' && rep !== undefined && !people.userIds.includes(rep)) {
          throw new AppError('forbidden', 'This person is in none of your teams.')
        }
        const seen = people.kind === 'all' ? undefined : people.userIds
        const items = await listPromises(deps.database.query, {
          contactId: contact,
          userIds: rep === undefined ? seen : [rep],
          today: dayIn(deps.clock.now(), caller.reader.timezone),
          limit,
        })
        return { items }
      },
    }),
    route({
      method: 'POST',
      path: '/v1/handover',
      tag: 'Customers',
      summary:
        'One person’s territory, open tasks, planned visits and drafts become another’s, with a brief of every contact.',
      body: z.object({ fromUser: recordId, toUser: recordId }),
      response: handOverBrief,
      handle: ({ body, caller }) => deps.handOver(body.fromUser, body.toUser, caller.reader),
    }),
  ]
}
