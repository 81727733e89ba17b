/**
 * The values of a form that changes a draft, as a change: the fields that a form of a chat platform shows, by visit,
 * and the answers to what the draft asks. Whoever changes the draft checks what may be changed; here only the shape.
 */
import { z } from 'zod'
import { AppError } from '../core/errors.ts'
import { isDay } from '../crm/day.ts'
import { PRECISIONS, TOPICS, VISIT_CHANNELS, VISIT_KINDS, VISIT_STATUSES } from '../crm/visit.ts'
import type { NoteChange } from './draft-visit.ts'

/** What a form offers is what a record can hold. */
export const DRAFT_CHOICES = {
  status: VISIT_STATUSES,
  channel: VISIT_CHANNELS,
  kind: VISIT_KINDS,
  topics: TOPICS,
} as const

const words = z.string().trim().min(1).max(2000)
const day = z.string().refine(isDay)
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u)
const list = z.array(words).max(30)

const followUp = z.object({
  text: words,
  due: day.nullable(),
  precision: z.enum(PRECISIONS),
  range: z.tuple([day, day]).nullable(),
  owner: z.enum(['rep', 'hcp', 'medical', 'manager', 'other']),
  event: words.nullable(),
  time: clock.optional(),
  // What the reader of notes found out about it stays with it.
  weekend: z.literal(true).optional(),
  holiday: z.literal(true).optional(),
  lunar: z.literal(true).optional(),
  ambiguous: z.array(day).optional(),
  blocked: z.literal(true).optional(),
  needs_review: z.literal(true).optional(),
  condition: words.optional(),
})

const visit = z
  .object({
    date: day,
    time: clock.or(z.enum(['am', 'noon', 'pm', 'evening'])).nullable(),
    status: z.enum(VISIT_STATUSES),
    channel: z.enum(VISIT_CHANNELS),
    kind: z.enum(VISIT_KINDS),
    department: words.nullable(),
    topics: z.array(z.enum(TOPICS)).max(TOPICS.length),
    competitors: list,
    materials: list,
    hcp_commitments: list,
    follow_ups: z.array(followUp).max(30),
  })
  .partial()

const change = z.object({
  revision: z.number().int().positive().optional(),
  visits: z.array(visit.nullable()).max(20).optional(),
  answers: z.record(z.string().max(200), words).optional(),
})

/** Throws `invalid_input`, which names the field. */
export function readDraftChange(values: Readonly<Record<string, unknown>>): NoteChange {
  const read = change.safeParse(values)
  if (read.success) return read.data as NoteChange
  const field = read.error.issues[0]?.path.join('.') ?? 'values'
  throw new AppError('invalid_input', 'This is no change of a draft.', { details: { field } })
}
