/**
 * What an outcome opens beside the answer: a gap, a medical information request, a safety case. In the
 * transaction that writes the answer, before it, so that the answer can name them.
 */
import type { Queryable } from '../core/database.ts'
import { openMedicalRequest } from '../crm/medical-request-store.ts'
import { openSafetyCase } from '../crm/safety-case-store.ts'
import { recordGap } from '../knowledge/gaps.ts'
import type { RestrictedFinding } from './guard/restricted.ts'
import type { SafetyFinding } from './guard/safety.ts'

export interface RecordsWanted {
  readonly answerId: string
  readonly question: string
  readonly userId: string
  readonly productIds: readonly string[]
  readonly safety: SafetyFinding | null
  readonly restricted: RestrictedFinding | null
  readonly gap: boolean
}

export interface OpenedRecords {
  readonly safetyCase: { readonly id: string; readonly forwardBy: Date } | null
  readonly medicalRequestId: string | null
  readonly gapId: string | null
}

export const NOTHING_OPENED: OpenedRecords = { safetyCase: null, medicalRequestId: null, gapId: null }

export function opensNothing({ safety, restricted, gap }: RecordsWanted): boolean {
  return safety === null && restricted === null && !gap
}

/** `forwardHours`: within how many hours the company's rule has a case forwarded. */
export async function openRecords(
  trx: Queryable,
  wanted: RecordsWanted,
  at: Date,
  forwardHours: number,
): Promise<OpenedRecords> {
  const { answerId, question, userId, productIds, safety, restricted } = wanted
  const safetyCase =
    safety === null
      ? null
      : await openSafetyCase(
          trx,
          {
            reportedBy: userId,
            text: question,
            productIds,
            criteria: safety.criteria,
            seriousness: safety.seriousness,
            firstKnownAt: at,
            answerId,
          },
          at,
          forwardHours,
        )
  const medicalRequestId =
    restricted === null
      ? null
      : await openMedicalRequest(
          trx,
          {
            question,
            reason: restricted.promotion ? 'off_label_promotion' : 'indication',
            productIds,
            requestedBy: userId,
            answerId,
          },
          at,
        )
  const gapId = wanted.gap
    ? await recordGap(trx, { question, productIds, askedBy: userId, answerId }, at)
    : null
  return { safetyCase, medicalRequestId, gapId }
}
