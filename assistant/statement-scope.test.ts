import { describe, expect, it } from 'vitest'
import { scopeOf } from './statement-scope.ts'

describe('whom a statement holds for', () => {
  it('counts against it when the question is about others', () => {
    const score = scopeOf('一天用多少')
    expect(score('⑵儿童：', '一日0.4mg/kg。')).toBeLessThan(0)
    expect(score('', '肾功能不全者减量。')).toBeLessThan(0)
    expect(score('', '一次5mg。')).toBe(0)
  })

  it('counts for it when they are asked about', () => {
    expect(scopeOf('4岁娃吃多少')('儿童：', '一次4mg。')).toBeGreaterThan(0)
    expect(scopeOf('75岁要减吗')('', '老年患者推荐半量。')).toBeGreaterThan(0)
    expect(scopeOf('大人怎么吃')('成人：', '一次一片。')).toBeGreaterThan(0)
  })

  it('minds the way of giving only where the question names one', () => {
    expect(scopeOf('静滴多少')('口服：', '一次一片。')).toBeLessThan(0)
    expect(scopeOf('静滴多少')('静脉滴注：', '一次100mg。')).toBeGreaterThan(0)
    expect(scopeOf('用多少')('静脉滴注：', '一次100mg。')).toBe(0)
  })

  it('takes the words of a follow-up before those that it carries', () => {
    expect(scopeOf('那口服呢\n静滴最快多少')('口服：', '一次一片。')).toBeGreaterThan(0)
  })

  it('does not take Child-Pugh for a child', () => {
    expect(scopeOf('Child-Pugh B级能用吗')('儿童：', '一次5mg。')).toBeLessThan(0)
  })
})
