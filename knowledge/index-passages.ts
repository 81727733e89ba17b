/**
 * Writes what lexical search reads about the passages of a version: their terms and BM25 weights, and how
 * often each term occurs at all. Called inside the transaction that saves the extraction. Names of the
 * products and headings count more than the running text; they are part of the index, never of a quote.
 */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { TERM_SPACE, termId, tokens } from '../core/text/tokens.ts'

/** Saturation and length normalisation of BM25; a low b, for a long section is not a worse one. */
const K1 = 1.2
const B = 0.4
/**
 * The length, in terms, to which others are compared. A constant instead of the running mean, so that a
 * passage's weights never have to be written again; with b = 0.4 the choice hardly moves a ranking.
 */
const USUAL_LENGTH = 150
/** How often a word counts that stands in the product's name, the heading or the title. */
const NAME_COUNT = 3
const HEADING_COUNT = 3
/** pgvector takes no more non-zero elements in one sparse vector. */
const MOST_TERMS = 15_000
const BLOCK = 400

/** The pseudo-term under which the number of passages is kept. */
export const ALL_PASSAGES = 0

interface PassageRow {
  readonly id: number
  readonly text: string
  readonly header: string | null
  readonly heading: string
  readonly code: string | null
  readonly path: readonly string[]
}

/** Adds (or writes anew) the index rows of all passages of the version. */
export async function indexPassages(trx: Queryable, versionId: string): Promise<void> {
  const { rows: passages } = await sql<PassageRow>`
    select p.id, p.text, p.header, s.heading, s.code, s.path from passages p join sections s on s.id = p.section_id
    where p.version_id = ${versionId} order by p.id`.execute(trx)
  if (passages.length === 0) return
  const names = tokens((await namesOf(trx, versionId)).join(' '))
  const counts = new Map<number, number>([[ALL_PASSAGES, passages.length]])
  for (let start = 0; start < passages.length; start += BLOCK) {
    const block = passages.slice(start, start + BLOCK).map((passage) => {
      const weights = weigh(passage, names)
      for (const term of weights.keys()) counts.set(term, (counts.get(term) ?? 0) + 1)
      return { id: passage.id, code: passage.code, weights }
    })
    await sql`
      insert into passage_lexical (passage_id, version_id, code, terms, weights)
      select x.id, ${versionId}, x.code, x.terms::integer[], x.weights::sparsevec
      from unnest(${block.map((one) => one.id)}::bigint[], ${block.map((one) => termArray(one.weights))}::text[],
        ${block.map((one) => sparseVector(one.weights))}::text[], ${block.map((one) => one.code)}::text[])
        as x (id, terms, weights, code)
      on conflict (passage_id) do update set terms = excluded.terms, weights = excluded.weights, code = excluded.code`.execute(
      trx,
    )
  }
  await addCounts(trx, counts)
}

/** Products' names as the company's list has them, and the title: the words that tell this document apart. */
async function namesOf(trx: Queryable, versionId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select title as name from versions where id = ${versionId}
    union
    select n.name from versions v
    join document_products d on d.document_id = v.document_id
    join product_names n on n.product_id = d.product_id
    where v.id = ${versionId} and n.kind in ('name', 'generic', 'brand')`.execute(trx)
  return rows.map((row) => row.name)
}

function weigh(passage: PassageRow, names: readonly string[]): ReadonlyMap<number, number> {
  const text = tokens(passage.header === null ? passage.text : `${passage.header}\n${passage.text}`)
  const heading = tokens([...new Set([...passage.path, passage.heading])].join(' '))
  const frequencies = new Map<number, number>()
  const count = (terms: Iterable<string>, times: number) => {
    for (const term of terms) {
      const id = termId(term)
      frequencies.set(id, (frequencies.get(id) ?? 0) + times)
    }
  }
  count(text, 1)
  count(new Set(heading), HEADING_COUNT)
  count(new Set(names), NAME_COUNT)
  const norm = K1 * (1 - B + (B * text.length) / USUAL_LENGTH)
  const weights = new Map<number, number>()
  for (const [term, frequency] of frequencies) {
    if (weights.size === MOST_TERMS) break
    weights.set(term, (frequency * (K1 + 1)) / (frequency + norm))
  }
  return weights
}

/**
 * All counts in one statement and in one order: two versions that are indexed at once wait for each
 * other here instead of locking crosswise.
 */
async function addCounts(trx: Queryable, counts: ReadonlyMap<number, number>): Promise<void> {
  const ordered = [...counts].sort((a, b) => a[0] - b[0])
  await sql`
    insert into lexical_terms (term, passages)
    select x.term, x.passages from unnest(${ordered.map(([term]) => term)}::integer[],
      ${ordered.map(([, count]) => count)}::integer[]) as x (term, passages) order by x.term
    on conflict (term) do update set passages = lexical_terms.passages + excluded.passages`.execute(trx)
}

function termArray(weights: ReadonlyMap<number, number>): string {
  return `{${[...weights.keys()].join(',')}}`
}

/** The text form of pgvector's sparsevec; its indices start at 1. */
export function sparseVector(weights: ReadonlyMap<number, number>): string {
  const elements = [...weights].map(([term, weight]) => `${term}:${weight.toFixed(4)}`)
  return `{${elements.join(',')}}/${TERM_SPACE}`
}
