/**
 * Brings what waits for a person (reminders, digests, recalls, replies) to the chat where the person was last seen,
 * once. Works in one process at a time: the one with the lease, or of a channel that only one process can send by,
 * that one. What cannot be brought stays where the web pages and the terminal show it.
 */
import { sql } from 'kysely'
import type { ChannelLinks } from '../access/channel-links.ts'
import type { PageLinks } from '../access/page-links.ts'
import type { ReplyToNotice } from '../assistant/reply-to-notice.ts'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { toAppError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import type { Channel, ChannelName } from './channel.ts'
import { createHeldLease } from './hold-lease.ts'
import type { SendMessages } from './send-messages.ts'

export interface DeliverNoticesDeps {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly channels: ReadonlyMap<ChannelName, Channel>
  readonly links: Pick<ChannelLinks, 'find'>
  readonly pageLinks: Pick<PageLinks, 'signer'>
  readonly replyToNotice: ReplyToNotice
  readonly sendMessages: SendMessages
  readonly publicUrl: () => string | null
}

export interface DeliveredNotices {
  /** One round; returns how many were brought. */
  deliver(): Promise<number>
  start(): void
  stop(): Promise<void>
}

const ROUND = 100
const ROUND_MS = 2_000
const FIRST_PAUSE_MS = 5_000
/** What is older than this when a channel comes back is no news; the web pages have it. */
const STALE_MS = 3 * 86_400_000

interface WaitingNotice {
  readonly id: string
  readonly kind: string
  readonly subjectId: string | null
  readonly text: string
  readonly userId: string
  readonly channel: ChannelName
  readonly personId: string
}

export function createDeliveredNotices(deps: DeliverNoticesDeps): DeliveredNotices {
  const { database, clock, log, channels, links, replyToNotice, sendMessages } = deps
  const lease = createHeldLease({ database, clock, log, name: 'notices' })
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let stopped = true
  let leased = false

  async function deliver(alone = true): Promise<number> {
    const names = [...channels.values()].filter((one) => one.ready?.() ?? alone).map((one) => one.name)
    if (names.length === 0) return 0
    let brought = 0
    for (const notice of await waiting(names)) if (await bring(notice)) brought += 1
    return brought
  }

  /** Of a person on two channels the one where the last word was said. */
  async function waiting(names: readonly ChannelName[]): Promise<readonly WaitingNotice[]> {
    const now = clock.now()
    const { rows } = await sql<WaitingNotice>`
      select n.id, n.kind, n.subject_id as "subjectId", n.text, n.user_id as "userId", l.channel,
        l.person_id as "personId"
      from notifications n
      cross join lateral (
        select l.channel, l.person_id, l.created_at from channel_links l
        left join channel_conversations c on c.channel = l.channel and c.user_id = l.user_id
        where l.user_id = n.user_id and l.channel = any(${[...channels.keys()]}::text[])
        order by coalesce(c.updated_at, l.created_at) desc limit 1) l
      where n.channel is null and l.channel = any(${[...names]}::text[]) and n.created_at >= l.created_at and n.created_at > ${new Date(now.getTime() - STALE_MS)}
        and not exists (
          select 1 from channel_messages m where m.notification_id = n.id and m.channel = l.channel
            and (m.state = 'refused' or m.not_before > ${now}))
      order by n.created_at, n.id limit ${ROUND}`.execute(database.query)
    return rows
  }

  async function bring(notice: WaitingNotice): Promise<boolean> {
    const channel = channels.get(notice.channel)
    const person = await links.find(notice.channel, notice.personId)
    if (channel === undefined || person.kind !== 'known') return false
    const { reader } = person
    const { locale } = person.user
    try {
      const place = await channel.findPrivatePlace(notice.personId)
      if (place === undefined) return await refused(notice)
      const reply = await replyToNotice({ notice, reader, locale, channel: notice.channel })
      const sign = await deps.pageLinks.signer()
      const base = deps.publicUrl() ?? ''
      const linkTo = (path: string) => `${base}${sign(reader.userId, path)}`
      const messages = channel
        .render({ reply, locale, linkTo, pictures: new Map() }, place)
        .map((message) => ({ place, message }))
      const sent = await sendMessages(channel, messages, { kind: 'notification', id: notice.id })
      if (sent.kind === 'sent') return await done(notice)
      if (sent.kind === 'refused') return await refused(notice)
      if (sent.kind === 'later') await pause(notice, sent.after)
    } catch (error) {
      log.warn('notice.failed', { notificationId: notice.id, code: toAppError(error).code })
      await pause(notice, new Date(clock.now().getTime() + FIRST_PAUSE_MS))
    }
    return false
  }

  async function done(notice: WaitingNotice): Promise<true> {
    await database.query
      .updateTable('notifications')
      .set({ channel: notice.channel, sent_at: clock.now() })
      .where('id', '=', notice.id)
      .where('channel', 'is', null)
      .execute()
    return true
  }

  /** Stays with the web pages and the terminal; the row of the message keeps why. */
  async function refused(notice: WaitingNotice): Promise<false> {
    await sql`
      insert into channel_messages (id, channel, notification_id, state, failure, created_at)
      values (${notice.id}, ${notice.channel}, ${notice.id}, 'refused', 'no_private_chat', ${clock.now()})
      on conflict do nothing`.execute(database.query)
    return false
  }

  async function pause(notice: WaitingNotice, until: Date): Promise<void> {
    await database.query
      .updateTable('channel_messages')
      .set({ not_before: until })
      .where('notification_id', '=', notice.id)
      .where('channel', '=', notice.channel)
      .execute()
  }

  async function round(): Promise<void> {
    try {
      const brought = await deliver(leased)
      if (brought > 0) log.info('notices.delivered', { count: brought })
    } catch (error) {
      log.warn('notices.failed', { code: toAppError(error).code })
    }
    if (!stopped) timer = setTimeout(begin, ROUND_MS)
  }

  function begin(): void {
    running = round()
  }

  async function end(): Promise<void> {
    stopped = true
    clearTimeout(timer)
    await running
  }

  return {
    deliver: () => deliver(),
    start() {
      stopped = false
      begin()
      lease.start({
        async begin() {
          leased = true
        },
        async end() {
          leased = false
          await running
        },
      })
    },
    async stop() {
      await end()
      await lease.stop()
    },
  }
}
