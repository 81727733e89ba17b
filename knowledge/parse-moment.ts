/**
 * A moment as people give it: an ISO 8601 timestamp, or a plain date, which means 00:00 of that day in
 * the company's time zone and never the server's. A timestamp without an offset is local there too.
 */
import { AppError } from '../core/errors.ts'
import { fromWallClock } from '../core/wall-clock.ts'

const PATTERN =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i

/**
 * The moment that `value` names. `timezone` is an IANA name; `field` names the input in the error.
 * Throws `invalid_input` for anything else, also for days that no calendar has.
 */
export function parseMoment(value: string | Date, timezone: string, field = 'date'): Date {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw refused(field)
    return value
  }
  const match = PATTERN.exec(value.trim())
  if (match === null) throw refused(field)
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const millisecond = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  const wall = new Date(Date.UTC(year, month - 1, day, hour, minute, second, millisecond))
  const exists =
    wall.getUTCFullYear() === year &&
    wall.getUTCMonth() === month - 1 &&
    wall.getUTCDate() === day &&
    wall.getUTCHours() === hour &&
    wall.getUTCMinutes() === minute &&
    wall.getUTCSeconds() === second
  if (!exists) throw refused(field)
  const offset = match[8]
  return offset === undefined
    ? fromWallClock(wall, timezone)
    : new Date(wall.getTime() - offsetMinutes(offset) * 60_000)
}

function offsetMinutes(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))
  return offset.startsWith('-') ? -minutes : minutes
}

function refused(field: string): AppError {
  return new AppError('invalid_input', `${field} must be a date (2026-03-01) or an ISO 8601 timestamp.`, {
    details: { field },
  })
}
