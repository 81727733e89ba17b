/** Forms that were sent: a changed visit, the reason for a thumb down, the words of a command. */
import type { App } from '@slack/bolt'
import type { FindCard } from '../../assistant/find-card.ts'
import { COMPOSE_FORM, readComposeForm } from './compose-form.ts'
import { keepWords } from './listen-to-commands.ts'
import { type FormValues, readVisitForm, readVisitFormKey } from './read-visit-form.ts'
import { REASON_FORM, readReasonForm } from './reason-form.ts'
import type { SlackDesk } from './slack-desk.ts'
import { isDirect, orderKeyOf, slackPlace } from './slack-place.ts'
import { VISIT_FORM, type VisitFormKey } from './visit-form.ts'

export function listenToForms(app: App, desk: SlackDesk, findCard: FindCard): void {
  app.view({ callback_id: VISIT_FORM, type: 'view_submission' }, async ({ view, body, ack }) => {
    const user = body.user.id
    const values = view.state.values as unknown as FormValues
    const fail = async (word: 'slack_not_kept' | 'slack_draft_gone' | 'slack_stranger'): Promise<void> => {
      const { say } = await desk.sayTo(user)
      const field = Object.keys(values)[0] ?? 'field'
      await ack({ response_action: 'errors', errors: { [field]: say(word) } })
    }
    const key = readVisitFormKey(view.private_metadata)
    if (key === undefined) return ack()
    try {
      const person = await desk.findPerson(user)
      if (person.kind !== 'known') return await fail('slack_stranger')
      const card = await findCard(key.draftId, person.reader)
      if (card === undefined) return await fail('slack_draft_gone')
      const change = readVisitForm(values, card, key)
      if (change !== undefined) await keepChange(`form:${view.id}:${view.hash}`, user, key, change)
    } catch {
      return fail('slack_not_kept')
    }
    await ack()
  })

  async function keepChange(
    eventId: string,
    user: string,
    key: VisitFormKey,
    values: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { turnId, channel, thread, card, home } = key
    await desk.keep({
      eventId,
      orderKey: orderKeyOf(user, channel, thread),
      personId: user,
      shared: channel !== null && !isDirect(channel),
      place: slackPlace(user, { channel, thread, card, home, since: moment() }),
      content: { kind: 'press', turnId, action: 'draft_change', values },
    })
  }

  app.view({ callback_id: REASON_FORM, type: 'view_submission' }, async ({ view, body, ack }) => {
    const user = body.user.id
    const { say } = await desk.sayTo(user)
    const reason = readReasonForm(view as never, say)
    try {
      await desk.keep({
        eventId: `form:${view.id}:${view.hash}`,
        orderKey: `reason:${user}`,
        personId: user,
        shared: false,
        place: slackPlace(user, { since: moment() }),
        content: {
          kind: 'press',
          turnId: view.private_metadata,
          action: 'down',
          values: { reason },
          quiet: true,
        },
      })
    } catch {
      return ack({ response_action: 'errors', errors: { kind: say('slack_not_kept') } })
    }
    await ack()
  })

  app.view({ callback_id: COMPOSE_FORM, type: 'view_submission' }, async ({ view, body, ack }) => {
    const user = body.user.id
    const { purpose, text, block } = readComposeForm(view as never)
    const { say } = await desk.sayTo(user)
    if (text === '') return ack({ response_action: 'errors', errors: { [block]: say('channel_empty') } })
    try {
      await keepWords(desk, `form:${view.id}:${view.hash}`, user, text, purpose)
    } catch {
      return ack({ response_action: 'errors', errors: { [block]: say('slack_not_kept') } })
    }
    await ack()
  })
}

/** Seconds, a little before now: clocks differ. */
function moment(): string {
  return String(Math.floor(Date.now() / 1000) - 60)
}
