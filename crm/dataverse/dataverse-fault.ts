/**
 * Why a call to Dataverse did not do what it was for: status and code of the answer as one of the engine's fault
 * codes, with a detail that names tables, columns and rights, never a person or a text. Messages of the other side
 * are read for names and not passed on: they quote what was sent.
 */
import type { SyncFaultCode } from '../sync/sync-fault.ts'

export interface CallFault {
  readonly kind: 'fault'
  readonly code: SyncFaultCode
  readonly retry: boolean
  readonly detail: string
  /** Of the answer; 0: there was none. */
  readonly status: number
  /** `0x80040237`; empty where the answer had none. */
  readonly errorCode: string
  /** Of a 404 on a row, and of a reference that is not there: the table. */
  readonly table?: string
  /** A row that was to be made is there, or another than the one that was to be changed (412). */
  readonly met?: 'exists' | 'other_version' | 'same_key'
}

const CODES = {
  exists: new Set(['0x80040237']),
  otherVersion: new Set(['0x80060882']),
  sameKey: new Set(['0x80060892', '0x80040333']),
  noRow: new Set(['0x80040217']),
  tooLong: new Set(['0x80044331', '0x80044330']),
  noPrivilege: new Set(['0x80040220', '0x80042f09', '0x80048306']),
  tracksNot: new Set(['0x80044350', '0x80072494']),
} as const

/** Error code of a change-tracking token that is older than the environment keeps changes. */
export const EXPIRED_LINK_CODES: ReadonlySet<string> = new Set(['0x80044352', '0x80044353'])

export function faultOfAnswer(status: number, body: string): CallFault {
  const { errorCode, message } = errorOf(body)
  const fault = (
    code: SyncFaultCode,
    retry: boolean,
    detail: string,
    more: Pick<CallFault, 'table' | 'met'> = {},
  ): CallFault => ({
    kind: 'fault',
    code,
    retry,
    detail: [detail, `HTTP ${status}`, errorCode].filter((one) => one !== '').join(' '),
    status,
    errorCode,
    ...more,
  })

  if (status === 401) return fault('unauthorized', true, '')
  if (status === 403) {
    if (/CannotActOnBehalf|prvActOnBehalfOfAnotherUser/i.test(`${errorCode} ${message}`)) {
      return fault('impersonation_forbidden', false, 'prvActOnBehalfOfAnotherUser')
    }
    return fault('forbidden', false, namedIn(/\b(prv\w+)/, message) ?? '')
  }
  if (status === 412) {
    if (CODES.sameKey.has(errorCode)) return fault('duplicate', false, keyIn(message), { met: 'same_key' })
    const met = CODES.exists.has(errorCode) ? 'exists' : 'other_version'
    return fault('conflict', true, '', { met })
  }
  const missing = missingPart(message)
  if (missing !== undefined && (status === 400 || status === 404))
    return fault('schema_missing', false, missing)
  if (status === 404) {
    const table = namedIn(/'?(\w+)'? With Ids?\b/i, message)?.toLowerCase()
    return fault('missing_reference', true, table ?? '', table === undefined ? {} : { table })
  }
  if (status === 413) return fault('too_large', false, '')
  if (status === 400) {
    if (CODES.tooLong.has(errorCode)) return fault('too_large', false, columnIn(message))
    if (CODES.sameKey.has(errorCode)) return fault('duplicate', false, keyIn(message), { met: 'same_key' })
    if (CODES.tracksNot.has(errorCode) || /change tracking/i.test(message)) {
      return fault('schema_missing', false, 'change tracking is off')
    }
    return fault('rejected', false, columnIn(message))
  }
  if (CODES.noPrivilege.has(errorCode)) return fault('forbidden', false, namedIn(/\b(prv\w+)/, message) ?? '')
  // Of a part of a batch; for a whole call the lane has stopped by then.
  if (status === 429) return fault('remote_error', true, '')
  if (status >= 500 && status !== 501) return fault('remote_error', true, '')
  if (status === 408) return fault('unreachable', true, 'request timed out there')
  return fault('rejected', false, '')
}

/** No answer at all. */
export function faultOfNetwork(error: unknown): CallFault {
  const cause = (error as { cause?: { code?: string } } | null)?.cause
  const name = (error as { name?: string } | null)?.name
  const detail = name === 'TimeoutError' ? 'no answer in time' : (cause?.code ?? name ?? 'no answer')
  return { kind: 'fault', code: 'unreachable', retry: true, detail, status: 0, errorCode: '' }
}

export function badAnswer(detail: string, status: number): CallFault {
  return { kind: 'fault', code: 'bad_answer', retry: true, detail, status, errorCode: '' }
}

function errorOf(body: string): { errorCode: string; message: string } {
  try {
    const { error } = JSON.parse(body) as { error?: { code?: unknown; message?: unknown } }
    return { errorCode: String(error?.code ?? '').toLowerCase(), message: String(error?.message ?? '') }
  } catch (error) {
    // A proxy's page, or nothing: the status says it all.
    if (error instanceof SyntaxError) return { errorCode: '', message: '' }
    throw error
  }
}

/** The column or table that an answer says is not there. */
function missingPart(message: string): string | undefined {
  const type = namedIn(/on type '(?:Microsoft\.Dynamics\.CRM\.)?(\w+)'/, message)
  const table = type ?? namedIn(/for Entity :?\s*'?(\w+)'?/i, message)
  const column =
    namedIn(/(?:property named|The property) '([\w@.]+)'/, message) ??
    namedIn(/undeclared property '([\w@.]+)'/, message) ??
    namedIn(/entity doesn't contain attribute with Name = '(\w+)'/i, message)
  if (column !== undefined && /does not exist|could not find|undeclared|doesn't contain/i.test(message)) {
    return `column ${column.replace(/@odata\.bind$/, '')}${table === undefined ? '' : ` of table ${table}`}`
  }
  const segment = namedIn(/Resource not found for the segment '(\w+)'/, message)
  return segment === undefined ? undefined : `table ${segment}`
}

function columnIn(message: string): string {
  const column =
    namedIn(/'(\w+)' attribute/, message) ?? namedIn(/(?:attribute|property|column) '(\w+)'/i, message)
  return column === undefined ? '' : `column ${column}`
}

function keyIn(message: string): string {
  const key = namedIn(/key (?:attribute )?'?(\w+_\w+)'?/i, message)
  return key === undefined ? 'alternate key' : `key ${key}`
}

/** Names of the schema are ASCII words; whatever else stands there is not passed on. */
function namedIn(pattern: RegExp, message: string): string | undefined {
  return pattern.exec(message)?.[1]?.slice(0, 100)
}
