/**
 * Why something did not get to the other side: one code for each thing that a person would do about it. The
 * sentences that tell what to do are in core/messages/sync.ts, one for each code.
 */
export const SYNC_FAULT_CODES = [
  /** No answer: refused, reset, timed out. */
  'unreachable',
  /** 5xx. */
  'remote_error',
  /** The application is not let in: wrong secret, no application user. */
  'unauthorized',
  /** Let in, but the security role lacks a right. */
  'forbidden',
  /** The rep may not be acted for. */
  'impersonation_forbidden',
  /** An account, contact, product or user that the record names is not there. */
  'missing_reference',
  /** A table or column is not there. */
  'schema_missing',
  /** Another record there has the same key. */
  'duplicate',
  /** A field is longer or larger than the other side takes. */
  'too_large',
  /** Refused for another reason. */
  'rejected',
  /** Changed there again and again while it was being written. */
  'conflict',
  /** The answer was not understood. */
  'bad_answer',
  /** The record could not be put together here. */
  'unreadable',
] as const
export type SyncFaultCode = (typeof SYNC_FAULT_CODES)[number]
