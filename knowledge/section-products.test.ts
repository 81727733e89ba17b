import { describe, expect, it } from 'vitest'
import { EMPTY_PRODUCT, type Product, type ProductFields } from './product.ts'
import { createSectionProducts } from './section-products.ts'

const product = (id: string, fields: ProductFields): [string, Product] => [
  id,
  {
    ...EMPTY_PRODUCT,
    ...(fields as Partial<Product>),
    id,
    createdAt: new Date(0),
    updatedAt: new Date(0),
  },
]
const sectionProducts = createSectionProducts(
  new Map([
    product('A', {
      name: '平安欣',
      genericName: '苯磺酸氨氯地平片',
      englishNames: ['amlodipine'],
      aliases: ['PAX'],
    }),
    product('B', { name: '脂宁', genericName: '阿托伐他汀钙片', englishNames: ['atorvastatin'] }),
  ]),
)
const of = (path: readonly string[], sectionText: string, productIds = ['A', 'B']) =>
  sectionProducts({ path, sectionText, productIds })

describe('createSectionProducts', () => {
  it('takes the product that the path names, whatever else the text names', () => {
    expect(of(['问答', '脂宁', '吃氨氯地平的要减量吗？'], '不需要。氨氯地平使浓度升高18%。')).toEqual(['B'])
  })

  it.each([
    ['a brand', '每日不超过脂宁20mg。', ['B']],
    ['a generic name without its salt and form', '氨氯地平不能经透析清除。', ['A']],
    ['an alias between Chinese words', '用PAX时监测血压。', ['A']],
    ['an English name', 'Atorvastatin 10 mg once daily.', ['B']],
  ])('reads %s in the text', (_what, text, expected) => {
    expect(of(['问答', '最多用多少？'], text)).toEqual(expected)
  })

  it('keeps both where both are named, and all where none is', () => {
    expect(of(['平安欣与脂宁'], '可以一起吃。')).toEqual(['A', 'B'])
    expect(of(['拜访要点'], '先问清楚用药目的。')).toEqual(['A', 'B'])
  })

  it('does not take a Latin name for a part of a word', () => {
    expect(of([], 'A paxillin assay.')).toEqual(['A', 'B'])
  })

  it('leaves alone what belongs to one product, to none, or to unknown ones', () => {
    expect(of(['脂宁'], '脂宁', ['A'])).toEqual(['A'])
    expect(of(['脂宁'], '脂宁', [])).toEqual([])
    expect(of(['表'], '文字', ['X', 'Y'])).toEqual(['X', 'Y'])
  })
})
