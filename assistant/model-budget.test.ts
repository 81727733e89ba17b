import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ChatModel } from '../core/chat-model.ts'
import type { Database } from '../core/database.ts'
import type { Log } from '../core/log.ts'
import { silentLog } from '../core/log.ts'
import { DAY, movingClock } from '../test/moving-clock.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { createBudgetedModel } from './model-budget.ts'

const clock = movingClock('2026-03-01T15:59:00Z')
const REQUEST = { system: '', messages: [], schema: z.unknown(), name: 'x', maxTokens: 10, timeoutMs: 1000 }

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  clock.advance(DAY)
  await database.query.deleteFrom('model_usage').execute()
})

/** A model that answers each call with so many tokens. */
const model: ChatModel = {
  model: 'm',
  complete: async () => ({
    kind: 'completed' as const,
    value: undefined as never,
    usage: { promptTokens: 90, completionTokens: 10, estimated: false },
    tries: 1,
    model: 'm',
  }),
}

function budgeted(options: { readonly dailyTokens?: number; readonly log?: Log } = {}): ChatModel {
  return createBudgetedModel({
    model,
    database,
    clock,
    log: options.log ?? silentLog,
    timezone: 'Asia/Shanghai',
    dailyTokens: options.dailyTokens ?? null,
    prices: { prompt: 1, completion: 2 },
  })
}

const written = () =>
  database.query
    .selectFrom('model_usage')
    .select(['calls', 'prompt_tokens', 'completion_tokens'])
    .orderBy('day')
    .execute()

describe('a model on a budget', () => {
  it('adds up every call, also those that end together', async () => {
    const asked = budgeted()
    await Promise.all(Array.from({ length: 30 }, () => asked.complete(REQUEST)))
    await expect
      .poll(written)
      .toMatchObject([{ calls: 30, prompt_tokens: 30 * 90, completion_tokens: 30 * 10 }])
  })

  it('begins a new sum at midnight of the company', async () => {
    const asked = budgeted()
    await asked.complete(REQUEST)
    clock.advance(2 * 60_000)
    await asked.complete(REQUEST)
    await expect.poll(written).toMatchObject([{ calls: 1 }, { calls: 1 }])
  })

  it('counts calls whose sum is still being written', async () => {
    const asked = budgeted({ dailyTokens: 200 })
    expect((await asked.complete(REQUEST)).kind).toBe('completed')
    expect((await asked.complete(REQUEST)).kind).toBe('completed')
    expect((await asked.complete(REQUEST)).kind).toBe('over_budget')
  })

  it('answers when the sum cannot be written, says so, and adds it with the next call', async () => {
    const warned: string[] = []
    const asked = budgeted({ log: { ...silentLog, warn: (event) => warned.push(event) } })
    await sql`alter table model_usage rename to model_usage_away`.execute(database.query)
    expect((await asked.complete(REQUEST)).kind).toBe('completed')
    await expect.poll(() => warned).toEqual(['model_usage_unwritten'])
    await sql`alter table model_usage_away rename to model_usage`.execute(database.query)
    await asked.complete(REQUEST)
    await expect.poll(written).toMatchObject([{ calls: 2, prompt_tokens: 180 }])
  })
})
