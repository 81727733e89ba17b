/** Medical information requests: questions outside the label, handed to the medical department. */
import { z } from 'zod'
import { seesEveryAudience } from '../../core/reader.ts'
import { listMedicalRequests } from '../../crm/medical-request-store.ts'
import type { ApiDeps } from '../deps.ts'
import { pageQuery, pageSchema, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

const state = z.enum(['open', 'answered', 'closed'])

const request = z.object({
  id: recordId,
  question: z.string(),
  reason: z.string().describe('What lies beyond the label: indication, population, dose, …'),
  productIds: z.array(recordId),
  requestedBy: recordId,
  answerId: recordId.nullable(),
  state,
  createdAt: timestamp,
})

export function createMedicalRequestRoutes(deps: Pick<ApiDeps, 'database'>): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/medical-requests',
      tag: 'Not answered',
      summary: "One's own requests; all of them for those who control documents.",
      query: pageQuery.extend({ state: state.optional(), user: recordId.optional() }),
      response: pageSchema(request),
      handle: ({ query: { user, ...query }, caller }) =>
        listMedicalRequests(deps.database.query, {
          ...query,
          requestedBy: seesEveryAudience(caller.reader) ? user : caller.user.id,
        }),
    }),
  ]
}
