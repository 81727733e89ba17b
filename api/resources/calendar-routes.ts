/** Calendars to subscribe to: a secret address each, which opens nothing else and can be taken back. */
import { z } from 'zod'
import type { ApiDeps } from '../deps.ts'
import { idParams, pageSchema, recordId, timestamp } from '../fields.ts'
import { publicRoute, type Route, raw, route } from '../route.ts'

const feedSchema = z.object({
  id: recordId,
  createdAt: timestamp,
  revokedAt: timestamp.nullable(),
  lastUsedAt: timestamp.nullable(),
})

export function createCalendarRoutes(deps: Pick<ApiDeps, 'calendars' | 'publicUrl'>): readonly Route[] {
  const { calendars } = deps
  return [
    route({
      method: 'GET',
      path: '/v1/calendar-feeds',
      tag: 'Visits',
      summary: "One's own calendar addresses, without their secrets.",
      response: pageSchema(feedSchema),
      handle: async ({ caller }) => ({ items: await calendars.list(caller.user.id), nextCursor: null }),
    }),
    route({
      method: 'POST',
      path: '/v1/calendar-feeds',
      tag: 'Visits',
      summary:
        'A secret address of the own tasks and planned visits, for a calendar program. Shown this once.',
      status: 201,
      response: feedSchema.extend({ url: z.string().nullable() }),
      shownOnce: ['url'],
      async handle({ caller, request }) {
        const { token, ...feed } = await calendars.issue(caller.user.id)
        const base = deps.publicUrl ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`
        return { ...feed, url: `${base}/v1/calendar/${token}.ics` }
      },
    }),
    route({
      method: 'DELETE',
      path: '/v1/calendar-feeds/:id',
      tag: 'Visits',
      summary: 'Take a calendar address back.',
      params: idParams,
      response: feedSchema,
      handle: ({ params, caller }) => calendars.revoke(params.id, caller.user.id),
    }),
    publicRoute({
      method: 'GET',
      path: '/v1/calendar/:file',
      tag: 'Visits',
      summary: 'The calendar of a secret address, as iCalendar.',
      params: z.object({ file: z.string().max(200) }),
      mediaType: 'text/calendar',
      async handle({ params }) {
        const text = await calendars.read(params.file.replace(/\.ics$/u, ''))
        return raw((reply) => {
          reply
            .headers({
              'content-type': 'text/calendar; charset=utf-8',
              'content-disposition': 'inline; filename="pharos.ics"',
              'cache-control': 'private, max-age=300',
            })
            .send(text)
        })
      },
    }),
  ]
}
