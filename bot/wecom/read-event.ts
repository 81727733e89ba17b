/**
 * An event callback as an event of the inbox: somebody opened the chat, pressed a button of a card, or gave a thumb.
 * Pure. What is nobody's business (a thumb taken back, a button that is not ours) is undefined.
 */
import type { EventMessage } from '@wecom/aibot-node-sdk'
import { message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import type { IncomingContent, IncomingEvent } from '../channel.ts'
import { type CardKey, readCardKey } from './card-key.ts'
import type { ReceivedFrame } from './read-message.ts'
import { toPlace, type WecomPlace } from './wecom-place.ts'

export interface ReadEvent {
  readonly event: IncomingEvent
  /** Of a card that has to be redrawn at once. */
  readonly pressed?: { readonly key: CardKey; readonly taskId: string }
}

interface EventBody {
  readonly eventtype?: string
  readonly template_card_event?: CardEvent
  readonly feedback_event?: FeedbackEvent
}

interface CardEvent {
  readonly event_key?: string
  readonly task_id?: string
  readonly selected_items?: { readonly selected_item?: readonly SelectedItem[] }
}

interface SelectedItem {
  readonly question_key?: string
  readonly option_ids?: { readonly option_id?: readonly string[] }
}

interface FeedbackEvent {
  readonly id?: string
  /** 1 accurate, 2 not accurate, 3 taken back. */
  readonly type?: number
  readonly content?: string
  readonly inaccurate_reason_list?: readonly (number | string)[]
}

const VERDICTS: Readonly<Record<number, string>> = { 1: 'up', 2: 'down' }

/** `turnOf`: the reply to the message that a thumb names. */
export async function readEvent(
  body: EventMessage,
  frame: ReceivedFrame,
  turnOf: (messageId: string) => Promise<string | undefined>,
  locale: Locale,
): Promise<ReadEvent | undefined> {
  const personId = body.from?.userid
  if (typeof body.msgid !== 'string' || body.msgid === '' || typeof personId !== 'string') return undefined
  const shared = body.chattype === 'group' && typeof body.chatid === 'string'
  const chatId = shared ? body.chatid! : personId
  const event = body.event as EventBody
  const base = {
    chatId,
    userId: personId,
    reqId: frame.reqId,
    connection: frame.connection,
    at: frame.at.getTime(),
    ...(shared ? { shared } : {}),
  }
  const made = (kind: WecomPlace['kind'], orderKey: string, content: IncomingContent): IncomingEvent => ({
    channel: 'wecom',
    eventId: body.msgid,
    orderKey,
    personId,
    shared,
    place: toPlace({ kind, ...base }),
    content,
  })
  switch (event.eventtype) {
    case 'enter_chat':
      // Not in the line of the chat: a welcome is welcome for five seconds.
      return { event: made('enter', `enter ${chatId}`, { kind: 'enter' }) }
    case 'template_card_event': {
      const card = cardOf(body, event)
      const key = readCardKey(card.event_key)
      if (key === undefined) return undefined
      const answers = answersOf(card)
      const values = { ...key.values, ...(answers === undefined ? {} : { answers }) }
      const { turnId, action } = key
      return {
        event: made('press', chatId, { kind: 'press', turnId, action, values }),
        ...(card.task_id === undefined ? {} : { pressed: { key, taskId: card.task_id } }),
      }
    }
    case 'feedback_event': {
      const feedback = event.feedback_event ?? {}
      const action = VERDICTS[feedback.type ?? 0]
      const turnId = action === undefined || feedback.id === undefined ? undefined : await turnOf(feedback.id)
      if (action === undefined || turnId === undefined) return undefined
      const reason = reasonOf(feedback, locale)
      const values = reason === '' ? {} : { reason }
      // Beside the line of the chat, too: nothing is said about it.
      const content = { kind: 'press', turnId, action, values, quiet: true } as const
      return { event: made('feedback', `feedback ${feedback.id}`, content) }
    }
    default:
      return undefined
  }
}

/** The SDK's types have the fields on the event itself, the platform's page under its name. */
function cardOf(body: EventMessage, event: EventBody): CardEvent {
  return event.template_card_event ?? (body.event as CardEvent)
}

/** Question -> choice, of a card with selections. */
function answersOf(card: CardEvent): Readonly<Record<string, string>> | undefined {
  const items = card.selected_items?.selected_item ?? []
  const pairs = items.flatMap(({ question_key: key, option_ids: ids }) => {
    const chosen = ids?.option_id?.[0]
    return key === undefined || chosen === undefined ? [] : [[key, chosen] as const]
  })
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs)
}

function reasonOf({ content, inaccurate_reason_list: list }: FeedbackEvent, locale: Locale): string {
  const reasons = (list ?? []).flatMap((one: unknown) => {
    if (one === 1 || one === 2 || one === 3 || one === 4) return [message(locale, `wecom_feedback_${one}`)]
    return typeof one === 'string' && one !== '' ? [one] : []
  })
  const said = typeof content === 'string' ? content.trim() : ''
  return [reasons.join(locale === 'en' ? ', ' : '、'), said].filter((one) => one !== '').join(': ')
}
