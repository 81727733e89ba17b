/** The words of a file that is dropped into a chat: what a channel gives, and what it is told. */
import type { Reader } from '../core/reader.ts'
import type { Reply } from './turn.ts'

export interface DroppedFile {
  /** Of the reply: the same file of the same message again is taken once. */
  readonly id: string
  readonly reader: Reader
  readonly channel: string
  readonly file: { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }
  /** What was written beside it. */
  readonly text: string
}

export type TakeFile = (dropped: DroppedFile) => Promise<Reply>
