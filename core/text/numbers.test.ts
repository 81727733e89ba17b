import { describe, expect, it } from 'vitest'
import { conditionsIn, conditionsInRow, holds, valuesIn } from './numbers.ts'

const covers = (text: string, value: number) => conditionsIn(text).some((one) => holds(one, value))

describe('conditionsIn', () => {
  it.each([
    ['eGFR 25至＜45', 25, true],
    ['eGFR 25至＜45', 44.9, true],
    ['eGFR 25至＜45', 45, false],
    ['eGFR≥25且＜45', 25, true],
    ['eGFR≥25且＜45', 45, false],
    ['eGFR≥25且＜45', 60, false],
    ['肌酐清除率＞20且≤50mL/min', 50, true],
    ['肌酐清除率＞20且≤50mL/min', 20, false],
    ['肌酐清除率30～49ml/min', 49, true],
    ['30≤CrCl＜50', 50, false],
    ['eGFR低于45者', 45, false],
    ['eGFR在25及以上者', 25, true],
    ['肌酐清除率50mL/min以上者', 49, false],
    ['eGFR of 15 to less than 30', 30, false],
    ['eGFR of 15 to less than 30', 15, true],
    ['eGFR at least 60', 60, true],
  ])('%s at %d: %s', (text, value, expected) => {
    expect(covers(text, value)).toBe(expected)
  })

  it('takes limits of something else for none', () => {
    expect(conditionsIn('血糖≥7且＜10mmol/L')).toEqual([])
    expect(conditionsIn('常见（≥1%且＜10%）')).toEqual([])
    expect(conditionsIn('每3至6个月检查一次')).toEqual([])
  })
})

describe('conditionsInRow', () => {
  const row = (header: string, cells: string) => conditionsInRow(header.split(' | '), cells.split(' | '))

  it.each([
    ['eGFR（mL/min/1.73m²） | 用法', '≥45 | 无需调整', 45, true],
    ['eGFR（mL/min/1.73m²） | 用法', '25至＜45 | 不推荐', 45, false],
    ['肌酐清除率（mL/min） | 每次剂量', '26至50 | 常规剂量', 30, true],
    ['肌酐清除率（mL/min） | 每次剂量', '＜10 | 一半', 20, false],
    ['年龄 | 剂量', '6至17 | 5mg', 8, true],
    ['体重（kg） | 剂量', '50以上 | 10mg', 60, true],
    ['Age (years) | Dose', '65 or older | 5 mg', 70, true],
  ])('%s / %s at %d: %s', (header, cells, value, expected) => {
    expect(row(header, cells).some((one) => holds(one, value))).toBe(expected)
  })

  it('lends a measure to its own column alone, and to no cell that states another', () => {
    expect(row('适应症 | 每日最大剂量', '高血压 | 10至20')).toEqual([])
    expect(row('eGFR | 剂量', '正在透析 | 10至20')).toEqual([])
    expect(row('eGFR | 患者', '体重≥60kg | —')).toMatchObject([{ measure: 'weight', min: 60 }])
  })
})

describe('valuesIn', () => {
  it.each([
    ['eGFR40还能用吗', 'renal', 40],
    ['肾小球滤过率45', 'renal', 45],
    ['ccr 20 的病人', 'renal', 20],
    ['8岁娃', 'age', 8],
    ['70公斤', 'weight', 70],
  ])('reads %s', (text, measure, value) => {
    expect(valuesIn(text)).toEqual([{ measure, value }])
  })
})
