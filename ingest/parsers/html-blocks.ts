/**
 * HTML as blocks: the main text without furniture (html-furniture.ts); headings, paragraphs, numbered lists
 * and tables kept. EPUB chapters and mails come through here too.
 */
import { parseDocument } from 'htmlparser2'
import type { Block } from '../parsed-document.ts'
import { buildTable, type GridRow } from '../table-grid.ts'
import { isFurniture, linkShare, mainPart } from './html-furniture.ts'
import {
  all,
  BLOCK,
  type Element,
  first,
  isElement,
  type Node,
  rawText,
  refuseAbyss,
  squeeze,
} from './html-tree.ts'
import { lineBlocks } from './text.ts'

interface Walk {
  readonly page: number | null
  readonly blocks: Block[]
  /** Inline text gathered since the last block. */
  text: string
  kind: 'paragraph' | 'list_item'
}

export interface HtmlContent {
  readonly title: string | undefined
  readonly blocks: readonly Block[]
  readonly hasPictures: boolean
  /** Nearly all words are links: a contents page. */
  readonly onlyLinks: boolean
}

/** @throws AppError damaged when it is nested beyond reason */
export function readHtml(html: string, page: number | null): HtmlContent {
  const document = parseDocument(html, { decodeEntities: true, lowerCaseTags: true })
  refuseAbyss(document.children)
  const title = first(document.children, 'title')
  const main = mainPart(document.children)
  const walk: Walk = { page, blocks: [], text: '', kind: 'paragraph' }
  for (const node of main) visit(node, walk)
  flush(walk)
  return {
    title: title === undefined ? undefined : squeeze(rawText(title)) || undefined,
    blocks: walk.blocks,
    hasPictures: /<img\b/i.test(html),
    onlyLinks: linkShare(document.children) > 0.8,
  }
}

function visit(node: Node, walk: Walk): void {
  if (node.type === 'text') {
    walk.text += (node as unknown as { data: string }).data.replace(/[\t\r\n\f ]+/g, ' ')
    return
  }
  if (!isElement(node)) return
  if (isFurniture(node)) return
  element(node, walk)
}

function element(node: Element, walk: Walk): void {
  switch (node.name) {
    case 'br':
      walk.text += '\n'
      return
    case 'hr':
      flush(walk)
      return
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6': {
      flush(walk)
      const text = squeeze(rawText(node)).replace(/\n+/g, ' ')
      if (text !== '')
        walk.blocks.push({ kind: 'heading', text, page: walk.page, level: Number(node.name[1]) })
      return
    }
    case 'pre':
      flush(walk)
      for (const line of rawText(node).split('\n')) push(line.trim(), walk)
      return
    case 'table':
      flush(walk)
      table(node, walk)
      return
    case 'ol':
    case 'ul':
      flush(walk)
      list(node, walk)
      return
    case 'sup':
    case 'sub': {
      walk.text += rawText(node)
      return
    }
  }
  const separate = BLOCK.has(node.name)
  if (separate) flush(walk)
  for (const child of node.children) visit(child, walk)
  if (separate) flush(walk)
}

function list(node: Element, walk: Walk): void {
  let number = Number(node.attribs['start'] ?? 1)
  const ordered = node.name === 'ol'
  for (const item of node.children) {
    if (!isElement(item)) continue
    if (item.name !== 'li') {
      visit(item, walk)
      continue
    }
    flush(walk)
    walk.kind = 'list_item'
    number = Number(item.attribs['value'] ?? number)
    if (ordered) walk.text = `${number}. `
    for (const child of item.children) visit(child, walk)
    if (walk.text.trim() === `${number}.`) walk.text = ''
    flush(walk)
    walk.kind = 'paragraph'
    number += 1
  }
}

function table(node: Element, walk: Walk): void {
  const rows = all(node.children, (each) => each.name === 'tr', ['table'])
  const cellsOf = (row: Element) =>
    row.children.filter(isElement).filter((each) => ['td', 'th'].includes(each.name))
  const nested = all(node.children, (each) => each.name === 'table').length > 0
  // A frame for layout: one column, or tables within the table.
  if (nested || rows.every((row) => cellsOf(row).length <= 1)) {
    for (const row of rows) {
      for (const cell of cellsOf(row)) {
        for (const child of cell.children) visit(child, walk)
        flush(walk)
      }
    }
    return
  }
  const grid = rows.map((row): GridRow => {
    const cells = cellsOf(row)
    const inHead = isElement(row.parent) && row.parent.name === 'thead'
    return {
      cells: cells.map((cell) => ({
        text: cellText(cell),
        columns: Number(cell.attribs['colspan'] ?? 1) || 1,
        rows: Number(cell.attribs['rowspan'] ?? 1) || 1,
      })),
      page: walk.page,
      header: inHead || (cells.length > 1 && cells.every((cell) => cell.name === 'th')),
    }
  })
  const caption = first(node.children, 'caption')
  walk.blocks.push(buildTable(grid, walk.page, caption === undefined ? undefined : squeeze(rawText(caption))))
}

function cellText(cell: Element): string {
  const inner: Walk = { page: null, blocks: [], text: '', kind: 'paragraph' }
  for (const child of cell.children) visit(child, inner)
  flush(inner)
  return inner.blocks.map((block) => (block.kind === 'table' ? '' : block.text)).join('\n')
}

function flush(walk: Walk): void {
  const text = walk.text
  walk.text = ''
  for (const line of text.split('\n')) push(squeeze(line), walk)
}

function push(line: string, walk: Walk): void {
  if (line === '') return
  for (const block of lineBlocks(line, walk.page)) {
    const listed = walk.kind === 'list_item' && block.kind === 'paragraph'
    walk.blocks.push(listed ? { ...block, kind: 'list_item' } : block)
  }
}
