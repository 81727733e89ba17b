/** A visit on its way from the record to the corrected one, and how a plain field of it changes. */
import type { Visit } from '../../crm/visit.ts'
import type { FieldCorrection, NoteQuestion, Span } from './note-reading.ts'

export interface Correcting {
  readonly visit: Visit
  readonly corrections: readonly FieldCorrection[]
  /** Field of the visit -> where this message says it. */
  readonly spans: Readonly<Record<string, readonly Span[]>>
  /** `field` is relative to the visit. */
  readonly questions: readonly NoteQuestion[]
}

/** Nothing changes where the field already says so. */
export function setField<Name extends keyof Visit>(
  now: Correcting,
  field: Name,
  to: Visit[Name],
  span: Span | null,
): Correcting {
  const from = now.visit[field] ?? null
  if (JSON.stringify(from) === JSON.stringify(to)) return now
  return {
    ...now,
    visit: { ...now.visit, [field]: to },
    corrections: [...now.corrections, { field, from, to }],
    spans: span === null ? now.spans : { ...now.spans, [field]: [{ start: span.start, end: span.end }] },
  }
}
