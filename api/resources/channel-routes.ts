/** Chat accounts of a person: a one-time code that ties one to oneself, those that are tied, and how to untie them. */
import { z } from 'zod'
import { CODE_MINUTES } from '../../access/channel-links.ts'
import type { ApiDeps } from '../deps.ts'
import { idParams, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

const code = z.object({
  code: z
    .string()
    .nullable()
    .describe('To be sent to the bot. Null when the call was repeated: it is shown once.'),
  expiresAt: timestamp,
})
const CODE_SUMMARY = `A code, good once and for ${CODE_MINUTES} minutes, to send to the bot in Slack or WeCom`

export function createChannelRoutes({ channelLinks }: Pick<ApiDeps, 'channelLinks'>): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/v1/me/channels/code',
      tag: 'People',
      summary: `${CODE_SUMMARY}: it ties that account to oneself.`,
      status: 201,
      response: code,
      shownOnce: ['code'],
      handle: ({ caller }) => channelLinks.issueCode(caller.user.id, caller.user.id),
    }),
    route({
      method: 'POST',
      path: '/v1/users/:id/channels/code',
      tag: 'People',
      summary: `${CODE_SUMMARY}: it ties that account to the user.`,
      params: idParams,
      status: 201,
      response: code,
      shownOnce: ['code'],
      handle: ({ params, caller }) => channelLinks.issueCode(params.id, caller.user.id),
    }),
    route({
      method: 'GET',
      path: '/v1/me/channels',
      tag: 'People',
      summary: 'Chat accounts that are tied to oneself.',
      response: z.object({
        items: z.array(
          z.object({
            channel: z.string(),
            personId: z.string(),
            userId: recordId,
            linkedBy: z.enum(['email', 'code']),
            createdAt: timestamp,
          }),
        ),
        nextCursor: z.null(),
      }),
      handle: async ({ caller }) => ({ items: await channelLinks.list(caller.user.id), nextCursor: null }),
    }),
    route({
      method: 'DELETE',
      path: '/v1/me/channels/:channel',
      tag: 'People',
      summary: "Untie one's own chat account.",
      params: z.object({ channel: z.string().min(1).max(40) }),
      response: z.object({ channel: z.string() }),
      async handle({ params, caller }) {
        await channelLinks.unlink(caller.user.id, params.channel, caller.user.id)
        return { channel: params.channel }
      },
    }),
  ]
}
