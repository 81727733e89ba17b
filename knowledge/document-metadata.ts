/**
 * What is given with a file: checked and brought to its stored form before anything is written.
 * References to products and teams are looked up; moments are read in the company's time zone.
 */
import type { Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { ROLES } from '../core/reader.ts'
import { type Audience, DOCUMENT_KINDS, type DocumentKind } from './document.ts'
import { parseMoment } from './parse-moment.ts'

export interface AudienceFields {
  readonly roles?: readonly string[] | undefined
  readonly teams?: readonly string[] | undefined
}

export interface ValidityFields {
  readonly effectiveFrom?: string | Date | null | undefined
  readonly expiresAt?: string | Date | null | undefined
}

export function checkKind(kind: string): DocumentKind {
  if ((DOCUMENT_KINDS as readonly string[]).includes(kind)) return kind as DocumentKind
  throw refused('kind', `The kind is one of ${DOCUMENT_KINDS.join(', ')}.`)
}

/** The title as given, or the file's name without its ending. */
export function checkTitle(title: string | undefined, fileName: string): string {
  const text = (title ?? '').trim() || fileName.replace(/\.[^.\\/]{1,8}$/, '').trim()
  if (text === '') throw refused('title', 'A title is needed.')
  if (text.length > 500) throw refused('title', 'A title has at most 500 characters.')
  return text
}

/** Both moments; an empty string counts as not given. Throws when the second is not after the first. */
export function checkValidity(
  fields: ValidityFields,
  timezone: string,
): { readonly effectiveFrom: Date | null; readonly expiresAt: Date | null } {
  const moment = (field: 'effectiveFrom' | 'expiresAt') => {
    const value = fields[field]
    return value === undefined || value === null || value === '' ? null : parseMoment(value, timezone, field)
  }
  const effectiveFrom = moment('effectiveFrom')
  const expiresAt = moment('expiresAt')
  if (effectiveFrom !== null && expiresAt !== null && expiresAt.getTime() <= effectiveFrom.getTime()) {
    throw refused('expiresAt', 'A version expires after its effective date.')
  }
  return { effectiveFrom, expiresAt }
}

/** Throws for roles and teams that do not exist. Nothing given means everybody. */
export async function checkAudience(db: Queryable, fields: AudienceFields): Promise<Audience> {
  const roles = [...new Set(fields.roles ?? [])]
  const teams = [...new Set(fields.teams ?? [])]
  const role = roles.find((one) => !(ROLES as readonly string[]).includes(one))
  if (role !== undefined) throw refused('audience', `Role "${role}" is none of ${ROLES.join(', ')}.`)
  if (teams.length > 0) {
    const rows = await db.selectFrom('teams').select('id').where('id', 'in', teams).execute()
    const team = teams.find((one) => !rows.some((row) => row.id === one))
    if (team !== undefined) throw refused('audience', `There is no team "${team}".`)
  }
  return { roles, teams }
}

/** Product ids without repeats. Throws for one that does not exist. */
export async function checkProducts(db: Queryable, ids: readonly string[]): Promise<readonly string[]> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return wanted
  const rows = await db.selectFrom('products').select('id').where('id', 'in', wanted).execute()
  const unknown = wanted.find((id) => !rows.some((row) => row.id === id))
  if (unknown !== undefined) throw refused('products', `There is no product "${unknown}".`)
  return wanted
}

function refused(field: string, message: string): AppError {
  return new AppError('invalid_input', message, { details: { field } })
}
