/** Turns of a conversation: the one door that every channel's message can come through. */
import { z } from 'zod'
import type { Reply } from '../../assistant/turn.ts'
import { AppError } from '../../core/errors.ts'
import { parseMoment } from '../../knowledge/parse-moment.ts'
import type { ApiDeps } from '../deps.ts'
import { idParams, messageText, momentText, optional, recordId } from '../fields.ts'
import type { Metrics } from '../metrics.ts'
import { type Route, route, type UploadedFile } from '../route.ts'
import { answerSchema } from './answer-schema.ts'
import { channelField } from './channel-field.ts'
import { briefSchema } from './handover-routes.ts'
import { sectionsSchema, visitSummarySchema } from './summary-routes.ts'
import { taskSchema } from './task-routes.ts'
import { visitDraftSchema } from './visit-schema.ts'

const part = z.union([
  z.object({ type: z.enum(['text', 'help']), text: z.string() }).loose(),
  z.object({ type: z.literal('answer'), answer: answerSchema }),
  z.object({ type: z.literal('visit_draft'), draft: visitDraftSchema, text: z.string() }),
  z.object({ type: z.literal('task'), task: taskSchema, text: z.string() }),
  z.object({
    type: z.literal('summary'),
    title: z.string(),
    sections: sectionsSchema,
    text: z.string(),
    summary: visitSummarySchema.nullable(),
    chart: z.string().nullable(),
  }),
  z.object({
    type: z.literal('brief'),
    title: z.string(),
    sections: sectionsSchema,
    text: z.string(),
    brief: briefSchema,
  }),
  z.object({ type: z.literal('error'), code: z.string(), text: z.string(), correlationId: z.string() }),
])

const reply = z.object({
  id: recordId,
  conversationId: recordId,
  /** What was understood of a recording. */
  transcript: z.string().optional(),
  parts: z.array(part),
  actions: z.array(
    z.object({ id: z.string(), label: z.string(), style: z.enum(['default', 'primary', 'danger']) }),
  ),
})

const turn = z.object({
  text: optional(messageText).describe(
    'What is said. Needed unless a recording is sent, and goes before it.',
  ),
  conversationId: optional(recordId),
  productId: optional(recordId),
  referenceTime: optional(momentText).describe('What "today" means in the text; now without it.'),
  channel: channelField,
})

/** What speech services take at most. */
const MOST_AUDIO_BYTES = 25 * 1024 * 1024

/** Throws `transcription_unavailable` without a model, `empty`, `unsupported_type` for what is no sound. */
async function readRecording(
  deps: Pick<ApiDeps, 'transcribe'>,
  file: UploadedFile,
  signal: AbortSignal,
): Promise<string> {
  if (deps.transcribe === undefined) {
    throw new AppError('transcription_unavailable', 'No transcription model is configured.')
  }
  if (file.bytes.length === 0) throw new AppError('empty', 'The recording is empty.')
  if (!/^(?:audio|video)\/|^application\/(?:ogg|octet-stream)$/u.test(file.mediaType)) {
    throw new AppError(
      'unsupported_type',
      'Send a recording: audio/mpeg, audio/mp4, audio/ogg, audio/wav, audio/webm.',
    )
  }
  return deps.transcribe(file, signal)
}

export function createTurnRoutes(
  deps: Pick<ApiDeps, 'takeTurn' | 'pressAction' | 'timezone' | 'transcribe'>,
  metrics: Metrics,
): readonly Route[] {
  function counted(given: Reply): Reply {
    for (const one of given.parts)
      if (one.type === 'answer') metrics.countAnswer(one.answer.kind, one.answer.mode)
    return given
  }

  return [
    route({
      method: 'POST',
      path: '/v1/turns',
      tag: 'Asking',
      summary: 'Say something to the assistant: text as JSON, or a form with a recording.',
      body: turn,
      multipart: 'optional',
      fileField: 'audio',
      fileBytes: MOST_AUDIO_BYTES,
      response: reply,
      async handle({ body, caller, findFile, signal }) {
        const { text, channel } = body
        const transcript = findFile === undefined ? undefined : await readRecording(deps, findFile, signal)
        const given = counted(
          await deps.takeTurn({
            text: [text, transcript].filter((one) => one !== undefined && one !== '').join('\n'),
            channel,
            reader: caller.reader,
            ...(body.conversationId === undefined ? {} : { conversationId: body.conversationId }),
            ...(body.productId === undefined ? {} : { productId: body.productId }),
            ...(body.referenceTime === undefined
              ? {}
              : { referenceTime: parseMoment(body.referenceTime, caller.reader.timezone, 'referenceTime') }),
          }),
        )
        return transcript === undefined ? given : { ...given, transcript }
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
