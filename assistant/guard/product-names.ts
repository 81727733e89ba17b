/** What the products of a question are called: in the product list, and as the person named them. */
import type { Retrieval } from '../../knowledge/retrieval.ts'

/** Product id -> names. `question` is the text that was retrieved for. */
export function productNames(question: string, retrieval: Retrieval): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>()
  const add = (productId: string, ...called: readonly string[]) =>
    names.set(productId, [...(names.get(productId) ?? []), ...called.filter((name) => name.trim() !== '')])
  for (const { productId, name } of retrieval.products) add(productId, name)
  for (const { start, end, label, productIds } of retrieval.mentions) {
    for (const productId of productIds) add(productId, label, question.slice(start, end))
  }
  return names
}
