/** What the Slack channel is made with. */
import type { ChannelLinks } from '../../access/channel-links.ts'
import type { PageLinks } from '../../access/page-links.ts'
import type { FindCard } from '../../assistant/find-card.ts'
import type { Today } from '../../assistant/today.ts'
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/log.ts'
import type { Locale } from '../../core/reader.ts'
import type { Receive } from '../channel.ts'

export interface SlackChannelDeps {
  /** xoxb-… */
  readonly botToken: string
  /** xapp-…: Socket Mode, no public address is needed. */
  readonly appToken: string | null
  /** HTTP: Slack posts to /slack/events. Both ways at once are allowed. */
  readonly signingSecret: string | null
  /** Ends in a slash; Slack's own without it. */
  readonly apiUrl: string | null
  readonly receive: Receive
  /** Who looks at the home page, and in which language a button is acknowledged. */
  readonly links: Pick<ChannelLinks, 'find'>
  readonly pageLinks: Pick<PageLinks, 'signer'>
  readonly today: Today
  readonly findCard: FindCard
  /** Of the web pages, without a slash at its end; null where it is not known. */
  readonly publicUrl: () => string | null
  readonly clock: Clock
  readonly log: Log
  /** Of those who are not known yet. */
  readonly locale: Locale
  /** Of a file that is dropped into the chat; default 50 MiB. */
  readonly maxFileBytes?: number
}
