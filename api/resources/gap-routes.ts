/** Gaps: questions that nothing in force answers, and the product manager's replies to them. */
import { z } from 'zod'
import { seesEveryAudience } from '../../core/reader.ts'
import { listGaps } from '../../knowledge/gaps.ts'
import type { ApiDeps } from '../deps.ts'
import { flag, idParams, optional, pageQuery, pageSchema, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

const state = z.enum(['open', 'answered', 'closed'])

const gap = z.object({
  id: recordId,
  question: z.string(),
  productIds: z.array(recordId),
  askedBy: recordId,
  state,
  requested: z.boolean().describe('Somebody pressed "ask the product manager".'),
  timesAsked: z.number().int(),
  answerText: z.string().nullable(),
  answeredBy: recordId.nullable(),
  answeredAt: timestamp.nullable(),
  documentId: recordId.nullable().describe('The Q&A document that the reply became.'),
  createdAt: timestamp,
})

export function createGapRoutes(deps: Pick<ApiDeps, 'database' | 'gaps'>): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/gaps',
      tag: 'Not answered',
      summary: "One's own unanswered questions; all of them for those who control documents.",
      query: pageQuery.extend({
        state: state.optional(),
        requested: flag.optional(),
        product: recordId.optional(),
        user: recordId.optional(),
      }),
      response: pageSchema(gap),
      handle: ({ query: { product, user, ...query }, caller }) =>
        listGaps(deps.database.query, {
          ...query,
          productId: product,
          askedBy: seesEveryAudience(caller.reader) ? user : caller.user.id,
        }),
    }),
    route({
      method: 'POST',
      path: '/v1/gaps/:id/answer',
      tag: 'Not answered',
      summary: 'Reply to everyone who asked; the reply becomes a Q&A document that awaits review.',
      params: idParams,
      body: z.object({ text: z.string().trim().min(1).max(20_000), title: optional(z.string().max(500)) }),
      response: gap,
      handle: ({ params, body, caller }) => deps.gaps.answer(params.id, body, caller.user.id),
    }),
    route({
      method: 'POST',
      path: '/v1/gaps/:id/close',
      tag: 'Not answered',
      summary: 'Put a question aside without a reply.',
      params: idParams,
      response: gap,
      handle: ({ params, caller }) => deps.gaps.close(params.id, caller.user.id),
    }),
  ]
}
