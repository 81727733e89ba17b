/**
 * Which products a section speaks of, in a document that is filed under several (a question-and-answer
 * sheet, a deck of two brands): those that its path names ("产品" column, slide title), then those that its
 * own words name. A section that names none belongs to all of its document's. What another product's row
 * says must never answer for the product that was asked about.
 */
import { foldName, normalizeText } from '../core/text/normalize.ts'
import { chineseForms, latinForms } from './name-parts.ts'
import { type Product, productNames } from './product.ts'

export interface FiledSection {
  /** Of its document. */
  readonly productIds: readonly string[]
  /** Outermost heading first, as printed. */
  readonly path: readonly string[]
  readonly sectionText: string
}

/** Products by id; ids that are unknown (retired) have no names and are kept as filed. */
export function createSectionProducts(products: ReadonlyMap<string, Product>) {
  const names = new Map<string, readonly NamePattern[]>()
  const namesOf = (id: string) => {
    const known = names.get(id) ?? patternsOf(products.get(id))
    names.set(id, known)
    return known
  }

  /** The document's products, narrowed to those that are named; never empty unless the document has none. */
  return (section: FiledSection): readonly string[] => {
    let ids = section.productIds
    for (const words of [...section.path, section.sectionText]) {
      if (ids.length < 2) return ids
      const text = { chinese: foldName(words), latin: normalizeText(words) }
      const named = ids.filter((id) => namesOf(id).some((name) => name(text)))
      if (named.length > 0) ids = named
    }
    return ids
  }
}

type NamePattern = (text: { readonly chinese: string; readonly latin: string }) => boolean

function patternsOf(product: Product | undefined): readonly NamePattern[] {
  if (product === undefined) return []
  return productNames(product).flatMap(({ name }): NamePattern[] => {
    if (/\p{Script=Han}/u.test(name)) {
      return chineseForms(name).map((form) => (text) => text.chinese.includes(form))
    }
    // A Latin name is a word of its own: "sema" is not in "semantic".
    const words = [...new Set([normalizeText(name), ...latinForms(name)])].map(
      (form) => new RegExp(`(?<![a-z\\d])${form.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&')}(?![a-z\\d])`, 'u'),
    )
    return words.map((word) => (text) => word.test(text.latin))
  })
}
