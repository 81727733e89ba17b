/** What somebody wrote in Slack as plain words, and the files beside it. Slack escapes signs and marks up mentions. */
import type { IncomingFile } from '../channel.ts'

/** `bot`: our own user, whose mention says only that we are meant. */
export function readText(text: string, bot: string | undefined): string {
  return text
    .replace(/<([^<>]*)>/gu, (_whole, inner: string) => readMarkup(inner, bot))
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&amp;/gu, '&')
    .replace(/[ \t]+/gu, ' ')
    .trim()
}

function readMarkup(inner: string, bot: string | undefined): string {
  const [target = '', ...labels] = inner.split('|')
  const label = labels.join('|')
  if (target.startsWith('@')) {
    if (target.slice(1) === bot) return ' '
    return label === '' ? target : `@${label}`
  }
  if (target.startsWith('#')) return label === '' ? target : `#${label}`
  if (target.startsWith('!')) return label === '' ? `@${target.slice(1).split('^')[0]}` : label
  return label === '' ? target.replace(/^mailto:/u, '') : label
}

/** As much of a file object as we read. */
export interface SlackFile {
  readonly id?: string | undefined
  readonly name?: string | null | undefined
  readonly title?: string | null | undefined
  readonly mimetype?: string | undefined
  readonly size?: number | undefined
  readonly mode?: string | undefined
  readonly is_external?: boolean | undefined
  readonly url_private?: string | undefined
  readonly url_private_download?: string | undefined
}

/** Without those that are gone or lie elsewhere. */
export function readFiles(files: readonly SlackFile[] | undefined): readonly IncomingFile[] {
  return (files ?? []).flatMap((file): readonly IncomingFile[] => {
    const url = file.url_private_download ?? file.url_private
    if (file.mode === 'tombstone' || file.mode === 'hidden_by_limit' || file.is_external === true) return []
    if (url === undefined) return []
    return [
      {
        name: file.name ?? file.title ?? 'file',
        mediaType: file.mimetype ?? 'application/octet-stream',
        size: file.size ?? null,
        ref: { id: file.id ?? null, url },
      },
    ]
  })
}
