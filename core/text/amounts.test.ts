import { describe, expect, it } from 'vitest'
import { amountAt } from './amounts.ts'
import { readable } from './readable.ts'

/** "500 mg" for what begins the text; undefined when nothing does. */
const read = (text: string): string | undefined => {
  const amount = amountAt(readable(text), 0)
  if (amount === null) return undefined
  const { number, unit, limit, per } = amount
  return [limit ?? '', number, unit ?? '', ...per.map((one) => `per ${one}`)].filter(Boolean).join(' ')
}

describe('amountAt', () => {
  it.each([
    ['５００ｍｇ', '500 mg'],
    ['5毫克', '5 mg'],
    ['5㎎', '5 mg'],
    ['1,000 ml', '1000 ml'],
    ['１，０００ｍｌ', '1000 ml'],
    ['0.50g', '0.5 g'],
    ['.5 mg', '0.5 mg'],
    ['2.50 µg', '2.5 μg'],
    ['2.5mcg', '2.5 μg'],
    ['2.5微克', '2.5 μg'],
    ['37℃', '37 °c'],
    ['3％', '3 %'],
    ['百分之五', '5 %'],
    ['千分之三', '3 ‰'],
    ['三分之一', '1/3'],
    ['1/2片', '0.5 tablet'],
    ['半片', '0.5 tablet'],
    ['half a tablet', '0.5 tablet'],
    ['两片', '2 tablet'],
    ['1片半', '1.5 tablet'],
    ['十二周', '12 week'],
    ['一个半月', '1.5 month'],
    ['二十四小时', '24 h'],
    ['1.5万例', '15000 case'],
    ['80万单位', '800000 u'],
    ['1.5×10⁹/L', '1500000000 /l'],
    ['5.2±1.3 ng/ml', '5.2±1.3 ng/ml'],
    ['45 ml/min/1.73m²', '45 ml/min/1.73m2'],
    ['45 mL/min per 1.73 m2', '45 ml/min/1.73m2'],
    ['5mg/kg', '5 mg/kg'],
    ['每公斤体重5mg', '5 mg/kg'],
    ['80mg/日', '80 mg per day'],
    ['10mg/片', '10 mg per tablet'],
    ['30～59ml/min', '30~59 ml/min'],
    ['10mg～20mg', '10~20 mg'],
    ['10至20毫克', '10~20 mg'],
    ['10–20 mg', '10~20 mg'],
    ['between 10 and 20 mg', '10~20 mg'],
    ['1 or 2 tablets', '1~2 tablet'],
    ['二至三片', '2~3 tablet'],
    ['第2～3日', '第2~3 day'],
    ['day 8', '第8 day'],
    ['12岁以上', '≥ 12 age'],
    ['12 years and older', '≥ 12 age'],
    ['24小时内', '≤ 24 h'],
    ['two-fold', '2 fold'],
    ['-20℃', '-20 °c'],
    ['2型', '2 type'],
    ['type 2', '2 type'],
    ['5 more', '5'],
    ['3 hepatitis', '3'],
  ])('reads %s', (text, amount) => {
    expect(read(text)).toBe(amount)
  })

  it('converts nothing: other units, other denominators and other numbers are other amounts', () => {
    for (const [one, other] of [
      ['1g', '1000mg'],
      ['5mg', '5mg/kg'],
      ['12岁', '12年'],
      ['5%', '5‰'],
      ['1周', '7天'],
      ['0.5 mg', '0.05 mg'],
      ['10~20mg', '10mg'],
      ['10⁹', '109'],
      ['1½片', '11/2片'],
    ] as const)
      expect(read(one), one).not.toBe(read(other))
  })

  it.each([
    '一般',
    '一些',
    '半衰期',
    '十二指肠',
    '三酰甘油',
    '四环素',
    '两者',
    '万古霉素',
    'one of them',
    'mg',
    '-',
  ])('sees no amount in %s', (text) => {
    expect(read(text)).toBeUndefined()
  })
})
