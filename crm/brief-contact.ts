/**
 * What to know before one contact is seen: the last visits by whomever, promises of both sides, objections and
 * questions, how often against the plan. Facts with the record that each is from; material that answers is added
 * by the assistant, words are put by the faces.
 */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { addDays } from './day.ts'
import { periodAround } from './period.ts'
import { listPromises, type PromiseLine } from './promise-ledger.ts'
import { type PlaceInVisit, quoteVisits } from './quote-visits.ts'

export interface BriefVisit {
  readonly id: string
  readonly day: string
  readonly channel: string
  readonly status: string
  readonly rep: string
  readonly attitude: string
  readonly products: readonly string[]
  readonly topics: readonly string[]
  readonly materials: readonly string[]
}

export interface BriefPoint {
  readonly visitId: string
  readonly day: string
  readonly text: string
  readonly productId: string | null
  readonly product: string | null
  /** Of an objection its category, of a question who answers it. */
  readonly kind: string
}

export interface ContactBrief {
  readonly contact: {
    readonly id: string
    readonly name: string
    readonly accountId: string
    readonly account: string
    readonly department: string | null
    readonly title: string | null
    readonly tier: string | null
  }
  /** This quarter; `target` null without a plan. */
  readonly quarter: {
    readonly from: string
    readonly to: string
    readonly completed: number
    readonly target: number | null
  }
  /** Newest first, five at most. */
  readonly visits: readonly BriefVisit[]
  readonly nextAvailable: { readonly visitId: string; readonly text: string } | null
  readonly promises: readonly PromiseLine[]
  readonly objections: readonly BriefPoint[]
  readonly questions: readonly BriefPoint[]
}

export interface BriefOptions {
  /** Of the reader. */
  readonly today: string
  readonly mask: (text: string) => string
}

const VISITS = 5
const POINTS = 4

/** Undefined for an unknown contact; whether the reader may see it is the caller's to ask. */
export async function briefContact(
  db: Queryable,
  contactId: string,
  { today, mask }: BriefOptions,
): Promise<ContactBrief | undefined> {
  const { rows: contacts } = await sql<ContactBrief['contact']>`
    select c.id, c.name, c.account_id as "accountId", a.name as account, c.department, c.title, c.tier
    from contacts c join accounts a on a.id = c.account_id where c.id = ${contactId}`.execute(db)
  const contact = contacts[0]
  if (contact === undefined) return undefined
  const quarter = periodAround(today, 'quarter')
  const { rows: numbers } = await sql<{ completed: number; target: number | null }>`
    select (select count(*)::int from visits where ${contactId}::text = any (contact_ids) and status = 'completed'
        and visited_on >= ${quarter.from}::date and visited_on < ${quarter.to}::date) as completed,
      (select sum(target * (least(to_on, ${quarter.to}::date) - greatest(from_on, ${quarter.from}::date))
          ::double precision / (to_on - from_on)) from visit_plans
        where contact_id = ${contactId} and from_on < ${quarter.to}::date and to_on > ${quarter.from}::date) as target`.execute(
    db,
  )
  const { rows: visits } = await sql<BriefVisit & { nextAvailable: string | null }>`
    select v.id, v.visited_on::text as day, v.channel, v.status, u.name as rep, m.attitude, v.topics, v.materials,
      v.next_available as "nextAvailable",
      array(select p.name from visit_products p where p.visit_id = v.id order by p.position) as products
    from visit_contacts m join visits v on v.id = m.visit_id join users u on u.id = v.user_id
    where m.contact_id = ${contactId} and m.role in ('primary', 'attendee') and v.status <> 'cancelled'
      and (v.status <> 'planned' or v.visited_on >= ${today}::date)
    order by v.visited_on desc, v.id desc limit ${VISITS}`.execute(db)
  const available = visits.find((visit) => visit.nextAvailable !== null)
  return {
    contact,
    quarter: { from: quarter.from, to: addDays(quarter.to, -1), ...numbers[0]! },
    visits: visits.map(({ nextAvailable: _, ...visit }) => visit),
    nextAvailable: available === undefined ? null : { visitId: available.id, text: available.nextAvailable! },
    promises: await listPromises(db, { contactId, today, limit: 20 }),
    objections: await points(db, contactId, 'objections', mask),
    questions: await points(db, contactId, 'questions', mask),
  }
}

async function points(
  db: Queryable,
  contactId: string,
  field: PlaceInVisit['field'],
  mask: (text: string) => string,
): Promise<readonly BriefPoint[]> {
  const source =
    field === 'objections'
      ? sql`select o.visit_id, o.position, o.product_id, o.category as kind from visit_objections o`
      : sql`select q.visit_id, q.position, null::text as product_id, q.route as kind from visit_questions q`
  const { rows } = await sql<{
    visitId: string
    position: number
    productId: string | null
    product: string | null
    kind: string
  }>`
    select s.visit_id as "visitId", s.position, s.product_id as "productId", p.name as product, s.kind
    from (${source}) s join visits v on v.id = s.visit_id left join products p on p.id = s.product_id
    where v.id in (select visit_id from visit_contacts where contact_id = ${contactId}
      and role in ('primary', 'attendee'))
    order by v.visited_on desc, v.id desc, s.position limit ${POINTS}`.execute(db)
  const quoteOf = await quoteVisits(
    db,
    rows.map((row) => ({ ...row, field })),
    mask,
  )
  return rows.flatMap((row) => {
    const quote = quoteOf({ ...row, field })
    return quote === undefined
      ? []
      : [{ ...quote, productId: row.productId, product: row.product, kind: row.kind }]
  })
}
