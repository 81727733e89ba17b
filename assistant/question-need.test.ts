import { describe, expect, it } from 'vitest'
import { readNeed } from './question-need.ts'

const facets = (text: string) => readNeed(text, { products: [] }).facets
const particular = (text: string) =>
  facets(text)
    .filter((facet) => facet.specific)
    .map((facet) => facet.key)

describe('what a question wants to hear', () => {
  it('is known from the words of asking, whose absence from a label is no lack of an answer', () => {
    expect(particular('一天顶多吃几片')).toEqual([])
    const most = facets('一天顶多吃几片').find((facet) => facet.key === 'said 顶多')!
    expect(most.meets('一日最大剂量2400mg')).toBe(1)
    expect(most.meets('一日3次')).toBe(0)
  })

  it('is about the thing that it names, on which a label may be silent', () => {
    expect(particular('蚕豆病顶多吃几片')).toEqual(['said 蚕豆病'])
    const favism = facets('蚕豆病顶多吃几片').find((facet) => facet.specific)!
    expect(favism.meets('葡萄糖-6-磷酸脱氢酶缺乏的儿童禁用')).toBe(1)
    expect(favism.meets('儿童禁用')).toBe(0)
  })
})
