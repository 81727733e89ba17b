/**
 * The Markdown that our own replies are written in, as paragraphs: bold, links to our pages, lists, quotes, and `\`
 * before a sign that means nothing. Answers hold quotes of documents and are read by answer-blocks.ts alone.
 */
import { bold, type Inline, link, type Paragraph, words } from './rich-text.ts'

const MARKS = /\\([\\`*_[\]<>|#])|\*\*((?:\\.|[^*\\])+)\*\*|\[((?:\\.|[^\]\\])+)\]\(([^)\s]+)\)/gu
const ITEM = /^(\s*)(?:[-*]|(\d{1,2})\.)\s+(.*)$/u

export function readMarkdown(text: string, linkTo: (path: string) => string): readonly Paragraph[] {
  const paragraphs: Paragraph[] = []
  for (const part of text.split(/\n{2,}/u)) {
    let items: (readonly Inline[])[] = []
    const endList = (): void => {
      if (items.length > 0) paragraphs.push({ kind: 'list', items })
      items = []
    }
    let lines: string[] = []
    let quotes: string[] = []
    const endLines = (): void => {
      if (quotes.length > 0)
        paragraphs.push({ kind: 'quote', inlines: readInline(quotes.join('\n'), linkTo) })
      if (lines.length > 0) paragraphs.push({ kind: 'plain', inlines: readInline(lines.join('\n'), linkTo) })
      lines = []
      quotes = []
    }
    for (const line of part.split('\n')) {
      const item = ITEM.exec(line)
      if (line.startsWith('> ')) {
        endList()
        if (lines.length > 0) endLines()
        quotes.push(line.slice(2))
      } else if (item !== null) {
        endLines()
        const number = item[2] === undefined ? '' : `${item[2]}. `
        items.push([...(number === '' ? [] : [words(number)]), ...readInline(item[3]!, linkTo)])
      } else if (line.trim() !== '') {
        endList()
        if (quotes.length > 0) endLines()
        lines.push(line)
      }
    }
    endList()
    endLines()
  }
  return paragraphs
}

export function readInline(text: string, linkTo: (path: string) => string): readonly Inline[] {
  const inlines: Inline[] = []
  let plain = ''
  const end = (): void => {
    if (plain !== '') inlines.push(words(plain))
    plain = ''
  }
  let at = 0
  for (const match of text.matchAll(MARKS)) {
    plain += text.slice(at, match.index)
    at = match.index + match[0].length
    const [, escaped, strong, label, path] = match
    if (escaped !== undefined) plain += escaped
    else {
      end()
      if (strong !== undefined) inlines.push(bold(unescaped(strong)))
      else inlines.push(link(unescaped(label!), path!.startsWith('/') ? linkTo(path!) : path!))
    }
  }
  plain += text.slice(at)
  end()
  return inlines
}

function unescaped(text: string): string {
  return text.replace(/\\([\\`*_[\]<>|#])/gu, '$1')
}
