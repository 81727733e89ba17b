import { describe, expect, it } from 'vitest'
import { headingsAsked } from './heading-question.ts'

describe('headingsAsked', () => {
  it.each([
    [' 的禁忌有哪些？', ['contraindications']],
    [' 和 的禁忌有什么不同', ['contraindications']],
    ['怎么保存', ['storage']],
    ['那它怎么吃呢', ['dosage']],
    ['What are the common adverse reactions of        ?', ['adverse_reactions']],
    [' 适应症和用法用量', ['indications', 'dosage']],
  ])('knows what %j asks for as a whole', (text, codes) => {
    expect(headingsAsked(text)).toEqual(codes)
  })

  it.each([' 开封后怎么保存', ' 儿童用量', ' 禁忌里有没有哮喘', '医保报销吗', ' ', 'how is the price'])(
    'leaves %j, which asks for something in it or for something else',
    (text) => {
      expect(headingsAsked(text)).toEqual([])
    },
  )
})
