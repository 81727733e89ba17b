import { describe, expect, it } from 'vitest'
import { valuesIn } from '../core/text/numbers.ts'
import { type ConditionalStatement, conditionFits } from './condition-fit.ts'

const prose = (body: string, around = ''): ConditionalStatement => ({ section: 's', body, around, row: null })
const row = (body: string, header = 'eGFR | 血糖控制'): ConditionalStatement => ({
  section: 's',
  body,
  around: '',
  row: { table: 1, header },
})
const TABLE = [row('≥45 | 无需调整'), row('25至＜45 | 不推荐'), row('＜25 | 禁止'), row('正在透析 | 禁用')]
const fits = (statements: readonly ConditionalStatement[], question: string) =>
  conditionFits(statements, valuesIn(question))

describe('conditionFits', () => {
  it('finds the one row that covers the value', () => {
    expect(fits(TABLE, 'eGFR 40')).toEqual([-1, 1, -1, -1])
    expect(fits(TABLE, 'eGFR 45')).toEqual([1, -1, -1, -1])
    expect(fits(TABLE, 'eGFR 20')).toEqual([-1, -1, 1, -1])
  })

  it('counts wider limits less than the narrow ones that cover the value too', () => {
    expect(fits([prose('eGFR低于60者每年检查。'), ...TABLE], 'eGFR 40')).toEqual([0.4, -1, 1, -1, -1])
    expect(fits([prose('eGFR低于60者每年检查。')], 'eGFR 40')).toEqual([1])
  })

  it('takes the limits of a caption for what stands below it', () => {
    expect(fits([prose('减半。', 'CrCl＜30mL/min：'), prose('一次5mg。')], 'CrCl 20')).toEqual([1, 0])
  })

  it('compares ages in months with ages in years, and limits of blood pressure and ejection fraction', () => {
    const doses = [
      prose('6个月以上婴儿一次2.5ml。'),
      prose('1~3岁儿童一次5ml。'),
      prose('6个月以下婴儿不推荐。'),
    ]
    expect(fits(doses, '8个月大的宝宝')).toEqual([1, -1, -1])
    expect(fits(doses, '4个月大')).toEqual([-1, -1, 1])
    expect(fits(doses, '1岁半')).toEqual([0.4, 1, -1])
    expect(fits([prose('收缩压＜90mmHg者禁用。'), prose('舒张压＞110mmHg者慎用。')], '血压85/50')).toEqual([
      1, -1,
    ])
    expect(fits([prose('用于射血分数降低（LVEF≤40%）的心力衰竭。')], 'EF 58')).toEqual([-1])
  })

  it('judges nothing without a value, and no row of a table about something else', () => {
    expect(fits(TABLE, '肾功能不好')).toEqual([0, 0, 0, 0])
    expect(fits([row('高血压 | 5mg', '适应症 | 剂量')], 'eGFR 40')).toEqual([0])
  })
})
