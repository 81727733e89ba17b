/** Own products whose label this reader can ask about now: what a first screen may suggest. */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import type { Reader } from '../core/reader.ts'
import { inForceAt, readableBy } from './in-force.ts'
import type { Product } from './product.ts'
import { selectProducts } from './product-rows.ts'

/** At most `limit`, by id. */
export function listProductsInForce(
  db: Queryable,
  reader: Reader,
  at: Date,
  limit: number,
): Promise<readonly Product[]> {
  const askable = sql<boolean>`p.own and p.state = 'active' and exists (
    select 1 from document_products dp join documents d on d.id = dp.document_id and d.kind = 'label'
      join versions v on v.document_id = d.id
    where dp.product_id = p.id and ${inForceAt(at)} and ${readableBy(reader)})`
  return selectProducts(db, askable, limit)
}
