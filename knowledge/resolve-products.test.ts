import { describe, expect, it } from 'vitest'
import type { Reader } from '../core/reader.ts'
import { buildNameIndex } from './name-index.ts'
import { EMPTY_PRODUCT, type Product } from './product.ts'
import { resolveProducts } from './resolve-products.ts'

const product = (id: string, name: string): Product => ({
  ...EMPTY_PRODUCT,
  id,
  name,
  createdAt: new Date(0),
  updatedAt: new Date(0),
})
const index = buildNameIndex([
  product('fluco', '氟康唑片'),
  product('digoxin', '地高辛片'),
  product('warfarin', '华法林钠片'),
  product('amoxi', '阿莫西林胶囊'),
])
const reader: Reader = {
  userId: 'rep',
  roles: ['rep'],
  teamIds: [],
  locale: 'zh-CN',
  timezone: 'Asia/Shanghai',
}

function roles(text: string, before?: { text: string; productIds: readonly string[] }) {
  const history = before === undefined ? [] : [before]
  const { products, unknownProduct } = resolveProducts({ text, reader, at: new Date(), history }, index)
  return {
    ...Object.fromEntries(products.map((one) => [one.productId, one.role])),
    ...(unknownProduct === null ? {} : { unknownProduct }),
  }
}

describe('the part of each medicine in a question', () => {
  it('is asked about, or taken beside', () => {
    expect(roles('地高辛的病人能吃氟康唑吗')).toEqual({ digoxin: 'partner', fluco: 'subject' })
    expect(roles('在吃华法林，阿莫西林还能用吗')).toEqual({ warfarin: 'partner', amoxi: 'subject' })
    expect(roles('氟康唑和华法林一起吃行吗')).toEqual({ fluco: 'subject', warfarin: 'partner' })
  })

  it('is the same for both where they are compared', () => {
    expect(roles('氟康唑和阿莫西林的半衰期分别多少')).toEqual({ fluco: 'subject', amoxi: 'subject' })
    expect(roles('氟康唑 阿莫西林 哪个能用')).toEqual({ fluco: 'subject', amoxi: 'subject' })
  })

  it('is beside for a medicine that is none of ours, unless it alone is named', () => {
    expect(roles('阿莫西林和西咪替丁要错开吗')).toEqual({ amoxi: 'subject' })
    expect(roles('西咪替丁一天几次')).toEqual({ unknownProduct: '西咪替丁' })
  })
})

describe('a follow-up', () => {
  const before = { text: '和西咪替丁能一起吃吗', productIds: ['fluco'] }

  it('keeps the product when it names none, and when it joins another medicine', () => {
    expect(roles('那孕妇呢', before)).toEqual({ fluco: 'subject' })
    expect(roles('和华法林呢', before)).toEqual({ fluco: 'subject', warfarin: 'partner' })
    expect(roles('what about warfarin?', before)).toEqual({ fluco: 'subject', warfarin: 'partner' })
  })

  it('changes the product when it names another for the same need', () => {
    expect(roles('阿莫西林的呢', { text: '半衰期多少', productIds: ['fluco'] })).toEqual({ amoxi: 'subject' })
  })
})
