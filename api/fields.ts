/** Fields that many routes share: how they are written in a call, and how they stand in an answer. */
import { z } from 'zod'

/** In an answer: ISO 8601 in UTC. */
export const timestamp = z.iso.datetime()
export const recordId = z.string().min(1).max(128)
export const idParams = z.object({ id: recordId })

/** A day of the calendar, `YYYY-MM-DD`. */
export const day = z.iso.date()

/** Of a list: `limit` 1 to 200, `cursor` as the page before gave it. */
export const pageQuery = z.object({
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})

export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

/** A field that may be left out; null, as many programs send it, is the same as left out. */
export function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value): z.output<T> | undefined => value ?? undefined)
}

/** In a query or a form: true, false, 1, 0, yes, no, on, off. */
export const flag = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.enum(['true', 'false', '1', '0', 'yes', 'no', 'on', 'off']))
  .transform((text) => text === 'true' || text === '1' || text === 'yes' || text === 'on')

/** A moment in a call: an ISO 8601 timestamp or a plain date, which begins at 00:00 in the company's time zone. */
export const momentText = z.string().trim().min(1).max(40)

/** What a person writes at most in one message; the rest of a pasted page is not read. */
export const messageText = z.string().trim().min(1).max(20_000)
