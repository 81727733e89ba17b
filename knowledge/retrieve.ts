/**
 * From a question to the passages that may answer it.
 *
 * 1. Read the question: which needs (sections), which words.
 * 2. One round trip for what the database knows about the words and about the product list.
 * 3. Resolve the products, carrying those of the conversation when none is named.
 * 4. Score every passage of the products, or search everything when there is none.
 * 5. Rank: lexical evidence with the section's prior, each compared product in its own places.
 * 6. Let models add what they can (rank-by-meaning.ts): fused similarity, a reranker, or nothing.
 *
 * Nothing here is remembered between questions but names: what is in force is asked each time.
 */
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { conductTopics } from './conduct-words.ts'
import { contentTerms } from './content-terms.ts'
import { englishNames } from './english-names.ts'
import { findNames } from './find-names.ts'
import { groupWords } from './medicine-classes.ts'
import { createNameCache } from './name-cache.ts'
import type { NameIndex } from './name-index.ts'
import { favouredProducts } from './product-form.ts'
import { interleave, type Ranked, rankGroup, spread } from './rank.ts'
import { createRankByMeaning, type RankByMeaningDeps } from './rank-by-meaning.ts'
import { type Resolution, resolveProducts } from './resolve-products.ts'
import type { ResolvedProduct, Retrieval, RetrievalQuery, Retrieve } from './retrieval.ts'
import { INTERACTION, joinRoutings, type Routing, routeSections, scaleRouting } from './route-sections.ts'
import {
  type Candidate,
  type ProductGroup,
  possibleScore,
  searchEverything,
  searchProducts,
  type TermVector,
  weighTerms,
} from './search.ts'
import { createSectionProducts } from './section-products.ts'
import { type IndexState, readIndexState } from './term-weights.ts'

const DEFAULT_LIMIT = 10
/** What a question's text may be at most; the rest of a pasted page is not read. */
const LONGEST_QUESTION = 4000
const PER_SECTION = 3
/** In how many passages a name's term is taken to stand when it was not counted. */
const USUAL_COUNT = 20
const CONDUCT = 'conduct'

export interface RetrieveDeps extends RankByMeaningDeps {
  readonly database: Database
  readonly clock: Clock
}

export function createRetrieve(deps: RetrieveDeps): Retrieve {
  const names = createNameCache(deps)
  const rankByMeaning = createRankByMeaning(deps)

  return async (query) => {
    const watch = stopwatch()
    const asked = { ...query, text: clean(query.text) }
    const limit = query.limit ?? DEFAULT_LIMIT
    const first = contentTerms(asked.text, [], [])
    const state = await readIndexState(deps.database.query, [...first.weights.keys()])
    watch.lap('state')
    const addMeaning = rankByMeaning(asked.text, state.embeddingModel)
    const index = await names.at(state.productRevision)
    const resolution = resolveProducts(asked, index)
    const routing = route(asked, resolution)
    watch.lap('understand')
    const terms = contentTerms(asked.text, resolution.mentions, mentionedBeside(resolution))
    const vector = weighTerms(terms.weights, withDefaults(state, first.weights, terms.weights))
    const scope = { reader: query.reader, at: query.at, sections: routing.sections }
    const groups = groupsOf(resolution.products)
    const own = ownSections(index, groups, resolution)
    const found =
      groups.length === 0 ? [] : own(await searchProducts(deps.database.query, groups, vector, scope))
    watch.lap('products')
    let ranked = rank(asked, found, groups, resolution, routing, index, possibleScore(vector))
    const wide = needsMore(ranked, resolution, routing, limit)
    if (wide) {
      const everything = vectorWithNames(asked.text, resolution, state, vector)
      const others = await searchEverything(deps.database.query, everything, state, scope, limit * 3)
      const more = rankGroup(own(others), new Set(), routing.parts, possibleScore(everything))
      ranked = routing.needs.includes(CONDUCT)
        ? generalFirst([...more, ...after(more, ranked)])
        : [...ranked, ...after(ranked, more)]
      watch.lap('everything')
    }
    const meant = await addMeaning(ranked, { ...scope, groups: wide ? [] : groups })
    const proper = new Map(own(meant.ranked.map((one) => one.candidate)).map((one) => [one.passageId, one]))
    ranked = meant.ranked.flatMap((one) => {
      const candidate = proper.get(one.candidate.passageId)
      return candidate === undefined ? [] : [{ ...one, candidate }]
    })
    watch.lap('meaning')
    return {
      products: resolution.products,
      unknownProduct: resolution.unknownProduct,
      mentions: resolution.mentions,
      sections: routing.sections,
      terms: terms.words,
      hits: spread(ranked, PER_SECTION)
        .slice(0, limit)
        .map(({ candidate, score }) => toHit(candidate, score)),
      degraded: meant.degraded,
      timings: watch.times(),
    } satisfies Retrieval
  }
}

/**
 * Passages with the products that their own section speaks of; what was found for a product in a document of
 * several, and speaks of another one, is left out. So is an approved answer about taking it with a medicine
 * that the question does not name: "禁用" was said of both together.
 */
function ownSections(index: NameIndex, groups: readonly ProductGroup[], { mentions }: Resolution) {
  const named = new Set(mentions.map((mention) => mention.label))
  const isOfOthers = ({ kind, section }: Candidate) =>
    kind === 'qa' &&
    findNames(section, index).some(
      ({ by, names }) =>
        by === 'name' && names.every(({ label, productIds }) => productIds.size === 0 && !named.has(label)),
    )

  const sectionProducts = createSectionProducts(index.products)
  const asked = new Map(groups.map(({ group, productIds }) => [group, new Set(productIds)]))
  return (candidates: readonly Candidate[]): readonly Candidate[] =>
    candidates.flatMap((candidate) => {
      if (isOfOthers(candidate)) return []
      if (candidate.productIds.length < 2) return [candidate]
      const productIds = sectionProducts(candidate)
      const wanted = asked.get(candidate.group)
      if (wanted !== undefined && !productIds.some((id) => wanted.has(id))) return []
      return [{ ...candidate, productIds }]
    })
}

/** Controls and lone surrogates out (PostgreSQL refuses NUL), and not more than a question's length. */
function clean(text: string): string {
  return text
    .slice(0, LONGEST_QUESTION)
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
}

/** The question's own needs; a follow-up without any, or about another product, keeps the topic before. */
function route(query: RetrievalQuery, resolution: Resolution): Routing {
  // Policies have no sections of a label: what is asked about conduct is found by its words alone.
  if (conductTopics(query.text).length > 0) return { needs: [CONDUCT], sections: [], parts: [] }
  const own = routeWithPartner(routeSections(maskMentions(query.text, resolution)), resolution)
  const before = query.history.at(-1)
  if (before === undefined) return own
  const followsUp = query.text.length <= 40
  if (!followsUp) return own
  const topic = routeSections(before.text)
  return joinRoutings(own, topic, own.sections.length === 0 ? 0.9 : 0.35)
}

/** A medicine that is taken beside what is asked about makes it a question of interactions, in whatever words. */
function routeWithPartner(own: Routing, resolution: Resolution): Routing {
  const beside = resolution.mentions.some((mention) => mention.role === 'partner')
  return beside ? joinRoutings(INTERACTION, scaleRouting(own, 0.6), 1) : own
}

/** Names hold words of needs ("注射用…", "…片"): they are not what is asked. */
function maskMentions(text: string, resolution: Resolution): string {
  let masked = text
  for (const { start, end } of resolution.mentions) {
    masked = `${masked.slice(0, start)}${' '.repeat(end - start)}${masked.slice(end)}`
  }
  return masked
}

/** What is taken beside is searched for in the passages of what is asked about, and the other way round. */
function mentionedBeside({ mentions }: Resolution): readonly string[] {
  if (mentions.every((mention) => mention.role === 'subject')) return []
  return mentions.flatMap(({ label, role }) =>
    role === 'partner' ? [label, ...englishNames(label), ...groupWords(label)] : [label],
  )
}

function groupsOf(products: readonly ResolvedProduct[]): readonly ProductGroup[] {
  const groups = new Map<number, string[]>()
  for (const product of products) {
    groups.set(product.group, [...(groups.get(product.group) ?? []), product.productId])
  }
  return [...groups].map(([group, productIds]) => ({ group, productIds }))
}

/** Terms that were not asked for in the first round trip (names) count as rare ones. */
function withDefaults(
  state: IndexState,
  asked: ReadonlyMap<number, number>,
  weights: ReadonlyMap<number, number>,
): IndexState {
  const counts = new Map(state.counts)
  for (const term of weights.keys()) if (!asked.has(term)) counts.set(term, USUAL_COUNT)
  return { ...state, counts }
}

function rank(
  query: RetrievalQuery,
  found: readonly Candidate[],
  groups: readonly ProductGroup[],
  resolution: Resolution,
  routing: Routing,
  index: NameIndex,
  possible: number,
): readonly Ranked[] {
  const lists = groups.map(({ group, productIds }) => {
    const products = productIds.flatMap((id) => index.products.get(id) ?? [])
    return {
      role: resolution.products.find((product) => product.group === group)?.role ?? 'subject',
      ranked: rankGroup(
        found.filter((candidate) => candidate.group === group),
        favouredProducts(query.text, products),
        routing.parts,
        possible,
      ),
    }
  })
  const subjects = interleave(lists.filter((list) => list.role === 'subject').map((list) => list.ranked))
  const partners = interleave(lists.filter((list) => list.role === 'partner').map((list) => list.ranked))
  if (partners.length === 0) return subjects
  // What the partner's own label says comes third at the earliest: two of the subject, one of the partner.
  return mix(subjects, partners)
}

function mix(subjects: readonly Ranked[], partners: readonly Ranked[]): readonly Ranked[] {
  const mixed: Ranked[] = []
  const seen = new Set<number>()
  const push = (one: Ranked | undefined) => {
    if (one === undefined || seen.has(one.candidate.passageId)) return
    seen.add(one.candidate.passageId)
    mixed.push(one)
  }
  for (let at = 0; at < Math.max(subjects.length, partners.length); at += 1) {
    push(subjects[2 * at])
    push(subjects[2 * at + 1])
    push(partners[at])
  }
  return mixed
}

/** Everything is searched when no product is sure, or when the products have little to say. */
function needsMore(
  ranked: readonly Ranked[],
  resolution: Resolution,
  routing: Routing,
  limit: number,
): boolean {
  if (ranked.length === 0 || routing.needs.includes(CONDUCT)) return true
  const sure = resolution.products.some(
    (product) => product.certainty === 'certain' && product.role === 'subject',
  )
  return !sure || (routing.sections.length === 0 && ranked.length < limit)
}

/** Without products the names in the question are words like others. */
function vectorWithNames(
  text: string,
  resolution: Resolution,
  state: IndexState,
  vector: TermVector,
): TermVector {
  if (resolution.products.length > 0) return vector
  return weighTerms(contentTerms(text, [], []).weights, state)
}

/** Documents that belong to no product first: policies. */
function generalFirst(ranked: readonly Ranked[]): readonly Ranked[] {
  const isGeneral = (one: Ranked) => one.candidate.productIds.length === 0
  return [...ranked.filter(isGeneral), ...ranked.filter((one) => !isGeneral(one))]
}

function after(ranked: readonly Ranked[], more: readonly Ranked[]): readonly Ranked[] {
  const seen = new Set(ranked.map((one) => one.candidate.passageId))
  return more.filter((one) => !seen.has(one.candidate.passageId))
}

function toHit(candidate: Candidate, score: number): Retrieval['hits'][number] {
  const { group: _group, lexical: _lexical, prior: _prior, similarity: _similarity, ...hit } = candidate
  return { ...hit, score }
}

function stopwatch() {
  const started = performance.now()
  let last = started
  const times: Record<string, number> = {}
  return {
    lap(step: string) {
      const now = performance.now()
      times[step] = Math.round((now - last) * 100) / 100
      last = now
    },
    times: () => ({ ...times, total: Math.round((performance.now() - started) * 100) / 100 }),
  }
}
