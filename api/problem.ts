/** Failures as RFC 9457 problem documents: whatever was thrown, one shape, nothing hidden told. */
import type { FastifyError, FastifyReply } from 'fastify'
import { AppError, type ErrorCode } from '../core/errors.ts'
import { sayError } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'

export interface Problem {
  readonly type: string
  /** In the language of the caller. */
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: ErrorCode
  readonly correlationId: string
  /** Field by field, where the input was refused. */
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
  readonly [extension: string]: unknown
}

/** Seconds after which trying again makes sense, where the failure does not say it itself. */
const RETRY_AFTER = 1

export function toProblem(error: AppError, locale: Locale, correlationId: string): Problem {
  const title = sayError(locale, error.code)
  return {
    // What the caller needs to know of the details; a hidden failure tells none.
    ...(error.visible ? withFieldErrors(error) : {}),
    type: `/docs#error-${error.code}`,
    title,
    status: error.status,
    detail: error.visible ? error.message : title,
    code: error.code,
    correlationId,
  }
}

/** The rooms below name one field, or list faults; a caller reads one list of errors whoever refused. */
function withFieldErrors(error: AppError): Readonly<Record<string, unknown>> {
  const { field, faults, ...details } = error.details
  if (Array.isArray(faults)) return { ...details, errors: faults }
  if (typeof field === 'string') return { ...details, errors: [{ field, message: error.message }] }
  return error.details
}

export function sendProblem(reply: FastifyReply, problem: Problem): void {
  if (problem.status === 429 || problem.status === 503) {
    reply.header('retry-after', String(problem['retryAfter'] ?? RETRY_AFTER))
  }
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="pharos"')
  reply
    .status(problem.status)
    .header('x-correlation-id', problem.correlationId)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem))
}

const FRAMEWORK_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid_input',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid_input',
  FST_REQ_FILE_TOO_LARGE: 'too_large',
  FST_FILES_LIMIT: 'invalid_input',
  FST_FIELDS_LIMIT: 'invalid_input',
  FST_PARTS_LIMIT: 'invalid_input',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'unsupported_media_type',
  FST_MULTIPART_PREMATURE_CLOSE: 'invalid_input',
  FST_ERR_BAD_URL: 'invalid_input',
}

/** Any thrown value as an AppError; the framework's own refusals keep their meaning. */
export function toApiError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const { code, statusCode, message } = error as Partial<FastifyError>
  const known = code === undefined ? undefined : FRAMEWORK_CODES[code]
  if (known !== undefined) return new AppError(known, message ?? known)
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new AppError('invalid_input', 'The call could not be read.', { cause: error })
  }
  if (isConnectionFailure(code) || isPoolTimeout(message)) {
    return new AppError('database_unavailable', 'The database is not available.', { cause: error })
  }
  return new AppError('internal', 'Something went wrong.', { cause: error })
}

/** The pool of connections gives its time-outs no code. */
function isPoolTimeout(message: string | undefined): boolean {
  return message !== undefined && /^(timeout exceeded when trying|Connection terminated due)/.test(message)
}

/** Class 08 and 57P of PostgreSQL, and the sockets' own codes. */
function isConnectionFailure(code: string | undefined): boolean {
  return code !== undefined && /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE)$/.test(code)
}

/** What of a failure may stand in a log: never its message, which can hold what somebody wrote. */
export function failureFields(error: AppError): Readonly<Record<string, unknown>> {
  const cause = error.cause instanceof Error ? error.cause : error
  const frames = (cause.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))
  return {
    code: error.code,
    cause: cause.name,
    causeCode: (cause as { code?: unknown }).code,
    at: frames.slice(0, 6).map((line) => line.trim()),
  }
}
