/**
 * Slash commands and the shortcut on a message: what the text is for is said by the command. The answer comes in the
 * direct messages, wherever the command was typed; a word that only the person sees says so at once. A command
 * without words opens a form for them.
 */
import type { App } from '@slack/bolt'
import type { IncomingContent } from '../channel.ts'
import { composeForm } from './compose-form.ts'
import { readText } from './read-text.ts'
import type { SlackDesk } from './slack-desk.ts'
import { orderKeyOf, slackPlace } from './slack-place.ts'

export type Purpose = NonNullable<Extract<IncomingContent, { kind: 'message' }>['purpose']>

/** A workspace may have put something before a name that is taken: `/pharos-ask`. Slack has a `/remind` of its own. */
const COMMAND = /^\/(?:[^\s/]*[-_])?(ask|visit|remind|reminder|summary)$/u
const PURPOSES: Readonly<Record<string, Purpose>> = {
  ask: 'question',
  visit: 'note',
  remind: 'task',
  reminder: 'task',
  summary: 'summary',
}

export function listenToCommands(app: App, desk: SlackDesk): void {
  app.command(COMMAND, async ({ command, ack }) => {
    const { user_id: user, trigger_id: trigger } = command
    const purpose = PURPOSES[COMMAND.exec(command.command)?.[1] ?? ''] ?? 'question'
    const text = readText(command.text ?? '', undefined)
    const { say } = await desk.sayTo(user)
    const tell = (word: string) => ack({ response_type: 'ephemeral', text: word })
    if (text === '') {
      await ack()
      desk.later('form', () =>
        desk.client.views.open({ trigger_id: trigger, view: composeForm(purpose, say) }),
      )
      return
    }
    try {
      await keepWords(desk, `command:${trigger}`, user, text, purpose)
    } catch {
      // Slack does not repeat a command: whoever typed it does.
      await tell(say('slack_not_kept'))
      return
    }
    await tell(say(purpose === 'note' ? 'slack_draft_in_private' : 'slack_answer_in_private'))
  })

  app.shortcut({ callback_id: 'log_visit', type: 'message_action' }, async ({ shortcut, ack, respond }) => {
    const user = shortcut.user.id
    const text = readText(shortcut.message.text ?? '', undefined)
    const { say } = await desk.sayTo(user)
    const tell = (word: string) =>
      desk.later('tell', () => respond({ response_type: 'ephemeral', replace_original: false, text: word }))
    await ack()
    if (text === '') return tell(say('slack_no_words'))
    try {
      await keepWords(desk, `shortcut:${shortcut.trigger_id}`, user, text, 'note')
    } catch {
      return tell(say('slack_not_kept'))
    }
    tell(say('slack_draft_in_private'))
  })
}

/** Words that are answered in the direct messages. */
export function keepWords(
  desk: SlackDesk,
  eventId: string,
  user: string,
  text: string,
  purpose: Purpose,
): Promise<'new' | 'known'> {
  return desk.keep({
    eventId,
    orderKey: orderKeyOf(user, null, null),
    personId: user,
    shared: false,
    place: slackPlace(user, { since: String(Math.floor(Date.now() / 1000) - 60) }),
    content: { kind: 'message', text, purpose },
  })
}
