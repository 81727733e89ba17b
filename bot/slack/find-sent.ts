/**
 * Whether a message stands already, where the answer to its call was lost: it carries its id as metadata, which only
 * we write and nobody sees.
 */
import { type CallFailure, platformError, readCallFailure } from './call-failure.ts'
import type { SlackClient } from './slack-client.ts'

export const REPLY_EVENT = 'pharos_reply'

export type FoundSent =
  | { readonly kind: 'found'; readonly ts: string }
  | { readonly kind: 'absent' }
  /** We may not read here. */
  | { readonly kind: 'blind' }
  | { readonly kind: 'failed'; readonly failure: CallFailure }

export interface SentAt {
  readonly channel: string
  readonly thread: string | null
  /** Seconds, as Slack counts. */
  readonly since: string
}

const PAGE = 200
const PAGES = 10

export async function findSent(client: SlackClient, id: string, at: SentAt, now: Date): Promise<FoundSent> {
  const { channel, thread, since } = at
  let cursor: string | undefined
  try {
    for (let page = 0; page < PAGES; page += 1) {
      const asked = {
        channel,
        oldest: since,
        inclusive: true,
        limit: PAGE,
        include_all_metadata: true,
        ...(cursor === undefined ? {} : { cursor }),
      }
      const got =
        thread === null
          ? await client.conversations.history(asked)
          : await client.conversations.replies({ ...asked, ts: thread })
      const found = got.messages?.find(({ metadata }) => {
        const payload = metadata?.event_payload as { id?: unknown } | undefined
        return metadata?.event_type === REPLY_EVENT && payload?.id === id
      })
      if (found?.ts !== undefined) return { kind: 'found', ts: found.ts }
      cursor = got.response_metadata?.next_cursor
      if (cursor === undefined || cursor === '') return { kind: 'absent' }
    }
    return { kind: 'absent' }
  } catch (error) {
    const word = platformError(error)
    if (word === 'missing_scope' || word === 'not_allowed_token_type') return { kind: 'blind' }
    if (word === 'thread_not_found') return { kind: 'absent' }
    return { kind: 'failed', failure: readCallFailure(error, now) }
  }
}
