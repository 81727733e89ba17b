/**
 * A sentence names no medicine but those of its citations: not the one that was asked about when it cites
 * another's label, and none that its quotes do not mention.
 */
import { foldName } from '../../core/text/normalize.ts'
import { namedMedicines } from '../../knowledge/named-medicines.ts'
import type { Fault } from './finding.ts'

export interface ProductNames {
  /** Product id -> what it is called in the question or in the product list. */
  readonly names: ReadonlyMap<string, readonly string[]>
}

const SHORTEST_NAME = 2
/** "阿托伐他汀钙片" is also called without its form. */
const FORM = /(?:缓释|控释|肠溶|分散|薄膜衣)?(?:片|胶囊|颗粒|注射液|口服液|滴眼液|乳膏|软膏|喷雾剂|吸入剂)$/u

/**
 * `own` are the texts that may name a medicine: quotes, titles, headings and names of the cited products.
 * `citedIds` are those products.
 */
export function strangeProducts(
  sentence: string,
  own: readonly string[],
  citedIds: ReadonlySet<string>,
  { names }: ProductNames,
): readonly Fault[] {
  const ownText = own.join('\n')
  const known = new Set(namedMedicines(ownText).map((one) => one.substance))
  const strange = namedMedicines(sentence).find((one) => !known.has(one.substance))
  if (strange !== undefined) return [{ kind: 'other_product', found: strange.name }]
  const [said, allowed] = [foldName(sentence), foldName(ownText)]
  for (const [productId, called] of names) {
    if (citedIds.has(productId)) continue
    const name = called
      .flatMap((one) => [foldName(one), foldName(one).replace(FORM, '')])
      .find((one) => one.length >= SHORTEST_NAME && said.includes(one) && !allowed.includes(one))
    if (name !== undefined) return [{ kind: 'other_product', found: name }]
  }
  return []
}
