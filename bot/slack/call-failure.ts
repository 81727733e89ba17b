/**
 * What a failed call to Slack means for the message that it was to send. Slack says `ok: false` with a word of its
 * own; a lost connection or a 5xx says nothing about whether the message stands.
 */
import type { SendOutcome } from '../channel.ts'

export type CallFailure =
  | Exclude<SendOutcome, { readonly kind: 'sent' }>
  /** Certainly not sent, and never will be as it is: the blocks do not please. */
  | { readonly kind: 'malformed'; readonly code: string }

/** Slack took nothing, and may not for a while: the token or a scope is mended by an administrator. */
const MENDED = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'ekm_access_denied',
  'team_access_not_granted',
  'accesslimited',
  'rate_limited',
  'ratelimited',
  'message_limit_exceeded',
])
const GONE = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
  'user_not_found',
  'user_disabled',
  'user_not_visible',
  'users_not_found',
  'cannot_dm_bot',
  'cannot_reply_to_message',
  'messages_tab_disabled',
  'access_denied',
  'is_inactive',
  'duplicate_channel_not_found',
])
const MALFORMED = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_arguments',
  'invalid_array_arg',
  'invalid_attachments',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'too_many_attachments',
  'block_mismatch',
])
/** As long as a client of ours waits where Slack names no time. */
const PAUSE_MS = 30_000
/** Nothing was reached. */
const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

export function readCallFailure(error: unknown, now: Date): CallFailure {
  const after = (milliseconds: number): Date => new Date(now.getTime() + milliseconds)
  const { code, retryAfter } = error as { code?: unknown; retryAfter?: unknown }
  if (code === 'slack_webapi_rate_limited_error') {
    const seconds = typeof retryAfter === 'number' && retryAfter > 0 ? retryAfter : 1
    return { kind: 'later', after: after(seconds * 1000), code: 'rate_limited' }
  }
  const word = platformError(error)
  if (word !== undefined) {
    if (MALFORMED.has(word)) return { kind: 'malformed', code: word }
    if (GONE.has(word)) return { kind: 'refused', code: word }
    if (MENDED.has(word)) return { kind: 'later', after: after(PAUSE_MS), code: word }
    // "fatal_error", "internal_error", "request_timeout": some part of it may have happened.
    return { kind: 'unknown', code: word }
  }
  if (UNREACHED.has(causeOf(error))) return { kind: 'later', after: after(2_000), code: 'unreached' }
  return { kind: 'unknown', code: typeof code === 'string' ? code : 'no_response' }
}

/** Slack's own word for why it refused; undefined where it did not answer. Only words, never texts. */
export function platformError(error: unknown): string | undefined {
  const { code, data } = error as { code?: unknown; data?: { error?: unknown } }
  if (code !== 'slack_webapi_platform_error') return undefined
  const word = data?.error
  return typeof word === 'string' && /^[a-z0-9_.-]{1,80}$/u.test(word) ? word : 'unreadable_response'
}

/** The system's code at the bottom of a failed request. */
function causeOf(error: unknown): string {
  let at: unknown = error
  for (let depth = 0; depth < 5 && at instanceof Error; depth += 1) {
    const { code, original, cause } = at as Error & { code?: unknown; original?: unknown }
    if (typeof code === 'string' && UNREACHED.has(code)) return code
    at = original ?? cause
  }
  return ''
}
