import { describe, expect, it } from 'vitest'
import type { Reader } from '../core/reader.ts'
import { makerNames } from './maker-names.ts'
import { buildNameIndex } from './name-index.ts'
import { EMPTY_PRODUCT, type Product } from './product.ts'
import { resolveProducts } from './resolve-products.ts'

const product = (id: string, name: string, rest: Partial<Product> = {}): Product => ({
  ...EMPTY_PRODUCT,
  id,
  name,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  ...rest,
})
const index = buildNameIndex([
  product('aspart', '门冬胰岛素注射液', { brandNames: ['锐平'] }),
  product('aspart30', '门冬胰岛素30注射液', { brandNames: ['锐平'] }),
  product('mix30', '精蛋白人胰岛素混合注射液(30R)(甲康)', { manufacturer: '甲康（苏州）制药有限公司' }),
  product('mix50', '精蛋白人胰岛素混合注射液(50R)', { manufacturer: '甲康（苏州）制药有限公司' }),
  product('mix30other', '精蛋白人胰岛素混合注射液(30R)', { manufacturer: '山东乙泽药业股份有限公司' }),
  product('tablet', '盐酸莫西沙星片', { brandNames: ['复乐欣'], manufacturer: 'Kyren Pharma GmbH' }),
  product('infusion', '盐酸莫西沙星注射液', { brandNames: ['复乐欣'], manufacturer: '浙江乙泽药业有限公司' }),
  product('irbesartan', '厄贝沙坦片', { brandNames: ['安博诺'] }),
  product('irbesartanHct', '厄贝沙坦氢氯噻嗪片', { brandNames: ['安博诺'] }),
])
const reader: Reader = {
  userId: 'rep',
  roles: ['rep'],
  teamIds: [],
  locale: 'zh-CN',
  timezone: 'Asia/Shanghai',
}
const resolved = (text: string) =>
  resolveProducts({ text, reader, at: new Date(), history: [] }, index).products.map((one) => one.productId)

describe('a name that several products share', () => {
  it('means all of them when nothing beside it tells them apart', () => {
    expect(resolved('锐平饭前打吗')).toEqual(['aspart', 'aspart30'])
    expect(resolved('复乐欣要皮试吗')).toEqual(['infusion', 'tablet'])
    expect(resolved('锐平50怎么打')).toEqual(['aspart', 'aspart30'])
  })

  it('means the mixture whose share stands behind it', () => {
    expect(resolved('锐平30饭前打吗')).toEqual(['aspart30'])
    expect(resolved('精蛋白人胰岛素混合50R存哪')).toEqual(['mix50'])
    expect(resolved('诺和灵30R开封后放多久')).toEqual(['mix30', 'mix30other'])
  })

  it('is not told apart by an amount, an age or a time that stands behind it', () => {
    for (const text of ['锐平30单位多久打', '锐平 30岁能用吗', '锐平30分钟前打吗', '锐平30-40单位行吗']) {
      expect(resolved(text)).toEqual(['aspart', 'aspart30'])
    }
  })

  it('means the form that is part of it', () => {
    expect(resolved('复乐欣片17岁能吃吗')).toEqual(['tablet'])
    expect(resolved('莫西沙星注射液滴多久')).toEqual(['infusion'])
    expect(resolved('莫西沙星片段测序')).toEqual(['infusion', 'tablet'])
  })

  it('means the product of the maker that is named, in Chinese, in Latin letters or in brackets', () => {
    expect(resolved('甲康的精蛋白人胰岛素混合30R怎么存')).toEqual(['mix30'])
    expect(resolved('莫西沙星（乙泽）滴多久')).toEqual(['infusion'])
    expect(resolved('Kyren 莫西沙星 一天几次')).toEqual(['tablet'])
  })

  it('is compared form by form', () => {
    expect(resolved('莫西沙星片和莫西沙星注射液有什么区别').toSorted()).toEqual(['infusion', 'tablet'])
  })

  it('gives way to the narrower name beside it', () => {
    expect(resolved('锐平（锐平30）饭前打吗')).toEqual(['aspart30'])
  })

  it('of a combination does not mean one of its parts, though the list files it under both', () => {
    expect(resolved('安博诺孕妇能用吗')).toEqual(['irbesartanHct'])
    expect(resolved('厄贝沙坦孕妇能用吗')).toEqual(['irbesartan'])
  })
})

describe('the same medicine named twice', () => {
  it('is as sure as its surer naming', () => {
    const { products } = resolveProducts(
      { text: '厄贝沙胆氢氯噻嗪，就是厄贝沙坦氢氯噻嗪，孕妇能用吗', reader, at: new Date(), history: [] },
      index,
    )
    expect(products).toMatchObject([{ productId: 'irbesartanHct', certainty: 'certain', by: 'name' }])
  })
})

describe('the short names of a maker', () => {
  it('are its own name without business, place and legal form', () => {
    const of = (manufacturer: string) => makerNames(product('x', '甲片', { manufacturer }))
    expect(of('浙江乙泽药业股份有限公司')).toEqual(['乙泽'])
    expect(of('甲康（苏州）制药有限公司;Kyren Pharmaceuticals GmbH')).toEqual(['甲康', 'kyren'])
    expect(of('')).toEqual([])
  })
})
