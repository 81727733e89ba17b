/**
 * The products of a form: ids or any of their names, repeated or with commas between them. A name that
 * itself holds a comma is found before it is cut.
 */
import { AppError } from '../../core/errors.ts'
import { foldName } from '../../core/text/normalize.ts'
import { type Product, productNames } from '../../knowledge/product.ts'
import type { ProductStore } from '../../knowledge/products.ts'

type Find = Pick<ProductStore, 'find' | 'list'>

/** Product ids. Throws `invalid_input` for a text that no product, or more than one, goes by. */
export async function readProducts(
  field: string | readonly string[] | undefined,
  products: Find,
): Promise<readonly string[]> {
  const given = (typeof field === 'string' ? [field] : (field ?? [])).map((one) => one.trim())
  const ids: string[] = []
  for (const text of given.filter((one) => one !== '')) {
    const whole = await match(text, products)
    const parts = text.split(/[,，;；、\n]+/u).map((one) => one.trim())
    if (whole.length > 0 || parts.length < 2) ids.push(only(text, whole))
    else {
      for (const part of parts.filter((one) => one !== '')) ids.push(only(part, await match(part, products)))
    }
  }
  return [...new Set(ids)]
}

async function match(text: string, products: Find): Promise<readonly Product[]> {
  const byId = text.length <= 128 ? await products.find(text) : undefined
  if (byId !== undefined) return [byId]
  const wanted = foldName(text)
  if (wanted === '') return []
  const { items } = await products.list({ name: text, limit: 200 })
  const named = items.filter((one) => productNames(one).some((name) => name.normalized === wanted))
  // The product of that very name goes before those that also go by it, one's own before the market's.
  for (const narrower of [(one: Product) => foldName(one.name) === wanted, (one: Product) => one.own]) {
    const narrowed = named.filter(narrower)
    if (narrowed.length === 1) return narrowed
  }
  return named
}

function only(text: string, found: readonly Product[]): string {
  const [first, second] = found
  if (first === undefined) throw refused(`There is no product "${text.slice(0, 100)}".`)
  if (second !== undefined) {
    const ids = found.slice(0, 10).map((one) => one.id)
    throw refused(`"${text.slice(0, 100)}" is the name of several products: give the id (${ids.join(', ')}).`)
  }
  return first.id
}

function refused(message: string): AppError {
  return new AppError('invalid_input', message, { details: { field: 'products' } })
}
