/** A small company over a test database: teams, reps, a manager, institutions, contacts and products. */

import type { Database } from '../core/database.ts'
import { createAccountStore } from '../crm/account-store.ts'
import { createContactStore } from '../crm/contact-store.ts'
import { createTerritoryStore } from '../crm/territory-store.ts'
import type { Visit } from '../crm/visit.ts'
import { createProductStore } from '../knowledge/products.ts'
import { movingClock } from './moving-clock.ts'

export type CrmRoom = Awaited<ReturnType<typeof openCrmRoom>>

export async function openCrmRoom(database: Database) {
  const clock = movingClock()
  const base = { database, clock }
  const at = clock.now()
  for (const [id, parent_id] of [
    ['T-all', null],
    ['T-east', 'T-all'],
    ['T-south', 'T-all'],
  ] as const) {
    await database.query.insertInto('teams').values({ id, name: id, parent_id, created_at: at }).execute()
  }
  for (const [id, role, team] of [
    ['rep-a', 'rep', 'T-east'],
    ['rep-b', 'rep', 'T-east'],
    ['rep-s', 'rep', 'T-south'],
    ['boss-e', 'manager', 'T-east'],
    ['boss', 'admin', 'T-all'],
  ] as const) {
    await database.query
      .insertInto('users')
      .values({
        id,
        name: `name of ${id}`,
        email: `${id}@example.com`,
        roles: [role],
        team_id: team,
        created_at: at,
        updated_at: at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  const accounts = createAccountStore(base)
  const contacts = createContactStore(base)
  const products = createProductStore(base)
  await accounts.create({ id: 'A1', name: '青岭市第一医院', aliases: ['青一', '一院'] }, null)
  await accounts.create({ id: 'A2', name: '青岭大学附属医院', aliases: ['附院'] }, null)
  await accounts.create({ id: 'A3', name: '百康大药房', kind: 'pharmacy' }, null)
  for (const [id, name, accountId, department, tier] of [
    ['K1', '沈知白', 'A1', '心内科', 'A'],
    ['K2', '沈知远', 'A1', '内分泌科', 'B'],
    ['K3', '江晚', 'A2', '心内科', 'A'],
    ['K4', '沈知白', 'A2', '肾内科', 'C'],
    ['K5', '卢湛', 'A3', null, null],
  ] as const) {
    await contacts.create({ id, name, accountId, department, title: '主任医师', tier }, null)
  }
  await products.create(
    { id: 'P1', name: '泽宁平', genericName: '泽米沙坦片', aliases: ['ZNP'], indications: ['高血压'] },
    null,
  )
  await products.create({ id: 'P2', name: '康衡', aliases: [] }, null)
  return { ...base, accounts, contacts, products, territories: createTerritoryStore(base) }
}

/** A visit with little in it; `fields` lay over it. */
export function aVisit(fields: Partial<Visit> = {}): Visit {
  return {
    date: '2026-03-02',
    time: null,
    channel: 'f2f',
    status: 'completed',
    kind: 'individual',
    institution: { text: '青一', id: 'A1' },
    department: '心内科',
    contacts: [{ text: '沈主任', id: 'K1', role: 'primary', attitude: 'positive' }],
    products: [{ text: 'ZNP', id: 'P1', order: 1, detailed: true, attitude: 'positive' }],
    competitors: [],
    topics: ['EFFICACY'],
    keywords: [],
    objections: [],
    questions: [],
    rep_commitments: [],
    hcp_commitments: [],
    materials: [],
    follow_ups: [],
    adverse_event: { present: false },
    compliance_flags: [],
    access: null,
    ...fields,
  }
}
