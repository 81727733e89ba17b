/**
 * WeCom as a channel of the bot: the connection, what comes in by it, and what goes out. The parts stand in this
 * folder; here they are joined. Only the process that holds the connection can send, so a process without it says
 * `later`, and is not ready for this channel's events.
 */
import type { Clock } from '../../core/clock.ts'
import type { Database } from '../../core/database.ts'
import type { Log } from '../../core/log.ts'
import type { Locale } from '../../core/reader.ts'
import type { Channel, Receive } from '../channel.ts'
import { fetchFile } from './fetch-file.ts'
import { createReceivedFrames } from './receive-frames.ts'
import { renderReply, type WecomMessage } from './render-reply.ts'
import { createSendMessage } from './send-message.ts'
import { type ConnectionPace, createWecomConnection } from './wecom-connection.ts'
import { readPlace, toPlace } from './wecom-place.ts'
import { createWecomStreams } from './wecom-streams.ts'

export interface WecomChannelDeps {
  readonly botId: string
  readonly secret: string
  /** Null: the platform's own address. */
  readonly wsUrl: string | null
  readonly receive: Receive
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  /** Of those who are not known yet. */
  readonly locale: Locale
  /** Of the web pages, without a slash at its end; null where it is not known. */
  readonly publicUrl: () => string | null
  /** Of a file that somebody sends; 50 MB where it is not said. */
  readonly maxFileBytes?: number
  /** Milliseconds; for tests. */
  readonly pace?: Partial<ConnectionPace> & {
    readonly refresh?: number
    readonly keep?: readonly number[]
  }
}

export interface WecomChannel extends Channel {
  readonly name: 'wecom'
  /** Whether this process holds the connection. */
  ready(): boolean
}

const MAX_FILE_BYTES = 50 * 1024 * 1024
const NOT_CONNECTED_PAUSE_MS = 2_000

export function createWecomChannel(deps: WecomChannelDeps): WecomChannel {
  const { clock, log, pace = {} } = deps
  const streams = createWecomStreams({
    clock,
    log,
    ...(pace.refresh === undefined ? {} : { refreshMs: pace.refresh }),
  })
  const frames = createReceivedFrames({ ...deps, ...(pace.keep === undefined ? {} : { pauses: pace.keep }) })
  const connection = createWecomConnection({ ...deps, onFrame: frames.take, pace })
  const sendMessage = createSendMessage({ ...deps, streams })

  return {
    name: 'wecom',
    ready: () => connection.link() !== undefined,

    async show(place, state, locale) {
      const link = connection.link()
      if (link !== undefined) await streams.show(link, readPlace(place), state, locale)
    },

    render: renderReply,

    async send(place, said, mark) {
      const link = connection.link()
      if (link === undefined) {
        const after = new Date(clock.now().getTime() + NOT_CONNECTED_PAUSE_MS)
        return { kind: 'later', after, code: 'not_connected' }
      }
      return sendMessage(link, readPlace(place), said as unknown as WecomMessage, mark)
    },

    /** Whoever is known has tied the account in a chat of two: there it is. */
    async findPrivatePlace(personId) {
      return toPlace({ kind: 'private', chatId: personId, userId: personId })
    },

    async fetchFile({ ref }) {
      const aeskey = typeof ref['aeskey'] === 'string' ? ref['aeskey'] : undefined
      return fetchFile(String(ref['url']), aeskey, { maxBytes: deps.maxFileBytes ?? MAX_FILE_BYTES })
    },

    async start() {
      connection.start()
    },

    async stop() {
      await frames.stop()
      await connection.stop()
      streams.stop()
    },
  }
}
