/**
 * Passages from the database with their scores: of given products (every passage of them is scored), or of
 * everything (candidates by the rarest terms, then scored). Every query joins what is in force for this
 * reader now. How scores are weighed against each other is rank.ts.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import type { Reader } from '../core/reader.ts'
import type { DocumentKind } from './document.ts'
import { inForceAt, readableBy } from './in-force.ts'
import { sparseVector } from './index-passages.ts'
import type { Hit, RoutedSection } from './retrieval.ts'
import { type IndexState, inverseFrequency } from './term-weights.ts'

export interface Candidate extends Omit<Hit, 'score'> {
  /** Which group of products it was found for; -1 without. */
  readonly group: number
  /** BM25. */
  readonly lexical: number
  /** Weight of its section in the routing, 0..1. */
  readonly prior: number
  /** Cosine similarity, where vectors were searched. */
  readonly similarity: number | null
}

export interface SearchScope {
  readonly reader: Reader
  readonly at: Date
  readonly sections: readonly RoutedSection[]
}

/** Question terms as BM25 sees them: number -> weight times idf. */
export type TermVector = ReadonlyMap<number, number>

export function weighTerms(weights: ReadonlyMap<number, number>, state: IndexState): TermVector {
  const vector = new Map<number, number>()
  for (const [term, weight] of weights) {
    const count = state.counts.get(term) ?? 0
    // A term that no passage has scores nothing; leaving it out keeps the vector small.
    if (count > 0) vector.set(term, weight * inverseFrequency(state.passages, count))
  }
  return vector
}

/** About what a passage of usual length scores that has every term once. */
export function possibleScore(vector: TermVector): number {
  return [...vector.values()].reduce((sum, weight) => sum + weight, 0)
}

export interface ProductGroup {
  readonly group: number
  readonly productIds: readonly string[]
}

/** Most passages a group brings: more than a list shows, for the ranking to choose from. */
const PER_GROUP = 30

/** The best passages of each group, all scored; a passage that two groups share comes for both. */
export async function searchProducts(
  db: Queryable,
  groups: readonly ProductGroup[],
  vector: TermVector,
  scope: SearchScope,
): Promise<readonly Candidate[]> {
  const pairs = groups.flatMap(({ group, productIds }) => productIds.map((id) => ({ group, id })))
  // How far a prior may carry a passage into the selection: as far as a good part of the best possible score.
  const reach = possibleScore(vector)
  const { rows } = await sql<CandidateRow>`/* prepared:search_products */
    with scored as materialized (
      select l.passage_id as id, g.grp, -(l.weights <#> ${sparseVector(vector)}::sparsevec) as lexical,
        coalesce(r.weight, 0) as prior
      from unnest(${pairs.map((pair) => pair.id)}::text[], ${pairs.map((pair) => pair.group)}::integer[]) as g (product_id, grp)
      join document_products d on d.product_id = g.product_id
      join versions v on v.document_id = d.document_id
      join passage_lexical l on l.version_id = v.id
      left join ${routed(scope.sections)} on r.code = l.code
      where ${inForceAt(scope.at)} and ${readableBy(scope.reader)}
    ), best as (
      select distinct on (grp, id) *
      from (select *, row_number() over (partition by grp order by lexical + prior * ${reach} desc, id) as place from scored) x
      where place <= ${PER_GROUP}
      order by grp, id
    )
    select ${COLUMNS}, b.grp as "group", b.lexical, b.prior, null::float8 as similarity
    from best b ${JOINED}`.execute(db)
  return rows.map(toCandidate)
}

/** Candidates are read by terms as long as these stand in few passages: what that costs is bounded. */
const FEW = 400

/** The best passages of all documents. What may not be shown does not count towards the candidates' limit. */
export async function searchEverything(
  db: Queryable,
  vector: TermVector,
  state: IndexState,
  scope: SearchScope,
  limit: number,
): Promise<readonly Candidate[]> {
  const condition = candidateCondition(vector, state)
  if (condition === undefined) return []
  const reach = possibleScore(vector) * 0.5
  const { rows } = await sql<CandidateRow>`/* prepared:search_everything */
    with scored as materialized (
      select l.passage_id as id, -(l.weights <#> ${sparseVector(vector)}::sparsevec) as lexical,
        coalesce(r.weight, 0) as prior
      from (select l.passage_id, l.code, l.weights from passage_lexical l join versions v on v.id = l.version_id
        where ${condition} and ${inForceAt(scope.at)} and ${readableBy(scope.reader)} limit ${FEW}) l
      left join ${routed(scope.sections)} on r.code = l.code
    ), best as (
      select * from scored order by lexical + prior * ${reach} desc, id limit ${limit}
    )
    select ${COLUMNS}, -1 as "group", b.lexical, b.prior, null::float8 as similarity
    from best b ${JOINED}`.execute(db)
  return rows.map(toCandidate)
}

/** The rarest terms, any of which makes a candidate; when even they are common, several of them together. */
function candidateCondition(vector: TermVector, state: IndexState): RawBuilder<boolean> | undefined {
  const terms = [...vector]
    .map(([term, weight]) => ({ term, weight, count: state.counts.get(term) ?? 0 }))
    .sort((a, b) => b.weight - a.weight || a.count - b.count)
  const [first] = terms
  if (first === undefined) return undefined
  const rare: number[] = []
  let sum = 0
  for (const { term, count } of terms) {
    if (sum + count > FEW) break
    rare.push(term)
    sum += count
  }
  if (rare.length > 0) return sql<boolean>`l.terms && ${rare}::integer[]`
  return sql<boolean>`l.terms @> ${terms.slice(0, 3).map((one) => one.term)}::integer[]`
}

export interface CandidateRow {
  readonly id: number
  readonly section_id: string
  readonly version_id: string
  readonly document_id: string
  readonly kind: DocumentKind
  readonly title: string
  readonly effective_from: Date | null
  readonly heading: string
  readonly code: string | null
  readonly path: readonly string[]
  readonly page: number | null
  readonly text: string
  readonly section_text: string
  readonly start_offset: number
  readonly end_offset: number
  readonly passage_kind: 'prose' | 'table'
  readonly header: string | null
  readonly product_ids: readonly string[]
  readonly group: number
  readonly lexical: number
  readonly prior: number
  readonly similarity: number | null
}

/** What a hit needs, over the aliases of `JOINED`; `b` is the selection with the passage's id. */
export const COLUMNS = sql`p.id, p.section_id, p.version_id, v.document_id, d.kind, v.title,
  v.effective_from, s.heading, s.code, s.path, p.page, p.text, s.text as section_text,
  p.start_offset, p.end_offset, p.kind as passage_kind, p.header,
  array(select x.product_id from document_products x where x.document_id = v.document_id order by 1) as product_ids`

export const JOINED = sql`join passages p on p.id = b.id
  join sections s on s.id = p.section_id
  join versions v on v.id = p.version_id
  join documents d on d.id = v.document_id`

function routed(sections: readonly RoutedSection[]): RawBuilder<unknown> {
  return sql`unnest(${sections.map((one) => one.code)}::text[], ${sections.map((one) => one.weight)}::float8[]) as r (code, weight)`
}

export function toCandidate(row: CandidateRow): Candidate {
  return {
    passageId: Number(row.id),
    sectionId: row.section_id,
    versionId: row.version_id,
    documentId: row.document_id,
    kind: row.kind,
    title: row.title,
    effectiveFrom: row.effective_from,
    section: row.heading,
    sectionCode: row.code,
    path: row.path,
    page: row.page,
    text: row.text,
    sectionText: row.section_text,
    start: row.start_offset,
    end: row.end_offset,
    passageKind: row.passage_kind,
    header: row.header,
    productIds: row.product_ids,
    group: Number(row.group),
    lexical: Number(row.lexical),
    prior: Number(row.prior),
    similarity: row.similarity === null ? null : Number(row.similarity),
  }
}
