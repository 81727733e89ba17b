/**
 * What a chat model on loopback is sent and sends, as OpenAI's protocol has it: strict in what it takes (what is
 * not sent as the protocol says is refused), so that a call that only this server would understand is found.
 */
import type { ServerResponse } from 'node:http'
import { z } from 'zod'

export const modelCall = z.strictObject({
  model: z.string().min(1),
  messages: z
    .array(
      z.strictObject({
        role: z.enum(['system', 'developer', 'user', 'assistant']),
        content: z.string().min(1),
      }),
    )
    .min(2),
  temperature: z.literal(0).optional(),
  max_tokens: z.int().min(1).optional(),
  max_completion_tokens: z.int().min(1).optional(),
  stream: z.literal(false).optional(),
  response_format: z
    .union([
      z.strictObject({ type: z.literal('json_object') }),
      z.strictObject({
        type: z.literal('json_schema'),
        json_schema: z.strictObject({
          name: z.string().regex(/^[\w-]{1,64}$/),
          strict: z.literal(true),
          schema: z.looseObject({ type: z.literal('object'), additionalProperties: z.literal(false) }),
        }),
      }),
    ])
    .optional(),
})
export type ModelCall = z.infer<typeof modelCall>

export interface TokenCount {
  readonly prompt: number
  readonly completion: number
}

/** A whole answer; `message` adds to it, `finish` says why it ended. */
export function sendCompletion(
  response: ServerResponse,
  content: string | null,
  { message = {}, finish = 'stop', tokens = { prompt: 100, completion: 20 } }: CompletionOptions = {},
): ServerResponse {
  return sendJson(response, {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'fake-model-2026',
    choices: [
      { index: 0, finish_reason: finish, message: { role: 'assistant', content, refusal: null, ...message } },
    ],
    usage: {
      prompt_tokens: tokens.prompt,
      completion_tokens: tokens.completion,
      total_tokens: tokens.prompt + tokens.completion,
    },
  })
}

export interface CompletionOptions {
  readonly message?: object
  readonly finish?: string
  readonly tokens?: TokenCount
}

export function sendJson(response: ServerResponse, value: unknown): ServerResponse {
  return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

export function sendError(
  response: ServerResponse,
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): ServerResponse {
  return response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify({ error: { message, type: 'error', code: null } }))
}
