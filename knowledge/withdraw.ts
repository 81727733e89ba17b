/**
 * Withdrawal: at once and for good. The version is out of force from this moment, everyone who was
 * given an answer from it gets a recall, and if its day had not come yet, the version before it keeps
 * its time. A version that was in force is not followed by an older one coming back: nobody approved that.
 */
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { openRecalls } from './recall.ts'
import { requireReason } from './review.ts'
import { rearrangeTimeline } from './timeline.ts'
import { getVersionRecord, lockVersion, requireState, type VersionRecord } from './version-record.ts'

export interface Withdrawal {
  readonly version: VersionRecord
  /** How many people are recalled. */
  readonly recalls: number
}

/** Also of a version whose time is over: its answers may still be in use. Throws `wrong_state`, `invalid_input`. */
export type WithdrawVersion = (versionId: string, reason: string, actorId: string) => Promise<Withdrawal>

export function createWithdrawVersion(deps: {
  readonly database: Database
  readonly clock: Clock
}): WithdrawVersion {
  return (versionId, reason, actorId) =>
    deps.database.transaction(async (trx) => {
      const text = requireReason(reason)
      const { version, at } = await lockVersion(trx, versionId, deps.clock)
      requireState(version, 'withdrawn', ['published'])
      const over = version.inForceUntil !== null && version.inForceUntil.getTime() <= at.getTime()
      await trx
        .updateTable('versions')
        .set({
          state: 'withdrawn',
          in_force_until: over ? version.inForceUntil : at,
          superseded_by: over ? version.supersededBy : null,
          withdrawn_at: at,
          withdrawn_by: actorId,
          reason: text,
        })
        .where('id', '=', versionId)
        .execute()
      const neverInForce = version.inForceFrom !== null && version.inForceFrom.getTime() > at.getTime()
      if (neverInForce) {
        await trx
          .updateTable('versions')
          .set({ superseded_by: null })
          .where('superseded_by', '=', versionId)
          .execute()
      }
      const rearranged = await rearrangeTimeline(trx, version.documentId, at)
      const recalls = await openRecalls(trx, version, text, at)
      await recordAudit(trx, {
        at,
        actorId,
        action: 'version.withdraw',
        subjectKind: 'version',
        subjectId: versionId,
        detail: { reason: text, recalls, rearranged },
      })
      return { version: await getVersionRecord(trx, versionId, at), recalls }
    })
}
