/**
 * Products by hand: create, change, find, list. Products are never deleted (documents and answers
 * stand on them), only retired.
 */
import { sql } from 'kysely'
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../core/page.ts'
import { foldName } from '../core/text/normalize.ts'
import { EMPTY_PRODUCT, mergeProduct, type Product, type ProductBody, type ProductFields } from './product.ts'
import { selectProducts, writeProducts } from './product-rows.ts'

export interface ProductFilter extends PageRequest {
  /** Part of any name. */
  readonly name?: string | undefined
  readonly state?: string | undefined
  readonly own?: boolean | undefined
}

export interface ProductStore {
  /** Throws `invalid_input`, and `conflict` when the id is taken. */
  create(
    product: ProductFields & { readonly id?: string | undefined; readonly name: string },
    actorId: string | null,
  ): Promise<Product>
  /** Throws `not_found`, `invalid_input`. */
  update(id: string, fields: ProductFields, actorId: string | null): Promise<Product>
  find(id: string): Promise<Product | undefined>
  get(id: string): Promise<Product>
  list(filter?: ProductFilter): Promise<Page<Product>>
}

export function createProductStore(deps: {
  readonly database: Database
  readonly clock: Clock
}): ProductStore {
  const { database, clock } = deps

  async function find(id: string, db: Queryable = database.query): Promise<Product | undefined> {
    return (await selectProducts(db, sql<boolean>`p.id = ${id}`))[0]
  }

  async function get(id: string, db?: Queryable): Promise<Product> {
    const product = await find(id, db)
    if (product === undefined) throw new AppError('not_found', `There is no product "${id}".`)
    return product
  }

  return {
    find: (id) => find(id),
    get: (id) => get(id),

    create: (product, actorId) =>
      database.transaction(async (trx) => {
        const id = (product.id ?? newId()).trim()
        if (id === '' || id.length > 128) throw refused('id', 'This cannot be an id.')
        const body = checked(mergeProduct(EMPTY_PRODUCT, product))
        const at = clock.now()
        // Reserves the id first, so that of two creations at once one is told so.
        const reserved = await trx
          .insertInto('products')
          .values({ id, name: body.name, created_at: at, updated_at: at })
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst()
        if (reserved === undefined) throw new AppError('conflict', `Product "${id}" exists already.`)
        await writeProducts(trx, [{ id, body }], at)
        await recordAudit(trx, {
          at,
          actorId,
          action: 'product.create',
          subjectKind: 'product',
          subjectId: id,
        })
        return get(id, trx)
      }),

    update: (id, fields, actorId) =>
      database.transaction(async (trx) => {
        await trx.selectFrom('products').select('id').where('id', '=', id).forUpdate().execute()
        const body = checked(mergeProduct(await get(id, trx), fields))
        const at = clock.now()
        await writeProducts(trx, [{ id, body }], at)
        await recordAudit(trx, {
          at,
          actorId,
          action: 'product.update',
          subjectKind: 'product',
          subjectId: id,
          detail: { fields: Object.keys(fields) },
        })
        return get(id, trx)
      }),

    async list(filter = {}) {
      const limit = pageLimit(filter)
      const after = decodeCursor(filter)
      const conditions = [sql<boolean>`true`]
      if (after !== undefined) conditions.push(sql<boolean>`p.id > ${after}`)
      if (filter.state !== undefined) conditions.push(sql<boolean>`p.state = ${filter.state}`)
      if (filter.own !== undefined) conditions.push(sql<boolean>`p.own = ${filter.own}`)
      const name = foldName(filter.name ?? '')
      if (name !== '') {
        conditions.push(sql<boolean>`exists (select 1 from product_names n
          where n.product_id = p.id and position(${name} in n.normalized) > 0)`)
      }
      const rows = await selectProducts(
        database.query,
        sql<boolean>`${sql.join(conditions, sql` and `)}`,
        limit + 1,
      )
      return pageOf(rows, limit, (product) => product.id)
    },
  }
}

function checked(body: ProductBody): ProductBody {
  if (body.name === '') throw refused('name', 'A name is needed.')
  if (body.state !== 'active' && body.state !== 'retired') {
    throw refused('state', 'The state is active or retired.')
  }
  return body
}

function refused(field: string, message: string): AppError {
  return new AppError('invalid_input', message, { details: { field } })
}
