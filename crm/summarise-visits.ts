/**
 * The numbers of a team's or a person's visits in a period: what was done, whom it reached against the plans, what
 * was said, what is open. Every number is counted by the database in one statement (summarise-visits.sql); sample
 * quotes are the words of the notes, masked. What a physician prescribes is in no table and in no summary.
 */
import { readFileSync } from 'node:fs'
import { CompiledQuery, sql } from 'kysely'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import type { CoveragePerson } from './coverage.ts'
import { type PlaceInVisit, quoteVisits } from './quote-visits.ts'
import type { Quote } from './visit-quote.ts'
import { type VisitFilter, type VisitScope, visitScopeOf } from './visit-scope.ts'

/** A number with some of the records behind it, twenty at most. */
export interface Counted {
  readonly n: number
  readonly ids: readonly string[]
}

export interface TierSummary {
  /** Empty: the contacts without one. */
  readonly tier: string
  readonly contacts: number
  /** Met at least once. */
  readonly visited: number
  readonly calls: number
  /** Contacts with a target. */
  readonly planned: number
  readonly plannedCalls: number
  /** Visits that the plans ask for in the period, and in the part of it that has passed. */
  readonly target: number
  readonly expected: number
  /** Of the planned ones, those seen as often as expected by now. */
  readonly onPlan: number
  readonly behindIds: readonly string[]
  readonly unseenIds: readonly string[]
}

export interface VisitSummary {
  readonly from: string
  readonly to: string
  readonly total: Counted & { readonly completed: number }
  readonly byStatus: readonly (Counted & { readonly status: string })[]
  readonly byChannel: readonly (Counted & { readonly channel: string; readonly completed: number })[]
  /** By the Monday that the week begins with. */
  readonly byWeek: readonly (Counted & { readonly week: string; readonly completed: number })[]
  /** Planned for a day that is over, and neither done nor cancelled. */
  readonly missed: Counted
  readonly reps: readonly {
    readonly userId: string
    readonly name: string
    readonly completed: number
    readonly notMet: number
    readonly cancelled: number
    readonly planned: number
    /** Different contacts met. */
    readonly contacts: number
    readonly ids: readonly string[]
  }[]
  readonly tiers: readonly TierSummary[]
  readonly attitudes: readonly (Counted & { readonly week: string; readonly attitude: string })[]
  readonly topics: readonly (Counted & {
    readonly topic: string
    readonly products: readonly { readonly productId: string; readonly n: number }[]
  })[]
  readonly products: readonly { readonly productId: string; readonly name: string; readonly n: number }[]
  readonly objections: readonly (Counted & {
    readonly category: string
    readonly productId: string | null
    readonly quotes: readonly Quote[]
  })[]
  readonly questions: readonly (Counted & { readonly route: string })[]
  readonly asked: readonly (Quote & { readonly route: string })[]
  /** Where each product stood in each institution when it was last spoken of in the period. */
  readonly access: readonly AccessStanding[]
  readonly overdue: Counted & {
    readonly reps: readonly { readonly userId: string; readonly name: string; readonly n: number }[]
  }
  /** Not closed; `late`: past the company's own time for forwarding. */
  readonly safetyCases: Counted & {
    readonly late: number
    readonly forwarded: number
    readonly serious: number
  }
  readonly findings: readonly (Counted & {
    readonly severity: string
    readonly code: string
    readonly open: number
  })[]
}

export interface AccessStanding {
  readonly accountId: string
  readonly account: string
  readonly productId: string | null
  readonly stage: string
  readonly day: string
  readonly visitId: string
}

export interface SummariseVisitsDeps {
  readonly database: Database
  readonly clock: Clock
  /** Takes patients' identifiers out of what is quoted. */
  readonly mask: (text: string) => string
}

/** Throws `invalid_input`, `forbidden` as `visitScopeOf` does. */
export type SummariseVisits = (reader: CoveragePerson, filter: VisitFilter) => Promise<VisitSummary>

const STATEMENT = readFileSync(new URL('summarise-visits.sql', import.meta.url), 'utf8')

export function createSummariseVisits(deps: SummariseVisitsDeps): SummariseVisits {
  return async (reader, filter) => {
    const scope = await visitScopeOf(deps.database.query, reader, filter, deps.clock.now())
    return deps.database.transaction((trx) => summariseScope(trx, scope, { to: filter.to, mask: deps.mask }))
  }
}

/** Within a transaction: its settings are changed for it. `to` is the last day of the scope as it was asked for. */
export async function summariseScope(
  trx: Queryable,
  scope: VisitScope,
  { to, mask }: { readonly to: string; readonly mask: (text: string) => string },
): Promise<VisitSummary> {
  const raw = await readNumbers(trx, scope)
  const objections = raw.objections.map(toObjection)
  const places: PlaceInVisit[] = [
    ...objections.flatMap((one) => one.quotes.map((quote) => ({ ...quote, field: 'objections' as const }))),
    ...raw.asked.map((one) => ({
      visitId: one.visit_id,
      position: one.position,
      field: 'questions' as const,
    })),
  ]
  const quoteOf = await quoteVisits(trx, places, mask)
  return {
    from: scope.from,
    to,
    ...counted(raw),
    reps: raw.reps,
    missed: raw.missed,
    tiers: raw.tiers.map(toTier),
    attitudes: raw.attitudes.map(({ week, attitude, n, ids }) => ({ week, attitude, n, ids })),
    topics: raw.topics
      .filter((one) => one.productId === null)
      .map(({ topic, n, ids }) => ({
        topic,
        n,
        ids: ids ?? [],
        products: raw.topics.flatMap((one) =>
          one.topic === topic && one.productId !== null ? [{ productId: one.productId, n: one.n }] : [],
        ),
      })),
    products: raw.products,
    objections: objections.map(({ quotes, ...one }) => ({
      ...one,
      quotes: quotes.flatMap((quote) => quoteOf({ ...quote, field: 'objections' }) ?? []),
    })),
    questions: raw.questions,
    asked: raw.asked.flatMap((one) => {
      const quote = quoteOf({ visitId: one.visit_id, position: one.position, field: 'questions' })
      return quote === undefined ? [] : [{ ...quote, route: one.route }]
    }),
    access: raw.access,
    overdue: { ...raw.overdue, reps: raw.overdueBy },
    safetyCases: raw.cases,
    findings: raw.findings,
  }
}

interface RawCount extends Counted {
  readonly dimension: 'total' | 'status' | 'channel' | 'week'
  readonly key: string
  readonly completed: number
}

interface RawTier extends Omit<TierSummary, 'plannedCalls' | 'onPlan' | 'behindIds' | 'unseenIds'> {
  readonly planned_calls: number | null
  readonly on_plan: number
  readonly behind_ids: readonly string[] | null
  readonly unseen_ids: readonly string[] | null
}

/** A place is `YYYY-MM-DD position visit`. */
interface RawObjection {
  readonly category: string
  readonly productId: string | null
  readonly n: number
  readonly places: readonly string[]
  readonly newest: string
}

interface RawSummary {
  readonly counts: readonly RawCount[]
  readonly reps: VisitSummary['reps']
  readonly missed: Counted
  readonly tiers: readonly RawTier[]
  readonly attitudes: VisitSummary['attitudes']
  readonly topics: readonly {
    readonly topic: string
    readonly productId: string | null
    readonly n: number
    readonly ids: readonly string[] | null
  }[]
  readonly products: VisitSummary['products']
  readonly objections: readonly RawObjection[]
  readonly questions: VisitSummary['questions']
  readonly asked: readonly { readonly visit_id: string; readonly position: number; readonly route: string }[]
  readonly access: readonly AccessStanding[]
  readonly overdue: Counted
  readonly overdueBy: VisitSummary['overdue']['reps']
  readonly cases: VisitSummary['safetyCases']
  readonly findings: VisitSummary['findings']
}

async function readNumbers(trx: Queryable, scope: VisitScope): Promise<RawSummary> {
  // Lists of 100,000 ids would spill to disk with a server's cautious default.
  await sql`set local work_mem = '64MB'`.execute(trx)
  // Compiling takes longer than any of these statements runs.
  await sql`set local jit = off`.execute(trx)
  const { rows } = await trx.executeQuery<{ summary: RawSummary }>(
    CompiledQuery.raw(STATEMENT, [
      scope.from,
      scope.until,
      scope.teamIds,
      scope.userIds,
      scope.ownId,
      scope.userId,
      scope.productId,
      scope.contactId,
      scope.tier,
      scope.today,
      scope.now,
      scope.accountId,
    ]),
  )
  return rows[0]!.summary
}

function counted({ counts }: RawSummary): Pick<VisitSummary, 'total' | 'byStatus' | 'byChannel' | 'byWeek'> {
  const of = (dimension: RawCount['dimension']) => counts.filter((one) => one.dimension === dimension)
  const { n, completed, ids } = of('total')[0] ?? { n: 0, completed: 0, ids: [] }
  return {
    total: { n, completed, ids: ids ?? [] },
    byStatus: of('status').map((one) => ({ status: one.key, n: one.n, ids: one.ids })),
    byChannel: of('channel').map((one) => ({
      channel: one.key,
      n: one.n,
      completed: one.completed,
      ids: one.ids,
    })),
    byWeek: of('week').map((one) => ({ week: one.key, n: one.n, completed: one.completed, ids: one.ids })),
  }
}

function toTier(raw: RawTier): TierSummary {
  return {
    tier: raw.tier,
    contacts: raw.contacts,
    visited: raw.visited,
    calls: raw.calls,
    planned: raw.planned,
    plannedCalls: raw.planned_calls ?? 0,
    target: raw.target,
    expected: raw.expected,
    onPlan: raw.on_plan,
    behindIds: raw.behind_ids ?? [],
    unseenIds: raw.unseen_ids ?? [],
  }
}

const QUOTES = 2

function toObjection({ category, productId, n, places, newest }: RawObjection) {
  const read = (place: string) => {
    const [, position, ...id] = place.split(' ')
    return { visitId: id.join(' '), position: Number(position) }
  }
  return {
    category,
    productId,
    n,
    ids: [...new Set(places.map((place) => read(place).visitId))],
    quotes: [...new Set([newest, ...places.toSorted().reverse()])].slice(0, QUOTES).map(read),
  }
}
