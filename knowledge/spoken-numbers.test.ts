import { describe, expect, it } from 'vitest'
import { digitsForSpoken, spokenForm } from './spoken-numbers.ts'

describe('numbers as they are dictated', () => {
  it('are read before a unit of age or weight', () => {
    expect(digitsForSpoken('体重七十二公斤')).toBe('体重72公斤')
    expect(digitsForSpoken('孩子六岁')).toBe('孩子6岁')
    expect(digitsForSpoken('一百零五公斤')).toBe('105公斤')
    expect(digitsForSpoken('两个月大')).toBe('2个月大')
    expect(digitsForSpoken('十二点五公斤')).toBe('12.5公斤')
  })

  it('know halves', () => {
    expect(digitsForSpoken('一岁半的宝宝')).toBe('1.5岁的宝宝')
    expect(digitsForSpoken('3岁半')).toBe('3.5岁')
  })

  it('are left alone elsewhere, and where they are none', () => {
    expect(digitsForSpoken('一次一片，一天三次')).toBe('一次一片，一天三次')
    expect(digitsForSpoken('十十岁')).toBe('十十岁')
  })

  it('are said as below a hundred', () => {
    expect(['8', '10', '35', '70', '100', '0'].map(spokenForm)).toEqual([
      '八',
      '十',
      '三十五',
      '七十',
      null,
      null,
    ])
  })
})
