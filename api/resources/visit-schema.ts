/** A visit as it stands in calls and answers: the field names of the contract, the vocabularies of crm/visit.ts. */
import { z } from 'zod'
import { SERIOUSNESS } from '../../crm/safety-clocks.ts'
import {
  ACCESS_STAGES,
  ATTITUDES,
  CONTACT_ROLES,
  FINDING_CODES,
  OBJECTIONS,
  PRECISIONS,
  QUESTION_ROUTES,
  SEVERITIES,
  TOPICS,
  VISIT_CHANNELS,
  VISIT_KINDS,
  VISIT_STATUSES,
} from '../../crm/visit.ts'
import { day, recordId, timestamp } from '../fields.ts'

const words = z.string().trim().max(2_000)
const wordList = z.array(words).max(50)
const amount = z.number().finite().min(0).max(10_000_000)

const institution = z.object({ text: words, id: recordId.nullable() })

const contact = z.object({
  text: words.min(1),
  id: recordId.nullable(),
  role: z.enum(CONTACT_ROLES),
  attitude: z.enum(ATTITUDES),
  new_contact: z.literal(true).optional(),
  inferred: z.literal(true).optional(),
})

const product = z.object({
  text: words.min(1),
  id: recordId.nullable(),
  order: z.number().int().min(1).max(100).describe('1 is what was talked of first.'),
  detailed: z.boolean(),
  attitude: z.enum(ATTITUDES),
})

const objection = z.object({ category: z.enum(OBJECTIONS), text: words, product: recordId.nullable() })
const question = z.object({ text: words, route: z.enum(QUESTION_ROUTES) })

export const followUp = z.object({
  text: words,
  due: day.nullable(),
  precision: z.enum(PRECISIONS),
  range: z.tuple([day, day]).nullable(),
  owner: z.enum(['rep', 'hcp', 'medical', 'manager', 'other']),
  event: words.nullable(),
  time: words.optional(),
  weekend: z.literal(true).optional(),
  holiday: z.literal(true).optional(),
  lunar: z.literal(true).optional(),
  ambiguous: z.array(words).optional(),
  blocked: z.literal(true).optional(),
  needs_review: z.literal(true).optional(),
  condition: words.optional(),
})

const adverseEvent = z.object({
  present: z.boolean(),
  text: words.optional(),
  suspect_drug: recordId.nullable().optional(),
  seriousness: z.enum(SERIOUSNESS).optional(),
  seriousness_reason: words.optional(),
  criteria: z
    .object({ patient: z.boolean(), reporter: z.boolean(), drug: z.boolean(), event: z.boolean() })
    .optional(),
  clock_start: words.optional(),
  event_date: words.optional(),
  action_taken: words.optional(),
  patient_desc: words.optional().describe('Age and sex only.'),
  causality_by_reporter: words.optional(),
  negated: z.literal(true).optional(),
})

const access = z.object({
  stage: z.enum(ACCESS_STAGES).optional(),
  reason: words.optional(),
  committee_date: words.optional(),
  committee_month: words.optional(),
  product: recordId.nullable().optional(),
})

/** Fields that a person may set. */
const settable = {
  date: day.nullable(),
  time: words.nullable().describe('HH:MM, or the part of the day.'),
  channel: z.enum(VISIT_CHANNELS),
  status: z.enum(VISIT_STATUSES),
  kind: z.enum(VISIT_KINDS),
  institution: institution.nullable(),
  department: words.nullable(),
  contacts: z.array(contact).max(100),
  products: z.array(product).max(50),
  competitors: wordList,
  topics: z.array(z.enum(TOPICS)).max(16),
  keywords: wordList,
  objections: z.array(objection).max(50),
  questions: z.array(question).max(50),
  rep_commitments: wordList,
  hcp_commitments: wordList,
  materials: wordList,
  follow_ups: z.array(followUp).max(50),
  adverse_event: adverseEvent,
  access: access.nullable(),
}

const more = {
  duration_min: z.number().int().min(0).max(1440),
  attendee_count: z.number().int().min(0).max(10_000),
  expense: z.record(z.string().max(60), amount),
  joint_with: words,
  next_available: words,
}

const flag = z.object({ code: z.enum(FINDING_CODES), severity: z.enum(SEVERITIES), span: z.string() })

/** What PATCH takes of a visit: any of the fields; the findings are not among them. */
export const visitChange = z
  .object({ ...settable, ...more })
  .partial()
  .strict()

export const visitSchema = z
  .object({
    ...settable,
    adverse_event: adverseEvent.loose(),
    access: access.loose().nullable(),
    compliance_flags: z.array(flag),
    ...z.object(more).partial().shape,
  })
  .loose()

const span = z.object({ start: z.number().int().min(0), end: z.number().int().min(0) })
export const evidenceSchema = z
  .record(z.string(), z.array(span))
  .describe('Field path -> where the note says it, in UTF-16 code units.')

export const visitDraftSchema = z.object({
  id: recordId,
  conversationId: recordId.nullable(),
  state: z.enum(['open', 'submitted', 'discarded']),
  revision: z.number().int(),
  intent: z.string(),
  mode: z
    .enum(['rules', 'model'])
    .describe('Who read the note; what a model said was held against the note.'),
  note: z.string().describe('As kept: identifiers of patients and volumes of prescribers are masked.'),
  referenceTime: timestamp,
  visits: z.array(visitSchema.extend({ evidence: evidenceSchema, id: recordId.optional() })),
  evidence: evidenceSchema,
  confidence: z.record(z.string(), z.number()),
  questions: z.array(
    z.object({
      field: z.string(),
      code: z.string(),
      text: z.string(),
      choices: z.array(z.object({ value: z.string(), label: z.string() })),
    }),
  ),
  findings: z.array(
    flag.extend({
      clause: z.string().nullable(),
      start: z.number().int().nullable(),
      end: z.number().int().nullable(),
      visit: z.number().int().nullable().describe('Position of the visit.'),
    }),
  ),
  followUps: z.array(followUp.loose().extend({ visit: z.number().int().nullable() })),
  corrections: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
  intel: z.array(z.object({ text: z.string() }).loose()),
  names: z.record(z.string(), z.string()).describe('Id -> what it is called.'),
  visitIds: z.array(recordId),
  createdAt: timestamp,
  updatedAt: timestamp,
})

export const recordedVisitSchema = visitSchema.extend({
  id: recordId,
  revision: z.number().int(),
  userId: recordId,
  teamId: recordId.nullable(),
  draftId: recordId.nullable(),
  source: z.string(),
  names: z.object({}).loose().describe('What people, places and products were called on that day.'),
  submittedAt: timestamp,
  updatedAt: timestamp,
})

export const wholeVisitSchema = recordedVisitSchema.extend({
  note: z.string().nullable(),
  evidence: evidenceSchema,
  revisions: z.array(
    z.object({
      revision: z.number().int(),
      record: visitSchema,
      evidence: evidenceSchema,
      note: z.string().nullable(),
      changedBy: recordId.nullable(),
      reason: z.string().nullable(),
      createdAt: timestamp,
    }),
  ),
})
