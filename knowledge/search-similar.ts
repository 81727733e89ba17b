/**
 * The passages whose vectors are nearest to a question's, in force and readable like every other candidate:
 * of given products all are compared, of everything the nearest are found by the model's index where there is
 * one. What similarity is worth beside the words is decided in fuse.ts.
 */
import { sql } from 'kysely'
import type { Database, Queryable } from '../core/database.ts'
import { inForceAt, readableBy } from './in-force.ts'
import { vectorText } from './passage-vectors.ts'
import {
  type Candidate,
  type CandidateRow,
  COLUMNS,
  JOINED,
  type ProductGroup,
  type SearchScope,
  toCandidate,
} from './search.ts'
import { distance, ofModel, scanIteratively } from './vector-index.ts'

export interface QueryVector {
  readonly model: string
  /** Unit length. */
  readonly vector: readonly number[]
}

type Scope = Pick<SearchScope, 'reader' | 'at'>

/** The `limit` nearest passages of each group of products. */
export async function searchSimilarOf(
  db: Queryable,
  groups: readonly ProductGroup[],
  query: QueryVector,
  scope: Scope,
  limit: number,
): Promise<readonly Candidate[]> {
  const pairs = groups.flatMap(({ group, productIds }) => productIds.map((id) => ({ group, id })))
  const { rows } = await sql<CandidateRow>`
    with near as materialized (
      select distinct on (g.grp, p.id) p.id, g.grp, ${distanceTo(query, true)} as far
      from unnest(${pairs.map((pair) => pair.id)}::text[], ${pairs.map((pair) => pair.group)}::integer[]) as g (product_id, grp)
      join document_products d on d.product_id = g.product_id
      join versions v on v.document_id = d.document_id
      join passages p on p.version_id = v.id
      join passage_vectors x on x.passage_id = p.id
      where ${ofModel(query.model)} and ${sameSize(query)} and ${inForceAt(scope.at)} and ${readableBy(scope.reader)}
    ), best as (
      select * from (select *, row_number() over (partition by grp order by far, id) as place from near) y
      where place <= ${limit}
    )
    select ${COLUMNS}, b.grp as "group", 0::float8 as lexical, 0::float8 as prior, 1 - b.far as similarity
    from best b ${JOINED} order by b.far, b.id`.execute(db)
  return rows.map(toCandidate)
}

/** The `limit` nearest passages of all documents. `indexed`: through the model's index. */
export async function searchSimilar(
  database: Database,
  query: QueryVector,
  scope: Scope,
  limit: number,
  indexed: boolean,
): Promise<readonly Candidate[]> {
  if (!indexed) return nearest(database.query, query, scope, limit, false)
  return database.transaction(async (trx) => {
    await scanIteratively(trx)
    return nearest(trx, query, scope, limit, true)
  })
}

async function nearest(
  db: Queryable,
  query: QueryVector,
  scope: Scope,
  limit: number,
  indexed: boolean,
): Promise<readonly Candidate[]> {
  const { rows } = await similarQuery(query, scope, limit, indexed).execute(db)
  return rows.map(toCandidate)
}

/** The statement itself, for the tests that read its plan. */
export function similarQuery(query: QueryVector, scope: Scope, limit: number, indexed: boolean) {
  const far = distanceTo(query, !indexed)
  // An index of the model has one dimension only; in an exact scan a foreign one must not meet the operator.
  const comparable = indexed ? sql`true` : sameSize(query)
  return sql<CandidateRow>`
    with best as materialized (
      select p.id, ${far} as far
      from passage_vectors x
      join passages p on p.id = x.passage_id
      join versions v on v.id = p.version_id
      where ${ofModel(query.model)} and ${comparable} and ${inForceAt(scope.at)} and ${readableBy(scope.reader)}
      order by ${far} limit ${limit}
    )
    select ${COLUMNS}, -1 as "group", 0::float8 as lexical, 0::float8 as prior, 1 - b.far as similarity
    from best b ${JOINED} order by b.far + 0, b.id`
}

function distanceTo(query: QueryVector, exact: boolean) {
  return distance(sql`${vectorText(query.vector)}`, query.vector.length, exact)
}

function sameSize(query: QueryVector) {
  return sql<boolean>`vector_dims(x.embedding) = ${query.vector.length}`
}
