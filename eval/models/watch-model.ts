/** Notes what a model was asked and gave while it answers: how long each call took, and how many sentences came. */
import type { ChatModel } from '../../core/chat-model.ts'

export interface WatchedCall {
  readonly milliseconds: number
  /** Null where no answer of the wanted form came. */
  readonly sentences: number | null
}

export interface ModelWatch {
  watch(model: ChatModel): ChatModel
  /** The calls since the last time. */
  take(): readonly WatchedCall[]
}

export function createModelWatch(): ModelWatch {
  let calls: WatchedCall[] = []
  return {
    watch: (model) => ({
      model: model.model,
      async complete(request) {
        const started = performance.now()
        const outcome = await model.complete(request)
        const value: unknown = outcome.kind === 'completed' ? outcome.value : undefined
        calls.push({ milliseconds: performance.now() - started, sentences: countSentences(value) })
        return outcome
      },
    }),
    take() {
      const taken = calls
      calls = []
      return taken
    },
  }
}

function countSentences(value: unknown): number | null {
  const { sentences } = (value ?? {}) as { sentences?: unknown }
  return Array.isArray(sentences) ? sentences.length : null
}
