/** Compliance findings: seen by whose note it is, by the managers above, and by reviewers, who decide. */
import { z } from 'zod'
import { peopleOf } from '../../crm/coverage.ts'
import { FINDING_STATES } from '../../crm/finding-store.ts'
import { FINDING_CODES, SEVERITIES } from '../../crm/visit.ts'
import type { ApiDeps } from '../deps.ts'
import { idParams, optional, pageQuery, pageSchema, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

const finding = z.object({
  id: recordId,
  code: z.enum(FINDING_CODES),
  severity: z.enum(SEVERITIES),
  clause: z.string().nullable(),
  span: z.string().describe('The words of the note that it rests on.'),
  start: z.number().int().nullable(),
  end: z.number().int().nullable(),
  userId: recordId,
  draftId: recordId.nullable(),
  visitId: recordId.nullable(),
  productIds: z.array(recordId),
  state: z.enum(FINDING_STATES),
  reviewerId: recordId.nullable(),
  reviewerNote: z.string().nullable(),
  decidedAt: timestamp.nullable(),
  createdAt: timestamp,
})

export function createFindingRoutes(deps: Pick<ApiDeps, 'database' | 'findings'>): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/findings',
      tag: 'Visits',
      summary: "Findings, newest first: of one's own notes, of the teams below, or all.",
      query: pageQuery.extend({
        state: z.enum(FINDING_STATES).optional(),
        severity: z.enum(SEVERITIES).optional(),
        code: z.enum(FINDING_CODES).optional(),
        user: recordId.optional(),
        draft: recordId.optional(),
        visit: recordId.optional(),
      }),
      response: pageSchema(finding),
      async handle({ query: { user, draft, visit, ...query }, caller }) {
        const people = await peopleOf(deps.database.query, caller.reader)
        const seen = people.kind === 'all' ? undefined : people.userIds
        const wanted = user === undefined ? seen : [user].filter((one) => seen?.includes(one) ?? true)
        if (wanted?.length === 0) return { items: [], nextCursor: null }
        return deps.findings.list({ ...query, draftId: draft, visitId: visit, userIds: wanted })
      },
    }),
    route({
      method: 'POST',
      path: '/v1/findings/:id/decide',
      tag: 'Visits',
      summary: 'Accept a finding as right or dismiss it; either lets its note be submitted.',
      params: idParams,
      body: z.object({
        decision: z.enum(['accept', 'dismiss']),
        note: optional(z.string().trim().max(2_000)),
      }),
      response: finding,
      handle: ({ params, body, caller }) => deps.findings.decide(params.id, body, caller.user.id),
    }),
  ]
}
