/** A field that cannot be stored as given, as the API tells it. */
import { AppError } from '../core/errors.ts'

export function refused(field: string, message: string): AppError {
  return new AppError('invalid_input', message, { details: { field } })
}
