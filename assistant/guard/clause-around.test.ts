import { describe, expect, it } from 'vitest'
import { clauseAround } from './clause-around.ts'

const around = (text: string, quote: string): string => {
  const start = text.indexOf(quote)
  return clauseAround(text, start, start + quote.length)
}

describe('clauseAround', () => {
  it('gives back what a quote was cut from', () => {
    expect(around('孕妇不得使用本品，儿童慎用。', '使用本品')).toBe('孕妇不得使用本品')
    expect(around('一次12.5mg/kg，口服', '5mg')).toBe('一次12.5mg/kg')
    expect(around('Do not use it. Store cold.', 'use it')).toBe('Do not use it')
  })
  it('goes no further than the clause, and leaves a whole one alone', () => {
    expect(around('儿童禁用。孕妇禁用。', '孕妇禁用。')).toBe('孕妇禁用。')
    expect(around('禁忌：孕妇', '孕妇')).toBe('孕妇')
    expect(around('共1,000例，1:1000稀释', '000例')).toBe('共1,000例')
  })
})
