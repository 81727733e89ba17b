import { describe, expect, it } from 'vitest'
import { approvedStatements, findOffLabelUse } from './restricted.ts'

const LABEL = ['用于治疗成人2型糖尿病。用于慢性心力衰竭。']
const use = (question: string, label = LABEL) => findOffLabelUse(question, label)?.use ?? null

describe('a use outside the label', () => {
  it('is recognised by its verb, by its purpose and by what the asker calls it', () => {
    expect(use('能治银屑病吗')).toBe('银屑病')
    expect(use('心内科想拿来治肺动脉高压 剂量给一下')).toBe('肺动脉高压')
    expect(use('单纯减肥能推吗')).toBe('减肥')
    expect(use('有没有超说明书的用法')).toBe('超说明书')
    expect(use('can it be used for psoriasis?')).toBe('psoriasis')
  })

  it('is any use when text for customers is asked for', () => {
    expect(findOffLabelUse('能用于提高免疫吗 帮我写个海报', LABEL)).toMatchObject({ promotion: true })
  })

  it('is not one that the label covers, in whatever words', () => {
    expect(use('治2型糖尿病一天几片')).toBeNull()
    expect(use('能治心衰吗')).toBeNull()
    expect(use('is it approved for heart failure?')).toBeNull()
  })

  it('is not a patient, an organ, a way of giving or a question of another need', () => {
    for (const question of [
      '能用于孕妇吗',
      '对肝脏有影响吗',
      '可用于静脉滴注吗',
      '糖尿病患者能吃吗',
      '头痛发生率多少',
    ]) {
      expect(use(question)).toBeNull()
    }
  })

  it('is not decided without a label', () => {
    expect(use('能治银屑病吗', [])).toBeNull()
  })
})

describe('the statements that stand as approved', () => {
  it('leave out what the source itself marks as not approved, and are verbatim', () => {
    const text = '用于高血压。用于减轻体重【美国FDA未批准】。用于心绞痛。'
    expect(approvedStatements(text)).toEqual(['用于高血压。', '用于心绞痛。'])
  })
})
