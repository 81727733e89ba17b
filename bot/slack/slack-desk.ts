/**
 * What every listener has at hand: keeping an event, a courtesy that nobody waits for, and the language of a person.
 * A listener reads what Slack sends and decides nothing about it.
 */
import type { ChannelLinks, FoundPerson } from '../../access/channel-links.ts'
import { toAppError } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import { type MessageKey, message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import type { IncomingEvent, Receive } from '../channel.ts'
import { platformError } from './call-failure.ts'
import type { SlackClient } from './slack-client.ts'

export type Say = (key: MessageKey, params?: Readonly<Record<string, string | number>>) => string

export interface SlackDesk {
  readonly client: SlackClient
  /** Resolves when it is kept. Throws where it is not: then it is not acknowledged. */
  keep(event: Omit<IncomingEvent, 'channel'>): Promise<'new' | 'known'>
  /** Done beside the answer; a failure is logged and nothing else. */
  later(what: string, work: () => Promise<unknown>): void
  findPerson(user: string): Promise<FoundPerson>
  /** In the person's language, in the company's where the person is not known. */
  sayTo(user: string): Promise<{ readonly say: Say; readonly locale: Locale }>
  settle(): Promise<void>
}

export function createSlackDesk(deps: {
  readonly client: SlackClient
  readonly receive: Receive
  readonly links: Pick<ChannelLinks, 'find'>
  readonly log: Log
  readonly locale: Locale
}): SlackDesk {
  const { log } = deps
  const works = new Set<Promise<void>>()
  const findPerson = (user: string) => deps.links.find('slack', user)

  return {
    client: deps.client,
    keep: (event) => deps.receive({ channel: 'slack', ...event }),

    later(what, work) {
      const done = work()
        .then(() => {})
        .catch((error: unknown) => {
          log.warn('slack.courtesy_failed', { what, code: platformError(error) ?? toAppError(error).code })
        })
        .finally(() => works.delete(done))
      works.add(done)
    },

    findPerson,

    async sayTo(user) {
      // An acknowledgement in the wrong language is better than none.
      const person = await findPerson(user).catch(() => undefined)
      const locale = person?.kind === 'known' ? person.user.locale : deps.locale
      return { locale, say: (key, params = {}) => message(locale, key, params) }
    },

    async settle() {
      await Promise.all(works)
    },
  }
}
