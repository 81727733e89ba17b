/** Draws the home page of a person, as it stands at that moment; the same again is the same page. */
import type { ChannelLinks } from '../../access/channel-links.ts'
import { draftActions } from '../../assistant/note-skill.ts'
import { taskButtons } from '../../assistant/task-skill.ts'
import type { Today } from '../../assistant/today.ts'
import { message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import { homeView, strangersHome } from './home-view.ts'
import type { SlackClient } from './slack-client.ts'

export interface PublishHome {
  /** `line`: what a button of the page has done. Throws as calls to Slack do. */
  publish(user: string, line: string | null): Promise<void>
  /** Whether the person has looked at the page since this process began: then it is kept up to date. */
  seen(user: string): boolean
}

const REMEMBERED = 5_000

export function createPublishHome(deps: {
  readonly client: SlackClient
  readonly links: Pick<ChannelLinks, 'find'>
  readonly today: Today
  readonly publicUrl: () => string | null
  readonly locale: Locale
}): PublishHome {
  const { client, links, today } = deps
  const looked = new Set<string>()

  async function viewOf(user: string, line: string | null) {
    const person = await links.find('slack', user)
    if (person.kind !== 'known') return strangersHome(message(deps.locale, `channel_${person.kind}`))
    const { locale } = person.user
    const labels = { task: taskButtons(locale), draft: draftActions(locale) }
    return homeView(await today(person.reader, 'slack'), { locale, line, url: deps.publicUrl(), labels })
  }

  return {
    async publish(user, line) {
      if (looked.size >= REMEMBERED) looked.clear()
      looked.add(user)
      await client.views.publish({ user_id: user, view: await viewOf(user, line) })
    },
    seen: (user) => looked.has(user),
  }
}
