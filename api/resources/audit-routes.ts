/** The record of who did what to which thing. */
import { z } from 'zod'
import { listAudit } from '../../core/audit.ts'
import { parseMoment } from '../../knowledge/parse-moment.ts'
import type { ApiDeps } from '../deps.ts'
import { momentText, pageQuery, pageSchema, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

const entry = z.object({
  id: z.number().int(),
  at: timestamp,
  actorId: recordId.nullable().describe('Null for the system itself.'),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  detail: z.record(z.string(), z.unknown()),
})

export function createAuditRoutes(deps: Pick<ApiDeps, 'database' | 'timezone'>): readonly Route[] {
  const moment = (text: string | undefined, field: string) =>
    text === undefined ? undefined : parseMoment(text, deps.timezone, field)
  return [
    route({
      method: 'GET',
      path: '/v1/audit',
      tag: 'Operation',
      summary: 'What was done, newest first.',
      query: pageQuery.extend({
        subjectKind: z.string().max(100).optional(),
        subjectId: z.string().max(200).optional(),
        actor: recordId.optional(),
        action: z.string().max(100).optional(),
        from: momentText.optional(),
        to: momentText.optional(),
      }),
      response: pageSchema(entry),
      async handle({ query: { actor, from, to, ...query } }) {
        return listAudit(deps.database.query, {
          ...query,
          actorId: actor,
          from: moment(from, 'from'),
          to: moment(to, 'to'),
        })
      },
    }),
  ]
}
