/**
 * What a chat platform must be able to do for the bot. Slack and WeCom each fill this port; everything else about
 * answering (the inbox, who a person is, order, retries, exactly one last message) is the same for both and stands
 * in this room's other files. A channel verifies, turns what arrives into an IncomingEvent, and renders a Reply.
 */
import type { Reply } from '../assistant/turn.ts'
import type { Locale } from '../core/reader.ts'

export type ChannelName = 'slack' | 'wecom'

/** Where something belongs on the platform, as JSON that its own channel alone reads. */
export type Place = Readonly<Record<string, unknown>>

export interface IncomingFile {
  readonly name: string
  readonly mediaType: string
  /** Bytes; null where the platform does not say. */
  readonly size: number | null
  /** How its channel finds the bytes again, as JSON. */
  readonly ref: Place
}

export type IncomingContent =
  | {
      readonly kind: 'message'
      readonly text: string
      readonly files?: readonly IncomingFile[]
      /** What a command or shortcut says that the text is for. */
      readonly purpose?: 'question' | 'note' | 'task' | 'summary'
    }
  /** A button of a reply; `quiet`: nothing is said about it (the platform's own thumbs). */
  | {
      readonly kind: 'press'
      readonly turnId: string
      readonly action: string
      readonly values?: Readonly<Record<string, unknown>>
      readonly quiet?: boolean
    }
  /** The person opened the chat. */
  | { readonly kind: 'enter' }

export interface IncomingEvent {
  readonly channel: ChannelName
  /** The platform's: a delivery that is repeated is the same event. */
  readonly eventId: string
  /** Events with the same key are answered one after another: a thread, or a chat of two. */
  readonly orderKey: string
  /** The platform's id of who sent it. */
  readonly personId: string
  /** Others read along. */
  readonly shared: boolean
  readonly place: Place
  readonly content: IncomingContent
}

/** What is to be said at a place; a channel makes its own messages of it. */
export interface Outgoing {
  readonly reply: Reply
  readonly locale: Locale
  /** What was pressed, where the message answers a button: a card may be redrawn instead of a new message. */
  readonly pressed?: string
  /** Absolute address of a path of ours (`/read/…`), as this person may open it. */
  linkTo(path: string): string
  /** Pictures of the reply: PNG bytes by the path that its summary names. */
  readonly pictures: ReadonlyMap<string, Buffer>
}

/** One message of the platform, as JSON or with bytes; made anew for every try, the same each time. */
export type RenderedMessage = Readonly<Record<string, unknown>>

export interface SendMark {
  /** Stays the same over all tries; fit for the platform's metadata. */
  readonly id: string
  /** 1-based position among the messages of an event, and how many they are. */
  readonly ordinal: number
  readonly count: number
  /** An earlier try may have arrived: look first, or send so that it replaces. */
  readonly uncertain: boolean
}

export type SendOutcome =
  | { readonly kind: 'sent'; readonly remoteId: string | null }
  /** Certainly not sent; may be tried again, not before `after`. */
  | { readonly kind: 'later'; readonly after: Date; readonly code: string }
  /** It may have arrived or not. */
  | { readonly kind: 'unknown'; readonly code: string }
  /** Will never be taken: blocked, left, place gone. */
  | { readonly kind: 'refused'; readonly code: string }

export interface Channel {
  readonly name: ChannelName
  /** Where one process at a time can send: whether it is this one. The others leave its events and notices alone. */
  ready?(): boolean
  /** Shows that it is being worked on, or waits in line. Never throws; a picture of it is all that is lost. */
  show(place: Place, state: 'working' | 'queued', locale: Locale): Promise<void>
  /** Pure; never empty. */
  render(outgoing: Outgoing, place: Place): readonly RenderedMessage[]
  /** Never throws: what the platform said is the outcome. */
  send(place: Place, message: RenderedMessage, mark: SendMark): Promise<SendOutcome>
  /** The chat of two with this person; undefined where it cannot be opened. */
  findPrivatePlace(personId: string): Promise<Place | undefined>
  /** The person's address as the platform vouches for it, in lower case. */
  findEmail?(personId: string): Promise<string | undefined>
  /** Throws AppError (`too_large`, `not_found`, `overloaded`) where the bytes are not to be had. */
  fetchFile(file: IncomingFile): Promise<Uint8Array>
  /** Connects and begins to receive. Throws `invalid_config` where the platform refuses the secrets for good. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** Given to a channel when it is made: resolves when the event is kept, and may then be acknowledged. */
export type Receive = (event: IncomingEvent) => Promise<'new' | 'known'>
