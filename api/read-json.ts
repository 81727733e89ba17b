/** A body as JSON: an empty one is none at all, for many clients name the type of a body they do not send. */
import { AppError } from '../core/errors.ts'

/**
 * Throws `invalid_input` for what is no JSON and for keys that reach into an object's prototype: nobody
 * sends those by honest mistake.
 */
export function readJson(text: string): unknown {
  const body = text.replace(/^\uFEFF/, '')
  if (body.trim() === '') return undefined
  try {
    return JSON.parse(body, refusePrototypes)
  } catch (error) {
    if (error instanceof AppError) throw error
    // The parser's own message quotes what was sent.
    throw new AppError('invalid_input', 'The body is not valid JSON.')
  }
}

function refusePrototypes(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new AppError('invalid_input', 'The key "__proto__" is not accepted.')
  return value
}
