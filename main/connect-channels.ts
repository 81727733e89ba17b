/**
 * The chat platforms that are configured, as channels of the bot. The SDK of a platform is loaded where it is
 * configured: the start of everybody else does not wait for it.
 */
import type { ChannelLinks } from '../access/channel-links.ts'
import type { PageLinks } from '../access/page-links.ts'
import type { Mount } from '../api/mount.ts'
import type { FindCard } from '../assistant/find-card.ts'
import type { Today } from '../assistant/today.ts'
import type { Channel, Receive } from '../bot/channel.ts'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import type { Log } from '../core/log.ts'
import type { Locale } from '../core/reader.ts'
import type { Config } from './config.ts'

export interface ConnectChannelsDeps {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly locale: Locale
  readonly links: ChannelLinks
  readonly pageLinks: PageLinks
  readonly today: Today
  readonly findCard: FindCard
  readonly publicUrl: () => string | null
}

export interface ConnectedChannels {
  make(receive: Receive): readonly Channel[]
  /** Paths of the server that a platform posts to; known when the channels are made. */
  mounts(): readonly Mount[]
}

export async function connectChannels(
  { slack, wecom }: Pick<Config, 'slack' | 'wecom'>,
  deps: ConnectChannelsDeps,
): Promise<ConnectedChannels> {
  const forSlack = slack === null ? null : await import('../bot/slack/slack-channel.ts')
  const forWecom = wecom === null ? null : await import('../bot/wecom/wecom-channel.ts')
  const mounts: Mount[] = []
  return {
    make(receive) {
      const channels: Channel[] = []
      if (slack !== null && forSlack !== null) {
        const channel = forSlack.createSlackChannel({ ...deps, ...slack, receive })
        const listener = channel.requestListener
        if (listener !== undefined) mounts.push({ method: 'POST', path: forSlack.EVENTS_PATH, listener })
        channels.push(channel)
      }
      if (wecom !== null && forWecom !== null) {
        channels.push(forWecom.createWecomChannel({ ...deps, ...wecom, receive }))
      }
      return channels
    },
    mounts: () => mounts,
  }
}
