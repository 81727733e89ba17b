/**
 * Compliance findings as rows: kept once for each draft, code and words; those that the writer has since
 * taken out are closed as changed; a reviewer accepts or dismisses. Nothing is deleted. Whether a finding
 * stops a submission is decided in record-visit.ts.
 */
import { type Selectable, sql } from 'kysely'
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../core/page.ts'
import type { Tables } from '../core/tables.ts'
import type { FindingCode, Severity } from './visit.ts'
import type { PlacedFlag, VisitDraft } from './visit-draft.ts'

export const FINDING_STATES = ['open', 'accepted', 'dismissed'] as const
export type FindingState = (typeof FINDING_STATES)[number]

export interface Finding {
  readonly id: string
  readonly code: FindingCode
  readonly severity: Severity
  readonly clause: string | null
  /** The words of the note that it rests on, fit to be kept. */
  readonly span: string
  readonly start: number | null
  readonly end: number | null
  readonly userId: string
  readonly draftId: string | null
  readonly visitId: string | null
  readonly productIds: readonly string[]
  readonly state: FindingState
  readonly reviewerId: string | null
  readonly reviewerNote: string | null
  readonly decidedAt: Date | null
  readonly createdAt: Date
}

/** What a rule is, for the row: the clause it keeps and the version of the rules. */
export interface FindingRuleBook {
  clauseOf(code: FindingCode): string | null
  /** Raised with every change of the rules. */
  readonly version: number
}

/** Written instead of a reviewer's note where the writer changed the words before anybody decided. */
export const CHANGED_BY_WRITER = 'changed_by_writer'

/** The rows of the flags, in their order; new ones are written. Open rows that have no flag any more are closed. */
export async function keepFindings(
  trx: Queryable,
  draft: Pick<VisitDraft, 'id' | 'userId' | 'reading'>,
  flags: readonly PlacedFlag[],
  rules: FindingRuleBook,
  at: Date,
): Promise<readonly Finding[]> {
  const rows = await trx
    .selectFrom('findings')
    .selectAll()
    .where('draft_id', '=', draft.id)
    .orderBy('id')
    .forUpdate()
    .execute()
  const there = rows.map(toFinding).filter((one) => one.reviewerNote !== CHANGED_BY_WRITER)
  const kept: Finding[] = []
  for (const flag of flags) {
    const before = there.find((one) => one.code === flag.code && one.span === flag.span)
    kept.push(before ?? (await insert(trx, draft, flag, rules, at)))
  }
  const gone = there.filter((one) => one.state === 'open' && !kept.includes(one)).map((one) => one.id)
  if (gone.length > 0) {
    await trx
      .updateTable('findings')
      .set({ state: 'dismissed', reviewer_note: CHANGED_BY_WRITER, decided_at: at })
      .where('id', 'in', gone)
      .execute()
  }
  return kept
}

async function insert(
  trx: Queryable,
  draft: Pick<VisitDraft, 'id' | 'userId' | 'reading'>,
  flag: PlacedFlag,
  rules: FindingRuleBook,
  at: Date,
): Promise<Finding> {
  const products = flag.visit === null ? [] : (draft.reading.visits[flag.visit]?.products ?? [])
  const row = await trx
    .insertInto('findings')
    .values({
      id: newId(),
      code: flag.code,
      severity: flag.severity,
      clause: rules.clauseOf(flag.code),
      rule_id: flag.code,
      rule_version: rules.version,
      span: flag.span,
      start_offset: flag.at?.start ?? null,
      end_offset: flag.at?.end ?? null,
      user_id: draft.userId,
      draft_id: draft.id,
      product_ids: [...new Set(products.map((one) => one.id).filter((id) => id !== null))],
      created_at: at,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toFinding(row)
}

export async function findingsOfDraft(db: Queryable, draftId: string): Promise<readonly Finding[]> {
  const rows = await db
    .selectFrom('findings')
    .selectAll()
    .where('draft_id', '=', draftId)
    .orderBy('id')
    .execute()
  return rows.map(toFinding)
}

export interface FindingFilter extends PageRequest {
  readonly state?: string | undefined
  readonly severity?: string | undefined
  readonly code?: string | undefined
  /** Whose notes; everybody's without it. */
  readonly userIds?: readonly string[] | undefined
  readonly draftId?: string | undefined
  readonly visitId?: string | undefined
}

export interface FindingDesk {
  /** Newest first. */
  list(filter: FindingFilter): Promise<Page<Finding>>
  /** Throws `not_found`, `wrong_state` once it is decided, `own_approval` for findings of one's own note. */
  decide(
    id: string,
    verdict: { readonly decision: 'accept' | 'dismiss'; readonly note?: string | undefined },
    reviewerId: string,
  ): Promise<Finding>
}

export function createFindingDesk(deps: { readonly database: Database; readonly clock: Clock }): FindingDesk {
  const { database, clock } = deps
  return {
    async list(filter) {
      const limit = pageLimit(filter)
      const before = decodeCursor(filter)
      let query = database.query.selectFrom('findings').selectAll().orderBy('id', 'desc')
      if (before !== undefined) query = query.where('id', '<', before)
      if (filter.state !== undefined) query = query.where('state', '=', filter.state)
      if (filter.severity !== undefined) query = query.where('severity', '=', filter.severity)
      if (filter.code !== undefined) query = query.where('code', '=', filter.code)
      if (filter.userIds !== undefined) query = query.where('user_id', 'in', [...filter.userIds])
      if (filter.draftId !== undefined) query = query.where('draft_id', '=', filter.draftId)
      if (filter.visitId !== undefined) query = query.where('visit_id', '=', filter.visitId)
      const rows = await query.limit(limit + 1).execute()
      return pageOf(rows.map(toFinding), limit, (one) => one.id)
    },

    decide: (id, { decision, note }, reviewerId) =>
      database.transaction(async (trx) => {
        const row = await trx
          .selectFrom('findings')
          .selectAll()
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst()
        if (row === undefined) throw new AppError('not_found', 'There is no such finding.')
        if (row.user_id === reviewerId) {
          throw new AppError('own_approval', 'Nobody decides on findings of their own note.')
        }
        const state: FindingState = decision === 'accept' ? 'accepted' : 'dismissed'
        if (row.state === state && row.reviewer_id === reviewerId) return toFinding(row)
        if (row.state !== 'open') throw new AppError('wrong_state', 'This finding is decided already.')
        const at = clock.now()
        const decided = await trx
          .updateTable('findings')
          .set({ state, reviewer_id: reviewerId, reviewer_note: note ?? null, decided_at: at })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow()
        await recordAudit(trx, {
          at,
          actorId: reviewerId,
          action: `finding.${decision}`,
          subjectKind: 'finding',
          subjectId: id,
          detail: { code: row.code, severity: row.severity, draftId: row.draft_id, visitId: row.visit_id },
        })
        return toFinding(decided)
      }),
  }
}

/** Names the visit that each finding of the draft ended in. */
export async function placeFindings(
  trx: Queryable,
  findings: readonly Finding[],
  flags: readonly PlacedFlag[],
  visitIds: readonly string[],
): Promise<void> {
  for (const [position, flag] of flags.entries()) {
    const visitId = flag.visit === null ? undefined : visitIds[flag.visit]
    const finding = findings[position]
    if (visitId === undefined || finding === undefined) continue
    await sql`update findings set visit_id = ${visitId} where id = ${finding.id} and visit_id is null`.execute(
      trx,
    )
  }
}

function toFinding(row: Selectable<Tables['findings']>): Finding {
  return {
    id: row.id,
    code: row.code as FindingCode,
    severity: row.severity as Severity,
    clause: row.clause,
    span: row.span,
    start: row.start_offset,
    end: row.end_offset,
    userId: row.user_id,
    draftId: row.draft_id,
    visitId: row.visit_id,
    productIds: row.product_ids,
    state: row.state as FindingState,
    reviewerId: row.reviewer_id,
    reviewerNote: row.reviewer_note,
    decidedAt: row.decided_at,
    createdAt: row.created_at,
  }
}
