/** Versions: read one, its file, who was answered from it, and the deeds of its life. */
import { z } from 'zod'
import { getVersion, getVersionFile, listVersionAnswers } from '../../knowledge/read-version.ts'
import { getVersionRecord } from '../../knowledge/version-record.ts'
import type { ApiDeps } from '../deps.ts'
import {
  flag,
  idParams,
  momentText,
  optional,
  pageQuery,
  pageSchema,
  recordId,
  timestamp,
} from '../fields.ts'
import { type Route, raw, route } from '../route.ts'
import { sendVersionFile } from './version-file.ts'
import { versionSchema } from './version-schema.ts'

const section = z.object({
  id: recordId,
  ordinal: z.number().int(),
  heading: z.string(),
  code: z.string().nullable(),
  path: z.array(z.string()),
  pageFrom: z.number().int().nullable(),
  pageTo: z.number().int().nullable(),
  text: z.string(),
})

const givenAnswer = z.object({
  answerId: recordId,
  userId: recordId,
  userName: z.string(),
  kind: z.string(),
  question: z.string(),
  at: timestamp,
  citations: z.number().int(),
})

const reasonBody = z.object({ reason: z.string().trim().min(1).max(2000) })

const checklist = z.union([z.record(z.string(), z.boolean()), z.array(z.string())])

type Deps = Pick<ApiDeps, 'database' | 'clock' | 'documents' | 'review' | 'publish' | 'withdraw'>

export function createVersionRoutes(deps: Deps): readonly Route[] {
  const db = deps.database.query
  const now = () => deps.clock.now()
  return [
    route({
      method: 'GET',
      path: '/v1/versions/:id',
      tag: 'Documents',
      summary: 'A version with its sections; they are empty until its text is extracted.',
      params: idParams,
      response: versionSchema.extend({ sections: z.array(section) }),
      handle: ({ params, caller }) => getVersion(db, params.id, caller.reader, now()),
    }),
    route({
      method: 'GET',
      path: '/v1/versions/:id/file',
      tag: 'Documents',
      summary: 'The file as it was uploaded.',
      params: idParams,
      query: z.object({ inline: flag.optional().describe('Show a PDF or picture instead of saving it.') }),
      mediaType: 'application/octet-stream',
      async handle({ params, query, caller, request }) {
        const file = await getVersionFile(db, params.id, caller.reader, now())
        return raw((reply) => sendVersionFile(reply, request, file, query.inline === true))
      },
    }),
    route({
      method: 'GET',
      path: '/v1/versions/:id/answers',
      tag: 'Documents',
      summary: 'Who was given an answer from it, when.',
      params: idParams,
      query: pageQuery,
      response: pageSchema(givenAnswer),
      async handle({ params, query }) {
        await getVersionRecord(db, params.id, now())
        return listVersionAnswers(db, params.id, query)
      },
    }),
    route({
      method: 'POST',
      path: '/v1/versions/:id/submit',
      tag: 'Documents',
      summary: 'Hand a draft to review.',
      params: idParams,
      response: versionSchema,
      handle: ({ params, caller }) => deps.review.submit(params.id, caller.user.id),
    }),
    route({
      method: 'POST',
      path: '/v1/versions/:id/approve',
      tag: 'Documents',
      summary:
        'Tick items of the checklist; with the third the version is approved. Never for one’s own upload.',
      params: idParams,
      body: z.object({
        checklist: checklist.describe('{"medical":true,"legal":true,"regulatory":true} or a list of these.'),
        note: optional(z.string().max(2000)),
      }),
      response: versionSchema,
      handle: ({ params, body, caller }) => deps.review.approve(params.id, body, caller.user.id),
    }),
    route({
      method: 'POST',
      path: '/v1/versions/:id/reject',
      tag: 'Documents',
      summary: 'Send a version back to who prepared it.',
      params: idParams,
      body: reasonBody,
      response: versionSchema,
      handle: ({ params, body, caller }) => deps.review.reject(params.id, body.reason, caller.user.id),
    }),
    route({
      method: 'POST',
      path: '/v1/versions/:id/publish',
      tag: 'Documents',
      summary: 'Put an approved version in force, now or on its day; it takes the place of the one before.',
      params: idParams,
      body: z.object({ effectiveFrom: optional(momentText) }),
      response: versionSchema,
      handle: ({ params, body, caller }) => deps.publish(params.id, body, caller.user.id),
    }),
    route({
      method: 'POST',
      path: '/v1/versions/:id/withdraw',
      tag: 'Documents',
      summary: 'End a version’s time at once and recall every answer from it.',
      params: idParams,
      body: reasonBody,
      response: versionSchema.extend({ recalls: z.number().int().describe('How many people are told.') }),
      async handle({ params, body, caller }) {
        const { version, recalls } = await deps.withdraw(params.id, body.reason, caller.user.id)
        return { ...version, recalls }
      },
    }),
    route({
      method: 'POST',
      path: '/v1/versions/:id/extract',
      tag: 'Documents',
      summary: 'Try a failed extraction again.',
      params: idParams,
      status: 202,
      response: z.object({ versionId: recordId, jobId: recordId }),
      async handle({ params, caller }) {
        const { jobId } = await deps.documents.retryExtraction(params.id, caller.user.id)
        return { versionId: params.id, jobId }
      },
    }),
  ]
}
