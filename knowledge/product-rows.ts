/**
 * Products between the tables and the word `Product`: reading with all names in one query, writing in
 * blocks (an import brings a thousand at once; the embedded engine pays for every statement).
 */
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import type { Tables } from '../core/tables.ts'
import { type Product, type ProductBody, type ProductNameKind, productNames } from './product.ts'

type ProductRow = Selectable<Tables['products']> & {
  names: readonly { readonly kind: ProductNameKind; readonly name: string }[]
}

/** Products that meet `condition` (over the alias p), by id. */
export async function selectProducts(
  db: Queryable,
  condition: RawBuilder<boolean>,
  limit?: number,
): Promise<readonly Product[]> {
  const { rows } = await sql<ProductRow>`
    select p.*, coalesce((select json_agg(json_build_object('kind', n.kind, 'name', n.name) order by n.position, n.normalized)
      from product_names n where n.product_id = p.id), '[]') as names
    from products p where ${condition} order by p.id ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(
    db,
  )
  return rows.map(toProduct)
}

export interface ProductToWrite {
  readonly id: string
  readonly body: ProductBody
}

/** Inserts or replaces the products with their names. An id twice in `products` is the caller's mistake. */
export async function writeProducts(
  trx: Queryable,
  products: readonly ProductToWrite[],
  at: Date,
): Promise<void> {
  const block = 200
  // Always in one order, so that two imports at once wait for each other instead of locking crosswise.
  const ordered = products.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  for (let start = 0; start < ordered.length; start += block) {
    const part = ordered.slice(start, start + block)
    await trx
      .insertInto('products')
      .values(
        part.map(({ id, body }) => ({
          id,
          name: body.name,
          generic_name: body.genericName,
          dosage_form: body.dosageForm,
          manufacturer: body.manufacturer,
          strengths: [...body.strengths],
          indications: [...body.indications],
          own: body.own,
          state: body.state,
          created_at: at,
          updated_at: at,
        })),
      )
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          generic_name: eb.ref('excluded.generic_name'),
          dosage_form: eb.ref('excluded.dosage_form'),
          manufacturer: eb.ref('excluded.manufacturer'),
          strengths: eb.ref('excluded.strengths'),
          indications: eb.ref('excluded.indications'),
          own: eb.ref('excluded.own'),
          state: eb.ref('excluded.state'),
          updated_at: eb.ref('excluded.updated_at'),
        })),
      )
      .execute()
    const ids = part.map((one) => one.id)
    await sql`delete from product_names where product_id = any (${ids}::text[])`.execute(trx)
    const names = part.flatMap(({ id, body }) =>
      productNames(body).map((name, position) => ({ product_id: id, ...name, position })),
    )
    for (let from = 0; from < names.length; from += 1000) {
      await trx
        .insertInto('product_names')
        .values(names.slice(from, from + 1000))
        .execute()
    }
  }
}

function toProduct(row: ProductRow): Product {
  const named = (kind: ProductNameKind) =>
    row.names.filter((name) => name.kind === kind).map((name) => name.name)
  return {
    id: row.id,
    name: row.name,
    genericName: row.generic_name,
    brandNames: named('brand'),
    aliases: named('alias'),
    englishNames: named('english'),
    dosageForm: row.dosage_form,
    manufacturer: row.manufacturer,
    strengths: row.strengths,
    indications: row.indications,
    own: row.own,
    state: row.state as Product['state'],
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
