/**
 * The fewest passages that a model needs to word an answer: what the built-in answer quotes, with the text around
 * it, and a little more of what was found. They get short ids: a title or an id of ours tells a model nothing.
 */
import type { Hit } from '../knowledge/retrieval.ts'
import type { ComposedSentence } from './answer.ts'

export interface PromptPassage {
  /** "P1". */
  readonly id: string
  readonly hit: Hit
  /** Of `hit.sectionText`: a stretch of it, or several parted by a line with "…". */
  readonly text: string
}

/** Characters around what is quoted. */
const AROUND = 160
const LONGEST = 1200
const MOST_EXTRA = 2
const LONGEST_EXTRA = 500
const EDGE = /[。！？!?；;\n]|[.](?=\s)/u

/** `hits` in order of relevance; `sentences` are those of the built-in answer. */
export function choosePassages(
  hits: readonly Hit[],
  sentences: readonly ComposedSentence[],
): readonly PromptPassage[] {
  const quotes = new Map<string, string[]>()
  const first = new Map<string, Hit>()
  const byPassage = new Map(hits.map((hit) => [hit.passageId, hit]))
  for (const { passageId, quote } of sentences.flatMap((sentence) => sentence.citations)) {
    const hit = byPassage.get(passageId)
    if (hit === undefined) continue
    first.set(hit.sectionId, first.get(hit.sectionId) ?? hit)
    quotes.set(hit.sectionId, [...(quotes.get(hit.sectionId) ?? []), quote])
  }
  const chosen = [...first.values()].map((hit) => ({
    hit,
    text: around(hit, quotes.get(hit.sectionId) ?? []),
  }))
  const products = new Set(chosen.flatMap(({ hit }) => hit.productIds))
  const extra = hits
    .filter((hit) => !first.has(hit.sectionId) && sharesProduct(hit, products))
    .slice(0, MOST_EXTRA)
    .map((hit) => ({ hit, text: hit.text.slice(0, LONGEST_EXTRA) }))
  return [...chosen, ...extra].map((one, at) => ({ ...one, id: `P${at + 1}` }))
}

const sharesProduct = (hit: Hit, products: ReadonlySet<string>): boolean =>
  products.size === 0 ? hit.productIds.length === 0 : hit.productIds.some((id) => products.has(id))

/** From before the first quote to behind the last, whole sentences, no longer than a model needs. */
function around({ sectionText }: Hit, quotes: readonly string[]): string {
  const places = quotes
    .map((quote) => ({ start: sectionText.indexOf(quote), length: quote.length }))
    .filter(({ start }) => start >= 0)
  if (places.length === 0) return sectionText.slice(0, LONGEST)
  const start = Math.min(...places.map((place) => place.start))
  const end = Math.max(...places.map((place) => place.start + place.length))
  const from = start - AROUND <= 0 ? 0 : sentenceStart(sectionText, start - AROUND, start)
  const to = Math.min(sectionText.length, end + AROUND)
  const text = sectionText.slice(from, Math.max(end, lastEdge(sectionText, end, to)))
  // Far apart: only what is quoted.
  return text.length <= LONGEST ? text : [...new Set(quotes)].join('\n…\n').slice(0, LONGEST)
}

function sentenceStart(text: string, from: number, before: number): number {
  const edge = text.slice(from, before).search(EDGE)
  return edge < 0 ? before : from + edge + 1
}

function lastEdge(text: string, from: number, to: number): number {
  if (to >= text.length) return text.length
  const slice = text.slice(from, to)
  const edges = [...slice.matchAll(new RegExp(EDGE.source, 'gu'))]
  return from + (edges.at(-1)?.index ?? -1) + 1
}
