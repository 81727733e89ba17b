/**
 * Reading visits: the list by day with its filters, and one visit whole, with what each revision said. A rep
 * sees the own ones, a manager those of the teams below, who reviews or keeps the house all of them.
 */
import { type Selectable, sql } from 'kysely'
import type { Database } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../core/page.ts'
import type { Tables } from '../core/tables.ts'
import { type CoveragePerson, peopleOf } from './coverage.ts'
import type { Visit } from './visit.ts'
import type { NoteSpan } from './visit-draft.ts'
import type { VisitNames } from './visit-names.ts'

export interface VisitFilter extends PageRequest {
  /** Days, both counted. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly userId?: string | undefined
  readonly contactId?: string | undefined
  readonly productId?: string | undefined
  readonly accountId?: string | undefined
  readonly teamId?: string | undefined
  readonly status?: string | undefined
  readonly channel?: string | undefined
  readonly topic?: string | undefined
}

export interface RecordedVisit {
  readonly id: string
  readonly revision: number
  readonly userId: string
  readonly teamId: string | null
  readonly draftId: string | null
  readonly source: string
  /** As the last revision says. */
  readonly record: Visit
  readonly names: VisitNames
  readonly submittedAt: Date
  readonly updatedAt: Date
}

export interface VisitRevision {
  readonly revision: number
  readonly record: Visit
  readonly evidence: Readonly<Record<string, readonly NoteSpan[]>>
  readonly note: string | null
  readonly changedBy: string | null
  readonly reason: string | null
  readonly createdAt: Date
}

export interface WholeVisit extends RecordedVisit {
  readonly evidence: Readonly<Record<string, readonly NoteSpan[]>>
  readonly note: string | null
  /** Oldest first. */
  readonly revisions: readonly VisitRevision[]
}

type Person = Pick<CoveragePerson, 'userId' | 'roles'>

export interface VisitStore {
  /** Newest day first. */
  list(filter: VisitFilter, by: Person): Promise<Page<RecordedVisit>>
  /** Undefined also for a visit that is not for this person to see. */
  find(id: string, by: Person): Promise<WholeVisit | undefined>
  /** Throws `not_found`. */
  get(id: string, by: Person): Promise<WholeVisit>
}

type Row = Selectable<Tables['visits']> & { readonly record: unknown; readonly names: unknown }

export function createVisitStore(deps: { readonly database: Database }): VisitStore {
  const db = deps.database.query

  async function find(id: string, by: Person): Promise<WholeVisit | undefined> {
    const people = await peopleOf(db, by)
    const row = await db.selectFrom('visits').selectAll().where('id', '=', id).executeTakeFirst()
    if (row === undefined) return undefined
    if (people.kind !== 'all' && !people.userIds.includes(row.user_id)) return undefined
    const rows = await db
      .selectFrom('visit_revisions')
      .selectAll()
      .where('visit_id', '=', id)
      .orderBy('revision')
      .execute()
    const revisions = rows.map((one) => ({
      revision: one.revision,
      record: one.record as Visit,
      evidence: one.evidence as VisitRevision['evidence'],
      note: one.note,
      changedBy: one.changed_by,
      reason: one.reason,
      createdAt: one.created_at,
    }))
    const last = revisions.at(-1)
    if (last === undefined) return undefined
    const { record, names } = rows.at(-1)!
    return {
      ...toRecorded({ ...row, record, names }),
      evidence: last.evidence,
      note: last.note,
      revisions,
    }
  }

  return {
    find,

    async get(id, by) {
      const visit = await find(id, by)
      if (visit === undefined) throw new AppError('not_found', 'There is no such visit.')
      return visit
    },

    async list(filter, by) {
      const people = await peopleOf(db, by)
      const limit = pageLimit(filter)
      const before = decodeCursor(filter)?.split(' ')
      let query = db
        .selectFrom('visits as v')
        .innerJoin('visit_revisions as r', (join) =>
          join.onRef('r.visit_id', '=', 'v.id').onRef('r.revision', '=', 'v.revision'),
        )
        .selectAll('v')
        .select(['r.record', 'r.names'])
        .orderBy('v.visited_on', 'desc')
        .orderBy('v.id', 'desc')
      if (before !== undefined) {
        query = query.where(
          sql<boolean>`(v.visited_on, v.id) < (${before[0]}::date, ${before.slice(1).join(' ')})`,
        )
      }
      if (people.kind !== 'all') query = query.where('v.user_id', 'in', [...people.userIds])
      if (filter.from !== undefined) query = query.where('v.visited_on', '>=', filter.from)
      if (filter.to !== undefined) query = query.where('v.visited_on', '<=', filter.to)
      if (filter.userId !== undefined) query = query.where('v.user_id', '=', filter.userId)
      if (filter.accountId !== undefined) query = query.where('v.account_id', '=', filter.accountId)
      if (filter.status !== undefined) query = query.where('v.status', '=', filter.status)
      if (filter.channel !== undefined) query = query.where('v.channel', '=', filter.channel)
      if (filter.productId !== undefined)
        query = query.where(sql<boolean>`${filter.productId} = any (v.product_ids)`)
      if (filter.topic !== undefined) query = query.where(sql<boolean>`${filter.topic} = any (v.topics)`)
      if (filter.contactId !== undefined) {
        query = query.where(
          sql<boolean>`exists (select 1 from visit_contacts c where c.visit_id = v.id and c.contact_id = ${filter.contactId})`,
        )
      }
      if (filter.teamId !== undefined) {
        query = query.where(sql<boolean>`v.team_id in (with recursive down (id) as (
          select ${filter.teamId}::text union select t.id from teams t join down on t.parent_id = down.id)
          select id from down)`)
      }
      const rows = await query.limit(limit + 1).execute()
      return pageOf((rows as Row[]).map(toRecorded), limit, (one) => `${one.record.date ?? ''} ${one.id}`)
    },
  }
}

function toRecorded(row: Row): RecordedVisit {
  return {
    id: row.id,
    revision: row.revision,
    userId: row.user_id,
    teamId: row.team_id,
    draftId: row.draft_id,
    source: row.source,
    record: row.record as Visit,
    names: row.names as VisitNames,
    submittedAt: row.submitted_at,
    updatedAt: row.updated_at,
  }
}
