/** Visits as they are now, with their parts, ready to be sent. Many at once: a handful of queries, however many. */
import { sql } from 'kysely'
import type { Queryable } from '../../core/database.ts'
import type { Visit } from '../visit.ts'
import { partId } from './part-id.ts'
import type {
  FindingToPush,
  VisitContactToPush,
  VisitObjectionToPush,
  VisitProductToPush,
  VisitToPush,
} from './remote-crm.ts'
import { type Refs, resolveRefs } from './resolve-refs.ts'

export interface BuiltVisit {
  readonly id: string
  readonly actor: string | undefined
  readonly body: VisitToPush
}

interface Row {
  readonly id: string
  readonly external_id: string | null
  readonly user_id: string
  readonly visited_on: string
  readonly visited_at: string | null
  readonly channel: VisitToPush['channel']
  readonly status: VisitToPush['status']
  readonly kind: VisitToPush['visitKind']
  readonly account_id: string | null
  readonly account_name: string | null
  readonly department: string | null
  readonly topics: readonly string[]
  readonly keywords: readonly string[]
  readonly competitors: readonly string[]
  readonly materials: readonly string[]
  readonly attendee_count: number | null
  readonly duration_min: number | null
  readonly expense_cny: number | null
  readonly submitted_at: Date
  readonly updated_at: Date
  readonly record: Visit
  readonly note: string | null
}

/** Ids that are no visits are left out. */
export async function buildVisits(db: Queryable, ids: readonly string[]): Promise<readonly BuiltVisit[]> {
  const { rows } = await sql<Row>`
    select v.*, r.record, r.note from visits v
    join visit_revisions r on r.visit_id = v.id and r.revision = v.revision
    where v.id = any (${[...ids]}::text[])`.execute(db)
  const parts = await readParts(db, ids)
  const refs = await resolveRefs(db, {
    user: rows.map((row) => row.user_id),
    account: rows.map((row) => row.account_id),
    contact: parts.contacts.map((one) => one.contact_id),
    product: [...parts.products, ...parts.objections].map((one) => one.product_id),
  })
  const of = partsOfVisits(parts, refs)
  return rows.map((row) => {
    const own = of(row.id)
    return {
      id: row.id,
      actor: refs.actorOf(row.user_id),
      body: {
        date: row.visited_on,
        time: row.visited_at,
        channel: row.channel,
        status: row.status,
        visitKind: row.kind,
        rep: refs.must('user', row.user_id),
        account: refs.of('account', row.account_id),
        accountName: row.account_name,
        department: row.department,
        note: row.note,
        topics: row.topics,
        keywords: row.keywords,
        competitors: row.competitors,
        materials: row.materials,
        durationMin: row.duration_min,
        attendeeCount: row.attendee_count,
        expenseCny: row.expense_cny,
        adverseEvent: row.record.adverse_event.present,
        review: reviewOf(own.findings),
        sourceKey: row.external_id ?? row.id,
        snapshot: row.record,
        submittedAt: row.submitted_at,
        updatedAt: row.updated_at,
        ...own,
      },
    }
  })
}

function reviewOf(findings: readonly FindingToPush[]): VisitToPush['review'] {
  if (findings.length === 0) return 'none'
  return findings.some((one) => one.state === 'open' && one.severity !== 'info') ? 'open' : 'decided'
}

async function readParts(db: Queryable, ids: readonly string[]) {
  const wanted = [...ids]
  const [contacts, products, objections, findings] = [
    await db.selectFrom('visit_contacts').selectAll().where('visit_id', 'in', wanted).execute(),
    await db.selectFrom('visit_products').selectAll().where('visit_id', 'in', wanted).execute(),
    await db.selectFrom('visit_objections').selectAll().where('visit_id', 'in', wanted).execute(),
    await db.selectFrom('findings').selectAll().where('visit_id', 'in', wanted).orderBy('id').execute(),
  ]
  return { contacts, products, objections, findings }
}

type Parts = Awaited<ReturnType<typeof readParts>>

function partsOfVisits(parts: Parts, refs: Refs) {
  const contacts = byVisit(parts.contacts)
  const products = byVisit(parts.products)
  const objections = byVisit(parts.objections)
  const findings = Map.groupBy(parts.findings, (one) => one.visit_id)
  return (visitId: string) => ({
    contacts: (contacts.get(visitId) ?? []).map(
      (one): VisitContactToPush => ({
        id: partId(visitId, 'contact', one.position),
        position: one.position,
        contact: refs.of('contact', one.contact_id),
        name: one.name,
        department: one.department,
        title: one.title,
        tier: one.tier,
        role: one.role as VisitContactToPush['role'],
        attitude: one.attitude as VisitContactToPush['attitude'],
        isNew: one.is_new,
      }),
    ),
    products: (products.get(visitId) ?? []).map(
      (one): VisitProductToPush => ({
        id: partId(visitId, 'product', one.position),
        position: one.position,
        product: refs.of('product', one.product_id),
        name: one.name,
        detailed: one.detailed,
        attitude: one.attitude as VisitProductToPush['attitude'],
      }),
    ),
    objections: (objections.get(visitId) ?? []).map(
      (one): VisitObjectionToPush => ({
        id: partId(visitId, 'objection', one.position),
        position: one.position,
        category: one.category,
        text: one.text,
        product: refs.of('product', one.product_id),
      }),
    ),
    findings: (findings.get(visitId) ?? []).map(
      (one, position): FindingToPush => ({
        id: one.id,
        position,
        code: one.code,
        severity: one.severity as FindingToPush['severity'],
        span: one.span,
        ruleId: one.rule_id,
        clause: one.clause,
        state: one.state as FindingToPush['state'],
      }),
    ),
  })
}

function byVisit<T extends { readonly visit_id: string; readonly position: number }>(rows: readonly T[]) {
  return Map.groupBy(
    rows.toSorted((a, b) => a.position - b.position),
    (row) => row.visit_id,
  )
}
