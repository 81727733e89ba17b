/** The text of a message as it may be stored and asked: not empty, not endless, nothing a database refuses. */
import { AppError } from '../core/errors.ts'
import { storableText } from '../core/text/storable.ts'

/** UTF-16 code units. */
export const LONGEST_TEXT = 10_000

/** Trimmed, well-formed, without NUL. Throws `invalid_input`. */
export function readText(text: string): string {
  const clean = storableText(text).trim()
  if (clean === '') {
    throw new AppError('invalid_input', 'A text is needed.', { details: { field: 'text' } })
  }
  if (clean.length > LONGEST_TEXT) {
    throw new AppError('invalid_input', `A text may have ${LONGEST_TEXT} characters at most.`, {
      details: { field: 'text', limit: LONGEST_TEXT },
    })
  }
  return clean
}
