/**
 * The form in which a model says what a note tells, as the prompt describes it. It quotes and chooses: each `words`
 * is copied from the note, ids are those that were offered, days are quoted and never computed. Every field is
 * there, so that servers which insist on that take it; lengths are checked afterwards.
 */
import { z } from 'zod'

const words = z.string()
const attitude = z.enum(['positive', 'neutral', 'negative', 'mixed', 'unknown'])

export const visitInNote = z.object({
  /** The stretches of the note that tell of this visit. */
  words: z.array(words),
  status: z.object({ value: z.enum(['completed', 'not_met', 'cancelled', 'planned']), words }),
  channel: z
    .object({
      value: z.enum(['f2f', 'phone', 'wechat', 'wecom', 'video', 'email', 'group_meeting']),
      words,
    })
    .nullable(),
  kind: z.object({ value: z.enum(['individual', 'dept_meeting', 'joint']), words }).nullable(),
  date_words: words.nullable(),
  time_words: words.nullable(),
  institution: z.object({ id: z.string().nullable(), words }).nullable(),
  department_words: words.nullable(),
  contacts: z.array(
    z.object({
      id: z.string().nullable(),
      words,
      role: z.enum(['primary', 'attendee', 'mentioned', 'absent']),
      attitude,
      attitude_words: words.nullable(),
    }),
  ),
  products: z.array(
    z.object({
      id: z.string(),
      words,
      detailed: z.boolean(),
      attitude,
      attitude_words: words.nullable(),
    }),
  ),
  competitors: z.array(words),
  topics: z.array(
    z.object({
      value: z.enum([
        'EFFICACY',
        'SAFETY',
        'INDICATION',
        'DOSING',
        'ACCESS',
        'REIMBURSEMENT',
        'VBP',
        'PRICE',
        'COMPETITOR',
        'GUIDELINE',
        'CLINICAL_DATA',
        'PATIENT_CASE',
        'EVENT',
        'SUPPLY',
        'RELATION',
        'OTHER',
      ]),
      words,
    }),
  ),
  keywords: z.array(words),
  objections: z.array(
    z.object({
      category: z.enum([
        'price',
        'efficacy',
        'safety',
        'evidence',
        'access',
        'convenience',
        'policy',
        'time',
      ]),
      words,
      product: z.string().nullable(),
    }),
  ),
  questions: z.array(z.object({ words, route: z.enum(['kb', 'medical', 'market_access', 'none']) })),
  materials: z.array(words),
  rep_promises: z.array(words),
  hcp_promises: z.array(words),
  follow_ups: z.array(
    z.object({
      words,
      due_words: words.nullable(),
      owner: z.enum(['rep', 'hcp', 'medical', 'manager', 'other']),
    }),
  ),
  minutes: z.object({ value: z.number(), words }).nullable(),
  attendees: z.object({ value: z.number(), words }).nullable(),
})

export const readNoteAnswer = z.object({
  visits: z.array(visitInNote),
  /** What may be harm to a patient or a fault of a product, wherever in the note. */
  adverse_events: z.array(words),
})

export type VisitInNote = z.infer<typeof visitInNote>
export type ReadNoteAnswer = z.infer<typeof readNoteAnswer>
