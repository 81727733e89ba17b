/** Questions: asked, answered sentence by sentence, looked up with their reasons, and judged by the asker. */
import { z } from 'zod'
import type { Answer } from '../../assistant/answer.ts'
import type { ApiDeps } from '../deps.ts'
import { idParams, messageText, optional, recordId, timestamp } from '../fields.ts'
import type { Metrics } from '../metrics.ts'
import { type Call, type Route, route, type SendEvent } from '../route.ts'
import { answerSchema } from './answer-schema.ts'
import { channelField } from './channel-field.ts'

const ask = z.object({
  text: messageText,
  conversationId: optional(recordId).describe("One of the caller's own; a new one begins without it."),
  productId: optional(recordId).describe('Ask about this product, whatever the text names.'),
  channel: channelField,
})

const feedback = z.object({
  verdict: z.enum(['up', 'down']),
  reason: optional(z.string().trim().max(2000)),
})

export function createQuestionRoutes(
  deps: Pick<ApiDeps, 'answerQuestion' | 'getAnswerRecord' | 'recordFeedback'>,
  metrics: Metrics,
): readonly Route[] {
  async function answer(
    call: Call<unknown, unknown, z.infer<typeof ask>>,
    send?: SendEvent,
  ): Promise<Answer> {
    const given = await deps.answerQuestion({
      ...call.body,
      reader: call.caller.reader,
      signal: call.signal,
      onSentence: send === undefined ? undefined : (sentence) => send('sentence', sentence),
    })
    metrics.countAnswer(given.kind, given.mode)
    return given
  }

  return [
    route({
      method: 'POST',
      path: '/v1/questions',
      tag: 'Asking',
      summary:
        'Ask a question. With Accept: text/event-stream each verified sentence comes as an event `sentence`, then `answer`, or `error`.',
      body: ask,
      response: answerSchema,
      handle: (call) => answer(call),
      stream: (call, send) => answer(call, send),
    }),
    route({
      method: 'GET',
      path: '/v1/questions/:id',
      tag: 'Asking',
      summary: 'What was asked, answered and checked, and what has become of the cited versions.',
      params: idParams,
      response: z.object({
        answer: answerSchema,
        question: z.string(),
        userId: recordId,
        channel: z.string(),
        createdAt: timestamp,
        trace: z.unknown(),
        versions: z.array(z.object({ versionId: recordId, inForce: z.boolean(), state: z.string() })),
      }),
      handle: (call) => deps.getAnswerRecord(call.params.id, call.caller.reader),
    }),
    route({
      method: 'POST',
      path: '/v1/questions/:id/feedback',
      tag: 'Asking',
      summary: 'Say whether an answer helped; said again, the last word counts.',
      params: idParams,
      body: feedback,
      response: z.object({ answerId: recordId, verdict: z.enum(['up', 'down']) }),
      async handle(call) {
        await deps.recordFeedback({ answerId: call.params.id, ...call.body }, call.caller.reader)
        return { answerId: call.params.id, verdict: call.body.verdict }
      },
    }),
  ]
}
