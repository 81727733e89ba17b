import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTeamStore } from '../access/team-store.ts'
import { createUserStore } from '../access/user-store.ts'
import type { Database } from '../core/database.ts'
import { createProductStore } from '../knowledge/products.ts'
import { movingClock } from '../test/moving-clock.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { createLoadExampleCustomers } from './load-example-customers.ts'

const read = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'examples', name), 'utf8'))

let database: Database
// A Tuesday.
const clock = movingClock('2026-11-24T01:00:00Z')
beforeAll(async () => {
  database = await openTestDatabase()
  const base = { database, clock }
  for (const team of read('people.json').teams) await createTeamStore(base).create(team, null)
  for (const { id, name, roles, teamId } of read('people.json').users) {
    await createUserStore(base).create({ id, name, roles, teamId }, null)
  }
  for (const product of read('company.json').products) await createProductStore(base).create(product, null)
})
afterAll(() => database.close())

const count = async (table: string, where = 'true') => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}
    where ${sql.raw(where)}`.execute(database.query)
  return rows[0]?.n
}

describe('the example company’s customers', () => {
  it('come in whole, once, around the day of loading', async () => {
    const load = createLoadExampleCustomers({ database, clock, timezone: 'Asia/Shanghai' })
    await load()
    await load()
    expect(await count('accounts')).toBe(8)
    expect(await count('contacts')).toBe(19)
    expect(await count('territories')).toBe(8)
    expect(await count('competitors')).toBe(4)
    expect(await count('visits')).toBe(read('visits.json').visits.length)
    expect(await count('visits', `visited_on > '2026-11-24' and status <> 'planned'`)).toBe(0)
    expect(await count('visits', `visited_on >= '2026-11-16' and visited_on < '2026-11-23'`)).toBeGreaterThan(
      5,
    )
    expect(await count('visits', `extract(isodow from visited_on) > 5`)).toBe(0)
    expect(await count('visits', 'team_id is null or account_id is null')).toBe(0)
    expect(await count('tasks', `state = 'open'`)).toBeGreaterThan(3)
    // Tiers A, B and C, seven months each; the shop has no tier.
    expect(await count('visit_plans')).toBe(18 * 7)
    expect(await count('visit_plans', `from_on = '2026-11-01' and to_on = '2026-12-01' and target = 4`)).toBe(
      9,
    )
  })

  it('are visited by those whose territory they are', async () => {
    expect(
      await count(
        'visits',
        `not exists (select 1 from territories t where t.user_id = visits.user_id
          and t.account_id = visits.account_id)`,
      ),
    ).toBe(0)
    expect(
      await count(
        'visit_contacts',
        `not exists (select 1 from visits v join contacts c on c.account_id = v.account_id
          where v.id = visit_contacts.visit_id and c.id = visit_contacts.contact_id)`,
      ),
    ).toBe(0)
  })
})
