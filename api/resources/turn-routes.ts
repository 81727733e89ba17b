/** Turns of a conversation: the one door that every channel's message can come through. */
import { z } from 'zod'
import type { Reply } from '../../assistant/turn.ts'
import { parseMoment } from '../../knowledge/parse-moment.ts'
import type { ApiDeps } from '../deps.ts'
import { idParams, messageText, momentText, optional, recordId } from '../fields.ts'
import type { Metrics } from '../metrics.ts'
import { type Route, route } from '../route.ts'
import { answerSchema } from './answer-schema.ts'
import { channelField } from './channel-field.ts'

const part = z.union([
  z.object({ type: z.enum(['text', 'help']), text: z.string() }).loose(),
  z.object({ type: z.literal('answer'), answer: answerSchema }),
  z.object({ type: z.literal('error'), code: z.string(), text: z.string(), correlationId: z.string() }),
])

const reply = z.object({
  id: recordId,
  conversationId: recordId,
  parts: z.array(part),
  actions: z.array(
    z.object({ id: z.string(), label: z.string(), style: z.enum(['default', 'primary', 'danger']) }),
  ),
})

const turn = z.object({
  text: messageText,
  conversationId: optional(recordId),
  productId: optional(recordId),
  referenceTime: optional(momentText).describe('What "today" means in the text; now without it.'),
  channel: channelField,
})

export function createTurnRoutes(
  deps: Pick<ApiDeps, 'takeTurn' | 'pressAction' | 'timezone'>,
  metrics: Metrics,
): readonly Route[] {
  function counted(given: Reply): Reply {
    for (const one of given.parts) if (one.type === 'answer') metrics.countAnswer(one.answer.kind)
    return given
  }

  return [
    route({
      method: 'POST',
      path: '/v1/turns',
      tag: 'Asking',
      summary: 'Say something to the assistant.',
      body: turn,
      response: reply,
      async handle({ body, caller }) {
        const { text, channel } = body
        return counted(
          await deps.takeTurn({
            text,
            channel,
            reader: caller.reader,
            ...(body.conversationId === undefined ? {} : { conversationId: body.conversationId }),
            ...(body.productId === undefined ? {} : { productId: body.productId }),
            ...(body.referenceTime === undefined
              ? {}
              : { referenceTime: parseMoment(body.referenceTime, caller.reader.timezone, 'referenceTime') }),
          }),
        )
      },
    }),
    route({
      method: 'POST',
      path: '/v1/turns/:id/actions',
      tag: 'Asking',
      summary: 'Press one of the buttons of a reply.',
      params: idParams,
      body: z.object({
        action: z.string().min(1).max(200),
        values: optional(z.record(z.string(), z.unknown())),
      }),
      response: reply,
      async handle({ params, body, caller }) {
        return counted(await deps.pressAction({ turnId: params.id, ...body, reader: caller.reader }))
      },
    }),
  ]
}
