import { describe, expect, it } from 'vitest'
import { amountsIn, amountsMissing } from './amounts.ts'

describe('amountsIn', () => {
  it('reads numbers with their units however they are printed', () => {
    expect(amountsIn('一次５００ｍｇ，1,000 ml，0.50g，37℃，3％')).toEqual([
      { value: '500', unit: 'mg' },
      { value: '1000', unit: 'ml' },
      { value: '0.5', unit: 'g' },
      { value: '37', unit: '°c' },
      { value: '3', unit: '%' },
    ])
    expect(amountsIn('5毫克')).toEqual(amountsIn('5 mg'))
    expect(amountsIn('2.50 µg')).toEqual(amountsIn('2.5μg'))
    expect(amountsIn('3天')).toEqual(amountsIn('3 days'))
  })

  it('gives both ends of a range the unit that stands once', () => {
    expect(amountsIn('30～59ml/min')).toEqual([
      { value: '30', unit: 'ml/min' },
      { value: '59', unit: 'ml/min' },
    ])
    expect(amountsIn('每5至10 mg')).toEqual([
      { value: '5', unit: 'mg' },
      { value: '10', unit: 'mg' },
    ])
  })

  it('takes no unit from the beginning of a word', () => {
    expect(amountsIn('5 more')).toEqual([{ value: '5', unit: null }])
    expect(amountsIn('grade 3 hepatitis')).toEqual([{ value: '3', unit: null }])
  })
})

describe('amountsMissing', () => {
  it('tells other numbers, other units and other denominators', () => {
    const evidence = '推荐剂量为5mg/kg，每日最大剂量300mg。'
    expect(amountsMissing('5 mg/kg，最大300毫克', evidence)).toEqual([])
    expect(amountsMissing('5 mg', evidence)).toEqual([{ value: '5', unit: 'mg' }])
    expect(amountsMissing('300 g', evidence)).toEqual([{ value: '300', unit: 'g' }])
    expect(amountsMissing('30mg', evidence)).toEqual([{ value: '30', unit: 'mg' }])
    expect(amountsMissing('0.3g', evidence)).toEqual([{ value: '0.3', unit: 'g' }])
  })

  it('finds a bare number among the numbers with units, not the other way', () => {
    expect(amountsMissing('5', '5mg')).toEqual([])
    expect(amountsMissing('5mg', '第5条')).toEqual([{ value: '5', unit: 'mg' }])
  })

  it('finds every amount of a text in the text itself', () => {
    const text = 'eGFR 45 ml/min/1.73m2以下、≥80万单位、q12h、第2～3日、一次1.5～2片(5mg)，1:1000，2026-03-01'
    expect(amountsMissing(text, text)).toEqual([])
  })
})
