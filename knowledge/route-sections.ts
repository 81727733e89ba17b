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
}

export function routeSections(text: string): Routing {
  const found = NEEDS.filter((need) => need.words.test(text))
  return { needs: found.map((need) => need.name), sections: combine(found.map((need) => need.sections)) }
}

/** The need of a question that names a medicine beside another. */
export const INTERACTION: Routing = routeNamed('interaction')

function routeNamed(name: string): Routing {
  const need = NEEDS.filter((one) => one.name === name)
  return { needs: [name], sections: combine(need.map((one) => one.sections)) }
}

/** Both routings in one; the second counts `weight` of its own. */
export function joinRoutings(first: Routing, second: Routing, weight: number): Routing {
  const toRecord = (sections: readonly RoutedSection[], factor: number) =>
    Object.fromEntries(sections.map((section) => [section.code, section.weight * factor]))
  return {
    needs: [...new Set([...first.needs, ...second.needs])],
    sections: combine([toRecord(first.sections, 1), toRecord(second.sections, weight)]),
  }
}

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
