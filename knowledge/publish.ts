/**
 * Publishing: an approved version gets its time in force, and in the same transaction the versions of
 * the document are lined up anew, so that no two are in force at one instant. The document's row is
 * locked: of two publishes at once the second sees what the first did.
 */
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { parseMoment } from './parse-moment.ts'
import { rearrangeTimeline } from './timeline.ts'
import { getVersionRecord, lockVersion, requireState, type VersionRecord } from './version-record.ts'

export interface PublishDeps {
  readonly database: Database
  readonly clock: Clock
  /** In which a plain date begins. */
  readonly timezone: string
}

export interface PublishOptions {
  /** ISO timestamp or plain date; default the version's own effective date, else now. Never in force before now. */
  readonly effectiveFrom?: string | Date | undefined
}

/**
 * Throws `wrong_state` unless approved, `invalid_input` when it would expire before it is in force.
 * A version announced for a later day stays announced: one published meanwhile holds until that day.
 */
export type PublishVersion = (
  versionId: string,
  options: PublishOptions,
  actorId: string,
) => Promise<VersionRecord>

export function createPublishVersion(deps: PublishDeps): PublishVersion {
  return (versionId, options, actorId) =>
    deps.database.transaction(async (trx) => {
      const given =
        options.effectiveFrom === undefined
          ? null
          : parseMoment(options.effectiveFrom, deps.timezone, 'effectiveFrom')
      const { version, at: now } = await lockVersion(trx, versionId, deps.clock)
      requireState(version, 'published', ['approved'])
      const effectiveFrom = given ?? version.effectiveFrom ?? now
      const inForceFrom = effectiveFrom.getTime() > now.getTime() ? effectiveFrom : now
      if (version.expiresAt !== null && version.expiresAt.getTime() <= inForceFrom.getTime()) {
        throw new AppError('invalid_input', 'This version expires before it would be in force.', {
          details: { field: 'expiresAt', expiresAt: version.expiresAt.toISOString() },
        })
      }
      await trx
        .updateTable('versions')
        .set({
          state: 'published',
          effective_from: effectiveFrom,
          in_force_from: inForceFrom,
          in_force_until: version.expiresAt,
          published_at: await nextPublishedAt(trx, version.documentId, now),
          published_by: actorId,
        })
        .where('id', '=', versionId)
        .execute()
      const rearranged = await rearrangeTimeline(trx, version.documentId, now)
      await recordAudit(trx, {
        at: now,
        actorId,
        action: 'version.publish',
        subjectKind: 'version',
        subjectId: versionId,
        detail: { inForceFrom, rearranged: rearranged.filter((id) => id !== versionId) },
      })
      return getVersionRecord(trx, versionId, now)
    })
}

/** Strictly after every earlier publication of the document, also within one millisecond: it orders equal days. */
async function nextPublishedAt(
  trx: Parameters<typeof rearrangeTimeline>[0],
  documentId: string,
  now: Date,
): Promise<Date> {
  const { last } = await trx
    .selectFrom('versions')
    .select((eb) => eb.fn.max('published_at').as('last'))
    .where('document_id', '=', documentId)
    .executeTakeFirstOrThrow()
  const after = last === null ? 0 : (last as Date).getTime() + 1
  return new Date(Math.max(now.getTime(), after))
}
