import { describe, expect, it } from 'vitest'
import { fraction, numeralValue } from './numerals.ts'

describe('numeralValue', () => {
  it.each([
    ['007.50', '7.5'],
    ['1,000', '1000'],
    ['.5', '0.5'],
    ['0', '0'],
    ['1.5万', '15000'],
    ['80万', '800000'],
    ['1.5×10^9', '1500000000'],
    ['1.5×109', '1500000000'],
    ['2×10^-3', '0.002'],
    ['1/3', '1/3'],
    ['2/6', '1/3'],
    ['1/8', '0.125'],
    ['1 1/2', '1.5'],
    ['十', '10'],
    ['十二', '12'],
    ['二十', '20'],
    ['一百二十', '120'],
    ['一百零五', '105'],
    ['二〇二六', '2026'],
    ['两', '2'],
    ['半', '0.5'],
    ['三点五', '3.5'],
    ['twelve', '12'],
    ['half a', '0.5'],
    ['one third', '1/3'],
    ['two-thirds', '2/3'],
  ])('reads %s as %s', (printed, value) => {
    expect(numeralValue(printed)).toBe(value)
  })
  it('is exact, and reads nothing out of nothing', () => {
    expect(numeralValue('0.1')).not.toBe(numeralValue('0.10000000000000001'))
    expect(numeralValue('1/0')).toBeNull()
    expect(numeralValue('些')).toBeNull()
    expect(fraction(0n, 5n)).toBe('0')
  })
})
