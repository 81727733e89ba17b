/** The messages that a reply becomes; the words of a RenderedMessage of this channel. */
import type { types } from '@slack/bolt'
import type { RenderedMessage } from '../channel.ts'
import type { Picture } from './upload-picture.ts'

export type SlackMessage =
  | {
      readonly kind: 'post'
      /** For notifications and screen readers. */
      readonly text: string
      readonly blocks: readonly types.KnownBlock[]
      /** Placed before the block at `at`; each is uploaded when the message is sent. */
      readonly pictures: readonly (Picture & { readonly at: number })[]
      /** It shows tasks or drafts: the home page shows them, too. */
      readonly touchesHome: boolean
    }
  /** The message whose button was pressed, drawn anew; a new message where that is gone. */
  | {
      readonly kind: 'redraw'
      readonly text: string
      readonly blocks: readonly types.KnownBlock[]
      readonly pictures: readonly never[]
      readonly touchesHome: boolean
    }
  /** The home page, drawn anew with this line above it. */
  | { readonly kind: 'home'; readonly text: string }

export function asRendered(message: SlackMessage): RenderedMessage {
  return { ...message }
}

/** Only what this channel has rendered itself comes back to it. */
export function asSlackMessage(message: RenderedMessage): SlackMessage {
  return message as unknown as SlackMessage
}
