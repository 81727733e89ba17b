/** A version and a document as they stand in responses; the words are those of knowledge/. */
import { z } from 'zod'
import { DOCUMENT_KINDS } from '../../knowledge/document.ts'
import { recordId, timestamp } from '../fields.ts'

const states = [
  'draft',
  'in_review',
  'approved',
  'published',
  'superseded',
  'expired',
  'withdrawn',
  'rejected',
] as const

export const lifecycleState = z.enum(states)
export const documentKind = z.enum(DOCUMENT_KINDS)

export const versionSchema = z.object({
  id: recordId,
  documentId: recordId,
  kind: documentKind,
  productIds: z.array(recordId),
  number: z.number().int().min(1).describe('1 is the first of the document.'),
  title: z.string(),
  language: z.string().nullable(),
  state: lifecycleState.describe('At this moment: `superseded` and `expired` follow from the clock.'),
  storedState: lifecycleState,
  inForce: z.boolean(),
  extraction: z.enum(['waiting', 'running', 'done', 'failed']),
  fileName: z.string(),
  fileHash: z.string().describe('SHA-256 in hex.'),
  mediaType: z.string(),
  pageCount: z.number().int().nullable(),
  effectiveFrom: timestamp.nullable(),
  expiresAt: timestamp.nullable(),
  inForceFrom: timestamp.nullable(),
  inForceUntil: timestamp.nullable(),
  supersededBy: recordId.nullable(),
  audience: z.object({ roles: z.array(z.string()), teams: z.array(recordId) }),
  approvals: z.array(
    z.object({
      item: z.enum(['medical', 'legal', 'regulatory']),
      approvedBy: recordId,
      approvedAt: timestamp,
      note: z.string().nullable(),
    }),
  ),
  createdBy: recordId,
  createdAt: timestamp,
  submittedAt: timestamp.nullable(),
  approvedAt: timestamp.nullable(),
  publishedAt: timestamp.nullable(),
  publishedBy: recordId.nullable(),
  withdrawnAt: timestamp.nullable(),
  withdrawnBy: recordId.nullable(),
  reason: z.string().nullable().describe('Why it was rejected or withdrawn.'),
})

export const documentSchema = z.object({
  id: recordId,
  kind: documentKind,
  title: z.string(),
  productIds: z.array(recordId),
  createdBy: recordId,
  createdAt: timestamp,
  inForce: versionSchema.nullable(),
  latest: versionSchema.nullable().describe('The newest version that the caller may see.'),
})

export const addedVersionSchema = z.object({
  documentId: recordId,
  versionId: recordId,
  versionNumber: z.number().int(),
  jobId: recordId,
  duplicate: z.boolean().describe('This file was there already; nothing was added.'),
})
