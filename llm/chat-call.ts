/**
 * One call to an OpenAI-compatible server through LangChain, and what became of it in our words. The library is
 * loaded with the first call: it takes longer to load than the rest of the house to start. Trying again is
 * chat-model.ts's part, so both LangChain's and the SDK's own retries are off.
 */
import { z } from 'zod'
import type { ChatRequest, TokenUsage } from '../core/chat-model.ts'
import { findJson } from './find-json.ts'

export interface Endpoint {
  readonly model: string
  readonly apiKey: string | null
  readonly baseUrl: string | null
}

/** How the form of the answer is demanded, best first; servers that refuse one are asked in the next. */
export const FORMS = ['json_schema', 'json_object', 'text'] as const
export type Form = (typeof FORMS)[number]

export interface Manner {
  readonly form: Form
  /** Some models take no temperature but their own. */
  readonly temperature: boolean
}

export type CallResult<T> =
  | { readonly kind: 'completed'; readonly value: T; readonly usage: TokenUsage; readonly model: string }
  | { readonly kind: 'refused' | 'filtered' | 'truncated' | 'invalid'; readonly usage: TokenUsage }
  /** The server does not take what was demanded. */
  | { readonly kind: 'unsupported'; readonly what: 'form' | 'temperature' }
  /** Worth another try, after so many milliseconds if the server said so. */
  | { readonly kind: 'busy' | 'down' | 'lost'; readonly status?: number; readonly afterMs?: number }
  /** Wrong key, unknown model, refused input. */
  | { readonly kind: 'rejected'; readonly status: number }
  | { readonly kind: 'aborted' }

export interface ChatCaller {
  /** Loads the library; a call does it by itself. */
  load(): Promise<unknown>
  call<T>(request: ChatRequest<T>, manner: Manner, signal: AbortSignal): Promise<CallResult<T>>
}

interface Message {
  readonly content: unknown
  readonly response_metadata: { readonly finish_reason?: string; readonly model_name?: string }
  readonly usage_metadata?: { readonly input_tokens?: number; readonly output_tokens?: number }
  readonly additional_kwargs: { readonly __raw_response?: unknown }
}
interface Model {
  invoke(messages: readonly object[], options: object): Promise<unknown>
}

export function createChatCaller(endpoint: Endpoint): ChatCaller {
  let library: Promise<typeof import('langchain')> | undefined
  const models = new Map<string, Promise<Model>>()
  // `langchain` names its provider packages and loads them by itself.
  const load = () => (library ??= import('langchain'))

  async function open(maxTokens: number, temperature: boolean): Promise<Model> {
    const { initChatModel } = await load()
    const { baseURL, defaultQuery, defaultHeaders } = addressOf(endpoint)
    return (await initChatModel(endpoint.model, {
      modelProvider: 'openai',
      // Local servers take no key; the SDK insists on one.
      apiKey: endpoint.apiKey ?? 'none',
      maxRetries: 0,
      maxTokens,
      ...(temperature ? { temperature: 0 } : {}),
      // Only the chat protocol is spoken by every compatible server.
      useResponsesApi: false,
      streamUsage: false,
      __includeRawResponse: true,
      configuration: {
        maxRetries: 0,
        logLevel: 'off',
        ...(baseURL === null ? {} : { baseURL }),
        defaultQuery,
        defaultHeaders,
      },
    })) as unknown as Model
  }

  return {
    load,
    async call(request, manner, signal) {
      const key = `${request.maxTokens} ${manner.temperature}`
      const opening = models.get(key) ?? open(request.maxTokens, manner.temperature)
      models.set(key, opening)
      let answer: unknown
      try {
        const model = await untilAborted(opening, signal)
        answer = await model.invoke([{ role: 'system', content: request.system }, ...request.messages], {
          signal,
          ...formOf(request, manner.form),
        })
      } catch (error) {
        return signal.aborted ? { kind: 'aborted' } : readFailure(error, request)
      }
      return readAnswer(answer as Message, request, endpoint.model)
    },
  }
}

function formOf(request: ChatRequest<unknown>, form: Form): object {
  if (form === 'text') return {}
  if (form === 'json_object') return { response_format: { type: 'json_object' } }
  return {
    response_format: {
      type: 'json_schema',
      json_schema: { name: request.name, strict: true, schema: jsonSchemaOf(request.schema) },
    },
  }
}

/** Schemas are few and written down; their JSON form is made once. */
const JSON_SCHEMAS = new WeakMap<z.ZodType, object>()

function jsonSchemaOf(schema: z.ZodType): object {
  const known = JSON_SCHEMAS.get(schema)
  if (known !== undefined) return known
  const { $schema: _, ...made } = z.toJSONSchema(schema)
  JSON_SCHEMAS.set(schema, made)
  return made
}

function readAnswer<T>(answer: Message, request: ChatRequest<T>, configured: string): CallResult<T> {
  const text = typeof answer.content === 'string' ? answer.content : ''
  const usage = usageOf(answer, request, text)
  const raw = RawResponse.safeParse(answer.additional_kwargs.__raw_response)
  const reason = answer.response_metadata.finish_reason
  if (reason === 'content_filter') return { kind: 'filtered', usage }
  if (reason === 'length') return { kind: 'truncated', usage }
  if (raw.success && (raw.data.choices[0]?.message?.refusal ?? '') !== '') return { kind: 'refused', usage }
  const parsed = request.schema.safeParse(findJson(text))
  if (!parsed.success) return { kind: 'invalid', usage }
  const named = answer.response_metadata.model_name
  return { kind: 'completed', value: parsed.data, usage, model: named?.slice(0, 200) || configured }
}

const RawResponse = z.object({
  choices: z.array(z.object({ message: z.object({ refusal: z.string().nullish() }).nullish() })),
})

interface Failure {
  readonly status?: unknown
  readonly code?: unknown
  readonly message?: unknown
  readonly headers?: { get?(name: string): string | null }
}

function readFailure<T>(error: unknown, request: ChatRequest<T>): CallResult<T> {
  const failure = error as Failure
  const name = (error as object | null)?.constructor?.name ?? ''
  const spent = estimate(request, '')
  // The SDK throws these for an answer that it could not read as demanded; what it cost is not said.
  if (name === 'LengthFinishReasonError') {
    return { kind: 'truncated', usage: { ...spent, completionTokens: request.maxTokens } }
  }
  if (name === 'ContentFilterFinishReasonError') return { kind: 'filtered', usage: spent }
  if (error instanceof SyntaxError) return { kind: 'unsupported', what: 'form' }
  const text = typeof failure.message === 'string' ? failure.message : ''
  const { status } = failure
  if (typeof status !== 'number') return { kind: 'lost' }
  if (status === 429 || status === 408 || status === 409 || status >= 500) {
    const afterMs = retryAfter(failure)
    return { kind: status === 429 ? 'busy' : 'down', status, ...(afterMs === undefined ? {} : { afterMs }) }
  }
  if (failure.code === 'content_filter' || /content[ _]filter|content management policy/iu.test(text)) {
    return { kind: 'filtered', usage: spent }
  }
  if (/temperature/iu.test(text)) return { kind: 'unsupported', what: 'temperature' }
  if (/response_format|json_schema|json_object|structured output|guided/iu.test(text)) {
    return { kind: 'unsupported', what: 'form' }
  }
  return { kind: 'rejected', status }
}

/** Retry-After in seconds or as a date, in milliseconds from now. */
function retryAfter(failure: Failure): number | undefined {
  const given = failure.headers?.get?.('retry-after') ?? ''
  if (given === '') return undefined
  const seconds = Number(given)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(given) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}

function usageOf(answer: Message, request: ChatRequest<unknown>, text: string): TokenUsage {
  const { input_tokens: promptTokens, output_tokens: completionTokens } = answer.usage_metadata ?? {}
  if (!isCount(promptTokens) || !isCount(completionTokens)) return estimate(request, text)
  return { promptTokens, completionTokens, estimated: false }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

/** One token a character: about right for Chinese, too many for English. */
export function estimate(request: ChatRequest<unknown>, answer: string): TokenUsage {
  const promptTokens = request.messages.reduce((sum, one) => sum + one.content.length, request.system.length)
  return { promptTokens, completionTokens: answer.length, estimated: true }
}

/** Azure's older addresses carry `?api-version=…`, which must stand behind the path of every call. */
function addressOf({ baseUrl, apiKey }: Endpoint) {
  if (baseUrl === null) return { baseURL: null, defaultQuery: {}, defaultHeaders: {} }
  const url = new URL(baseUrl)
  const azure = url.hostname.endsWith('.azure.com') && apiKey !== null
  const defaultQuery = Object.fromEntries(url.searchParams)
  url.search = ''
  return {
    baseURL: url.href.replace(/\/+$/, ''),
    defaultQuery,
    defaultHeaders: azure ? { 'api-key': apiKey } : {},
  }
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
