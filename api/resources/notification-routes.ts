/** Notifications: what waits for a person, and what was brought to them. */
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { listNotifications } from '../../core/notifications.ts'
import { parseMoment } from '../../knowledge/parse-moment.ts'
import type { ApiDeps } from '../deps.ts'
import { momentText, pageQuery, pageSchema, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

const notification = z.object({
  id: recordId,
  kind: z.string(),
  userId: recordId,
  subjectId: recordId.nullable().describe('The record it is about.'),
  channel: z.string().nullable().describe('Null: it waits here for the console and the terminal.'),
  text: z.string(),
  dueAt: timestamp,
  sentAt: timestamp.nullable(),
  late: z.boolean(),
  createdAt: timestamp,
})

export function createNotificationRoutes(deps: Pick<ApiDeps, 'database'>): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/notifications',
      tag: 'People',
      summary: "One's own notices, newest first; administrators may name another user, or `*` for all.",
      query: pageQuery.extend({ since: momentText.optional(), user: recordId.optional() }),
      response: pageSchema(notification),
      async handle({ query: { user, since, ...query }, caller }) {
        const wanted = user ?? caller.user.id
        if (wanted !== caller.user.id && !caller.reader.roles.includes('admin')) {
          throw new AppError('forbidden', 'Administrators see the notices of others.')
        }
        return listNotifications(deps.database.query, {
          ...query,
          userId: wanted === '*' ? undefined : wanted,
          since: since === undefined ? undefined : parseMoment(since, caller.reader.timezone, 'since'),
        })
      },
    }),
  ]
}
