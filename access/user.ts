/**
 * The words of access: a user, what a user may be made of, and the rules that both the API and the
 * import hold an entry to. user-store.ts keeps users.
 */
import { type Locale, ROLES, type Role } from '../core/reader.ts'

export type UserState = 'active' | 'disabled'

export interface User {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly roles: readonly Role[]
  readonly teamId: string | null
  readonly locale: Locale
  /** IANA name. */
  readonly timezone: string
  readonly state: UserState
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** What an administrator gives; everything left out takes its default or stays as it is. */
export interface UserFields {
  readonly name?: string | undefined
  readonly email?: string | null | undefined
  readonly roles?: readonly string[] | undefined
  readonly teamId?: string | null | undefined
  readonly locale?: string | undefined
  readonly timezone?: string | undefined
  readonly state?: string | undefined
}

export interface FieldFault {
  readonly field: string
  readonly code: 'missing' | 'invalid' | 'unknown' | 'duplicate' | 'circle' | 'ambiguous'
  readonly message: string
}

export function isRole(value: string): value is Role {
  return (ROLES as readonly string[]).includes(value)
}

export function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Every fault of the given fields; an empty list when they may be stored. References are checked elsewhere. */
export function userFaults(fields: UserFields): readonly FieldFault[] {
  const faults: FieldFault[] = []
  const fault = (field: string, code: FieldFault['code'], message: string) =>
    faults.push({ field, code, message })
  if (fields.name !== undefined && fields.name.trim() === '') fault('name', 'missing', 'A name is needed.')
  if (fields.email !== undefined && fields.email !== null && !/^[^\s@]+@[^\s@]+$/.test(fields.email)) {
    fault('email', 'invalid', 'This is not an e-mail address.')
  }
  if (fields.roles !== undefined) {
    if (fields.roles.length === 0) fault('roles', 'missing', 'At least one role is needed.')
    for (const role of fields.roles) {
      if (!isRole(role)) fault('roles', 'unknown', `Role "${role}" is none of ${ROLES.join(', ')}.`)
    }
  }
  if (fields.locale !== undefined && fields.locale !== 'zh-CN' && fields.locale !== 'en') {
    fault('locale', 'unknown', 'The locale is zh-CN or en.')
  }
  if (fields.timezone !== undefined && !isTimezone(fields.timezone)) {
    fault('timezone', 'unknown', `"${fields.timezone}" is not a time zone name.`)
  }
  if (fields.state !== undefined && fields.state !== 'active' && fields.state !== 'disabled') {
    fault('state', 'unknown', 'The state is active or disabled.')
  }
  return faults
}
