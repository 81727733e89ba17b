/**
 * Reads a source text: front matter (`key: value` lines between `---`) and a Markdown body as tokens of
 * `marked`. What a document looks like is decided by those who write it: page-html.ts, write-docx.ts.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lexer, type Token, type TokensList } from 'marked'

export interface Source {
  readonly fields: Readonly<Record<string, string>>
  /** The day in the file's properties, YYYY-MM-DD. */
  readonly date: string
  readonly body: string
  readonly tokens: TokensList
}

export const SOURCES = join(import.meta.dirname, 'sources')

/** Stands on every document, so that no copy of it can be taken for a real one. */
export const NOTICE_ZH = '示例文件，虚构内容，不得用于临床'
export const NOTICE_EN = 'Fictional example, not for clinical use'

export function readSource(name: string): Source {
  const text = readFileSync(join(SOURCES, name), 'utf8')
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text)
  if (match === null) throw new Error(`${name} has no front matter`)
  const fields = Object.fromEntries(
    (match[1] ?? '').split('\n').map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()]
    }),
  )
  const body = match[2] ?? ''
  return { fields, date: fields['date'] ?? '2026-01-01', body, tokens: lexer(body) }
}

/** The line above a table that names it. */
export function isCaption(text: string): boolean {
  return /^(表|Table )\d/.test(text)
}

/** The words of inline Markdown without its marks. */
export function plainText(tokens: readonly Token[] | undefined): string {
  return (tokens ?? [])
    .map((token) =>
      'tokens' in token && token.tokens
        ? plainText(token.tokens)
        : 'text' in token
          ? unescapeEntities(token.text)
          : '',
    )
    .join('')
}

function unescapeEntities(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
}
