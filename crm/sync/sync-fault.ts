/**
 * Why something did not get to the other side: one code for each thing that a person would do about it, and how
 * often it is worth another try. The sentences that tell what to do are in core/messages/sync.ts.
 */

interface FaultTrait {
  /** Tries before the record is parked for a person. */
  readonly attempts: number
  /** Of the connection, not of the record: when it keeps happening, everything waits. */
  readonly everybody: boolean
}

const record = (attempts: number): FaultTrait => ({ attempts, everybody: false })
const connection = (attempts: number): FaultTrait => ({ attempts, everybody: true })

export const SYNC_FAULTS = {
  /** No answer: refused, reset, timed out. */
  unreachable: connection(60),
  /** 5xx. */
  remote_error: record(20),
  /** The application is not let in: wrong secret, no application user. */
  unauthorized: connection(60),
  /** Let in, but the security role lacks a right. */
  forbidden: record(3),
  /** The rep may not be acted for. */
  impersonation_forbidden: record(3),
  /** An account, contact, product or user that the record names is not there. */
  missing_reference: record(8),
  /** A table or column is not there. */
  schema_missing: record(3),
  /** Another record there has the same key. */
  duplicate: record(3),
  /** A field is longer or larger than the other side takes. */
  too_large: record(1),
  /** Refused for another reason. */
  rejected: record(3),
  /** Changed there again and again while it was being written. */
  conflict: record(80),
  /** The answer was not understood. */
  bad_answer: record(12),
  /** The record could not be put together here. */
  unreadable: record(3),
} as const satisfies Record<string, FaultTrait>

export type SyncFaultCode = keyof typeof SYNC_FAULTS
export const SYNC_FAULT_CODES = Object.keys(SYNC_FAULTS) as readonly SyncFaultCode[]

const FIRST_MS = 1_000
const LONGEST_MS = 10 * 60_000

/** Milliseconds until the try after the `attempts`-th: doubled each time, half of it by chance, ten minutes at most. */
export function backOffMs(attempts: number, random: () => number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20))
  return Math.round(whole / 2 + (random() * whole) / 2)
}
