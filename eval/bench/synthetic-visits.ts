/**
 * Many visits of a company, the same for the same seed, as rows and as plain data to count again. Written in blocks
 * by the database's own reading of JSON: a hundred thousand take some seconds.
 */
import { sql } from 'kysely'
import type { Database } from '../../core/database.ts'
import { addDays } from '../../crm/day.ts'
import { seededRandom } from '../seeded-random.ts'

export interface SyntheticVisit {
  readonly id: string
  readonly userId: string
  readonly teamId: string | null
  readonly day: string
  readonly status: string
  readonly channel: string
  readonly accountId: string
  readonly topics: readonly string[]
  readonly contacts: readonly { readonly id: string; readonly role: string; readonly attitude: string }[]
  readonly products: readonly { readonly id: string; readonly attitude: string }[]
  readonly objections: readonly { readonly category: string; readonly productId: string | null }[]
}

export interface VisitedCompany {
  readonly users: readonly { readonly id: string; readonly teamId: string | null }[]
  readonly contacts: readonly { readonly id: string; readonly accountId: string }[]
  readonly products: readonly string[]
  readonly from: string
  readonly days: number
}

const STATUSES = ['completed', 'completed', 'completed', 'completed', 'not_met', 'cancelled', 'planned']
const CHANNELS = ['f2f', 'f2f', 'f2f', 'phone', 'wechat', 'wecom', 'video', 'group_meeting']
const ATTITUDES = ['positive', 'neutral', 'negative', 'mixed', 'unknown']
const TOPICS = ['EFFICACY', 'SAFETY', 'DOSING', 'ACCESS', 'PRICE', 'COMPETITOR', 'GUIDELINE']
const CATEGORIES = ['price', 'efficacy', 'safety', 'evidence', 'access']
const ROLES = ['primary', 'primary', 'attendee', 'mentioned']
const BLOCK = 5000

/** Numbers from 0 to below `n`. */
export function createDice(seed: number): (n: number) => number {
  const random = seededRandom(seed)
  return (n) => Math.floor(random() * n)
}

export function syntheticVisits(
  company: VisitedCompany,
  count: number,
  seed: number,
): readonly SyntheticVisit[] {
  const dice = createDice(seed)
  const pick = <T>(list: readonly T[]): T => list[dice(list.length)]!
  const some = <T>(list: readonly T[], most: number): readonly T[] => [
    ...new Set(Array.from({ length: dice(most + 1) }, () => pick(list))),
  ]
  return Array.from({ length: count }, (_, index) => {
    const user = pick(company.users)
    const first = pick(company.contacts)
    const products = some(company.products, 2)
    return {
      id: `v-${seed}-${String(index).padStart(7, '0')}`,
      userId: user.id,
      teamId: user.teamId,
      day: addDays(company.from, dice(company.days)),
      status: pick(STATUSES),
      channel: pick(CHANNELS),
      accountId: first.accountId,
      topics: some(TOPICS, 3),
      contacts: [...new Set([first, ...some(company.contacts, 1)])].map(({ id }) => ({
        id,
        role: pick(ROLES),
        attitude: pick(ATTITUDES),
      })),
      products: products.map((id) => ({ id, attitude: pick(ATTITUDES) })),
      objections: dice(10) < 3 ? [{ category: pick(CATEGORIES), productId: products[0] ?? null }] : [],
    }
  })
}

/** The contacts who were met. */
export function metBy(visit: SyntheticVisit): readonly string[] {
  return visit.contacts
    .filter((one) => one.role === 'primary' || one.role === 'attendee')
    .map((one) => one.id)
}

export async function writeVisits(database: Database, visits: readonly SyntheticVisit[]): Promise<void> {
  const at = '2026-01-01T00:00:00Z'
  for (let start = 0; start < visits.length; start += BLOCK) {
    const part = visits.slice(start, start + BLOCK)
    const write = (table: string, rows: readonly object[]) =>
      sql`insert into ${sql.table(table)} select * from json_populate_recordset(null::${sql.table(table)},
        ${JSON.stringify(rows)}::json)`.execute(database.query)
    await write(
      'visits',
      part.map((one) => ({
        id: one.id,
        revision: 1,
        source: 'import',
        user_id: one.userId,
        team_id: one.teamId,
        visited_on: one.day,
        channel: one.channel,
        status: one.status,
        kind: 'individual',
        account_id: one.accountId,
        topics: one.topics,
        keywords: [],
        contact_ids: metBy(one),
        product_ids: one.products.map((product) => product.id),
        competitors: [],
        materials: [],
        submitted_at: at,
        updated_at: at,
      })),
    )
    await write(
      'visit_contacts',
      part.flatMap((one) =>
        one.contacts.map((contact, position) => ({
          visit_id: one.id,
          position,
          contact_id: contact.id,
          name: contact.id,
          role: contact.role,
          attitude: contact.attitude,
          is_new: false,
        })),
      ),
    )
    await write(
      'visit_products',
      part.flatMap((one) =>
        one.products.map((product, position) => ({
          visit_id: one.id,
          position,
          product_id: product.id,
          name: product.id,
          detailed: true,
          attitude: product.attitude,
        })),
      ),
    )
    await write(
      'visit_objections',
      part.flatMap((one) =>
        one.objections.map((objection, position) => ({
          visit_id: one.id,
          position,
          category: objection.category,
          text: `${objection.category} of ${one.id}`,
          product_id: objection.productId,
        })),
      ),
    )
  }
}
