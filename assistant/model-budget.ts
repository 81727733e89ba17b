/**
 * A chat model that keeps account of itself: every call's tokens and cost are added to the day's sum, and when the
 * company's tokens for the day are spent the model is not asked. Two processes may overrun the limit by the calls
 * that are under way, never by more.
 */
import { sql } from 'kysely'
import type { ChatModel, TokenUsage } from '../core/chat-model.ts'
import { NO_USAGE } from '../core/chat-model.ts'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'

/** For a million tokens, in the company's currency. */
export interface ModelPrices {
  readonly prompt: number
  readonly completion: number
}

export interface ModelBudgetDeps {
  readonly model: ChatModel
  readonly database: Database
  readonly clock: Clock
  /** The company's: its day begins at 00:00 there. */
  readonly timezone: string
  /** Prompt and completion together; null: no limit. */
  readonly dailyTokens: number | null
  readonly prices: ModelPrices | null
}

export function createBudgetedModel(deps: ModelBudgetDeps): ChatModel {
  const { model, database, clock, timezone, dailyTokens } = deps
  const today = () => clock.now().toLocaleDateString('sv-SE', { timeZone: timezone })

  async function isSpent(): Promise<boolean> {
    if (dailyTokens === null) return false
    const { rows } = await sql<{ spent: number | string | null }>`
      select sum(prompt_tokens + completion_tokens) as spent from model_usage where day = ${today()}`.execute(
      database.query,
    )
    return Number(rows[0]?.spent ?? 0) >= dailyTokens
  }

  async function record(usage: TokenUsage, calls: number, failed: boolean): Promise<void> {
    await sql`
      insert into model_usage (day, model, calls, failures, prompt_tokens, completion_tokens, cost)
      values (${today()}, ${model.model}, ${calls}, ${failed ? 1 : 0}, ${usage.promptTokens},
        ${usage.completionTokens}, ${costOf(usage, deps.prices) ?? 0})
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
      await record(outcome.usage, outcome.tries, outcome.kind !== 'completed')
      return outcome
    },
  }
}

/** In the currency of the prices; null without prices. */
export function costOf(usage: TokenUsage, prices: ModelPrices | null): number | null {
  if (prices === null) return null
  const cost = (usage.promptTokens * prices.prompt + usage.completionTokens * prices.completion) / 1_000_000
  return Math.round(cost * 1e8) / 1e8
}
