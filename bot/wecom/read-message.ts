/**
 * A message callback as an event of the inbox: text, what the platform heard of a voice, pictures and files, single
 * chat or group. Pure. A kind that nobody knows yet arrives without words, and is answered so.
 */
import { createHash } from 'node:crypto'
import type { BaseMessage, QuoteContent } from '@wecom/aibot-node-sdk'
import { message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import type { IncomingEvent, IncomingFile } from '../channel.ts'
import { toPlace, type WecomPlace } from './wecom-place.ts'

export interface ReceivedFrame {
  readonly reqId: string
  /** Of the connection that it came by. */
  readonly connection: string
  readonly at: Date
}

interface Part {
  readonly msgtype?: string
  readonly text?: { readonly content?: string }
  readonly voice?: { readonly content?: string }
  readonly image?: Media
  readonly file?: Media
  readonly video?: Media
  readonly mixed?: { readonly msg_item?: readonly Part[] }
}

interface Media {
  readonly url?: string
  readonly aeskey?: string
  readonly filename?: string
  readonly file_size?: number
}

/** Words that point at what is quoted and mean nothing without it; so does a message of a few characters. */
const POINTS =
  /^(?:请|麻烦|帮忙?|帮我|能)?.{0,6}(?:这个|这条|这段|这些|上面|以上|刚才|此|看看|记录|记一下|登记|整理|回答|this|that|above|it)/iu
const SHORT = 8
const LONGEST_ASIDE = 120
const LONGEST_QUOTE = 2_000

/** Undefined for a body that names no message or no sender. */
export function readMessage(
  body: BaseMessage,
  frame: ReceivedFrame,
  locale: Locale,
): IncomingEvent | undefined {
  const personId = body.from?.userid
  if (!isText(body.msgid) || !isText(personId)) return undefined
  const shared = body.chattype === 'group'
  const part = body as Part
  const own = stripMention(textOf(part), shared)
  const files = filesOf(part, body.msgid, locale)
  const text = withQuote(own, body.quote, shared)
  const chatId = shared && isText(body.chatid) ? body.chatid : personId
  const unread = unreadOf(part, own)
  const place: WecomPlace = {
    kind: 'message',
    chatId,
    userId: personId,
    reqId: frame.reqId,
    streamId: streamIdOf(body.msgid),
    feedbackId: body.msgid,
    connection: frame.connection,
    at: frame.at.getTime(),
    ...(shared ? { shared } : {}),
    ...(unread === undefined ? {} : { unread }),
  }
  return {
    channel: 'wecom',
    eventId: body.msgid,
    orderKey: chatId,
    personId,
    shared,
    place: toPlace(place),
    content: { kind: 'message', text, ...(files.length === 0 ? {} : { files }) },
  }
}

/** Of the message's id, so that a second delivery after a crash goes on with the same stream. */
export function streamIdOf(msgId: string): string {
  return `pharos_${createHash('sha256').update(msgId).digest('hex').slice(0, 32)}`
}

function textOf(part: Part): string {
  if (part.msgtype === 'text') return part.text?.content ?? ''
  if (part.msgtype === 'voice') return part.voice?.content ?? ''
  if (part.msgtype === 'mixed') {
    return (part.mixed?.msg_item ?? []).map(textOf).filter(isText).join('\n')
  }
  return ''
}

/** Pictures beside words illustrate them; alone they may be a page that somebody photographed. */
function filesOf(part: Part, msgId: string, locale: Locale): readonly IncomingFile[] {
  const tail = msgId.replace(/[^\w-]/gu, '').slice(-8)
  if (part.msgtype === 'file') {
    return toFile(part.file, `${message(locale, 'wecom_file')}-${tail}`, 'application/octet-stream')
  }
  const pictures =
    part.msgtype === 'image'
      ? [part]
      : part.msgtype === 'mixed' && !isText(textOf(part).trim())
        ? (part.mixed?.msg_item ?? []).filter((one) => one.msgtype === 'image')
        : []
  return pictures.flatMap(({ image }, at) =>
    toFile(image, `${message(locale, 'wecom_picture')}-${tail}-${at + 1}`, 'image/*'),
  )
}

function toFile(media: Media | undefined, name: string, mediaType: string): readonly IncomingFile[] {
  if (!isText(media?.url)) return []
  return [
    {
      name: isText(media.filename) ? media.filename : name,
      mediaType,
      size: typeof media.file_size === 'number' ? media.file_size : null,
      ref: {
        url: media.url,
        ...(media.aeskey === undefined ? {} : { aeskey: media.aeskey }),
        ...(isText(media.filename) ? { named: true } : {}),
      },
    },
  ]
}

function unreadOf(part: Part, own: string): WecomPlace['unread'] {
  if (part.msgtype === 'video') return 'video'
  const pictures = (part.mixed?.msg_item ?? []).some((one) => one.msgtype === 'image')
  return part.msgtype === 'mixed' && pictures && own !== '' ? 'pictures' : undefined
}

/** In a group the bot hears only what names it; the name is not part of what is said. */
function stripMention(text: string, shared: boolean): string {
  const said = text.trim()
  if (!shared) return said
  return said
    .replace(/^@[^\s\u2005]+(?:[\s\u2005]+|$)/u, '')
    .replace(/(?:^|[\s\u2005]+)@[^\s\u2005]+$/u, '')
    .trim()
}

function withQuote(own: string, quote: QuoteContent | undefined, shared: boolean): string {
  if (quote === undefined || quote === null) return own
  const quoted = stripMention(textOf(quote as Part), shared)
  if (quoted === '') return own
  const needs = own.length <= SHORT || POINTS.test(own)
  if (!needs && quoted.length > LONGEST_ASIDE) return own
  return `${quoted.slice(0, LONGEST_QUOTE)}\n${own}`.trim()
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
