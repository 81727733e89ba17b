/**
 * Visit plans: how many visits a contact should have from one day to another, by one rep or by whoever
 * covers it. Plans of one contact and rep never overlap, so that targets add up.
 */
import { type Selectable, sql } from 'kysely'
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../core/page.ts'
import type { Tables } from '../core/tables.ts'
import { isOverlapViolation } from '../core/unique-violation.ts'
import { type Coverage, coversContact } from './coverage.ts'
import { isDay } from './day.ts'
import { refused } from './refused.ts'

export interface NewPlan {
  readonly contactId: string
  /** Null: whoever covers the contact. */
  readonly userId?: string | null | undefined
  /** `YYYY-MM-DD`, the first day. */
  readonly from: string
  /** The first day that no longer counts. */
  readonly to: string
  /** Visits in that time; 0 is a plan not to call. */
  readonly target: number
}

export interface Plan extends NewPlan {
  readonly id: string
  readonly userId: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface PlanFilter extends PageRequest {
  readonly contactId?: string | undefined
  readonly userId?: string | undefined
  /** Plans that touch [from, to). */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly coverage?: Coverage | undefined
}

export interface PlanStore {
  /** Throws `invalid_input`; `conflict` when the contact has a plan in that time. */
  create(plan: NewPlan, actorId: string | null): Promise<Plan>
  /** Throws `not_found`, `invalid_input`. */
  update(id: string, target: number, actorId: string | null): Promise<Plan>
  /** Throws `not_found`. */
  get(id: string): Promise<Plan>
  /** By id. */
  list(filter?: PlanFilter): Promise<Page<Plan>>
}

/** A contact's target in a time. */
export interface ContactTarget {
  readonly contactId: string
  readonly userId: string | null
  /** Plans that lie partly in the time count for that part: not always a whole number. */
  readonly target: number
}

export function createPlanStore(deps: { readonly database: Database; readonly clock: Clock }): PlanStore {
  const { database, clock } = deps
  return {
    async create(plan, actorId) {
      try {
        return await database.transaction(async (trx) => {
          await check(trx, plan)
          const [id, at] = [newId(), clock.now()]
          const row = await trx
            .insertInto('visit_plans')
            .values({
              id,
              contact_id: plan.contactId,
              user_id: plan.userId ?? null,
              from_on: plan.from,
              to_on: plan.to,
              target: plan.target,
              created_at: at,
              updated_at: at,
            })
            .returningAll()
            .executeTakeFirstOrThrow()
          await audit(trx, 'plan.create', toPlan(row), actorId, at)
          return toPlan(row)
        })
      } catch (error) {
        if (!isOverlapViolation(error)) throw error
        throw new AppError('conflict', 'The contact has a plan in that time.', { details: { field: 'from' } })
      }
    },

    update: (id, target, actorId) =>
      database.transaction(async (trx) => {
        checkTarget(target)
        const at = clock.now()
        const row = await trx
          .updateTable('visit_plans')
          .set({ target, updated_at: at })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst()
        if (row === undefined) throw new AppError('not_found', `There is no plan "${id}".`)
        await audit(trx, 'plan.update', toPlan(row), actorId, at)
        return toPlan(row)
      }),

    async get(id) {
      const row = await database.query
        .selectFrom('visit_plans')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      if (row === undefined) throw new AppError('not_found', `There is no plan "${id}".`)
      return toPlan(row)
    },

    async list(filter = {}) {
      const limit = pageLimit(filter)
      const after = decodeCursor(filter)
      let query = database.query.selectFrom('visit_plans as p').selectAll('p').orderBy('p.id')
      if (after !== undefined) query = query.where('p.id', '>', after)
      if (filter.contactId !== undefined) query = query.where('p.contact_id', '=', filter.contactId)
      if (filter.userId !== undefined) query = query.where('p.user_id', '=', filter.userId)
      if (filter.from !== undefined) query = query.where('p.to_on', '>', filter.from)
      if (filter.to !== undefined) query = query.where('p.from_on', '<', filter.to)
      if (filter.coverage !== undefined && filter.coverage.kind !== 'all') {
        const { coverage } = filter
        query =
          query.where(sql<boolean>`(p.user_id is null or p.user_id = any (${[...coverage.userIds]}::text[]))
          and exists (select 1 from contacts c where c.id = p.contact_id
            and ${coversContact(coverage, sql.ref('c.id'), sql.ref('c.account_id'))})`)
      }
      const rows = await query.limit(limit + 1).execute()
      return pageOf(rows.map(toPlan), limit, (plan) => plan.id)
    },
  }
}

/** The targets of [from, to), for all contacts or those given, by contact and rep. */
export async function targetsBetween(
  db: Queryable,
  { from, to, contactIds }: { from: string; to: string; contactIds?: readonly string[] | undefined },
): Promise<readonly ContactTarget[]> {
  const { rows } = await sql<{ contact_id: string; user_id: string | null; target: number }>`
    select contact_id, user_id, sum(target
      * (least(to_on, ${to}::date) - greatest(from_on, ${from}::date))::double precision / (to_on - from_on)) as target
    from visit_plans
    where from_on < ${to}::date and to_on > ${from}::date
      ${contactIds === undefined ? sql`` : sql`and contact_id = any (${[...contactIds]}::text[])`}
    group by contact_id, user_id order by contact_id, user_id`.execute(db)
  return rows.map((row) => ({ contactId: row.contact_id, userId: row.user_id, target: row.target }))
}

async function check(trx: Queryable, plan: NewPlan): Promise<void> {
  if (!isDay(plan.from)) throw refused('from', 'This is not a day (YYYY-MM-DD).')
  if (!isDay(plan.to)) throw refused('to', 'This is not a day (YYYY-MM-DD).')
  if (plan.to <= plan.from) throw refused('to', 'The end must be after the first day.')
  checkTarget(plan.target)
  const contact = await trx
    .selectFrom('contacts')
    .select('id')
    .where('id', '=', plan.contactId)
    .executeTakeFirst()
  if (contact === undefined) throw refused('contactId', `There is no contact "${plan.contactId}".`)
  if (plan.userId === undefined || plan.userId === null) return
  const user = await trx.selectFrom('users').select('id').where('id', '=', plan.userId).executeTakeFirst()
  if (user === undefined) throw refused('userId', `There is no user "${plan.userId}".`)
}

function checkTarget(target: number): void {
  if (!Number.isInteger(target) || target < 0 || target > 1000) {
    throw refused('target', 'The target is a whole number from 0 to 1000.')
  }
}

async function audit(
  trx: Queryable,
  action: string,
  plan: Plan,
  actorId: string | null,
  at: Date,
): Promise<void> {
  const { id, contactId, userId, from, to, target } = plan
  await recordAudit(trx, {
    at,
    actorId,
    action,
    subjectKind: 'plan',
    subjectId: id,
    detail: { contactId, userId, from, to, target },
  })
}

export function toPlan(row: Selectable<Tables['visit_plans']>): Plan {
  return {
    id: row.id,
    contactId: row.contact_id,
    userId: row.user_id,
    from: row.from_on,
    to: row.to_on,
    target: row.target,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
