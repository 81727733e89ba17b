import { describe, expect, it } from 'vitest'
import { findNames } from './find-names.ts'
import { buildNameIndex } from './name-index.ts'
import { EMPTY_PRODUCT, type Product } from './product.ts'

const product = (id: string, name: string, rest: Partial<Product> = {}): Product => ({
  ...EMPTY_PRODUCT,
  id,
  name,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  ...rest,
})
const index = buildNameIndex([
  product('amlo', '苯磺酸氨氯地平片', {
    brandNames: ['欣压平'],
    englishNames: ['Amlodipine Besylate Tablets'],
  }),
  product('levo', '左甲状腺素钠片'),
  product('morphine', '盐酸吗啡片'),
  product('b1', '维生素B1注射液'),
])
const found = (text: string) =>
  findNames(text, index).flatMap((match) => match.names.flatMap((name) => [...name.productIds]))

describe('names in a question', () => {
  it('are found whole, without salt and form, by brand, in English and by what the ward says', () => {
    expect(found('苯磺酸氨氯地平片一天几次')).toEqual(['amlo'])
    expect(found('氨氯地平 肾不好能用吗')).toEqual(['amlo'])
    expect(found('欣压平早上吃？')).toEqual(['amlo'])
    expect(found('amlodipine dose')).toEqual(['amlo'])
    expect(found('VB1肌注多少')).toEqual(['b1'])
  })

  it('are found by their sound and through one typo', () => {
    expect(found('安氯地平怎么吃')).toEqual(['amlo'])
    expect(found('amlodipin max dose')).toEqual(['amlo'])
  })

  it('are found as a Chinese brand is spelt in English', () => {
    expect(found('Can Xinyaping be used in the elderly?')).toEqual(['amlo'])
    expect(found('can xinya be used')).toEqual([])
  })

  it('are not found in another medicine, nor in words of the language', () => {
    expect(found('阿扑吗啡能合用吗')).toEqual([])
    expect(found('做甲状腺检查前要停药吗')).toEqual([])
    expect(found('今天下午开会')).toEqual([])
  })

  it('keep their place in the text as typed', () => {
    const [match] = findNames('问下ＡＭＬＯＤＩＰＩＮＥ行吗', index)
    expect(match).toMatchObject({ start: 2, end: 12, by: 'name' })
  })
})
