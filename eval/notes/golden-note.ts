/**
 * A visit note whose right reading is known, one a line of a JSONL file. What a note's gold does not name
 * is not judged; what it names is read strictly, for a golden set with a fault measures nothing.
 */
import { z } from 'zod'
import { ATTITUDES, CONTACT_ROLES, FINDING_CODES, SEVERITIES } from '../../crm/visit.ts'
import { readLines } from '../golden-question.ts'

const named = z.object({ text: z.string(), id: z.string().nullable() })
const flag = z.object({ code: z.enum(FINDING_CODES), severity: z.enum(SEVERITIES), span: z.string() })
const followUp = z.object({
  text: z.string(),
  due: z.string().nullable(),
  precision: z.string(),
  range: z.array(z.string()).nullable(),
  owner: z.string(),
  event: z.string().nullable().default(null),
  time: z.string().optional(),
  blocked: z.boolean().optional(),
  needs_review: z.boolean().optional(),
})
const adverseEvent = z.object({
  present: z.boolean(),
  negated: z.boolean().optional(),
  suspect_drug: z.string().nullable().optional(),
  seriousness: z.string().optional(),
  criteria: z.record(z.string(), z.boolean()).optional(),
  clock_start: z.string().optional(),
  event_date: z.string().optional(),
})
const visit = z.object({
  date: z.string().nullable(),
  time: z.string().nullable().default(null),
  channel: z.string(),
  status: z.string(),
  kind: z.string(),
  institution: named.nullable(),
  department: z.string().nullable().default(null),
  contacts: z.array(named.extend({ role: z.enum(CONTACT_ROLES), attitude: z.enum(ATTITUDES) })),
  products: z.array(named.extend({ order: z.number(), detailed: z.boolean(), attitude: z.enum(ATTITUDES) })),
  competitors: z.array(z.string()).default([]),
  topics: z.array(z.string()),
  keywords: z.array(z.string()).optional(),
  objections: z.array(z.object({ category: z.string(), text: z.string(), product: z.string().nullable() })),
  questions: z.array(z.object({ text: z.string(), route: z.string() })),
  rep_commitments: z.array(z.string()).optional(),
  hcp_commitments: z.array(z.string()).optional(),
  materials: z.array(z.string()).default([]),
  follow_ups: z.array(followUp),
  adverse_event: adverseEvent,
  compliance_flags: z.array(flag),
  access: z.record(z.string(), z.unknown()).nullable().default(null),
})

const schema = z.object({
  id: z.string(),
  lang: z.enum(['zh', 'en', 'mixed']),
  ref_datetime: z.iso.datetime({ offset: true }),
  tags: z.array(z.string()).default([]),
  note: z.string(),
  gold: z.object({
    intent: z.string(),
    visits: z.array(visit),
    incident_flags: z.array(flag).default([]),
    corrections: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })).default([]),
    /** What the reader has to ask, in somebody's words. */
    must_ask: z.array(z.string()).default([]),
    /** Outcomes that are forbidden, in somebody's words. */
    must_not: z.array(z.string()).default([]),
  }),
  /** Messages before this one. */
  history: z.array(z.object({ ref_datetime: z.string(), note: z.string() })).default([]),
})

export type GoldenNote = z.infer<typeof schema>
export type GoldenVisit = z.infer<typeof visit>

/** Throws with file, line and reason. */
export function readNotes(path: string): readonly GoldenNote[] {
  const notes = readLines(path).map((line, at) => {
    const parsed = schema.safeParse(line)
    if (!parsed.success) throw new Error(`${path}, line ${at + 1}: ${z.prettifyError(parsed.error)}`)
    return parsed.data
  })
  if (new Set(notes.map((note) => note.id)).size < notes.length)
    throw new Error(`${path}: an id stands twice.`)
  return notes
}
