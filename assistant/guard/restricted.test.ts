import { describe, expect, it } from 'vitest'
import { approvedStatements, findOffLabelUse } from './restricted.ts'

const LABEL = ['用于治疗成人2型糖尿病。用于慢性心力衰竭。']
const use = (question: string, label = LABEL) =>
  findOffLabelUse(question, { indications: label })?.use ?? null

describe('a use outside the label', () => {
  it('is recognised by its verb, by its purpose and by what the asker calls it', () => {
    expect(use('能治银屑病吗')).toBe('银屑病')
    expect(use('心内科想拿来治肺动脉高压 剂量给一下')).toBe('肺动脉高压')
    expect(use('单纯减肥能推吗')).toBe('减肥')
    expect(use('有没有超说明书的用法')).toBe('超说明书')
    expect(use('can it be used for psoriasis?')).toBe('psoriasis')
  })

  it('is any use when text for customers is asked for', () => {
    expect(findOffLabelUse('能用于提高免疫吗 帮我写个海报', { indications: LABEL })).toMatchObject({
      promotion: true,
    })
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

  it('is text for customers about those whom the label itself leaves out', () => {
    const asked = (question: string, indications: string, found = '') =>
      findOffLabelUse(question, { indications: [indications], found: [found] })?.use ?? null
    expect(asked('男性骨松能推不', '用于绝经后妇女的骨质疏松症。', '本品不适用于男性。')).toBe('男性')
    expect(asked('没症状的高尿酸 话术给一个', '用于痛风，不推荐用于无临床症状高尿酸血症。')).not.toBeNull()
    expect(asked('EF 58的心衰怎么讲', '适用于射血分数降低（射血分数<45%）的成人患者。')).toBe('EF 58')
    // What the label covers may be told, and a question that wants no text is answered.
    expect(asked('EF 30的心衰怎么讲', '适用于射血分数降低（射血分数<45%）的成人患者。')).toBeNull()
    expect(asked('男性能用吗', '用于绝经后妇女的骨质疏松症。', '本品不适用于男性。')).toBeNull()
  })

  it('is a dose above every one of the label, for which support is wanted', () => {
    const usage = ['推荐剂量为一次50mg，一日2次。']
    const asked = (question: string) => findOffLabelUse(question, { indications: LABEL, usage })?.use ?? null
    expect(asked('主任要加到100bid 给个依据')).toBe('加到100')
    expect(asked('加到50mg有依据吗')).toBeNull()
    expect(asked('最多能加到多少')).toBeNull()
  })

  it('is named behind the medicine in English', () => {
    expect(use('derm wants baricitinib for eczema, send a one-liner')).toBe('eczema')
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
