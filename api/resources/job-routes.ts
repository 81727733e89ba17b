/** Jobs: how far the extraction of an upload is. */
import { z } from 'zod'
import { getIngestJob } from '../../knowledge/ingest-queue.ts'
import type { ApiDeps } from '../deps.ts'
import { idParams, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

export function createJobRoutes(deps: Pick<ApiDeps, 'database'>): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/jobs/:id',
      tag: 'Documents',
      summary: 'How far an extraction is, what it noticed and why it failed.',
      params: idParams,
      response: z.object({
        id: recordId,
        versionId: recordId,
        state: z.enum(['waiting', 'running', 'done', 'failed']),
        stage: z.string(),
        progress: z.number().min(0).max(1),
        warnings: z.array(z.unknown()),
        error: z.object({ code: z.string(), message: z.string() }).nullable(),
        attempts: z.number().int(),
        createdBy: recordId,
        createdAt: timestamp,
        updatedAt: timestamp,
      }),
      handle: ({ params }) => getIngestJob(deps.database.query, params.id),
    }),
  ]
}
