/** An Answer as it stands in responses; the words are those of assistant/answer.ts. */
import { z } from 'zod'
import { recordId } from '../fields.ts'

export const citation = z.object({
  n: z.number().int().min(1).describe('As in the [n] marks of the text.'),
  documentId: recordId,
  versionId: recordId,
  passageId: z.number().int(),
  title: z.string(),
  kind: z.string(),
  productIds: z.array(recordId),
  section: z.string().describe('The heading as printed.'),
  sectionCode: z.string().nullable(),
  page: z.number().int().nullable(),
  quote: z.string().describe('Verbatim from the stored section.'),
  effectiveFrom: z.string().nullable(),
  url: z.string().describe('The page that shows the quote in its document.'),
})

export const answerSchema = z.object({
  id: recordId,
  conversationId: recordId,
  kind: z.enum(['answered', 'no_evidence', 'restricted', 'safety']),
  mode: z.enum(['verbatim', 'generated']),
  text: z.string().describe('Markdown with [n] marks.'),
  citations: z.array(citation),
  flags: z.array(z.object({ code: z.string(), message: z.string(), recordId: recordId.optional() }).loose()),
  followUps: z.array(z.string()),
})
