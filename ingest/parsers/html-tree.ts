/** Walks over a parsed HTML page: finding elements, their raw text. What is content is html-furniture.ts's business. */
import type { parseDocument } from 'htmlparser2'
import { AppError } from '../../core/errors.ts'

export type Node = ReturnType<typeof parseDocument>['children'][number]
export type Element = Extract<Node, { attribs: unknown }>

export const BLOCK = new Set(
  'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr html li main ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
/** Deeper than any page nests; the walk is recursive. */
const MAX_DEPTH = 400

/** Every walk here is recursive; what is nested beyond reason is refused before the first one. */
export function refuseAbyss(nodes: readonly Node[]): void {
  let level: readonly Node[] = nodes
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw new AppError('damaged', 'The page is damaged: it is nested too deeply.')
    level = level.flatMap((node) => (isElement(node) ? node.children : []))
  }
}

export function rawText(node: Node): string {
  if (node.type === 'text') return (node as unknown as { data: string }).data
  if (!isElement(node) || ['script', 'style'].includes(node.name)) return ''
  if (node.name === 'br') return '\n'
  return node.children.map(rawText).join('')
}

export function all(
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

export function first(nodes: readonly Node[], name: string): Element | undefined {
  return all(nodes, (each) => each.name === name)[0]
}

export function isElement(node: unknown): node is Element {
  return typeof node === 'object' && node !== null && 'attribs' in node
}

export function squeeze(text: string): string {
  return text
    .replace(/[\t\r\f \u00A0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}
