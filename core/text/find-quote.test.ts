import { describe, expect, it } from 'vitest'
import { findQuote } from './find-quote.ts'

const cut = (text: string, quote: string, near?: number) => {
  const place = findQuote(text, quote, near)
  return place === undefined ? undefined : text.slice(place.start, place.end)
}

describe('findQuote', () => {
  it('finds a quote to the letter, first where it was looked for', () => {
    const text = '孕妇禁用。儿童禁用。孕妇禁用。'
    expect(findQuote(text, '孕妇禁用。')).toEqual({ start: 0, end: 5 })
    expect(findQuote(text, '孕妇禁用。', 3)).toEqual({ start: 10, end: 15 })
    expect(findQuote(text, '儿童禁用。', 9)).toEqual({ start: 5, end: 10 })
  })

  it('folds width, look-alikes and white space, and gives back what stands in the text', () => {
    expect(cut('一次５００ｍｇ，\n 每日１次。', '一次500mg,每日1次。')).toBe('一次５００ｍｇ，\n 每日１次。')
    expect(cut('接受髋关节⼤⼿术的患者', '大手术')).toBe('⼤⼿术')
    expect(cut('ﬁbrosis and café', 'fibrosis and café')).toBe('ﬁbrosis and café')
  })

  it('finds nothing that is not there, and no quote of nothing', () => {
    expect(cut('每日5mg', '每日50mg')).toBeUndefined()
    expect(cut('每日5mg', '每日5MG')).toBeUndefined()
    expect(cut('每日5mg', ' \n')).toBeUndefined()
    expect(cut('', 'x')).toBeUndefined()
  })
})
