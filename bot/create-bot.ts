/**
 * The bot: the inbox, who is in it, what is said, and the notices, joined once for every channel. Which channels
 * there are is the caller's; a process may take events in (HTTP) without answering them.
 */
import type { ChannelLinks } from '../access/channel-links.ts'
import type { PageLinks } from '../access/page-links.ts'
import type { Tokens } from '../access/tokens.ts'
import type { DrawChart } from '../assistant/charts/draw-chart.ts'
import type { MayShare } from '../assistant/may-share.ts'
import type { ReplyToNotice } from '../assistant/reply-to-notice.ts'
import type { TakeFile } from '../assistant/take-file.ts'
import type { PressAction, TakeTurn } from '../assistant/turn.ts'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import type { Log } from '../core/log.ts'
import type { Locale } from '../core/reader.ts'
import type { Transcribe } from '../core/transcriber.ts'
import { createAnswerEvent } from './answer-event.ts'
import type { Channel, ChannelName, Receive } from './channel.ts'
import { createConversationOf } from './conversation-of.ts'
import { createDeliveredNotices } from './deliver-notices.ts'
import { createInbox } from './inbox.ts'
import { createSendMessages } from './send-messages.ts'
import { createServedInbox } from './serve-inbox.ts'

export interface BotDeps {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly locale: Locale
  /** Of the web pages, without a slash at its end; null where it is not known. */
  readonly publicUrl: () => string | null
  readonly links: ChannelLinks
  readonly pageLinks: PageLinks
  readonly tokens: Pick<Tokens, 'issueLink'>
  readonly takeTurn: TakeTurn
  readonly pressAction: PressAction
  readonly takeFile: TakeFile
  readonly replyToNotice: ReplyToNotice
  readonly mayShare: MayShare
  readonly drawChart: Pick<DrawChart, 'png'>
  readonly transcribe?: Transcribe
  /** Events answered at once by this process. */
  readonly concurrency?: number | undefined
}

export interface Bot {
  readonly channels: ReadonlyMap<ChannelName, Channel>
  readonly receive: Receive
  /** One round of notices; they come by themselves once it is started. */
  deliverNotices(): Promise<number>
  /** Answers what lies in the inbox, then connects. */
  start(): Promise<void>
  /** Takes nothing new, lets what runs end, then disconnects. */
  stop(): Promise<void>
}

export function createBot(deps: BotDeps, makeChannels: (receive: Receive) => readonly Channel[]): Bot {
  const channels = new Map<ChannelName, Channel>()
  const sendMessages = createSendMessages(deps)
  const served = createServedInbox({
    ...deps,
    inbox: createInbox(deps),
    channels,
    answerEvent: createAnswerEvent({ ...deps, conversationOf: createConversationOf(deps) }),
    sendMessages,
  })
  const notices = createDeliveredNotices({ ...deps, channels, sendMessages })
  for (const channel of makeChannels(served.receive)) channels.set(channel.name, channel)
  let started = false

  return {
    channels,
    receive: served.receive,
    deliverNotices: notices.deliver,

    async start() {
      started = true
      served.start()
      for (const channel of channels.values()) await channel.start()
      notices.start()
    },

    async stop() {
      if (!started) return
      await notices.stop()
      await served.stop()
      for (const channel of channels.values()) await channel.stop()
    },
  }
}
