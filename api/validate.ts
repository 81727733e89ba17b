/** Input against its schema: the value as the handler gets it, or every fault at once, field by field. */
import type { z } from 'zod'
import { AppError } from '../core/errors.ts'

/** Throws `invalid_input` with `details.errors`: {field, message} of each fault; `place` is where it stands. */
export function validate<T>(
  schema: z.ZodType<T> | undefined,
  value: unknown,
  place: 'path' | 'query' | 'body',
): T {
  if (schema === undefined) return undefined as T
  const result = schema.safeParse(value ?? {})
  if (result.success) return result.data
  const errors = result.error.issues.slice(0, 50).map((issue) => ({
    field: issue.path.map(String).join('.') || place,
    message: issue.message,
  }))
  const first = errors[0]!
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  throw new AppError('invalid_input', `${first.field}: ${first.message}${more}`, { details: { errors } })
}
