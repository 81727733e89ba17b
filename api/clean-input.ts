/**
 * What callers send, brought to what every store can hold: no database keeps NUL in a text, and half a
 * surrogate pair is no character. Both are dropped, wherever they stand. What is nested so deeply that
 * only a mistake or an attack explains it is refused.
 */
import { AppError } from '../core/errors.ts'

const DEEPEST = 32

/** A copy of the JSON value with clean texts. Throws `invalid_input` for absurd nesting. */
export function cleanInput(value: unknown): unknown {
  return cleaned(value, 0)
}

function cleaned(value: unknown, depth: number): unknown {
  if (depth > DEEPEST) throw new AppError('invalid_input', `Values nest at most ${DEEPEST} levels deep.`)
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map((one) => cleaned(one, depth + 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [cleanText(key), cleaned(inner, depth + 1)]),
  )
}

export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '')
}
