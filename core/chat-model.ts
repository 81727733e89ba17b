/**
 * The port for a chat model that answers in a given form. Whatever happens on the way is a named outcome, so
 * that whoever asks can fall back to rules; nothing of a provider's own words or errors comes through.
 */
import type { z } from 'zod'

export interface ChatMessage {
  readonly role: 'user' | 'assistant'
  readonly content: string
}

export interface ChatRequest<T> {
  readonly system: string
  readonly messages: readonly ChatMessage[]
  /** What the answer must be; servers that can are told it as a JSON schema. */
  readonly schema: z.ZodType<T>
  /** A name for the schema: letters, digits, _ and -. */
  readonly name: string
  /** Of the answer. */
  readonly maxTokens: number
  /** For everything, with all tries and pauses, in milliseconds. */
  readonly timeoutMs: number
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined
}

export interface TokenUsage {
  readonly promptTokens: number
  readonly completionTokens: number
  /** The server did not say: counted by a rough rule that rather counts too many. */
  readonly estimated: boolean
}

export type ChatFailure =
  /** The model declined. */
  | 'refused'
  /** The server's content filter stopped it. */
  | 'filtered'
  /** It ended at the limit of tokens. */
  | 'truncated'
  /** It is no JSON, or not of the schema. */
  | 'invalid'
  /** Down, overloaded, misconfigured, or the connection was lost. */
  | 'unavailable'
  | 'timeout'
  /** The company's tokens for today are spent. */
  | 'over_budget'
  /** It failed so often lately that it was not asked. */
  | 'circuit_open'
  /** Nobody waits any more. */
  | 'cancelled'

interface Asked {
  /** Of all tries together. */
  readonly usage: TokenUsage
  /** As the server names it, else as configured. */
  readonly model: string
  /** Calls that were sent. */
  readonly tries: number
}

export type ChatOutcome<T> =
  | ({ readonly kind: 'completed'; readonly value: T } & Asked)
  | ({
      readonly kind: ChatFailure
      /** HTTP status of the last try, where there was one. */
      readonly status?: number
    } & Asked)

export interface ChatModel {
  /** As configured. */
  readonly model: string
  /** Never throws for anything that a server or a network may do. */
  complete<T>(request: ChatRequest<T>): Promise<ChatOutcome<T>>
}

export const NO_USAGE: TokenUsage = { promptTokens: 0, completionTokens: 0, estimated: false }

export function addUsage(a: TokenUsage, b: TokenUsage): TokenUsage {
  return {
    promptTokens: a.promptTokens + b.promptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
    estimated: a.estimated || b.estimated,
  }
}
