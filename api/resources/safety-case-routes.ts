/** Safety cases: suspected adverse reactions as first heard, with the clocks of the company and the law. */
import { z } from 'zod'
import type { Reader } from '../../core/reader.ts'
import { listSafetyCases } from '../../crm/safety-case-store.ts'
import { SERIOUSNESS } from '../../crm/safety-clocks.ts'
import type { ApiDeps } from '../deps.ts'
import { pageQuery, pageSchema, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

const state = z.enum(['open', 'forwarded', 'closed'])

const safetyCase = z.object({
  id: recordId,
  reportedBy: recordId,
  text: z.string(),
  productIds: z.array(recordId),
  criteria: z
    .record(z.string(), z.unknown())
    .describe('patient, reporter, suspect_drug, event: what is known of the four.'),
  seriousness: z.enum(SERIOUSNESS),
  firstKnownAt: timestamp,
  answerId: recordId.nullable(),
  forwardBy: timestamp,
  reportBy: timestamp.nullable(),
  state,
  createdAt: timestamp,
})

export function createSafetyCaseRoutes(deps: Pick<ApiDeps, 'database'>): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/safety-cases',
      tag: 'Not answered',
      summary: 'The cases one reported; all of them for reviewers and administrators.',
      query: pageQuery.extend({ state: state.optional(), user: recordId.optional() }),
      response: pageSchema(safetyCase),
      handle: ({ query: { user, ...query }, caller }) =>
        listSafetyCases(deps.database.query, {
          ...query,
          reportedBy: seesEveryCase(caller.reader) ? user : caller.user.id,
        }),
    }),
  ]
}

function seesEveryCase(reader: Reader): boolean {
  return reader.roles.includes('reviewer') || reader.roles.includes('admin')
}
