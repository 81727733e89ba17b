/**
 * Sends what was rendered, in order and each message once. Before a call to the platform the message is marked
 * `sending`, after it `sent`: a message found `sending` may have arrived, and its channel is told so. What is
 * refused for good is written down and not tried again.
 */
import { sql } from 'kysely'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import type { Log } from '../core/log.ts'
import type { Channel, Place, RenderedMessage } from './channel.ts'

/** What the messages answer; one of the two. */
export type MessageOwner =
  | { readonly kind: 'event'; readonly id: string; readonly held: () => Promise<boolean> }
  | { readonly kind: 'notification'; readonly id: string }

export type Sent =
  | { readonly kind: 'sent' }
  | { readonly kind: 'later'; readonly after: Date; readonly code: string }
  | { readonly kind: 'refused'; readonly code: string }
  /** The event is another process's by now. */
  | { readonly kind: 'lost' }

export interface PlacedMessage {
  readonly place: Place
  readonly message: RenderedMessage
}

export type SendMessages = (
  channel: Channel,
  messages: readonly PlacedMessage[],
  owner: MessageOwner,
) => Promise<Sent>

/** A message whose outcome nobody knows is looked for or sent again this often before it is given up. */
const MOST_ATTEMPTS = 8
/** After a lost response: time enough for what was under way to arrive. */
const UNKNOWN_PAUSE_MS = 1_000

export function createSendMessages(deps: {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
}): SendMessages {
  const { clock, log } = deps
  const db = deps.database.query

  return async (channel, messages, owner) => {
    for (const [ordinal, { place, message }] of messages.entries()) {
      const row = await planned(channel.name, ordinal, owner)
      if (row.state === 'sent') continue
      if (row.state === 'refused') return { kind: 'refused', code: row.failure ?? 'refused' }
      if (owner.kind === 'event' && !(await owner.held())) return { kind: 'lost' }
      const uncertain = row.state === 'sending'
      const attempt = row.attempts + 1
      await set(row.id, { state: 'sending', attempts: attempt })
      const outcome = await channel.send(place, message, {
        id: row.id,
        ordinal: ordinal + 1,
        count: messages.length,
        uncertain,
      })
      const fields = { channel: channel.name, messageId: row.id, attempt }
      if (outcome.kind === 'sent') {
        await set(row.id, { state: 'sent', remote_id: outcome.remoteId, sent_at: clock.now(), failure: null })
        continue
      }
      log.warn('channel.not_sent', { ...fields, outcome: outcome.kind, code: outcome.code })
      if (outcome.kind === 'refused' || (outcome.kind === 'unknown' && attempt >= MOST_ATTEMPTS)) {
        await set(row.id, { state: 'refused', failure: outcome.code })
        return { kind: 'refused', code: outcome.code }
      }
      // What certainly did not arrive is as good as not tried.
      if (outcome.kind === 'later')
        await set(row.id, { state: uncertain ? 'sending' : 'planned', failure: outcome.code })
      const after =
        outcome.kind === 'later'
          ? outcome.after
          : new Date(clock.now().getTime() + UNKNOWN_PAUSE_MS * attempt)
      return { kind: 'later', after, code: outcome.code }
    }
    return { kind: 'sent' }
  }

  async function planned(channel: string, ordinal: number, owner: MessageOwner): Promise<MessageRow> {
    const event = owner.kind === 'event' ? owner.id : null
    const notification = owner.kind === 'notification' ? owner.id : null
    await sql`
      insert into channel_messages (id, channel, event_id, notification_id, ordinal, created_at)
      values (${newId()}, ${channel}, ${event}, ${notification}, ${ordinal}, ${clock.now()})
      on conflict do nothing`.execute(db)
    return db
      .selectFrom('channel_messages')
      .select(['id', 'state', 'attempts', 'failure'])
      .where('channel', '=', channel)
      .where('ordinal', '=', ordinal)
      .where(owner.kind === 'event' ? 'event_id' : 'notification_id', '=', owner.id)
      .executeTakeFirstOrThrow()
  }

  async function set(id: string, values: Readonly<Record<string, unknown>>): Promise<void> {
    await db.updateTable('channel_messages').set(values).where('id', '=', id).execute()
  }
}

interface MessageRow {
  readonly id: string
  readonly state: string
  readonly attempts: number
  readonly failure: string | null
}
