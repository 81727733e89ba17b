/**
 * HTML as blocks: the main text without scripts, navigation and other furniture; headings, paragraphs,
 * numbered lists and tables kept. EPUB chapters and mails come through here too.
 */
import { parseDocument } from 'htmlparser2'
import { AppError } from '../../core/errors.ts'
import type { Block } from '../parsed-document.ts'
import { buildTable, type GridRow } from '../table-grid.ts'
import { lineBlocks } from './text.ts'

type Node = ReturnType<typeof parseDocument>['children'][number]
type Element = Extract<Node, { attribs: unknown }>

const DROPPED = new Set(
  'script style noscript template svg math iframe object embed head nav form button select option input textarea canvas audio video dialog menu'.split(
    ' ',
  ),
)
const FURNITURE_ROLE = /^(navigation|banner|contentinfo|search|menu|menubar|complementary|dialog|alert)$/
const FURNITURE_NAME =
  /(^|[\s_-])(nav|navbar|navigation|menu|breadcrumbs?|sidebar|footer|copyright|cookies?|advert|ads|share|social|pagination|pager|skip-link|toolbar)([\s_-]|$)/i
const BLOCK = new Set(
  'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr html li main ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
/** Deeper than any page nests; the walk is recursive. */
const MAX_DEPTH = 400

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

/** <main> or the only <article>, when it holds a good part of the page's words; else everything. */
function mainPart(nodes: readonly Node[]): readonly Node[] {
  const whole = nodes.reduce((sum, node) => sum + wordLength(node), 0)
  const articles = all(nodes, (each) => each.name === 'article')
  const candidates = [
    ...all(nodes, (each) => each.name === 'main' || each.attribs['role'] === 'main'),
    ...(articles.length === 1 ? articles : []),
  ]
  const best = candidates.find((each) => wordLength(each) * 3 >= whole && wordLength(each) > 200)
  return best === undefined ? nodes : [best]
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

function isFurniture(node: Element): boolean {
  if (DROPPED.has(node.name)) return true
  const { role, hidden, style } = node.attribs
  if (hidden !== undefined || node.attribs['aria-hidden'] === 'true') return true
  if (style !== undefined && /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i.test(style))
    return true
  if (role !== undefined && FURNITURE_ROLE.test(role)) return true
  if (
    node.name === 'footer' ||
    (node.name === 'header' && all([node], (each) => /^h[1-3]$/.test(each.name)).length === 0)
  )
    return true
  const named = `${node.attribs['class'] ?? ''} ${node.attribs['id'] ?? ''}`
  // A name may mislead: what holds headings and much text is content all the same.
  return BLOCK.has(node.name) && node.name !== 'body' && FURNITURE_NAME.test(named) && mostlyLinks(node)
}

function mostlyLinks(node: Element): boolean {
  return wordLength(node) < 400 || linkShare([node]) > 0.5
}

/** The part of the words that stands inside links, 0..1. */
function linkShare(nodes: readonly Node[]): number {
  const whole = nodes.reduce((sum, each) => sum + wordLength(each), 0)
  const linked = all(nodes, (each) => each.name === 'a').reduce((sum, each) => sum + wordLength(each), 0)
  return whole === 0 ? 0 : linked / whole
}

/** Every walk here is recursive; what is nested beyond reason is refused before the first one. */
function refuseAbyss(nodes: readonly Node[]): void {
  let level: readonly Node[] = nodes
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw new AppError('damaged', 'The page is damaged: it is nested too deeply.')
    level = level.flatMap((node) => (isElement(node) ? node.children : []))
  }
}

function wordLength(node: Node): number {
  if (node.type === 'text') return (node as unknown as { data: string }).data.trim().length
  if (!isElement(node) || DROPPED.has(node.name)) return 0
  return node.children.reduce((sum, child) => sum + wordLength(child), 0)
}

function rawText(node: Node): string {
  if (node.type === 'text') return (node as unknown as { data: string }).data
  if (!isElement(node) || ['script', 'style'].includes(node.name)) return ''
  if (node.name === 'br') return '\n'
  return node.children.map(rawText).join('')
}

function all(
  nodes: readonly Node[],
  matches: (each: Element) => boolean,
  except: readonly string[] = [],
): readonly Element[] {
  return nodes.flatMap((node) => {
    if (!isElement(node)) return []
    if (matches(node)) return [node]
    return except.includes(node.name) ? [] : all(node.children, matches, except)
  })
}

function first(nodes: readonly Node[], name: string): Element | undefined {
  return all(nodes, (each) => each.name === name)[0]
}

function isElement(node: unknown): node is Element {
  return typeof node === 'object' && node !== null && 'attribs' in node
}

function squeeze(text: string): string {
  return text
    .replace(/[\t\r\f \u00A0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}
