/**
 * A product of the company or of the market: what it is called in every way that a question may use.
 * The rules of its fields and its names; product-store.ts and import-products.ts keep it.
 */
import { foldName } from '../core/text/normalize.ts'

export const PRODUCT_NAME_KINDS = ['name', 'generic', 'brand', 'alias', 'english'] as const
export type ProductNameKind = (typeof PRODUCT_NAME_KINDS)[number]

export interface Product {
  readonly id: string
  readonly name: string
  readonly genericName: string | null
  readonly brandNames: readonly string[]
  readonly aliases: readonly string[]
  readonly englishNames: readonly string[]
  readonly dosageForm: string | null
  readonly manufacturer: string | null
  readonly strengths: readonly string[]
  /** As master data say it; the label in force decides. */
  readonly indications: readonly string[]
  /** Sold by the company, not by a competitor. */
  readonly own: boolean
  readonly state: 'active' | 'retired'
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** What can be given; left out means default on creation and unchanged on update. */
export interface ProductFields {
  readonly name?: string | undefined
  readonly genericName?: string | null | undefined
  readonly brandNames?: readonly string[] | undefined
  readonly aliases?: readonly string[] | undefined
  readonly englishNames?: readonly string[] | undefined
  readonly dosageForm?: string | null | undefined
  readonly manufacturer?: string | null | undefined
  readonly strengths?: readonly string[] | undefined
  readonly indications?: readonly string[] | undefined
  readonly own?: boolean | undefined
  readonly state?: string | undefined
}

export type ProductBody = Omit<Product, 'id' | 'createdAt' | 'updatedAt'>

export const EMPTY_PRODUCT: ProductBody = {
  name: '',
  genericName: null,
  brandNames: [],
  aliases: [],
  englishNames: [],
  dosageForm: null,
  manufacturer: null,
  strengths: [],
  indications: [],
  own: true,
  state: 'active',
}

/** `before` with the given fields, texts trimmed, empty texts null, lists without repeats. */
export function mergeProduct(before: ProductBody, fields: ProductFields): ProductBody {
  const text = (given: string | null | undefined, kept: string | null) =>
    given === undefined ? kept : (given ?? '').trim() || null
  const list = (given: readonly string[] | undefined, kept: readonly string[]) =>
    given === undefined ? kept : [...new Set(given.map((one) => one.trim()).filter((one) => one !== ''))]
  return {
    name: (fields.name ?? before.name).trim(),
    genericName: text(fields.genericName, before.genericName),
    brandNames: distinctNames(fields.brandNames ?? before.brandNames),
    aliases: distinctNames(fields.aliases ?? before.aliases),
    englishNames: distinctNames(fields.englishNames ?? before.englishNames),
    dosageForm: text(fields.dosageForm, before.dosageForm),
    manufacturer: text(fields.manufacturer, before.manufacturer),
    strengths: list(fields.strengths, before.strengths),
    indications: list(fields.indications, before.indications),
    own: fields.own ?? before.own,
    state: (fields.state ?? before.state) as Product['state'],
  }
}

/** Trimmed, each once as `foldName` sees it: spellings that match alike are one name, marks alone are none. */
function distinctNames(names: readonly string[]): readonly string[] {
  const distinct = new Map<string, string>()
  for (const name of names.map((one) => one.trim())) {
    const key = foldName(name)
    if (key !== '' && !distinct.has(key)) distinct.set(key, name)
  }
  return [...distinct.values()]
}

export interface ProductName {
  readonly kind: ProductNameKind
  readonly name: string
  /** `foldName` of it; never empty. */
  readonly normalized: string
}

/** Every name of the product once per kind; names of nothing but marks are left out. */
export function productNames(product: ProductBody): readonly ProductName[] {
  const given: readonly (readonly [ProductNameKind, readonly string[]])[] = [
    ['name', [product.name]],
    ['generic', product.genericName === null ? [] : [product.genericName]],
    ['brand', product.brandNames],
    ['alias', product.aliases],
    ['english', product.englishNames],
  ]
  const names = new Map<string, ProductName>()
  for (const [kind, list] of given) {
    for (const name of list) {
      const normalized = foldName(name)
      const key = `${kind} ${normalized}`
      if (normalized !== '' && !names.has(key)) names.set(key, { kind, name, normalized })
    }
  }
  return [...names.values()]
}
