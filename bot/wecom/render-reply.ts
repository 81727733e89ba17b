/**
 * A Reply as messages of WeCom, in order: its words in as many parts as they need, pictures, cards. Pure. The first
 * part ends the stream that was opened for the question, where there is one. Cards only in a chat of two: in a group
 * everybody could press what is one person's.
 */
import type { TemplateCard } from '@wecom/aibot-node-sdk'
import type { ReplyPart } from '../../assistant/turn.ts'
import { message } from '../../core/messages.ts'
import type { Outgoing, Place, RenderedMessage } from '../channel.ts'
import { cardsOf } from './cards.ts'
import { splitMarkdown } from './split-markdown.ts'
import { answerAsMarkup, asMarkup } from './wecom-markdown.ts'
import { readPlace } from './wecom-place.ts'

export type WecomMessage =
  /** `first`: may be the last word of a stream, or a welcome. */
  | {
      readonly kind: 'words'
      readonly text: string
      readonly first: boolean
      readonly pictures: readonly Buffer[]
    }
  | { readonly kind: 'picture'; readonly png: Buffer }
  | { readonly kind: 'card'; readonly card: TemplateCard }

/** Of one message. */
const MOST_PICTURES = 10
const LARGEST_PICTURE = 10 * 1024 * 1024

export function renderReply(outgoing: Outgoing, at: Place): readonly RenderedMessage[] {
  const place = readPlace(at)
  const { reply, locale } = outgoing
  const words = [
    ...(place.unread === 'pictures' ? [message(locale, 'wecom_pictures_unread')] : []),
    ...(place.unread === 'video' ? [message(locale, 'wecom_video_unread')] : []),
    ...(place.unread === 'video' ? [] : reply.parts.map((part) => wordsOf(part, outgoing))),
    ...followUps(outgoing, place.shared === true),
  ].filter((one) => one.trim() !== '')
  const text = words.join('\n\n')
  const cards = place.shared === true ? [] : cardsOf(outgoing)
  const pictures = [...outgoing.pictures.values()].filter((one) => one.length <= LARGEST_PICTURE)
  // In a stream they stand under the words; otherwise each is a message, so that each is sent once.
  const attached = place.streamId === undefined ? [] : pictures.slice(0, MOST_PICTURES)
  const messages: readonly WecomMessage[] = [
    ...splitMarkdown(text === '' ? message(locale, 'wecom_received') : text).map((part, index) => ({
      kind: 'words' as const,
      text: part,
      first: index === 0,
      pictures: index === 0 ? attached : [],
    })),
    ...pictures.slice(attached.length).map((png) => ({ kind: 'picture' as const, png })),
    ...cards.map((card) => ({ kind: 'card' as const, card })),
  ]
  return messages.map((one) => ({ ...one }))
}

function wordsOf(part: ReplyPart, { linkTo, locale }: Outgoing): string {
  return part.type === 'answer' ? answerAsMarkup(part.answer, linkTo, locale) : asMarkup(part.text, linkTo)
}

/** As a line where no card has them: in a group, and where our pages have no address. */
function followUps(outgoing: Outgoing, shared: boolean): readonly string[] {
  const { reply, locale } = outgoing
  const asked = reply.parts.flatMap((part) => (part.type === 'answer' ? part.answer.followUps : []))
  if (asked.length === 0) return []
  if (!shared && cardsOf(outgoing).some((card) => card.jump_list !== undefined)) return []
  return [`${message(locale, 'wecom_follow_ups')}: ${asked.join(locale === 'en' ? ' / ' : '；')}`]
}
