/** Recalls: who was given an answer from a version that was withdrawn since. */
import { z } from 'zod'
import { seesEveryAudience } from '../../core/reader.ts'
import { listRecalls } from '../../knowledge/recall.ts'
import type { ApiDeps } from '../deps.ts'
import { flag, idParams, pageQuery, pageSchema, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

const recall = z.object({
  id: recordId,
  versionId: recordId,
  documentId: recordId,
  title: z.string(),
  userId: recordId,
  answerIds: z.array(recordId),
  reason: z.string(),
  createdAt: timestamp,
  acknowledgedAt: timestamp.nullable(),
})

export function createRecallRoutes(deps: Pick<ApiDeps, 'database' | 'acknowledgeRecall'>): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/recalls',
      tag: 'Documents',
      summary: "One's own recalls; all of them for those who control documents.",
      query: pageQuery.extend({
        version: recordId.optional(),
        user: recordId.optional(),
        acknowledged: flag.optional(),
      }),
      response: pageSchema(recall),
      handle: ({ query: { version, user, ...query }, caller }) =>
        listRecalls(deps.database.query, {
          ...query,
          versionId: version,
          userId: seesEveryAudience(caller.reader) ? user : caller.user.id,
        }),
    }),
    route({
      method: 'POST',
      path: '/v1/recalls/:id/acknowledge',
      tag: 'Documents',
      summary: "Say that one's own recall was read; the first time counts.",
      params: idParams,
      response: recall,
      handle: ({ params, caller }) => deps.acknowledgeRecall(params.id, caller.user.id),
    }),
  ]
}
