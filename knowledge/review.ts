/**
 * Review of a version: submit, approve item by item with four eyes, reject.
 *   draft | rejected -> in_review -> approved;  in_review | approved -> rejected
 * A rejected version may be submitted again as it is (the fault may have lain in its metadata); the
 * approvals it had do not count any more. Rejection keeps them in the audit alone.
 */
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { REVIEW_ITEMS, type ReviewItem } from './document.ts'
import { getVersionRecord, lockVersion, requireState, type VersionRecord } from './version-record.ts'

/** `{medical: true, legal: true}` or `['medical', 'legal']`; an item set to false is not touched. */
export type Checklist = Readonly<Record<string, boolean>> | readonly string[]

export interface Review {
  /** Throws `wrong_state`, and `not_ready` until the text is extracted. */
  submit(versionId: string, actorId: string): Promise<VersionRecord>
  /**
   * Ticks the items in the actor's name; with the last of the three the version is approved.
   * Throws `own_approval` for who uploaded it, `checklist_incomplete` when nothing is ticked,
   * `invalid_input` for an unknown item, `wrong_state`.
   */
  approve(
    versionId: string,
    approval: { readonly checklist: Checklist; readonly note?: string | undefined },
    actorId: string,
  ): Promise<VersionRecord>
  /** Throws `invalid_input` without a reason, `wrong_state`. */
  reject(versionId: string, reason: string, actorId: string): Promise<VersionRecord>
}

export function createReview(deps: { readonly database: Database; readonly clock: Clock }): Review {
  const { database, clock } = deps
  return {
    submit: (versionId, actorId) =>
      database.transaction(async (trx) => {
        const { version, at } = await lockVersion(trx, versionId, clock)
        requireState(version, 'submitted', ['draft', 'rejected'])
        if (version.extraction !== 'done') {
          throw new AppError('not_ready', 'The text of this version is not extracted.', {
            details: { extraction: version.extraction },
          })
        }
        await trx
          .updateTable('versions')
          .set({ state: 'in_review', submitted_at: at, reason: null })
          .where('id', '=', versionId)
          .execute()
        await recordAudit(trx, { at, actorId, action: 'version.submit', ...subject(versionId) })
        return getVersionRecord(trx, versionId, at)
      }),

    approve: (versionId, approval, actorId) =>
      database.transaction(async (trx) => {
        const items = tickedItems(approval.checklist)
        const { version, at } = await lockVersion(trx, versionId, clock)
        requireState(version, 'approved', ['in_review'])
        if (version.createdBy === actorId) {
          throw new AppError('own_approval', 'Nobody approves what they uploaded themselves.')
        }
        if (items.length === 0) {
          throw new AppError('checklist_incomplete', 'Tick at least one of medical, legal, regulatory.', {
            details: { missing: missingItems(version.approvals.map((one) => one.item)) },
          })
        }
        await trx
          .insertInto('version_approvals')
          .values(
            items.map((item) => ({
              version_id: versionId,
              item,
              approved_by: actorId,
              approved_at: at,
              note: approval.note ?? null,
            })),
          )
          // Whoever ticked an item first stands for it.
          .onConflict((conflict) => conflict.doNothing())
          .execute()
        const missing = missingItems([...version.approvals.map((one) => one.item), ...items])
        if (missing.length === 0) {
          await trx
            .updateTable('versions')
            .set({ state: 'approved', approved_at: at })
            .where('id', '=', versionId)
            .execute()
        }
        await recordAudit(trx, {
          at,
          actorId,
          action: 'version.approve',
          ...subject(versionId),
          detail: { items, missing },
        })
        return getVersionRecord(trx, versionId, at)
      }),

    reject: (versionId, reason, actorId) =>
      database.transaction(async (trx) => {
        const text = requireReason(reason)
        const { version, at } = await lockVersion(trx, versionId, clock)
        requireState(version, 'rejected', ['in_review', 'approved'])
        await trx.deleteFrom('version_approvals').where('version_id', '=', versionId).execute()
        await trx
          .updateTable('versions')
          .set({ state: 'rejected', approved_at: null, reason: text })
          .where('id', '=', versionId)
          .execute()
        await recordAudit(trx, {
          at,
          actorId,
          action: 'version.reject',
          ...subject(versionId),
          detail: {
            reason: text,
            approvals: version.approvals.map(({ item, approvedBy, approvedAt }) => ({
              item,
              approvedBy,
              approvedAt,
            })),
          },
        })
        return getVersionRecord(trx, versionId, at)
      }),
  }
}

/** The trimmed reason; throws `invalid_input` when it is empty. */
export function requireReason(reason: string): string {
  const text = reason.trim()
  if (text === '') {
    throw new AppError('invalid_input', 'A reason is needed.', { details: { field: 'reason' } })
  }
  return text
}

function tickedItems(checklist: Checklist): readonly ReviewItem[] {
  const names = Array.isArray(checklist)
    ? (checklist as readonly string[])
    : Object.entries(checklist).flatMap(([name, ticked]) => (isItem(name) && !ticked ? [] : [name]))
  const unknown = names.find((name) => !isItem(name))
  if (unknown !== undefined) {
    throw new AppError('invalid_input', `"${unknown}" is no item of the checklist.`, {
      details: { field: 'checklist', items: REVIEW_ITEMS },
    })
  }
  return REVIEW_ITEMS.filter((item) => names.includes(item))
}

function isItem(name: string): name is ReviewItem {
  return (REVIEW_ITEMS as readonly string[]).includes(name)
}

function missingItems(done: readonly ReviewItem[]): readonly ReviewItem[] {
  return REVIEW_ITEMS.filter((item) => !done.includes(item))
}

function subject(versionId: string): { readonly subjectKind: 'version'; readonly subjectId: string } {
  return { subjectKind: 'version', subjectId: versionId }
}
