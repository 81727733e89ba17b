/**
 * What comes in by the connection, kept in the inbox in the order of each chat. The platform does not repeat a
 * callback that was delivered, so one that cannot be kept at the moment is tried again for two minutes, and then its
 * sender is told. A pressed card is redrawn at once: the platform lets it for five seconds.
 */
import type { BaseMessage, EventMessage, WsFrame } from '@wecom/aibot-node-sdk'
import { sql } from 'kysely'
import type { Clock } from '../../core/clock.ts'
import type { Database } from '../../core/database.ts'
import { toAppError } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import { message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import type { IncomingEvent, Receive } from '../channel.ts'
import { pressedCard } from './cards.ts'
import { findFileName } from './fetch-file.ts'
import { type ReadEvent, readEvent } from './read-event.ts'
import { failureCode, readFailure } from './read-failure.ts'
import { type ReceivedFrame, readMessage } from './read-message.ts'
import type { WecomLink } from './wecom-connection.ts'
import { readPlace } from './wecom-place.ts'

export interface ReceiveFramesDeps {
  readonly receive: Receive
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly locale: Locale
  readonly publicUrl: () => string | null
  /** Pauses before another try to keep an event, milliseconds. */
  readonly pauses?: readonly number[]
}

export interface ReceivedFrames {
  take(frame: WsFrame, link: WecomLink): void
  /** Resolves when what has come in is kept or given up. */
  stop(): Promise<void>
}

const PAUSES = [250, 1_000, 3_000, 10_000, 30_000, 75_000]
/** Before a pressed card is redrawn although its event is not kept yet. */
const REDRAW_MS = 2_500

export function createReceivedFrames(deps: ReceiveFramesDeps): ReceivedFrames {
  const { receive, database, clock, log, locale } = deps
  const pauses = deps.pauses ?? PAUSES
  /** The last thing under way of each chat: what came first is kept first. */
  const lines = new Map<string, Promise<void>>()
  let stopped = false

  function take(frame: WsFrame, link: WecomLink): void {
    const body = frame.body as Partial<BaseMessage> | undefined
    const key = body?.chatid ?? body?.from?.userid ?? ''
    const came = { reqId: frame.headers.req_id, connection: link.id, at: clock.now() }
    const before = lines.get(key) ?? Promise.resolve()
    const work = before
      .then(() => (body?.msgtype === 'event' ? takeEvent(frame, came, link) : takeMessage(frame, came, link)))
      .catch((error: unknown) => log.error('wecom.not_taken', { code: toAppError(error).code }))
      .finally(() => {
        if (lines.get(key) === work) lines.delete(key)
      })
    lines.set(key, work)
  }

  async function takeMessage(frame: WsFrame, came: ReceivedFrame, link: WecomLink): Promise<void> {
    const event = readMessage(frame.body as BaseMessage, came, locale)
    if (event === undefined) return log.warn('wecom.unreadable', {})
    const kept = await keep(await withNames(event))
    if (kept) return
    const place = readPlace(event.place)
    await link.client
      .replyStream(frame, place.streamId!, message(locale, 'wecom_not_kept'), true)
      .catch((error: unknown) => log.warn('wecom.not_told', { code: failureCode(readFailure(error)) }))
  }

  async function takeEvent(frame: WsFrame, came: ReceivedFrame, link: WecomLink): Promise<void> {
    const read = await readEvent(frame.body as EventMessage, came, turnOf, locale)
    if (read === undefined) return
    const keeping = keep(read.event)
    await Promise.race([keeping, wait(REDRAW_MS)])
    if (read.pressed !== undefined) await redraw(frame, link, read.event.personId, read.pressed)
    await keeping
  }

  async function redraw(
    frame: WsFrame,
    link: WecomLink,
    personId: string,
    { key, taskId }: NonNullable<ReadEvent['pressed']>,
  ): Promise<void> {
    try {
      const card = pressedCard(key.label, taskId, deps.publicUrl(), key.locale)
      await link.client.updateTemplateCard(frame, card, [personId])
    } catch (error) {
      log.info('wecom.card_not_redrawn', { code: failureCode(readFailure(error)) })
    }
  }

  async function keep(event: IncomingEvent): Promise<boolean> {
    for (const pause of [...pauses, null]) {
      try {
        await receive(event)
        return true
      } catch (error) {
        log.warn('wecom.not_kept', { eventId: event.eventId, code: toAppError(error).code })
        if (pause === null || stopped) return false
        await wait(pause)
      }
    }
    return false
  }

  /** A file names itself only in its download, whose address will not be good for long. */
  async function withNames(event: IncomingEvent): Promise<IncomingEvent> {
    const { content } = event
    if (content.kind !== 'message' || content.files === undefined) return event
    const files = await Promise.all(
      content.files.map(async (file) => {
        if (file.ref['named'] === true) return file
        const name = await findFileName(String(file.ref['url']))
        return name === undefined ? file : { ...file, name }
      }),
    )
    return { ...event, content: { ...content, files } }
  }

  /** The reply to a message has the id under which the message lies in the inbox. */
  async function turnOf(messageId: string): Promise<string | undefined> {
    const { rows } = await sql<{ id: string }>`
      select id from channel_events where channel = 'wecom' and event_id = ${messageId}`.execute(
      database.query,
    )
    return rows[0]?.id
  }

  return {
    take,
    async stop() {
      stopped = true
      await Promise.allSettled(lines.values())
      stopped = false
    },
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref()
  })
}
