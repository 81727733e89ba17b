/** Where something belongs in Slack: the words of a Place, which is kept as JSON with its event. */
import type { Place } from '../channel.ts'

export interface SlackPlace {
  /** Who it is for. */
  readonly user: string
  /** Null: the direct messages with that person, opened when something is sent. */
  readonly channel: string | null
  /** The thread that is answered in; null: not in a thread. */
  readonly thread: string | null
  /** The message that is answered: under it stands that we are at work. */
  readonly ts: string | null
  /** The message whose button was pressed: it may be redrawn. */
  readonly card: string | null
  /** Pressed on the home page: that is redrawn. */
  readonly home: boolean
  /** Seconds, as Slack counts: nothing about the event was sent before. */
  readonly since: string
}

export function slackPlace(user: string, rest: Partial<Omit<SlackPlace, 'user'>>): Place {
  const place: SlackPlace = {
    user,
    channel: null,
    thread: null,
    ts: null,
    card: null,
    home: false,
    since: '0',
    ...rest,
  }
  return { ...place }
}

export function readPlace(place: Place): SlackPlace {
  const text = (name: string): string | null => {
    const value = place[name]
    return typeof value === 'string' ? value : null
  }
  return {
    user: text('user') ?? '',
    channel: text('channel'),
    thread: text('thread'),
    ts: text('ts'),
    card: text('card'),
    home: place['home'] === true,
    since: text('since') ?? '0',
  }
}

/** What is answered one after another: a thread, or everything that is said directly to the bot outside of one. */
export function orderKeyOf(user: string, channel: string | null, thread: string | null): string {
  if (channel === null || (thread === null && isDirect(channel))) return `direct:${user}`
  return thread === null ? channel : `${channel}:${thread}`
}

/** Direct messages of two have ids that begin with D; those of several are read along by others. */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D')
}
