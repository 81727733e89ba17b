/**
 * Buttons and menus of replies and of the home page. A press is kept like a message and answered like one; what only
 * opens a form is done at once, since Slack lets a form open for three seconds.
 */
import type { App, BlockAction, RespondFn } from '@slack/bolt'
import type { FindCard } from '../../assistant/find-card.ts'
import { ASK, FEEDBACK, PICK, PRESS, type Press, readMenu, readPress } from './press-value.ts'
import { reasonForm } from './reason-form.ts'
import type { SlackDesk } from './slack-desk.ts'
import { isDirect, orderKeyOf, type SlackPlace, slackPlace } from './slack-place.ts'
import { visitForm } from './visit-form.ts'

interface PressedAction {
  readonly action_id: string
  readonly block_id: string
  readonly action_ts: string
  readonly value?: string
  readonly selected_option?: { readonly value?: string } | null
}

type Pressed = Pick<SlackPlace, 'channel' | 'thread' | 'card' | 'home'>

export function listenToButtons(app: App, desk: SlackDesk, findCard: FindCard): void {
  app.action(/^pharos_/u, async ({ action, body, ack, ...rest }) => {
    const pressed = action as unknown as PressedAction
    const at = whereOf(body as BlockAction)
    const tell = teller(desk, 'respond' in rest ? (rest.respond as RespondFn | undefined) : undefined)
    if (at === undefined) return ack()
    const user = body.user.id
    const trigger = (body as BlockAction).trigger_id
    if (pressed.action_id.startsWith(ASK)) return ask(pressed, user, at, ack, tell)
    const press = pressOf(pressed)
    if (press === undefined) return ack()
    if (press.action === 'draft_edit') {
      await ack()
      return openVisitForm(press, user, at, trigger, tell)
    }
    await keepPress(pressed, press, user, at, ack, tell)
    if (press.action === 'down') {
      const { say } = await desk.sayTo(user)
      desk.later('form', () =>
        desk.client.views.open({ trigger_id: trigger, view: reasonForm(press.turnId, say) }),
      )
    }
  })

  // Links that were opened, and buttons that we no longer have.
  app.action(/^(?!pharos_)/u, async ({ ack }) => ack())

  async function keepPress(
    pressed: PressedAction,
    press: Press,
    user: string,
    at: Pressed,
    ack: () => Promise<void>,
    tell: Tell,
  ): Promise<void> {
    const thumb = press.action === 'up' || press.action === 'down'
    try {
      await desk.keep({
        ...eventOf(pressed, user, at),
        content: {
          kind: 'press',
          turnId: press.turnId,
          action: press.action,
          values: press.values,
          ...(thumb ? { quiet: true } : {}),
        },
      })
    } catch {
      await ack()
      // Slack does not repeat a press: whoever pressed does.
      tell((await desk.sayTo(user)).say('slack_not_kept'))
      return
    }
    await ack()
    if (press.action === 'up') tell((await desk.sayTo(user)).say('action_done_feedback'))
  }

  /** A question that was offered is asked as if it had been typed. */
  async function ask(
    pressed: PressedAction,
    user: string,
    at: Pressed,
    ack: () => Promise<void>,
    tell: Tell,
  ): Promise<void> {
    try {
      await desk.keep({
        ...eventOf(pressed, user, { ...at, card: null }),
        content: { kind: 'message', text: pressed.value ?? '' },
      })
    } catch {
      tell((await desk.sayTo(user)).say('slack_not_kept'))
    }
    await ack()
  }

  async function openVisitForm(
    press: Press,
    user: string,
    at: Pressed,
    trigger: string,
    tell: Tell,
  ): Promise<void> {
    const { say } = await desk.sayTo(user)
    const person = await desk.findPerson(user)
    if (person.kind !== 'known') return tell(say('slack_stranger'))
    const id = press.values['draftId']
    const card = typeof id === 'string' ? await findCard(id, person.reader) : undefined
    if (card === undefined || card.state !== 'open') return tell(say('slack_draft_gone'))
    const key = { turnId: press.turnId, draftId: card.id, revision: card.revision, ...at }
    try {
      await desk.client.views.open({ trigger_id: trigger, view: visitForm(card, key, say) })
    } catch (error) {
      tell(say('slack_form_failed'))
      throw error
    }
  }
}

type Tell = (word: string) => void

/** A word that only this person sees; on the home page there is no place for one. */
function teller(desk: SlackDesk, respond: RespondFn | undefined): Tell {
  return (text) => {
    if (respond === undefined) return
    desk.later('tell', () => respond({ response_type: 'ephemeral', replace_original: false, text }))
  }
}

function pressOf(pressed: PressedAction): Press | undefined {
  if (pressed.action_id.startsWith(PICK)) {
    const picked = pressed.selected_option?.value
    return picked === undefined ? undefined : readMenu(pressed.block_id, picked)
  }
  const ours = pressed.action_id.startsWith(PRESS) || pressed.action_id === FEEDBACK
  return ours && pressed.value !== undefined ? readPress(pressed.value) : undefined
}

/** Undefined in a form: what is picked there counts when it is sent. */
function whereOf(body: BlockAction): Pressed | undefined {
  if (body.view !== undefined) {
    return body.view.type === 'home' ? { channel: null, thread: null, card: null, home: true } : undefined
  }
  const channel = body.channel?.id
  const ts = body.message?.ts
  if (channel === undefined || ts === undefined) return undefined
  const thread = (body.message as { thread_ts?: string } | undefined)?.thread_ts ?? null
  return { channel, thread: thread ?? (isDirect(channel) ? null : ts), card: ts, home: false }
}

function eventOf(pressed: PressedAction, user: string, at: Pressed) {
  return {
    eventId: `press:${pressed.action_ts}:${user}:${at.card ?? 'home'}`,
    orderKey: orderKeyOf(user, at.channel, at.thread),
    personId: user,
    shared: at.channel !== null && !isDirect(at.channel),
    place: slackPlace(user, { ...at, since: pressed.action_ts.split('.')[0] ?? '0' }),
  }
}
