/** Safety cases: suspected adverse reactions as first heard, with the clocks of the company and the law. */
import { z } from 'zod'
import { safeText } from '../../assistant/mask-note.ts'
import type { Reader } from '../../core/reader.ts'
import { exportSafetyCase } from '../../crm/export-safety-case.ts'
import { readSafetyExport } from '../../crm/read-safety-export.ts'
import { SAFETY_CASE_STATES, SAFETY_CRITERIA } from '../../crm/safety-case.ts'
import { listSafetyCases } from '../../crm/safety-case-store.ts'
import { SERIOUSNESS } from '../../crm/safety-clocks.ts'
import type { ApiDeps } from '../deps.ts'
import { idParams, optional, pageQuery, pageSchema, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

const state = z.enum(SAFETY_CASE_STATES)
const words = z.string().nullable()

const safetyCase = z.object({
  id: recordId,
  reportedBy: recordId,
  text: z.string(),
  productIds: z.array(recordId),
  criteria: z
    .record(z.string(), z.unknown())
    .describe('patient, reporter, suspect_drug, event: what is known of the four.'),
  missing: z.array(z.enum(SAFETY_CRITERIA)).describe('Which of the four are not known yet.'),
  seriousness: z.enum(SERIOUSNESS),
  seriousnessReason: words,
  firstKnownAt: timestamp.describe('Day 0: when the first person of the company learned of it.'),
  answerId: recordId.nullable(),
  visitId: recordId.nullable(),
  draftId: recordId.nullable(),
  accountId: recordId.nullable(),
  contactId: recordId.nullable(),
  event: words,
  suspectProductId: recordId.nullable(),
  eventDate: words,
  actionTaken: words,
  outcome: words,
  patientAge: words,
  patientSex: words,
  causalityByReporter: words,
  flags: z.array(z.string()),
  forwardBy: timestamp,
  reportBy: timestamp.nullable(),
  state,
  revision: z.number().int(),
  forwardedAt: timestamp.nullable(),
  forwardedBy: recordId.nullable(),
  closedAt: timestamp.nullable(),
  createdAt: timestamp,
})

/** Age and sex are of a case; who the patient is stays with the hospital. */
const written = z
  .string()
  .trim()
  .max(2_000)
  .overwrite((words) => safeText(words, []))
const change = written.nullish()

export function createSafetyCaseRoutes(deps: Pick<ApiDeps, 'database' | 'safetyCases'>): readonly Route[] {
  const person = (reader: Reader) => ({ userId: reader.userId, seesAll: seesEveryCase(reader) })
  return [
    route({
      method: 'GET',
      path: '/v1/safety-cases',
      tag: 'Not answered',
      summary: 'The cases one reported; all of them for reviewers and administrators.',
      query: pageQuery.extend({ state: state.optional(), user: recordId.optional() }),
      response: pageSchema(safetyCase),
      handle: ({ query: { user, ...query }, caller }) =>
        listSafetyCases(deps.database.query, {
          ...query,
          reportedBy: seesEveryCase(caller.reader) ? user : caller.user.id,
        }),
    }),
    route({
      method: 'GET',
      path: '/v1/safety-cases/:id',
      tag: 'Not answered',
      summary: 'One case.',
      params: idParams,
      response: safetyCase,
      handle: ({ params, caller }) => deps.safetyCases.get(params.id, person(caller.reader)),
    }),
    route({
      method: 'PATCH',
      path: '/v1/safety-cases/:id',
      tag: 'Not answered',
      summary: 'Fill in what is missing, mark it forwarded; reviewers close it and open it again.',
      params: idParams,
      body: z
        .object({
          criteria: optional(
            z.object({ patient: change, reporter: change, suspect_drug: change, event: change }).strict(),
          ),
          seriousness: optional(z.enum(SERIOUSNESS)),
          seriousnessReason: change,
          event: change,
          suspectProductId: recordId.nullish(),
          eventDate: z.string().trim().max(10).nullish().describe('YYYY, YYYY-MM or YYYY-MM-DD.'),
          actionTaken: change,
          outcome: change,
          patientAge: change,
          patientSex: change,
          causalityByReporter: change,
          state: optional(state),
          reason: optional(written),
        })
        .strict(),
      response: safetyCase,
      handle: ({ params, body, caller }) => deps.safetyCases.change(params.id, body, person(caller.reader)),
    }),
    route({
      method: 'GET',
      path: '/v1/safety-cases/:id/e2b',
      tag: 'Not answered',
      summary: 'The case under the element names of ICH E2B(R3), for the safety department’s own system.',
      params: idParams,
      response: z.object({}).loose(),
      async handle({ params, caller }) {
        const one = await deps.safetyCases.get(params.id, person(caller.reader))
        return exportSafetyCase(await readSafetyExport(deps.database.query, one))
      },
    }),
  ]
}

function seesEveryCase(reader: Reader): boolean {
  return reader.roles.includes('reviewer') || reader.roles.includes('admin')
}
