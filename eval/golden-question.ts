/**
 * A question whose answer is known, one a line of a JSONL file. Section keys are "product id#heading as
 * printed"; several products may be right. Reading is strict: a golden set with a fault measures nothing.
 */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'

const schema = z.object({
  id: z.string(),
  query: z.string(),
  lang: z.enum(['zh', 'en', 'mixed']),
  kind: z.string(),
  /** Earlier turns; only what the person said is asked again, the replies are the system's own. */
  history: z.array(z.object({ role: z.enum(['user', 'assistant']), content: z.string() })).default([]),
  expect: z.enum(['answered', 'no_evidence', 'restricted', 'safety']),
  /** Products the answer is about; empty when the corpus has none. */
  drugs: z.array(z.string()).default([]),
  /** Sections that answer. */
  relevant: z.array(z.string()).default([]),
  /** Sections that say the same. */
  acceptable: z.array(z.string()).default([]),
  /** Verbatim stretches that a full answer quotes. */
  answer_spans: z.array(z.string()).default([]),
  /** Numbers and words that the answer must show, and those that it must not (another product's, a superseded one's). */
  must_say: z.array(z.string()).default([]),
  must_not: z.array(z.string()).default([]),
  /** What the corpus must have been read with; the question is left out where it was not. */
  needs: z.enum(['ocr']).optional(),
})

export type GoldenQuestion = z.infer<typeof schema>

/** Throws with file, line and reason. */
export function readQuestions(path: string): readonly GoldenQuestion[] {
  const questions = readLines(path).map((line, at) => {
    const parsed = schema.safeParse(line)
    if (!parsed.success) throw new Error(`${path}, line ${at + 1}: ${z.prettifyError(parsed.error)}`)
    return parsed.data
  })
  const ids = new Set(questions.map((question) => question.id))
  if (ids.size < questions.length) throw new Error(`${path}: an id stands twice.`)
  return questions
}

/** The objects of a JSONL file, packed or not. */
export function readLines(path: string): readonly unknown[] {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): unknown => JSON.parse(line))
}
