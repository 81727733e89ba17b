/**
 * The one failure type and its table. An expected outcome is a value with a `kind`;
 * everything else is an AppError whose code decides status, retry and what the user may read.
 * The texts that users see are in the message catalogue; this table only says whether they may.
 */

interface ErrorTrait {
  /** HTTP status of the problem document. */
  readonly status: number
  /** Whether a caller (or the job queue) may try the same thing again. */
  readonly retry: boolean
  /** Whether `message` may be shown to the person who asked. */
  readonly visible: boolean
}

const seen = (status: number, retry = false): ErrorTrait => ({ status, retry, visible: true })

export const ERROR_TABLE = {
  // the caller's words
  invalid_input: seen(400),
  invalid_config: seen(500),
  body_too_large: seen(413),
  unsupported_media_type: seen(415),
  not_found: seen(404),
  conflict: seen(409),
  idempotency_mismatch: seen(422),
  wrong_host: seen(421),
  // who is calling
  token_missing: seen(401),
  token_invalid: seen(401),
  token_revoked: seen(401),
  token_expired: seen(401),
  user_disabled: seen(401),
  forbidden: seen(403),
  own_approval: seen(403),
  // lifecycle of a version
  wrong_state: seen(409),
  checklist_incomplete: seen(409),
  not_ready: seen(409),
  // a confirmed note
  blocked_by_finding: seen(409),
  // files
  unsupported_type: seen(415),
  encrypted: seen(422),
  damaged: seen(422),
  empty: seen(422),
  too_large: seen(413),
  too_many_pages: seen(422),
  zip_bomb: seen(422),
  needs_ocr: seen(422),
  needs_converter: seen(422),
  no_text: seen(422),
  poor_scan: seen(422),
  parse_timeout: seen(422),
  parse_memory: seen(422),
  // load
  rate_limited: seen(429, true),
  overloaded: seen(503, true),
  // the house itself
  folder_locked: seen(500),
  port_in_use: seen(500),
  migration_failed: seen(500),
  database_unavailable: { status: 503, retry: true, visible: false },
  transcription_unavailable: { status: 503, retry: true, visible: false },
  model_unavailable: { status: 503, retry: true, visible: false },
  internal: { status: 500, retry: true, visible: false },
} as const satisfies Record<string, ErrorTrait>

export type ErrorCode = keyof typeof ERROR_TABLE

export interface AppErrorOptions {
  readonly cause?: unknown
  /** Machine-readable facts for the caller (field names, limits); never secrets or note text. */
  readonly details?: Readonly<Record<string, unknown>>
}

export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.details = options.details ?? {}
  }

  get status(): number {
    return ERROR_TABLE[this.code].status
  }

  get retry(): boolean {
    return ERROR_TABLE[this.code].retry
  }

  get visible(): boolean {
    return ERROR_TABLE[this.code].visible
  }
}

/** Any thrown value as an AppError; unknown ones become `internal` and keep their cause. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  return new AppError('internal', 'Something went wrong.', { cause: error })
}
