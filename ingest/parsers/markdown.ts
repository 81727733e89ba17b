/**
 * Markdown by `marked`: headings, lists, tables, code as it stands. A line end inside a Chinese paragraph
 * is a real line there (writers break lines on purpose and 【…】 stands on its own line), so paragraphs
 * go through the same joining rule as plain text.
 */
import { marked, type Token, type Tokens } from 'marked'
import { finishDocument } from '../finish-document.ts'
import type { Block, TableBlock } from '../parsed-document.ts'
import type { Parser } from '../parser.ts'
import { readText, textBlocks } from './text.ts'

export const parseMarkdown: Parser = async (source) => {
  const { text, warnings } = readText(source)
  const { body, title } = splitFrontMatter(text)
  const blocks = marked.lexer(body, { gfm: true }).flatMap((token) => tokenBlocks(token))
  const hasPictures = /!\[[^\]]*\]\(|<img\b/i.test(body)
  return finishDocument(
    { mediaType: 'text/markdown', title, pageCount: null, blocks, warnings, hasPictures },
    source.limits,
  )
}

function tokenBlocks(token: Token): readonly Block[] {
  switch (token.type) {
    case 'heading':
      return [{ kind: 'heading', text: inlineText(token.tokens), page: null, level: token.depth }]
    case 'paragraph':
    case 'text':
      return textBlocks(inlineText(token.tokens ?? [token]))
    case 'list':
      return listBlocks(token as Tokens.List)
    case 'table':
      return [tableBlock(token as Tokens.Table)]
    case 'blockquote':
      return (token.tokens ?? []).flatMap((inner) => tokenBlocks(inner))
    case 'code':
      return textBlocks(token.text)
    case 'html':
      return textBlocks(stripTags(token.text))
    default:
      return []
  }
}

function listBlocks(list: Tokens.List): readonly Block[] {
  const start = typeof list.start === 'number' ? list.start : 1
  return list.items.flatMap((item, index) => {
    const mark = list.ordered ? `${start + index}. ` : ''
    const own: string[] = []
    const nested: Block[] = []
    for (const token of item.tokens) {
      if (nested.length === 0 && (token.type === 'text' || token.type === 'paragraph'))
        own.push(inlineText(token.tokens ?? [token]))
      else nested.push(...tokenBlocks(token))
    }
    const text = own.join('\n').trim()
    const lead: readonly Block[] =
      text === '' ? [] : [{ kind: 'list_item', text: mark + text.replace(/\s*\n\s*/g, ' '), page: null }]
    return [...lead, ...nested]
  })
}

function tableBlock(table: Tokens.Table): TableBlock {
  return {
    kind: 'table',
    page: null,
    header: table.header.map((cell) => inlineText(cell.tokens)),
    rows: table.rows.map((row) => ({ cells: row.map((cell) => inlineText(cell.tokens)), page: null })),
  }
}

/** The words of inline tokens without their marks; <br> is a line end, pictures give their alternative text. */
function inlineText(tokens: readonly Token[] | undefined): string {
  return (tokens ?? [])
    .map((token) => {
      if (token.type === 'br') return '\n'
      if (token.type === 'html') return stripTags(token.raw)
      if ('tokens' in token && token.tokens !== undefined && token.tokens.length > 0)
        return inlineText(token.tokens)
      return 'text' in token && typeof token.text === 'string' ? unescapeEntities(token.text) : ''
    })
    .join('')
    .trim()
}

function stripTags(html: string): string {
  return unescapeEntities(html.replace(/<br\s*\/?>/gi, '\n').replace(/<!--[\s\S]*?-->|<[^>]*>/g, ''))
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
  amp: '&',
}

function unescapeEntities(text: string): string {
  return text.replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (whole, name: string) => ENTITIES[name] ?? whole)
}

function splitFrontMatter(text: string): { body: string; title?: string } {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text)
  if (match === null) return { body: text }
  const title = /^title:\s*["']?(.+?)["']?\s*$/m.exec(match[1] ?? '')?.[1]
  const body = text.slice(match[0].length)
  return title === undefined ? { body } : { body, title }
}
