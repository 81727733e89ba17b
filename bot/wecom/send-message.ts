/**
 * One rendered message to WeCom, and what became of it. The last word of a stream and a card are safe to repeat: the
 * stream's id replaces, a task id is taken once. A plain push can neither be looked up nor be told apart from its
 * repetition, so one whose acknowledgement was lost is sent again with a word that it may be there twice: to read an
 * answer twice harms nobody, not to get it does.
 */
import { createHash } from 'node:crypto'
import type { SendMsgBody } from '@wecom/aibot-node-sdk'
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/log.ts'
import { localeOf, message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import type { SendMark, SendOutcome } from '../channel.ts'
import {
  BUSY,
  FOR_GOOD,
  failureCode,
  readFailure,
  TASK_ID_TAKEN,
  TOO_OFTEN,
  type WecomFailure,
} from './read-failure.ts'
import type { WecomMessage } from './render-reply.ts'
import type { WecomLink } from './wecom-connection.ts'
import type { WecomPlace } from './wecom-place.ts'
import type { WecomStreams } from './wecom-streams.ts'

export type SendMessage = (
  link: WecomLink,
  place: WecomPlace,
  message: WecomMessage,
  mark: SendMark,
) => Promise<SendOutcome>

/** A welcome may be said for five seconds, some of which are under way. */
const WELCOME_MS = 4_000
/** Later than this nobody is welcomed any more. */
const WELCOME_LATEST_MS = 300_000
const SOON_MS = 2_000
/** Thirty messages a minute to a chat. */
const TOO_OFTEN_PAUSE_MS = 20_000

export function createSendMessage(deps: {
  readonly clock: Clock
  readonly log: Log
  readonly locale: Locale
  readonly streams: Pick<WecomStreams, 'finish'>
}): SendMessage {
  const { clock, log, streams } = deps

  const later = (code: string, milliseconds: number): SendOutcome => ({
    kind: 'later',
    after: new Date(clock.now().getTime() + milliseconds),
    code,
  })

  function outcomeOf(failure: WecomFailure): SendOutcome {
    const code = failureCode(failure)
    if (failure.kind === 'unknown') return { kind: 'unknown', code }
    if (failure.kind === 'not_sent') return later(code, SOON_MS)
    if (TOO_OFTEN.has(failure.errcode)) return later(code, TOO_OFTEN_PAUSE_MS)
    if (BUSY.has(failure.errcode)) return later(code, SOON_MS)
    return FOR_GOOD.has(failure.errcode) ? { kind: 'refused', code } : later(code, SOON_MS)
  }

  async function push(link: WecomLink, place: WecomPlace, body: SendMsgBody): Promise<SendOutcome> {
    try {
      await link.client.sendMessage(place.chatId, body)
      return { kind: 'sent', remoteId: null }
    } catch (error) {
      return outcomeOf(readFailure(error))
    }
  }

  async function pushPicture(link: WecomLink, place: WecomPlace, png: Buffer): Promise<SendOutcome> {
    let media: string
    try {
      const uploaded = await link.client.uploadMedia(png, { type: 'image', filename: 'chart.png' })
      media = uploaded.media_id
    } catch (error) {
      // Nobody sees an upload.
      return later(failureCode(readFailure(error)), SOON_MS)
    }
    return push(link, place, { msgtype: 'image', image: { media_id: media } })
  }

  async function welcome(link: WecomLink, place: WecomPlace, text: string): Promise<SendOutcome | undefined> {
    const age = clock.now().getTime() - (place.at ?? 0)
    if (age > WELCOME_LATEST_MS) return { kind: 'refused', code: 'welcome_too_late' }
    if (age > WELCOME_MS || place.connection !== link.id) return undefined
    try {
      const frame = { headers: { req_id: place.reqId ?? '' } }
      await link.client.replyWelcome(frame, { msgtype: 'text', text: { content: text } })
      return { kind: 'sent', remoteId: null }
    } catch (error) {
      const failure = readFailure(error)
      return failure.kind === 'refused' ? undefined : outcomeOf(failure)
    }
  }

  async function words(
    link: WecomLink,
    place: WecomPlace,
    said: Extract<WecomMessage, { kind: 'words' }>,
    mark: SendMark,
  ): Promise<SendOutcome> {
    const { text, first, pictures } = said
    if (first && place.kind === 'enter' && !mark.uncertain) {
      const outcome = await welcome(link, place, text)
      if (outcome !== undefined) return outcome
    }
    if (first) {
      const items = pictures.map((png) => ({
        msgtype: 'image' as const,
        image: { base64: png.toString('base64'), md5: createHash('md5').update(png).digest('hex') },
      }))
      const finished = await streams.finish(link, place, text, items)
      if (finished.kind === 'sent') return { kind: 'sent', remoteId: place.streamId ?? null }
      if (finished.kind === 'failed') return outcomeOf(finished.failure)
    }
    const twice = message(localeOf(text, deps.locale), 'channel_maybe_twice')
    const content = mark.uncertain ? `${text}\n\n${twice}` : text
    const outcome = await push(link, place, { msgtype: 'markdown', markdown: { content } })
    if (outcome.kind === 'sent') {
      // The words are there and say it all; a picture that is lost now is not worth saying them twice.
      for (const png of pictures) {
        const shown = await pushPicture(link, place, png)
        if (shown.kind !== 'sent') log.warn('wecom.picture_lost', { messageId: mark.id, code: shown.code })
      }
    }
    return outcome
  }

  return async (link, place, said, mark) => {
    if (said.kind === 'words') return words(link, place, said, mark)
    if (said.kind === 'picture') return pushPicture(link, place, said.png)
    const card = { ...said.card, task_id: `pharos-${mark.id}` }
    const outcome = await push(link, place, { msgtype: 'template_card', template_card: card })
    // Only this very message can have taken its id.
    return 'code' in outcome && outcome.code === `wecom_${TASK_ID_TAKEN}`
      ? { kind: 'sent', remoteId: card.task_id }
      : outcome
  }
}
