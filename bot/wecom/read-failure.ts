/**
 * What a rejection of the SDK means. It rejects with the platform's frame where the platform refused, and with an
 * Error in words where there was no answer: the words decide whether the frame can have left this process.
 */
import type { WsFrame } from '@wecom/aibot-node-sdk'

export type WecomFailure =
  /** Refused: certainly not sent. */
  | { readonly kind: 'refused'; readonly errcode: number }
  /** Never left this process. */
  | { readonly kind: 'not_sent'; readonly code: 'not_connected' | 'queue_full' }
  | { readonly kind: 'unknown'; readonly code: 'no_ack' | 'connection_lost' }

/** The stream is over (846608), or its callback is not known on this connection (846605). */
export const STREAM_EXPIRED = 846608
export const UNKNOWN_CALLBACK = 846605
/** Calls too often, or at the same time. */
export const TOO_OFTEN: ReadonlySet<number> = new Set([45009, 45033, 846607])
/** The platform itself is busy. */
export const BUSY: ReadonlySet<number> = new Set([-1, 6000])
/** A card with this task id is there already. */
export const TASK_ID_TAKEN = 42014
/** Nobody there, not allowed to write there, or nothing that could be shown. */
export const FOR_GOOD: ReadonlySet<number> = new Set([
  40003, 40008, 40058, 44004, 45002, 48002, 60011, 60111, 81013, 86001, 86003, 86008, 93006,
])

export function readFailure(error: unknown): WecomFailure {
  if (isFrame(error)) return { kind: 'refused', errcode: error.errcode }
  const words = error instanceof Error ? error.message : ''
  if (/not connected/iu.test(words)) return { kind: 'not_sent', code: 'not_connected' }
  if (/exceeds max size/iu.test(words)) return { kind: 'not_sent', code: 'queue_full' }
  // Cancelled while it waited: what was already on its way may have arrived.
  if (/cancelled/iu.test(words)) return { kind: 'unknown', code: 'connection_lost' }
  return { kind: 'unknown', code: 'no_ack' }
}

/** `wecom_45009`, for logs and rows. */
export function failureCode(failure: WecomFailure): string {
  return failure.kind === 'refused' ? `wecom_${failure.errcode}` : failure.code
}

function isFrame(error: unknown): error is WsFrame & { readonly errcode: number } {
  return typeof error === 'object' && error !== null && typeof (error as WsFrame).errcode === 'number'
}
