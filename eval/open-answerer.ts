/**
 * The answerer of every channel over an evaluation's corpus, built in or with a chat model in front: the one that
 * the environment names (CHAT_MODEL, OPENAI_BASE_URL, …), else one by script on loopback, through the real SDK.
 */
import type { AnswerQuestion, ComposeAnswer } from '../assistant/answer.ts'
import { createAnswerQuestion } from '../assistant/answer-question.ts'
import { composeVerbatim } from '../assistant/compose-verbatim.ts'
import { systemClock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { silentLog } from '../core/log.ts'
import type { Reader } from '../core/reader.ts'
import { createRetrieve } from '../knowledge/retrieve.ts'
import { chooseComposer } from '../main/choose-composer.ts'
import { type ModelConfig, readConfig } from '../main/config.ts'
import { LOOPBACK_KEY } from './models/loopback-model.ts'
import { openScriptedModel, type ScriptedModel } from './models/scripted-model.ts'
import { createModelWatch, type ModelWatch } from './models/watch-model.ts'

export interface AnswererDeps {
  readonly database: Database
  readonly reader: Reader
}

export interface ModelAnswerer {
  readonly answer: AnswerQuestion
  readonly watch: ModelWatch
  /** As configured. */
  readonly model: string
  /** Null for a real model. */
  readonly script: ScriptedModel | null
  close(): Promise<void>
}

const FORWARD_HOURS = 24

export function createBuiltInAnswerer(deps: AnswererDeps): AnswerQuestion {
  return createAnswerer(deps, composeVerbatim)
}

/** Throws `invalid_config` for an environment that names a model and no server. */
export async function openModelAnswerer(deps: AnswererDeps): Promise<ModelAnswerer> {
  const { model: configured } = readConfig(process.env)
  const script = configured.chatModel === null ? await openScriptedModel() : null
  const model = script === null ? configured : loopbackConfig(script.url, configured)
  const watch = createModelWatch()
  const { timezone } = deps.reader
  const clock = systemClock
  const composer = chooseComposer(model, {
    database: deps.database,
    clock,
    log: silentLog,
    timezone,
    wrap: watch.watch,
  })
  await composer.warmUp()
  return {
    answer: createAnswerer(deps, composer.compose),
    watch,
    model: model.chatModel ?? '',
    script,
    close: async () => script?.close(),
  }
}

function loopbackConfig(url: string, configured: ModelConfig): ModelConfig {
  return { ...configured, chatModel: 'scripted', baseUrl: url, apiKey: LOOPBACK_KEY }
}

export function createAnswerer({ database, reader }: AnswererDeps, compose: ComposeAnswer): AnswerQuestion {
  const embedder = { id: 'none/1', dimensions: 1, semantic: false, embed: async () => [] }
  return createAnswerQuestion({
    database,
    clock: systemClock,
    retrieve: createRetrieve({ database, embedder, clock: systemClock }),
    compose,
    timezone: reader.timezone,
    forwardHours: FORWARD_HOURS,
    log: silentLog,
  })
}
