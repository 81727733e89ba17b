/** Search: the passages themselves, of what is in force for the caller at this moment. */
import { z } from 'zod'
import type { Hit } from '../../knowledge/retrieval.ts'
import type { ApiDeps } from '../deps.ts'
import { messageText, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

const hit = z.object({
  documentId: recordId,
  versionId: recordId,
  passageId: z.number().int(),
  title: z.string(),
  kind: z.string(),
  effectiveFrom: timestamp.nullable(),
  productIds: z.array(recordId),
  section: z.string(),
  sectionCode: z.string().nullable(),
  page: z.number().int().nullable(),
  text: z.string(),
  header: z.string().nullable().describe('The header row, where the passage is of a table.'),
  score: z.number(),
})

export function createSearchRoutes(deps: Pick<ApiDeps, 'retrieve' | 'clock' | 'products'>): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/search',
      tag: 'Asking',
      summary: 'The passages in force that come closest to the words.',
      query: z.object({
        q: messageText,
        k: z.coerce.number().int().min(1).max(50).default(10).describe('How many at most.'),
        productId: recordId.optional(),
      }),
      response: z.object({ hits: z.array(hit) }),
      async handle({ query, caller }) {
        const { hits } = await deps.retrieve({
          text: query.q,
          reader: caller.reader,
          at: deps.clock.now(),
          history: [],
          limit: query.k,
          ...(query.productId === undefined ? {} : { productIds: [query.productId] }),
        })
        return { hits: hits.slice(0, query.k).map(present) }
      },
    }),
  ]
}

function present(hit: Hit) {
  const { documentId, versionId, passageId, title, kind, effectiveFrom, productIds } = hit
  const { section, sectionCode, page, text, header, score } = hit
  return {
    ...{ documentId, versionId, passageId, title, kind, effectiveFrom, productIds },
    ...{ section, sectionCode, page, text, header, score },
  }
}
