/**
 * The inbox: what has come in and is not done with, in the database. An event is kept once, whatever the platform
 * repeats; it is leased to one process at a time, in the order of its chat; whoever lost the lease finds every
 * later write refused. What was said is emptied when the event is done with.
 */
import { sql } from 'kysely'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import { storableJson } from '../core/text/storable.ts'
import type { ChannelName, IncomingContent, IncomingEvent, Place } from './channel.ts'

/** An event in hand. */
export interface LeasedEvent extends IncomingEvent {
  readonly id: string
  readonly lease: string
  /** 1 at the first try. */
  readonly attempt: number
  readonly receivedAt: Date
}

export interface Inbox {
  receive(event: IncomingEvent): Promise<'new' | 'known'>
  /** Whether something of the same chat, that came earlier, is not done with. */
  waitsBehind(event: Pick<IncomingEvent, 'channel' | 'eventId'>): Promise<boolean>
  /** Up to `limit` events that may be begun now, the oldest of each chat. */
  take(channels: readonly ChannelName[], limit: number): Promise<readonly LeasedEvent[]>
  /** False where the lease is another's by now: stop at once. */
  hold(event: LeasedEvent): Promise<boolean>
  finish(event: LeasedEvent, failure: string | null): Promise<boolean>
  /** Back into the line, not before `at`. */
  putBack(event: LeasedEvent, at: Date, failure: string): Promise<void>
  /** Milliseconds until something that waits may be begun; undefined where nothing waits. */
  untilNext(channels: readonly ChannelName[]): Promise<number | undefined>
  /** Forgets what was done with long ago; returns how many events. */
  sweep(): Promise<number>
}

/** A process that is gone loses its events after this; one that lives renews in time. */
export const LEASE_MS = 60_000
/** Longer than any platform repeats a delivery. */
const KEPT_DAYS = 30

export function createInbox({ database, clock }: { database: Database; clock: Clock }): Inbox {
  const db = database.query

  return {
    async receive(event) {
      const at = clock.now()
      const row = await db
        .insertInto('channel_events')
        .values({
          id: newId(),
          channel: event.channel,
          event_id: event.eventId,
          order_key: event.orderKey,
          person_id: event.personId,
          shared: event.shared,
          place: storableJson(event.place),
          content: storableJson(event.content),
          not_before: at,
          received_at: at,
        })
        .onConflict((conflict) => conflict.columns(['channel', 'event_id']).doNothing())
        .returning('id')
        .executeTakeFirst()
      return row === undefined ? 'known' : 'new'
    },

    async waitsBehind({ channel, eventId }) {
      const { rows } = await sql<{ waits: boolean }>`
        select exists (
          select 1 from channel_events b where b.channel = e.channel and b.order_key = e.order_key
            and b.state in ('waiting', 'running') and b.seq < e.seq) as waits
        from channel_events e where e.channel = ${channel} and e.event_id = ${eventId}`.execute(db)
      return rows[0]?.waits ?? false
    },

    async take(channels, limit) {
      const now = clock.now()
      const lease = newId()
      const { rows } = await sql<EventRow>`
        update channel_events set state = 'running', lease = ${lease}, attempts = attempts + 1,
          leased_until = ${new Date(now.getTime() + LEASE_MS)}
        where id in (
          select e.id from channel_events e
          where e.channel = any(${[...channels]}::text[])
            and (e.state = 'waiting' and e.not_before <= ${now} or e.state = 'running' and e.leased_until < ${now})
            and not exists (
              select 1 from channel_events b where b.channel = e.channel and b.order_key = e.order_key
                and b.state in ('waiting', 'running') and b.seq < e.seq)
          order by e.seq limit ${limit} for update skip locked)
        returning *`.execute(db)
      return rows.sort((a, b) => Number(a.seq) - Number(b.seq)).map((row) => toEvent(row, lease))
    },

    async hold(event) {
      const until = new Date(clock.now().getTime() + LEASE_MS)
      return changed(event, { leased_until: until })
    },

    finish: (event, failure) =>
      changed(event, {
        state: failure === null ? 'done' : 'failed',
        content: null,
        failure,
        lease: null,
        leased_until: null,
        finished_at: clock.now(),
      }),

    async putBack(event, at, failure) {
      await changed(event, { state: 'waiting', not_before: at, failure, lease: null, leased_until: null })
    },

    async untilNext(channels) {
      const { rows } = await sql<{ at: Date | null }>`
        select min(case when state = 'waiting' then not_before else leased_until end) as at from channel_events
        where state in ('waiting', 'running') and channel = any(${[...channels]}::text[])`.execute(db)
      const at = rows[0]?.at ?? null
      return at === null ? undefined : Math.max(0, at.getTime() - clock.now().getTime())
    },

    async sweep() {
      const before = new Date(clock.now().getTime() - KEPT_DAYS * 86_400_000)
      return database.transaction(async (trx) => {
        const old = trx.selectFrom('channel_events').select('id').where('finished_at', '<', before)
        await trx.deleteFrom('channel_messages').where('event_id', 'in', old).execute()
        const done = await trx
          .deleteFrom('channel_events')
          .where('finished_at', '<', before)
          .executeTakeFirst()
        return Number(done.numDeletedRows)
      })
    },
  }

  async function changed(event: LeasedEvent, set: Readonly<Record<string, unknown>>): Promise<boolean> {
    const done = await db
      .updateTable('channel_events')
      .set(set)
      .where('id', '=', event.id)
      .where('lease', '=', event.lease)
      .executeTakeFirst()
    return Number(done.numUpdatedRows) === 1
  }
}

interface EventRow {
  readonly id: string
  readonly seq: string
  readonly channel: ChannelName
  readonly event_id: string
  readonly order_key: string
  readonly person_id: string
  readonly shared: boolean
  readonly place: Place
  readonly content: IncomingContent
  readonly attempts: number
  readonly received_at: Date
}

function toEvent(row: EventRow, lease: string): LeasedEvent {
  return {
    id: row.id,
    lease,
    attempt: row.attempts,
    channel: row.channel,
    eventId: row.event_id,
    orderKey: row.order_key,
    personId: row.person_id,
    shared: row.shared,
    place: row.place,
    content: row.content,
    receivedAt: row.received_at,
  }
}
