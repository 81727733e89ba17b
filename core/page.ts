/**
 * Lists that page by a key: a cursor is the key of the last row given, so that rows which arrive
 * meanwhile neither repeat nor hide others. Sorting by that key is the caller's part.
 */
import { AppError } from './errors.ts'

export interface PageRequest {
  readonly cursor?: string | undefined
  /** 1..200, default 50. */
  readonly limit?: number | undefined
}

export interface Page<T> {
  readonly items: readonly T[]
  /** Give it back as `cursor` for the next page; null on the last one. */
  readonly nextCursor: string | null
}

/** The wished number of rows between 1 and 200; 50 when nothing is wished. */
export function pageLimit(request: PageRequest): number {
  const limit = request.limit ?? 50
  if (!Number.isInteger(limit) || limit < 1) {
    throw new AppError('invalid_input', 'limit must be a whole number from 1 to 200.', {
      details: { field: 'limit' },
    })
  }
  return Math.min(limit, 200)
}

export function encodeCursor(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url')
}

/** The key in a cursor, or undefined without one. Throws `invalid_input` for text that is no cursor. */
export function decodeCursor(request: PageRequest): string | undefined {
  if (request.cursor === undefined || request.cursor === '') return undefined
  const key = Buffer.from(request.cursor, 'base64url').toString('utf8')
  if (key === '' || encodeCursor(key) !== request.cursor) {
    throw new AppError('invalid_input', 'The cursor is not one that this service gave.', {
      details: { field: 'cursor' },
    })
  }
  return key
}

/** Cuts `rows` (read with `limit + 1`) to a page. */
export function pageOf<T>(rows: readonly T[], limit: number, key: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null }
}
