/**
 * Sends one message, and says what became of it. Exactly once: the message carries its id as metadata, and is looked
 * for before it is sent again where nobody knows whether it arrived. Redrawing a card or the home page gives the same
 * however often it is done.
 */
import type { types } from '@slack/bolt'
import type { Clock } from '../../core/clock.ts'
import { message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import type { SendMark, SendOutcome } from '../channel.ts'
import { plainText } from './button-blocks.ts'
import { platformError, readCallFailure } from './call-failure.ts'
import { cutText } from './cut-text.ts'
import { findSent, REPLY_EVENT } from './find-sent.ts'
import { wordsOf } from './pack-blocks.ts'
import type { People } from './people.ts'
import type { PublishHome } from './publish-home.ts'
import type { SlackClient } from './slack-client.ts'
import type { SlackMessage } from './slack-message.ts'
import type { SlackPlace } from './slack-place.ts'
import { uploadPicture } from './upload-picture.ts'

export interface SendMessageDeps {
  readonly client: SlackClient
  readonly people: People
  readonly home: PublishHome
  readonly clock: Clock
  readonly locale: Locale
}

export type SendMessage = (place: SlackPlace, shown: SlackMessage, mark: SendMark) => Promise<SendOutcome>

type Post = Extract<SlackMessage, { kind: 'post' | 'redraw' }>
type Blocks = readonly types.KnownBlock[]

/** Words in place of blocks that were not taken; Slack cuts messages at 40,000. */
const LONGEST_TEXT = 12_000
/** The card is gone, or too old to be changed. */
const NO_CARD = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'update_failed',
  'is_inactive',
])

export function createSendMessage(deps: SendMessageDeps): SendMessage {
  const { client, clock } = deps

  return async (place, shown, mark) => {
    try {
      if (shown.kind === 'home') {
        await deps.home.publish(place.user, shown.text === '' ? null : shown.text)
        return { kind: 'sent', remoteId: null }
      }
      const channel = place.channel ?? (await deps.people.openDirect(place.user))
      if (channel === undefined) return { kind: 'refused', code: 'no_direct_messages' }
      if (shown.kind === 'redraw' && place.card !== null) {
        const redrawn = await redraw(channel, place.card, shown)
        if (redrawn !== undefined) return redrawn
      }
      return await post(channel, place, shown, mark)
    } catch (error) {
      return failed(error)
    }
  }

  /** Undefined where there is no card to draw on. */
  async function redraw(channel: string, card: string, shown: Post): Promise<SendOutcome | undefined> {
    try {
      // Without metadata: those that the message was sent with stay, by which it may still be looked for.
      await client.chat.update({ channel, ts: card, text: shown.text, blocks: [...shown.blocks] })
      return { kind: 'sent', remoteId: card }
    } catch (error) {
      if (NO_CARD.has(platformError(error) ?? '')) return undefined
      const failure = readCallFailure(error, clock.now())
      return failure.kind === 'malformed' ? undefined : failure
    }
  }

  async function post(channel: string, place: SlackPlace, shown: Post, mark: SendMark): Promise<SendOutcome> {
    let twice: Blocks = []
    if (mark.uncertain) {
      const at = { channel, thread: place.thread, since: place.since }
      const found = await findSent(client, mark.id, at, clock.now())
      if (found.kind === 'found') return { kind: 'sent', remoteId: found.ts }
      if (found.kind === 'failed') return asUnsure(found.failure)
      // Better said twice, with a word about it, than not at all.
      if (found.kind === 'blind') {
        twice = [{ type: 'context', elements: [plainText(message(deps.locale, 'channel_maybe_twice'), 200)] }]
      }
    }
    const blocks = [...(await withPictures(shown)), ...twice]
    try {
      return await call(channel, place, mark, { text: shown.text, blocks })
    } catch (error) {
      const failure = readCallFailure(error, clock.now())
      if (failure.kind !== 'malformed') return failure
      return inWords(channel, place, mark, shown)
    }
  }

  /** Slack took no part of it: the words alone are taken always. */
  async function inWords(
    channel: string,
    place: SlackPlace,
    mark: SendMark,
    shown: Post,
  ): Promise<SendOutcome> {
    const text = cutText(escaped(wordsOf(shown.blocks)), LONGEST_TEXT)[0] ?? shown.text
    try {
      return await call(channel, place, mark, { text })
    } catch (error) {
      return failed(error)
    }
  }

  async function call(
    channel: string,
    place: SlackPlace,
    mark: SendMark,
    said: { readonly text: string; readonly blocks?: Blocks },
  ): Promise<SendOutcome> {
    const { ts } = await client.chat.postMessage({
      channel,
      ...(place.thread === null ? {} : { thread_ts: place.thread }),
      text: said.blocks === undefined ? said.text : escaped(said.text),
      ...(said.blocks === undefined ? {} : { blocks: [...said.blocks] }),
      metadata: { event_type: REPLY_EVENT, event_payload: { id: mark.id } },
      unfurl_links: false,
      unfurl_media: false,
    })
    return { kind: 'sent', remoteId: ts ?? null }
  }

  /** A picture that cannot be had is left out: the words say the same. */
  async function withPictures(shown: Post): Promise<Blocks> {
    const blocks: types.KnownBlock[] = [...shown.blocks]
    for (const picture of shown.pictures.toReversed()) {
      try {
        const id = await uploadPicture(client, picture)
        blocks.splice(picture.at, 0, { type: 'image', slack_file: { id }, alt_text: picture.alt })
      } catch (error) {
        const failure = readCallFailure(error, clock.now())
        if (failure.kind === 'later' && failure.code === 'rate_limited') throw error
      }
    }
    return blocks
  }

  function failed(error: unknown): SendOutcome {
    const failure = readCallFailure(error, clock.now())
    return failure.kind === 'malformed' ? { kind: 'refused', code: failure.code } : failure
  }

  /** It may have arrived, and could not be looked for. */
  function asUnsure(failure: ReturnType<typeof readCallFailure>): SendOutcome {
    if (failure.kind === 'later' || failure.kind === 'refused') return failure
    return { kind: 'unknown', code: failure.code }
  }
}

/** In a text outside of blocks `<`, `>` and `&` mean something. */
function escaped(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;')
}
