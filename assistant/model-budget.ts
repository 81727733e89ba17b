/**
 * A chat model that keeps account of itself: every call's tokens and cost are added to the day's sum, and when the
 * company's tokens for the day are spent the model is not asked. Two processes may overrun the limit by the calls
 * that are under way, never by more.
 *
 * Nobody waits for the sum to be written: all calls of a day add to one row, and answers that end together would
 * stand in line for it. What waits is written together, and what could not be written is kept for the next time.
 */
import { sql } from 'kysely'
import type { ChatModel, TokenUsage } from '../core/chat-model.ts'
import { NO_USAGE } from '../core/chat-model.ts'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { dayIn } from '../core/day-in.ts'
import { toAppError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'

/** For a million tokens, in the company's currency. */
export interface ModelPrices {
  readonly prompt: number
  readonly completion: number
}

export interface ModelBudgetDeps {
  readonly model: ChatModel
  readonly database: Database
  readonly clock: Clock
  readonly log: Pick<Log, 'warn'>
  /** The company's: its day begins at 00:00 there. */
  readonly timezone: string
  /** Prompt and completion together; null: no limit. */
  readonly dailyTokens: number | null
  readonly prices: ModelPrices | null
}

/** Of one day. */
interface Spent {
  readonly calls: number
  readonly failures: number
  readonly promptTokens: number
  readonly completionTokens: number
  readonly cost: number
}

export function createBudgetedModel(deps: ModelBudgetDeps): ChatModel {
  const { model, database, clock, timezone, dailyTokens } = deps
  const today = () => dayIn(clock.now(), timezone)
  const unwritten = new Map<string, Spent>()
  let writing: Promise<void> | undefined

  async function isSpent(): Promise<boolean> {
    if (dailyTokens === null) return false
    await writing
    const day = today()
    const { rows } = await sql<{ spent: number | string | null }>`
      select sum(prompt_tokens + completion_tokens) as spent from model_usage where day = ${day}`.execute(
      database.query,
    )
    const own = unwritten.get(day)
    const waiting = own === undefined ? 0 : own.promptTokens + own.completionTokens
    return Number(rows[0]?.spent ?? 0) + waiting >= dailyTokens
  }

  function record(day: string, spent: Spent): void {
    const before = unwritten.get(day)
    unwritten.set(day, before === undefined ? spent : sum(before, spent))
  }

  /** One writer at a time, until nothing waits. */
  async function write(): Promise<void> {
    for (const [day, spent] of unwritten) {
      unwritten.delete(day)
      try {
        await add(day, spent)
      } catch (error) {
        record(day, spent)
        deps.log.warn('model_usage_unwritten', { code: toAppError(error).code })
        return
      }
    }
  }

  async function add(day: string, spent: Spent): Promise<void> {
    await sql`/* prepared:model_usage */
      insert into model_usage (day, model, calls, failures, prompt_tokens, completion_tokens, cost)
      values (${day}, ${model.model}, ${spent.calls}, ${spent.failures}, ${spent.promptTokens},
        ${spent.completionTokens}, ${spent.cost})
      on conflict (day, model) do update set calls = model_usage.calls + excluded.calls,
        failures = model_usage.failures + excluded.failures,
        prompt_tokens = model_usage.prompt_tokens + excluded.prompt_tokens,
        completion_tokens = model_usage.completion_tokens + excluded.completion_tokens,
        cost = model_usage.cost + excluded.cost`.execute(database.query)
  }

  return {
    model: model.model,
    async complete(request) {
      if (await isSpent()) return { kind: 'over_budget', usage: NO_USAGE, tries: 0, model: model.model }
      const outcome = await model.complete(request)
      const { usage, tries: calls } = outcome
      record(today(), {
        calls,
        failures: outcome.kind === 'completed' ? 0 : 1,
        promptTokens: usage.promptTokens,
        completionTokens: usage.completionTokens,
        cost: costOf(usage, deps.prices) ?? 0,
      })
      writing ??= write().finally(() => {
        writing = undefined
      })
      return outcome
    },
  }
}

function sum(one: Spent, other: Spent): Spent {
  return {
    calls: one.calls + other.calls,
    failures: one.failures + other.failures,
    promptTokens: one.promptTokens + other.promptTokens,
    completionTokens: one.completionTokens + other.completionTokens,
    cost: one.cost + other.cost,
  }
}

/** In the currency of the prices; null without prices. */
export function costOf(usage: TokenUsage, prices: ModelPrices | null): number | null {
  if (prices === null) return null
  const cost = (usage.promptTokens * prices.prompt + usage.completionTokens * prices.completion) / 1_000_000
  return Math.round(cost * 1e8) / 1e8
}
