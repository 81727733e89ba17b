/**
 * Medical information requests: a question beyond the label in force goes to the medical department
 * instead of being answered. Opened in the transaction of the answer that declined.
 */

import { recordAudit } from '../core/audit.ts'
import type { Queryable } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../core/page.ts'

export interface NewMedicalRequest {
  readonly question: string
  /** What lies beyond the label: indication, population, dose, ... */
  readonly reason: string
  readonly productIds: readonly string[]
  readonly requestedBy: string
  readonly answerId: string | null
  /** The visit in which it was asked, and who asked. */
  readonly visitId?: string | null
  readonly contactId?: string | null
}

export interface MedicalRequest extends NewMedicalRequest {
  readonly id: string
  readonly state: 'open' | 'answered' | 'closed'
  readonly createdAt: Date
}

export interface MedicalRequestFilter extends PageRequest {
  readonly state?: string | undefined
  readonly requestedBy?: string | undefined
}

/** Returns the id of the request. */
export async function openMedicalRequest(
  trx: Queryable,
  request: NewMedicalRequest,
  at: Date,
): Promise<string> {
  const id = newId()
  await trx
    .insertInto('medical_requests')
    .values({
      id,
      answer_id: request.answerId,
      question: request.question,
      reason: request.reason,
      product_ids: [...new Set(request.productIds)],
      requested_by: request.requestedBy,
      visit_id: request.visitId ?? null,
      contact_id: request.contactId ?? null,
      created_at: at,
    })
    .execute()
  await recordAudit(trx, {
    at,
    actorId: request.requestedBy,
    action: 'medical_request.open',
    subjectKind: 'medical_request',
    subjectId: id,
    detail: { reason: request.reason, productIds: request.productIds },
  })
  return id
}

/** Newest first. */
export async function listMedicalRequests(
  db: Queryable,
  filter: MedicalRequestFilter = {},
): Promise<Page<MedicalRequest>> {
  const limit = pageLimit(filter)
  const before = decodeCursor(filter)
  let query = db.selectFrom('medical_requests').selectAll().orderBy('id', 'desc')
  if (before !== undefined) query = query.where('id', '<', before)
  if (filter.state !== undefined) query = query.where('state', '=', filter.state)
  if (filter.requestedBy !== undefined) query = query.where('requested_by', '=', filter.requestedBy)
  const rows = await query.limit(limit + 1).execute()
  return pageOf(
    rows.map((row) => ({
      id: row.id,
      question: row.question,
      reason: row.reason,
      productIds: row.product_ids,
      requestedBy: row.requested_by,
      answerId: row.answer_id,
      visitId: row.visit_id,
      contactId: row.contact_id,
      state: row.state as MedicalRequest['state'],
      createdAt: row.created_at,
    })),
    limit,
    (request) => request.id,
  )
}
