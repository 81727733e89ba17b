/**
 * Words as Slack's rich text: elements that say what they are, in which nothing is read into a text. A quote of a
 * document, a name or a note can hold `*`, `@here` or `:heart:` and stays what it is. Pure.
 */
import type { types } from '@slack/bolt'
import { cutText } from './cut-text.ts'

export type Inline =
  | { readonly type: 'text'; readonly text: string; readonly bold?: boolean; readonly italic?: boolean }
  | { readonly type: 'link'; readonly text: string; readonly url: string; readonly bold?: boolean }

export type Paragraph =
  | { readonly kind: 'plain' | 'quote'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }

/** Characters of one block. Slack names no limit for rich text; this is the one of its other texts. */
export const BLOCK_ROOM = 2_800

export function bold(text: string): Inline {
  return { type: 'text', text, bold: true }
}

export function words(text: string): Inline {
  return { type: 'text', text }
}

/** A link where the address is one; the bare words otherwise. */
export function link(text: string, url: string): Inline {
  return isAddress(url) ? { type: 'link', text, url } : words(text)
}

export function isAddress(url: string): boolean {
  return /^https?:\/\//u.test(url) && url.length <= 3_000 && URL.canParse(url)
}

/** As many blocks as the words need. */
export function richText(paragraphs: readonly Paragraph[]): readonly types.RichTextBlock[] {
  const blocks: types.RichTextBlock[] = []
  let elements: types.RichTextBlockElement[] = []
  let room = BLOCK_ROOM
  for (const piece of paragraphs.flatMap(pieces)) {
    const length = lengthOf(piece)
    if (length > room && elements.length > 0) {
      blocks.push({ type: 'rich_text', elements })
      elements = []
      room = BLOCK_ROOM
    }
    const last = elements.at(-1)
    // Two paragraphs in one element are parted by an empty line; a quote keeps its bar.
    if (last !== undefined && piece.kind === 'plain' && last.type === 'rich_text_section') {
      last.elements.push({ type: 'text', text: '\n\n' }, ...piece.inlines.map(asElement))
    } else elements.push(elementOf(piece))
    room -= length
  }
  if (elements.length > 0) blocks.push({ type: 'rich_text', elements })
  return blocks
}

function elementOf(paragraph: Paragraph): types.RichTextBlockElement {
  if (paragraph.kind === 'list') {
    return {
      type: 'rich_text_list',
      style: 'bullet',
      elements: paragraph.items.map((inlines) => ({
        type: 'rich_text_section' as const,
        elements: inlines.map(asElement),
      })),
    }
  }
  const elements = paragraph.inlines.map(asElement)
  return paragraph.kind === 'quote'
    ? { type: 'rich_text_quote', elements }
    : { type: 'rich_text_section', elements }
}

function asElement(inline: Inline): types.RichTextElement {
  const style = {
    ...(inline.bold === true ? { bold: true } : {}),
    ...(inline.type === 'text' && inline.italic === true ? { italic: true } : {}),
  }
  const styled = Object.keys(style).length === 0 ? {} : { style }
  return inline.type === 'link'
    ? { type: 'link', url: inline.url, text: inline.text, ...styled }
    : { type: 'text', text: inline.text, ...styled }
}

/** What is too long for one block in several paragraphs; what is empty in none. */
function pieces(paragraph: Paragraph): readonly Paragraph[] {
  if (paragraph.kind === 'list') {
    const items = paragraph.items.map(filled).filter((item) => item.length > 0)
    return inGroups(items.flatMap((item) => cutInlines(item))).map((group) => ({
      kind: 'list',
      items: group,
    }))
  }
  const inlines = filled(paragraph.inlines)
  if (inlines.length === 0) return []
  return cutInlines(inlines).map((part) => ({ kind: paragraph.kind, inlines: part }))
}

function filled(inlines: readonly Inline[]): readonly Inline[] {
  return inlines.filter((one) => one.text !== '')
}

function cutInlines(inlines: readonly Inline[]): readonly (readonly Inline[])[] {
  if (size(inlines) <= BLOCK_ROOM) return [inlines]
  const parts: Inline[][] = [[]]
  let room = BLOCK_ROOM
  for (const inline of inlines) {
    const cut = inline.type === 'link' ? [inline.text.slice(0, BLOCK_ROOM)] : cutText(inline.text, BLOCK_ROOM)
    for (const text of cut) {
      if (text.length > room) {
        parts.push([])
        room = BLOCK_ROOM
      }
      parts.at(-1)!.push({ ...inline, text })
      room -= text.length
    }
  }
  return parts.filter((part) => part.length > 0)
}

function inGroups(items: readonly (readonly Inline[])[]): readonly (readonly (readonly Inline[])[])[] {
  const groups: (readonly Inline[])[][] = []
  let room = 0
  for (const item of items) {
    const length = size(item)
    if (length > room || groups.at(-1)!.length >= 50) {
      groups.push([])
      room = BLOCK_ROOM
    }
    groups.at(-1)!.push(item)
    room -= length
  }
  return groups
}

function lengthOf(paragraph: Paragraph): number {
  return paragraph.kind === 'list'
    ? paragraph.items.reduce((sum, item) => sum + size(item), 0)
    : size(paragraph.inlines)
}

function size(inlines: readonly Inline[]): number {
  return inlines.reduce((sum, one) => sum + one.text.length, 0)
}
