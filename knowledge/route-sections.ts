/**
 * From the words of a question to the label sections that are likely to answer it. A question with
 * several needs is routed to all of them; a question without a word of the lexicon to none.
 */

import type { RoutedSection } from './retrieval.ts'
import { NEEDS } from './routing-lexicon.ts'

export interface Routing {
  /** Names of the needs found, in the order of the lexicon. */
  readonly needs: readonly string[]
  /** Heaviest first. */
  readonly sections: readonly RoutedSection[]
  /** The needs one by one, with what a passage must speak of to be likelier for its heading. */
  readonly parts: readonly RoutedNeed[]
}

export interface RoutedNeed {
  readonly sections: Readonly<Record<string, number>>
  readonly topic?: RegExp
}

export function routeSections(text: string): Routing {
  const found = NEEDS.filter((need) => need.words.test(text))
  return routingOf(
    found.map((need) => need.name),
    found,
  )
}

function routingOf(needs: readonly string[], parts: readonly RoutedNeed[]): Routing {
  return { needs, sections: combine(parts.map((part) => part.sections)), parts }
}

/** The need of a question that names a medicine beside another. */
export const INTERACTION: Routing = routeNamed('interaction')

function routeNamed(name: string): Routing {
  return routingOf(
    [name],
    NEEDS.filter((one) => one.name === name),
  )
}

/** Both routings in one; the second counts `weight` of its own. */
export function joinRoutings(first: Routing, second: Routing, weight: number): Routing {
  return routingOf(
    [...new Set([...first.needs, ...second.needs])],
    [...first.parts, ...scaleRouting(second, weight).parts],
  )
}

/** The same needs, all of them counting `weight` of what they did. */
export function scaleRouting(routing: Routing, weight: number): Routing {
  const parts = routing.parts.map((part) => ({
    ...part,
    sections: Object.fromEntries(
      Object.entries(part.sections).map(([code, value]) => [code, value * weight]),
    ),
  }))
  return routingOf(routing.needs, parts)
}

/** How likely a passage under any of these headings answers; needs whose topic it does not speak of count little. */
export function priorOf(
  parts: readonly RoutedNeed[],
  codes: readonly (readonly [string, number])[],
  text: string,
): number {
  let missed = 1
  for (const { sections, topic } of parts) {
    const weight = codes.reduce((most, [code, share]) => Math.max(most, (sections[code] ?? 0) * share), 0)
    if (weight === 0) continue
    const spoken = topic === undefined || topic.test(text)
    missed *= 1 - Math.min(weight, 1) * 0.8 * (spoken ? 1 : SILENT)
  }
  return 1 - missed
}

const SILENT = 0.3

/** A section that several needs point to gains from each, with diminishing returns. */
function combine(weights: readonly Readonly<Record<string, number>>[]): readonly RoutedSection[] {
  const missed = new Map<string, number>()
  for (const record of weights) {
    for (const [code, weight] of Object.entries(record)) {
      missed.set(code, (missed.get(code) ?? 1) * (1 - Math.min(weight, 1) * 0.8))
    }
  }
  return [...missed]
    .map(([code, rest]) => ({ code, weight: 1 - rest }))
    .sort((a, b) => b.weight - a.weight || (a.code < b.code ? -1 : 1))
}
