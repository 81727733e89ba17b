/**
 * Speed of a summary over many visits: `DATABASE_URL=… node eval/bench/summarise-visits.ts [--visits 100000]`, on an
 * empty database of that server (it is filled and stays); without DATABASE_URL on the embedded one. Ends with 1
 * when a question takes longer than its budget.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { systemClock } from '../../core/clock.ts'
import type { Database } from '../../core/database.ts'
import { createSummariseVisits } from '../../crm/summarise-visits.ts'
import type { VisitFilter } from '../../crm/visit-scope.ts'
import { openDatabase } from '../../main/open-database.ts'
import { measure } from './measure.ts'
import { syntheticVisits, type VisitedCompany, writeVisits } from './synthetic-visits.ts'

/** p95 in milliseconds. */
const BUDGET = 500
const ROUNDS = 30

const { values } = parseArgs({ options: { visits: { type: 'string' } } })
const count = Number(values.visits ?? 100_000)
const databaseUrl = process.env['DATABASE_URL'] || null

const database = await openDatabase({
  databaseUrl,
  dataDir: mkdtempSync(join(tmpdir(), 'pharos-bench-')),
})
const company = await fill(database)
const summarise = createSummariseVisits({ database, clock: systemClock, mask: (text) => text })
const admin = { userId: 'u0', roles: ['admin'] as const, timezone: 'Asia/Shanghai' }
const manager = { userId: 'm0', roles: ['manager'] as const, timezone: 'Asia/Shanghai' }
const year = { from: '2025-01-01', to: '2025-12-31' }

const questions: readonly (readonly [string, typeof admin | typeof manager, VisitFilter])[] = [
  ['everything, a year', admin, year],
  ['a team, a year', manager, year],
  ['a product, a year', admin, { ...year, productId: 'p1' }],
  ['tier A, a year', admin, { ...year, tier: 'A' }],
  ['everything, a month', admin, { from: '2025-03-01', to: '2025-03-31' }],
  ['a team, a week', manager, { from: '2025-03-03', to: '2025-03-09' }],
  ['a rep, a quarter', manager, { from: '2025-01-01', to: '2025-03-31', userId: 'u0' }],
]
let slow = 0
for (const [name, reader, filter] of questions) {
  const { p50, p95 } = await measure(Array(ROUNDS).fill(filter), 1, (one) => summarise(reader, one), 3)
  const { total } = await summarise(reader, filter)
  if (p95 > BUDGET) slow += 1
  console.log(`${name}: ${total.n} visits, p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`)
}
await database.close()
console.log(`${count} visits of ${company.users.length} reps on ${database.engine}; budget ${BUDGET} ms`)
process.exitCode = slow > 0 && database.engine === 'postgres' ? 1 : 0

/** 200 reps in ten teams, 5,000 contacts with plans, 20 products. */
async function fill(db: Database): Promise<VisitedCompany> {
  const company: VisitedCompany = {
    users: Array.from({ length: 200 }, (_, n) => ({ id: `u${n}`, teamId: `t${n % 10}` })),
    contacts: Array.from({ length: 5000 }, (_, n) => ({ id: `c${n}`, accountId: `a${n % 500}` })),
    products: Array.from({ length: 20 }, (_, n) => `p${n}`),
    from: '2025-01-01',
    days: 365,
  }
  const there = await db.query.selectFrom('visits').select('id').limit(1).executeTakeFirst()
  if (there !== undefined) return company
  const statements = [
    sql`insert into teams (id, name, created_at) select 't' || n, 't' || n, now() from generate_series(0, 9) n`,
    sql`insert into users (id, name, roles, team_id, created_at, updated_at)
      select 'u' || n, 'u' || n, '{rep}', 't' || n % 10, now(), now() from generate_series(0, 199) n`,
    sql`insert into users (id, name, roles, team_id, created_at, updated_at)
      values ('m0', 'm0', '{manager}', 't0', now(), now())`,
    sql`insert into products (id, name, created_at, updated_at)
      select 'p' || n, 'p' || n, now(), now() from generate_series(0, 19) n`,
    sql`insert into accounts (id, name, name_key, created_at, updated_at)
      select 'a' || n, 'a' || n, 'a' || n, now(), now() from generate_series(0, 499) n`,
    sql`insert into contacts (id, name, name_key, account_id, tier, created_at, updated_at)
      select 'c' || n, 'c' || n, 'c' || n, 'a' || n % 500, (array['A', 'B', 'C'])[n % 3 + 1], now(), now()
      from generate_series(0, 4999) n`,
    sql`insert into territories (id, user_id, account_id, from_on, created_at, updated_at)
      select 't' || n, 'u' || n % 200, 'a' || n, '2025-01-01', now(), now() from generate_series(0, 499) n`,
    sql`insert into visit_plans (id, contact_id, from_on, to_on, target, created_at, updated_at)
      select 'c' || n || 'q' || q, 'c' || n, date '2025-01-01' + q * 90, date '2025-01-01' + q * 90 + 90, 6, now(), now()
      from generate_series(0, 4999) n, generate_series(0, 3) q`,
  ]
  for (const statement of statements) await statement.execute(db.query)
  await writeVisits(db, syntheticVisits(company, count, 11))
  await sql`analyze`.execute(db.query)
  return company
}
