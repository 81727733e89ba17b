import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import type { Role } from '../core/reader.ts'
import {
  createDice,
  metBy,
  type SyntheticVisit,
  syntheticVisits,
  writeVisits,
} from '../eval/bench/synthetic-visits.ts'
import { aVisit, type CrmRoom, openCrmRoom } from '../test/crm-room.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { addDays } from './day.ts'
import { saveVisits } from './save-visits.ts'
import { createSummariseVisits, type SummariseVisits, type VisitSummary } from './summarise-visits.ts'
import type { VisitFilter } from './visit-scope.ts'

let database: Database
let room: CrmRoom
let summarise: SummariseVisits
let visits: readonly SyntheticVisit[]
beforeAll(async () => {
  database = await openTestDatabase()
  room = await openCrmRoom(database)
  summarise = createSummariseVisits({
    database,
    clock: room.clock,
    mask: (text) => text.replaceAll('赵小明', '患者'),
  })
  visits = syntheticVisits(
    {
      users: [
        { id: 'rep-a', teamId: 'T-east' },
        { id: 'rep-b', teamId: 'T-east' },
        { id: 'rep-s', teamId: 'T-south' },
        // Before somebody had a team; and a rep who was in another team then.
        { id: 'rep-b', teamId: null },
        { id: 'rep-s', teamId: 'T-east' },
      ],
      contacts: [
        { id: 'K1', accountId: 'A1' },
        { id: 'K2', accountId: 'A1' },
        { id: 'K3', accountId: 'A2' },
        { id: 'K4', accountId: 'A2' },
        { id: 'K5', accountId: 'A3' },
      ],
      products: ['P1', 'P2'],
      from: '2025-09-01',
      days: 90,
    },
    700,
    7,
  )
  await writeVisits(database, visits)
})
afterAll(() => database.close())

const person = (userId: string, role: Role) => ({ userId, roles: [role], timezone: 'Asia/Shanghai' })
const ADMIN = person('boss', 'admin')
const MANAGER = person('boss-e', 'manager')
const REP = person('rep-a', 'rep')
const TIERS: Readonly<Record<string, string>> = { K1: 'A', K2: 'B', K3: 'A', K4: 'C' }
const PLACES: Readonly<Record<string, string>> = { K1: 'A1', K2: 'A1', K3: 'A2', K4: 'A2', K5: 'A3' }
const TEAM_NOW: Readonly<Record<string, string>> = {
  'rep-a': 'T-east',
  'rep-b': 'T-east',
  'rep-s': 'T-south',
}

/** The same question, counted by going through the list. */
function recount(filter: VisitFilter, sees: (visit: SyntheticVisit) => boolean) {
  const found = visits.filter(
    (one) =>
      sees(one) &&
      one.day >= filter.from &&
      one.day <= filter.to &&
      (filter.teamId === undefined || (one.teamId ?? TEAM_NOW[one.userId]) === filter.teamId) &&
      (filter.userId === undefined || one.userId === filter.userId) &&
      (filter.productId === undefined || one.products.some((product) => product.id === filter.productId)) &&
      (filter.contactId === undefined || metBy(one).includes(filter.contactId)) &&
      (filter.accountId === undefined || one.accountId === filter.accountId) &&
      (filter.tier === undefined || metBy(one).some((id) => TIERS[id] === filter.tier)),
  )
  const done = found.filter((one) => one.status === 'completed')
  const attitudes = done.flatMap((one) =>
    filter.productId !== undefined
      ? one.products.filter((product) => product.id === filter.productId).map((product) => product.attitude)
      : one.contacts
          .filter(({ role }) => role === 'primary' || role === 'attendee')
          .filter(({ id }) => filter.contactId === undefined || id === filter.contactId)
          .filter(({ id }) => filter.tier === undefined || TIERS[id] === filter.tier)
          .map((contact) => contact.attitude),
  )
  const products = (one: SyntheticVisit) =>
    one.products
      .map((product) => product.id)
      .filter((id) => filter.productId === undefined || id === filter.productId)
  return {
    total: found.length,
    completed: done.length,
    status: tally(found.map((one) => one.status)),
    channel: tally(found.map((one) => one.channel)),
    reps: tally(done.map((one) => one.userId)),
    reached: tally(
      done
        .flatMap((one) => [...new Set(metBy(one))])
        .filter(
          (id) =>
            (filter.contactId === undefined || id === filter.contactId) &&
            (filter.accountId === undefined || PLACES[id] === filter.accountId) &&
            (filter.tier === undefined || TIERS[id] === filter.tier),
        )
        .map((id) => TIERS[id] ?? ''),
    ),
    attitudes: tally(attitudes),
    topics: tally(found.flatMap((one) => one.topics)),
    topicProducts: tally(
      found.flatMap((one) => one.topics.flatMap((topic) => products(one).map((id) => `${topic} ${id}`))),
    ),
    products: tally(found.flatMap(products)),
    objections: tally(
      found.flatMap((one) =>
        one.objections
          .filter((objection) => filter.productId === undefined || objection.productId === filter.productId)
          .map((objection) => `${objection.category} ${objection.productId}`),
      ),
    ),
  }
}

function numbersOf(summary: VisitSummary): ReturnType<typeof recount> {
  const sum = <T>(list: readonly T[], key: (one: T) => string, n: (one: T) => number) => {
    const sums: Record<string, number> = {}
    for (const one of list) if (n(one) > 0) sums[key(one)] = (sums[key(one)] ?? 0) + n(one)
    return sums
  }
  return {
    total: summary.total.n,
    completed: summary.total.completed,
    status: sum(
      summary.byStatus,
      (one) => one.status,
      (one) => one.n,
    ),
    channel: sum(
      summary.byChannel,
      (one) => one.channel,
      (one) => one.n,
    ),
    reps: sum(
      summary.reps,
      (one) => one.userId,
      (one) => one.completed,
    ),
    reached: sum(
      summary.tiers,
      (one) => one.tier,
      (one) => one.calls,
    ),
    attitudes: sum(
      summary.attitudes,
      (one) => one.attitude,
      (one) => one.n,
    ),
    topics: sum(
      summary.topics,
      (one) => one.topic,
      (one) => one.n,
    ),
    topicProducts: sum(
      summary.topics.flatMap((one) => one.products.map((product) => ({ ...product, topic: one.topic }))),
      (one) => `${one.topic} ${one.productId}`,
      (one) => one.n,
    ),
    products: sum(
      summary.products,
      (one) => one.productId,
      (one) => one.n,
    ),
    objections: sum(
      summary.objections,
      (one) => `${one.category} ${one.productId}`,
      (one) => one.n,
    ),
  }
}

function tally(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1
  return counts
}

describe('a summary of visits', () => {
  it('says what a straightforward recount says, whatever the filter', async () => {
    const dice = createDice(99)
    const maybe = <T>(list: readonly T[]): T | undefined =>
      dice(3) === 0 ? list[dice(list.length)] : undefined
    for (let round = 0; round < 40; round += 1) {
      const from = addDays('2025-08-25', dice(95))
      const filter: VisitFilter = {
        from,
        to: addDays(from, dice(60)),
        teamId: maybe(['T-east', 'T-south']),
        userId: maybe(['rep-a', 'rep-b', 'rep-s']),
        productId: maybe(['P1', 'P2']),
        contactId: maybe(['K1', 'K2', 'K3', 'K4']),
        accountId: maybe(['A1', 'A2', 'A3']),
        tier: maybe(['A', 'B', 'C']),
      }
      const counted = numbersOf(await summarise(ADMIN, filter))
      expect({ filter, ...counted }).toEqual({ filter, ...recount(filter, () => true) })
    }
  })

  it('gives each number some of its visits, and none of others', async () => {
    const summary = await summarise(ADMIN, { from: '2025-09-01', to: '2025-11-30' })
    const byId = new Map(visits.map((one) => [one.id, one]))
    for (const { channel, n, ids } of summary.byChannel) {
      expect(ids).toHaveLength(Math.min(n, 20))
      expect(ids.every((id) => byId.get(id)?.channel === channel)).toBe(true)
    }
    for (const { topic, ids } of summary.topics) {
      expect(ids.every((id) => byId.get(id)?.topics.includes(topic))).toBe(true)
    }
  })

  it('shows a manager the own teams as they were, and a rep the own visits', async () => {
    const filter = { from: '2025-09-01', to: '2025-11-30' }
    const east = recount(filter, (one) => (one.teamId ?? TEAM_NOW[one.userId]) === 'T-east')
    expect((await summarise(MANAGER, filter)).total.n).toBe(east.total)
    const own = recount(filter, (one) => one.userId === 'rep-a')
    expect((await summarise(REP, filter)).total.n).toBe(own.total)
    await expect(summarise(REP, { ...filter, userId: 'rep-b' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(summarise(REP, { ...filter, teamId: 'T-east' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(summarise(MANAGER, { ...filter, teamId: 'T-south' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(summarise(ADMIN, { ...filter, teamId: 'T-none' })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await expect(summarise(ADMIN, { from: '2025-09-02', to: '2025-09-01' })).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })

  it('holds visits against the plans, for as much of the period as has passed', async () => {
    const at = room.clock.now()
    const today = addDays(at.toISOString().slice(0, 10), 0)
    await database.query
      .insertInto('visit_plans')
      .values({
        id: 'plan-k5',
        contact_id: 'K5',
        user_id: null,
        from_on: today,
        to_on: addDays(today, 10),
        target: 10,
        created_at: at,
        updated_at: at,
      })
      .execute()
    const summary = await summarise(ADMIN, { from: today, to: addDays(today, 9), contactId: 'K5' })
    expect(summary.tiers).toEqual([
      {
        tier: '',
        contacts: 1,
        visited: 0,
        calls: 0,
        planned: 1,
        plannedCalls: 0,
        target: 10,
        expected: 1,
        onPlan: 0,
        behindIds: ['K5'],
        unseenIds: ['K5'],
      },
    ])
  })

  it("counts what kept a note from being a visit on its writer's day, wherever the server stands", async () => {
    // Seven in the morning in Shanghai is still the evening before in London.
    await database.query
      .insertInto('findings')
      .values({
        id: 'early',
        code: 'GIFT',
        severity: 'block',
        rule_id: 'gift',
        rule_version: 1,
        span: '茶叶',
        user_id: 'rep-a',
        created_at: new Date('2024-03-04T07:00:00+08:00'),
      })
      .execute()
    const on = async (day: string) => (await summarise(ADMIN, { from: day, to: day })).findings
    expect(await on('2024-03-04')).toMatchObject([{ code: 'GIFT', ids: ['early'] }])
    expect(await on('2024-03-03')).toEqual([])
  })

  it('quotes the note itself, without the patient', async () => {
    const note = '沈主任说赵小明用不起，太贵'
    await database.transaction((trx) =>
      saveVisits(
        trx,
        [
          {
            id: 'quoted',
            source: 'note',
            userId: 'rep-a',
            record: aVisit({
              date: '2024-05-06',
              objections: [{ category: 'price', text: '价格高', product: 'P1' }],
            }),
            note,
            evidence: { 'objections.0': [{ start: 4, end: note.length }] },
            changedBy: 'rep-a',
          },
        ],
        room.clock.now(),
      ),
    )
    const summary = await summarise(REP, { from: '2024-05-06', to: '2024-05-06' })
    expect(summary.objections).toEqual([
      {
        category: 'price',
        productId: 'P1',
        n: 1,
        ids: ['quoted'],
        quotes: [{ visitId: 'quoted', day: '2024-05-06', text: '患者用不起，太贵' }],
      },
    ])
  })

  it('is empty, not wrong, where nothing happened', async () => {
    const summary = await summarise(REP, { from: '2001-01-01', to: '2001-01-31' })
    expect(summary.total).toEqual({ n: 0, completed: 0, ids: [] })
    expect(summary.reps).toEqual([])
  })
})
