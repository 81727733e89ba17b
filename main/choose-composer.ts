/**
 * Who words the answers: the built-in composer, or a chat model in front of it when one is configured. Prompts
 * hold texts of documents; a tracing service that the chat library would send them to by itself, because its
 * variables happen to be set on the machine, is switched off first.
 */
import type { ComposeAnswer } from '../assistant/answer.ts'
import { createComposeGenerated } from '../assistant/compose-generated.ts'
import { composeVerbatim } from '../assistant/compose-verbatim.ts'
import { createBudgetedModel } from '../assistant/model-budget.ts'
import type { ChatModel } from '../core/chat-model.ts'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import type { Log } from '../core/log.ts'
import { createChatModel } from '../llm/chat-model.ts'
import type { ModelConfig } from './config.ts'

export interface ChosenComposer {
  readonly compose: ComposeAnswer
  /** Makes the first answer as quick as the others. */
  warmUp(): Promise<void>
}

export interface ChooseComposerDeps {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly timezone: string
  /** Put around the model by who measures it. */
  readonly wrap?: (model: ChatModel) => ChatModel
}

const TRACING = ['LANGSMITH_TRACING', 'LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING', 'LANGCHAIN_TRACING_V2']

export function chooseComposer(config: ModelConfig, deps: ChooseComposerDeps): ChosenComposer {
  if (config.chatModel === null) return { compose: composeVerbatim, warmUp: async () => {} }
  for (const variable of TRACING) delete process.env[variable]
  const model = createChatModel({
    model: config.chatModel,
    apiKey: config.apiKey,
    baseUrl: config.baseUrl,
  })
  const { dailyTokens, prices, timeoutMs } = config
  const { wrap = (plain) => plain } = deps
  return {
    compose: createComposeGenerated({
      model: createBudgetedModel({ ...deps, model: wrap(model), dailyTokens, prices }),
      builtIn: composeVerbatim,
      timeoutMs,
      prices,
    }),
    warmUp: () => model.load(),
  }
}
