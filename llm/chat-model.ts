/**
 * The chat model behind the port: calls, and calls again where that may help, within the caller's time.
 * A server that is busy is asked when it says, one that is down or lost after a pause that doubles; one that
 * refuses a demanded form is asked in a simpler one and remembered; one that keeps failing is left alone for a
 * while. Every end is a named outcome.
 */
import {
  addUsage,
  type ChatFailure,
  type ChatModel,
  type ChatOutcome,
  type ChatRequest,
  NO_USAGE,
  type TokenUsage,
} from '../core/chat-model.ts'
import {
  type CallResult,
  createChatCaller,
  type Endpoint,
  estimate,
  FORMS,
  type Manner,
} from './chat-call.ts'
import { type CircuitBreakerOptions, createCircuitBreaker } from './circuit-breaker.ts'

export interface ChatModelOptions extends Endpoint {
  readonly breaker?: CircuitBreakerOptions
  /** First pause before another try, in milliseconds; default 300. */
  readonly pauseMs?: number
}

export interface LoadedChatModel extends ChatModel {
  /** Loads the library ahead of the first call. */
  load(): Promise<void>
}

const MOST_RETRIES = 3
/** Less time than this is not worth a call. */
const LEAST_MS = 20

export function createChatModel(options: ChatModelOptions): LoadedChatModel {
  const { pauseMs = 300 } = options
  const caller = createChatCaller(options)
  const breaker = createCircuitBreaker(options.breaker)
  // What this server was found to take.
  let manner: Manner = { form: FORMS[0], temperature: true }

  async function complete<T>(request: ChatRequest<T>): Promise<ChatOutcome<T>> {
    const deadline = performance.now() + request.timeoutMs
    const left = () => deadline - performance.now()
    const hungUp = () => request.signal?.aborted === true
    let own = manner
    let usage = NO_USAGE
    let tries = 0
    let retries = 0
    const fail = (kind: ChatFailure, status?: number): ChatOutcome<T> => {
      return { kind, usage, tries, model: options.model, ...(status === undefined ? {} : { status }) }
    }

    for (;;) {
      if (hungUp()) return fail('cancelled')
      if (left() < LEAST_MS) return fail('timeout')
      tries += 1
      const limit = AbortSignal.timeout(Math.ceil(left()))
      const signal = request.signal === undefined ? limit : AbortSignal.any([limit, request.signal])
      const result = await caller.call(request, own, signal)
      usage = addUsage(usage, usageOf(result, request))
      switch (result.kind) {
        case 'completed':
          manner = own
          return { kind: 'completed', value: result.value, usage, tries, model: result.model }
        case 'refused':
        case 'filtered':
        case 'truncated':
        case 'invalid':
          return fail(result.kind)
        case 'aborted':
          return fail(hungUp() ? 'cancelled' : 'timeout')
        case 'rejected':
          return fail('unavailable', result.status)
        case 'unsupported': {
          const simpler = simplify(own, result.what)
          if (simpler === undefined) return fail('invalid')
          own = simpler
          continue
        }
        default: {
          retries += 1
          const pause = result.afterMs ?? pauseMs * 2 ** (retries - 1) * (0.75 + Math.random() / 2)
          // Waiting past the deadline helps nobody: say at once what is wrong.
          if (retries > MOST_RETRIES || pause + LEAST_MS > left()) return fail('unavailable', result.status)
          await sleep(pause, request.signal)
        }
      }
    }
  }

  return {
    model: options.model,
    async load() {
      await caller.load()
    },
    async complete(request) {
      if (!breaker.enter()) {
        return { kind: 'circuit_open', usage: NO_USAGE, tries: 0, model: options.model }
      }
      let outcome: Awaited<ReturnType<typeof complete<never>>> | undefined
      try {
        const given = await complete(request)
        outcome = given as typeof outcome
        return given
      } finally {
        const kind = outcome?.kind
        if (kind === 'cancelled') breaker.leave()
        else if (kind === undefined || isDown(outcome!)) breaker.fail()
        else breaker.succeed()
      }
    },
  }
}

/** The server itself failed, not this one question: a refused input (400, 413, 422) says nothing about others. */
function isDown(outcome: ChatOutcome<never>): boolean {
  if (outcome.kind === 'timeout') return true
  return outcome.kind === 'unavailable' && ![400, 413, 422].includes(outcome.status ?? 0)
}

/** What the server did not report is counted as if it had been paid for. */
function usageOf(result: CallResult<unknown>, request: ChatRequest<unknown>): TokenUsage {
  if ('usage' in result) return result.usage
  return result.kind === 'aborted' || result.kind === 'lost' ? estimate(request, '') : NO_USAGE
}

function simplify(manner: Manner, what: 'form' | 'temperature'): Manner | undefined {
  if (what === 'temperature') return manner.temperature ? { ...manner, temperature: false } : undefined
  const form = FORMS[FORMS.indexOf(manner.form) + 1]
  return form === undefined ? undefined : { ...manner, form }
}

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  const wake = () => resolve()
  signal?.addEventListener('abort', wake, { once: true })
  return promise.finally(() => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', wake)
  })
}
