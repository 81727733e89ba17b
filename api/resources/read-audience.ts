/** The audience of a form: JSON, or words such as "rep, team:T1"; nothing, "all" or "everyone" is everybody. */
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import type { AudienceFields } from '../../knowledge/document-metadata.ts'

const asJson = z.object({
  roles: z.array(z.string().trim().min(1)).max(20).optional(),
  teams: z.array(z.string().trim().min(1)).max(500).optional(),
})

const EVERYBODY = new Set(['', 'all', 'everyone', 'everybody', '*', '全部', '所有人'])

/** Undefined when the field was not sent: a new version then keeps its document's. Throws `invalid_input`. */
export function readAudience(field: string | readonly string[] | undefined): AudienceFields | undefined {
  if (field === undefined) return undefined
  const texts = typeof field === 'string' ? [field.trim()] : field.map((one) => one.trim())
  if (texts.length === 1 && texts[0]!.startsWith('{')) return fromJson(texts[0]!)
  const words = texts.flatMap((text) => text.split(/[,，;；、\s]+/u)).filter((word) => word !== '')
  if (words.every((word) => EVERYBODY.has(word.toLowerCase()))) return { roles: [], teams: [] }
  const teams = words.flatMap((word) => /^team:(.+)$/i.exec(word)?.[1] ?? [])
  const roles = words.filter((word) => !/^team:/i.test(word)).map((word) => word.replace(/^role:/i, ''))
  return { roles, teams }
}

function fromJson(text: string): AudienceFields {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refused('This is not valid JSON.')
  }
  const read = asJson.safeParse(value)
  if (!read.success) throw refused('Send {"roles": ["rep"], "teams": ["T1"]}.')
  return read.data
}

function refused(message: string): AppError {
  return new AppError('invalid_input', message, { details: { field: 'audience' } })
}
