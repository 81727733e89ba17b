import { describe, expect, it } from 'vitest'
import { askedTerms, bridgeTerms, englishTerms } from './term-bridge.ts'

const things = (text: string) => bridgeTerms(text).map((term) => term.said)
const asked = (text: string) => askedTerms(text).map((term) => term.said)

describe('words of the ward', () => {
  it('name a thing or a kind of content, and no stretch is taken for both', () => {
    expect(things('一天顶多吃多少')).toEqual([])
    expect(asked('一天顶多吃多少')).toEqual(['一天', '顶多'])
    expect(things('蚕豆病的小孩')).toEqual(['蚕豆病', '小孩'])
    expect(asked('蚕豆病的小孩')).toEqual([])
  })

  it('are read as the longest saying: the wife who plans a child is no woman who asks for herself', () => {
    expect(things('老婆备孕')).toEqual(['老婆备孕'])
    expect(bridgeTerms('老婆备孕')[0]!.written).toContain('性伴侣')
    expect(things('备孕')).toEqual(['备孕'])
  })

  it('are found in English as whole words only', () => {
    expect(things('pt with long qt')).toEqual(['long qt'])
    expect(things('along qtip')).toEqual([])
  })

  it('lead from Chinese to what an English label writes', () => {
    expect(englishTerms('头痛')).toContain('headache')
    expect(englishTerms('头')).toEqual([])
  })
})
