/**
 * What of an HTML page is furniture (navigation, banners, footers, hidden parts) and where its main part is.
 * Names and roles are hints of the page's author; how much text and how many links a part has decides.
 */
import { all, BLOCK, type Element, isElement, type Node } from './html-tree.ts'

const DROPPED = new Set(
  'script style noscript template svg math iframe object embed head nav form button select option input textarea canvas audio video dialog menu'.split(
    ' ',
  ),
)
const FURNITURE_ROLE = /^(navigation|banner|contentinfo|search|menu|menubar|complementary|dialog|alert)$/
const FURNITURE_NAME =
  /(^|[\s_-])(nav|navbar|navigation|menu|breadcrumbs?|sidebar|footer|copyright|cookies?|advert|ads|share|social|pagination|pager|skip-link|toolbar)([\s_-]|$)/i

/** <main> or the only <article>, when it holds a good part of the page's words; else everything. */
export function mainPart(nodes: readonly Node[]): readonly Node[] {
  const whole = nodes.reduce((sum, node) => sum + wordLength(node), 0)
  const articles = all(nodes, (each) => each.name === 'article')
  const candidates = [
    ...all(nodes, (each) => each.name === 'main' || each.attribs['role'] === 'main'),
    ...(articles.length === 1 ? articles : []),
  ]
  const best = candidates.find((each) => wordLength(each) * 3 >= whole && wordLength(each) > 200)
  return best === undefined ? nodes : [best]
}

export function isFurniture(node: Element): boolean {
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

/** The part of the words that stands inside links, 0..1. */
export function linkShare(nodes: readonly Node[]): number {
  const whole = nodes.reduce((sum, each) => sum + wordLength(each), 0)
  const linked = all(nodes, (each) => each.name === 'a').reduce((sum, each) => sum + wordLength(each), 0)
  return whole === 0 ? 0 : linked / whole
}

function wordLength(node: Node): number {
  if (node.type === 'text') return (node as unknown as { data: string }).data.trim().length
  if (!isElement(node) || DROPPED.has(node.name)) return 0
  return node.children.reduce((sum, child) => sum + wordLength(child), 0)
}

function mostlyLinks(node: Element): boolean {
  return wordLength(node) < 400 || linkShare([node]) > 0.5
}
