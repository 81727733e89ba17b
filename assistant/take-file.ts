/**
 * A file that is dropped into a chat. Documents come in with their metadata through the API, the terminal or another
 * system of the company; a chat says how, to those who may.
 */
import { localeOf, message } from '../core/messages.ts'
import type { Reader } from '../core/reader.ts'
import type { Reply } from './turn.ts'

export interface DroppedFile {
  /** Of the reply. */
  readonly id: string
  readonly reader: Reader
  readonly file: { readonly name: string; readonly mediaType: string }
  /** What was written beside it. */
  readonly text: string
}

export type TakeFile = (dropped: DroppedFile) => Promise<Reply>

export const takeFile: TakeFile = async ({ id, reader, file, text }) => {
  const locale = localeOf(text, reader.locale)
  const prepares = reader.roles.some((role) => role === 'product_manager' || role === 'admin')
  const said = message(locale, prepares ? 'channel_file_how' : 'channel_file_not_yours', { name: file.name })
  return { id, conversationId: id, parts: [{ type: 'text', text: said }], actions: [] }
}
