/**
 * From an event to what is said about it. The story: who is it (a code, an address that the platform vouches for, or
 * a stranger, who learns nothing) -> what is wanted (a turn, a button, a sign-in link, a file) -> a Reply of the one
 * brain -> where it may be said: in a shared place only what everybody there may read, everything else in private.
 * Asked again after a crash it gives the same and does nothing twice: the turn has the event's id.
 */
import type { ChannelLinks, ChannelPerson, FoundPerson } from '../access/channel-links.ts'
import { CODE_PATTERN } from '../access/channel-links.ts'
import type { PageLinks } from '../access/page-links.ts'
import { LINK_MINUTES, type Tokens } from '../access/tokens.ts'
import type { Chart } from '../assistant/charts/chart-options.ts'
import type { DrawChart } from '../assistant/charts/draw-chart.ts'
import type { MayShare } from '../assistant/may-share.ts'
import type { TakeFile } from '../assistant/take-file.ts'
import type { PressAction, Reply, ReplyPart, TakeTurn } from '../assistant/turn.ts'
import { understand } from '../assistant/understand.ts'
import { AppError, toAppError } from '../core/errors.ts'
import { localeOf, type MessageKey, message, sayError } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import type { Transcribe } from '../core/transcriber.ts'
import type { Channel, IncomingContent, Outgoing, Place } from './channel.ts'
import type { ConversationOf } from './conversation-of.ts'
import type { LeasedEvent } from './inbox.ts'

export interface AnswerEventDeps {
  readonly links: Pick<ChannelLinks, 'find' | 'linkByEmail' | 'redeem'>
  readonly tokens: Pick<Tokens, 'issueLink'>
  readonly pageLinks: Pick<PageLinks, 'signer'>
  readonly takeTurn: TakeTurn
  readonly pressAction: PressAction
  readonly takeFile: TakeFile
  readonly mayShare: MayShare
  readonly drawChart: Pick<DrawChart, 'png'>
  readonly conversationOf: ConversationOf
  readonly transcribe?: Transcribe
  /** Of the web pages, without a slash at its end; null where it is not known. */
  readonly publicUrl: () => string | null
  /** Of those who are not known yet. */
  readonly locale: Locale
}

export interface PlacedReply {
  readonly place: Place
  readonly outgoing: Outgoing
}

/** Empty where nothing is to be said. Throws where it may be tried again; `last`: it may not. */
export type AnswerEvent = (
  event: LeasedEvent,
  channel: Channel,
  last: boolean,
) => Promise<readonly PlacedReply[]>

const BINDS = /^(?:绑定|绑定码|link|code)?[\s:：]*([A-HJKMNP-Z2-9]{4}-?[A-HJKMNP-Z2-9]{4})$/iu
const SIGNS_IN = /^(?:登录|登陆|登入|网页登录|登录网页|控制台|sign ?in|log ?in|console)[。.!！]*$/iu
const SOUND = /^audio\//u

type Message = Extract<IncomingContent, { kind: 'message' }>

export function createAnswerEvent(deps: AnswerEventDeps): AnswerEvent {
  return async (event, channel, last) => {
    try {
      return await answer(event, channel)
    } catch (error) {
      const failure = toAppError(error)
      if (failure.retry && !last) throw error
      // A thumb about something else, or from somebody else: nobody asked for a word.
      if (event.content.kind === 'press' && event.content.quiet === true) return []
      const person = await deps.links.find(event.channel, event.personId).catch(() => undefined)
      const locale = person?.kind === 'known' ? person.user.locale : deps.locale
      return [{ place: event.place, outgoing: await outgoing(sayFailure(event, failure, locale), locale) }]
    }
  }

  async function answer(event: LeasedEvent, channel: Channel): Promise<readonly PlacedReply[]> {
    const { content } = event
    const code = content.kind === 'message' ? BINDS.exec(content.text.trim())?.[1] : undefined
    if (code !== undefined && CODE_PATTERN.test(code)) {
      const bound = await bind(event, code)
      if (bound !== undefined) return [await plain(event, bound.text, bound.locale)]
    }
    const person = await personOf(event, channel)
    if (person.kind !== 'known') return unknown(event, `channel_${person.kind}`)
    if (content.kind === 'enter') {
      const { locale, name } = person.user
      return [await plain(event, message(locale, 'channel_welcome', { name }), locale)]
    }
    if (content.kind === 'press') return press(event, content, person)
    return converse(event, content, person, channel)
  }

  /** A button of one's own reply. What a thumb of the platform said is kept, and nothing is said about it. */
  async function press(
    event: LeasedEvent,
    content: Extract<IncomingContent, { kind: 'press' }>,
    { reader }: ChannelPerson,
  ): Promise<readonly PlacedReply[]> {
    const { turnId, action, values, quiet } = content
    const reply = await deps.pressAction({ turnId, action, values, reader })
    if (quiet === true) return []
    const said = await outgoing(reply, reader.locale, event.shared ? undefined : reader.userId)
    return [{ place: event.place, outgoing: { ...said, pressed: action } }]
  }

  async function converse(
    event: LeasedEvent,
    content: Message,
    person: ChannelPerson,
    channel: Channel,
  ): Promise<readonly PlacedReply[]> {
    const { reader } = person
    const files = content.files ?? []
    const heard = await hear(content, channel)
    const text = [content.text.trim(), ...heard].filter((one) => one !== '').join('\n')
    if (SIGNS_IN.test(text)) return signIn(event, person, channel)
    const documents = files.filter((file) => !SOUND.test(file.mediaType))
    if (documents.length > 0) return takeFiles(event, { ...content, text, files: documents }, person, channel)
    if (text === '') return [await plain(event, message(reader.locale, 'channel_empty'), reader.locale)]
    const conversation = await deps.conversationOf.find(event, reader.userId)
    const reply = await deps.takeTurn({
      id: event.id,
      text,
      reader,
      channel: event.channel,
      referenceTime: event.receivedAt,
      ...(conversation === undefined ? {} : { conversationId: conversation }),
      ...(content.purpose === undefined ? {} : { purpose: content.purpose }),
    })
    await deps.conversationOf.keep(event, reader.userId, reply.conversationId)
    const locale = localeOf(text, reader.locale)
    const said = heard.length === 0 ? reply : withHeard(reply, heard.join('\n'), locale)
    return place(event, said, { person, locale, channel, text })
  }

  /** In a shared place only what everybody there may read; the rest is said in private, with a word about it. */
  async function place(
    event: LeasedEvent,
    reply: Reply,
    to: {
      readonly person: ChannelPerson
      readonly locale: Locale
      readonly channel: Channel
      readonly text: string
    },
  ): Promise<readonly PlacedReply[]> {
    const { person, locale } = to
    const own = () => outgoing(reply, locale, person.user.id)
    if (!event.shared) return [{ place: event.place, outgoing: await own() }]
    const answers = reply.parts.flatMap((part) => (part.type === 'answer' ? [part.answer] : []))
    const personal = reply.parts.some((part) => !['answer', 'text', 'help'].includes(part.type))
    const asks = understand(to.text, { inConversation: false }).purpose === 'question'
    const restricted = !personal && asks && !(await deps.mayShare(answers))
    if (!personal && asks && !restricted)
      return [{ place: event.place, outgoing: await outgoing(reply, locale) }]
    return inPrivate(event, await own(), restricted ? 'channel_answer_in_private' : 'channel_in_private', to)
  }

  async function inPrivate(
    event: LeasedEvent,
    said: Outgoing,
    word: MessageKey,
    { locale, channel }: { readonly locale: Locale; readonly channel: Channel },
  ): Promise<readonly PlacedReply[]> {
    const chat = await channel.findPrivatePlace(event.personId)
    if (chat === undefined) return [await plain(event, message(locale, 'channel_no_private'), locale)]
    return [{ place: chat, outgoing: said }, await plain(event, message(locale, word), locale)]
  }

  async function signIn(
    event: LeasedEvent,
    { user }: ChannelPerson,
    channel: Channel,
  ): Promise<readonly PlacedReply[]> {
    const { locale } = user
    const base = deps.publicUrl()
    if (base === null) return [await plain(event, message(locale, 'channel_no_address'), locale)]
    const { token } = await deps.tokens.issueLink(user.id, user.id)
    const url = `${base}/sign-in?code=${encodeURIComponent(token)}`
    const said = await plain(
      event,
      message(locale, 'channel_sign_in', { url, minutes: LINK_MINUTES }),
      locale,
    )
    return event.shared ? inPrivate(event, said.outgoing, 'channel_in_private', { locale, channel }) : [said]
  }

  async function takeFiles(
    event: LeasedEvent,
    content: Message,
    person: ChannelPerson,
    channel: Channel,
  ): Promise<readonly PlacedReply[]> {
    const { reader } = person
    const parts: ReplyPart[] = []
    let last: Reply | undefined
    for (const [index, file] of (content.files ?? []).entries()) {
      const { name, mediaType } = file
      last = await deps.takeFile({
        id: `${event.id}:${index}`,
        reader,
        file: { name, mediaType },
        text: content.text,
      })
      parts.push(...last.parts)
    }
    const reply = { ...last!, parts }
    const said = await outgoing(reply, reader.locale, reader.userId)
    if (!event.shared) return [{ place: event.place, outgoing: said }]
    return inPrivate(event, said, 'channel_in_private', { locale: reader.locale, channel })
  }

  /** Recordings as text; without a model for them that is said instead. */
  async function hear({ files = [] }: Message, channel: Channel): Promise<readonly string[]> {
    const sounds = files.filter((file) => SOUND.test(file.mediaType))
    if (sounds.length === 0) return []
    const { transcribe } = deps
    if (transcribe === undefined) {
      throw new AppError('invalid_input', 'No transcription model is configured.', {
        details: { say: 'channel_no_speech' satisfies MessageKey },
      })
    }
    const signal = AbortSignal.timeout(120_000)
    return Promise.all(
      sounds.map(async (file) => {
        const bytes = Buffer.from(await channel.fetchFile(file))
        return transcribe({ name: file.name, mediaType: file.mediaType, bytes }, signal)
      }),
    )
  }

  async function personOf(event: LeasedEvent, channel: Channel): Promise<FoundPerson> {
    const found = await deps.links.find(event.channel, event.personId)
    if (found.kind !== 'stranger') return found
    const email = await channel.findEmail?.(event.personId)
    return email === undefined ? found : deps.links.linkByEmail(event.channel, event.personId, email)
  }

  /** Undefined where it only looks like a code, which is left to those who are known. */
  async function bind(
    event: LeasedEvent,
    code: string,
  ): Promise<{ readonly text: string; readonly locale: Locale } | undefined> {
    const redeemed = await deps.links.redeem(event.channel, event.personId, code)
    if (redeemed.kind === 'linked') {
      const { locale, name } = redeemed.user
      return { text: message(locale, 'channel_linked', { name }), locale }
    }
    const known = await deps.links.find(event.channel, event.personId)
    if (redeemed.kind === 'used' && known.kind === 'known' && event.attempt > 1) {
      // It was used by this very message before a crash.
      const { locale, name } = known.user
      return { text: message(locale, 'channel_linked', { name }), locale }
    }
    if (redeemed.kind === 'unknown' && known.kind === 'known') return undefined
    return { text: message(deps.locale, `channel_code_${redeemed.kind}`), locale: deps.locale }
  }

  async function unknown(event: LeasedEvent, key: MessageKey): Promise<readonly PlacedReply[]> {
    const text = event.content.kind === 'message' ? event.content.text : ''
    const locale = localeOf(text, deps.locale)
    return [await plain(event, message(locale, key), locale)]
  }

  async function plain(event: LeasedEvent, text: string, locale: Locale): Promise<PlacedReply> {
    return { place: event.place, outgoing: await outgoing(wordsOnly(event.id, text), locale) }
  }

  /** `userId`: whose own links they are; without it links need a sign-in. */
  async function outgoing(reply: Reply, locale: Locale, userId?: string): Promise<Outgoing> {
    const sign = userId === undefined ? undefined : await deps.pageLinks.signer()
    const base = deps.publicUrl() ?? ''
    return {
      reply,
      locale,
      linkTo: (path) => `${base}${sign === undefined ? path : sign(userId!, path)}`,
      pictures: await draw(reply, locale),
    }
  }

  async function draw(reply: Reply, locale: Locale): Promise<ReadonlyMap<string, Buffer>> {
    const pictures = new Map<string, Buffer>()
    for (const part of reply.parts) {
      if (part.type !== 'summary' || part.chart === null || part.summary === null) continue
      const chart = new URL(part.chart, 'http://pharos').searchParams.get('chart') ?? 'weeks'
      pictures.set(part.chart, await deps.drawChart.png(part.summary, chart as Chart, locale))
    }
    return pictures
  }
}

export function wordsOnly(id: string, text: string): Reply {
  return { id, conversationId: '', parts: [{ type: 'text', text }], actions: [] }
}

function withHeard(reply: Reply, text: string, locale: Locale): Reply {
  return {
    ...reply,
    parts: [{ type: 'text', text: message(locale, 'channel_heard', { text }) }, ...reply.parts],
  }
}

/** A sentence and a number to ask by; never what was thrown. */
function sayFailure(event: LeasedEvent, failure: AppError, locale: Locale): Reply {
  const said = failure.details['say'] as MessageKey | undefined
  if (said !== undefined) return wordsOnly(event.id, message(locale, said))
  const text =
    failure.visible && !failure.retry
      ? sayError(locale, failure.code)
      : message(locale, 'channel_failed', { id: event.id })
  return {
    ...wordsOnly(event.id, text),
    parts: [{ type: 'error', code: failure.code, text, correlationId: event.id }],
  }
}
