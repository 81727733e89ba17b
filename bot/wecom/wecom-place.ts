/**
 * Where something belongs in WeCom: the chat, and, where it answers something, the callback that may still be
 * answered. It lies in the inbox, so it holds what is needed to go on after a restart, and nothing that was said.
 */
import type { Place } from '../channel.ts'

export interface WecomPlace {
  /** `private`: a push, nothing is answered. */
  readonly kind: 'message' | 'enter' | 'press' | 'feedback' | 'private'
  /** Of a group its id, of a chat of two the person's. */
  readonly chatId: string
  readonly userId: string
  /** Of the callback; only with it can a stream, a welcome or a card be sent as an answer. */
  readonly reqId?: string
  /** The same for a message whenever it is delivered: what was begun before a crash is gone on with. */
  readonly streamId?: string
  /** Comes back with the thumbs: the id of the message that was answered. */
  readonly feedbackId?: string
  /** The connection that it came by. */
  readonly connection?: string
  /** When it came, milliseconds since 1970. */
  readonly at?: number
  /** What of the message cannot be read and has to be said. */
  readonly unread?: 'pictures' | 'video'
  /** Others read along. */
  readonly shared?: boolean
}

export function toPlace(place: WecomPlace): Place {
  return { ...place }
}

/** Only what `toPlace` wrote comes back in here. */
export function readPlace(place: Place): WecomPlace {
  return place as unknown as WecomPlace
}
