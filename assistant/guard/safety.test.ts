import { describe, expect, it } from 'vitest'
import { findAdverseEvent } from './safety.ts'

describe('findAdverseEvent', () => {
  it.each([
    '患者吃了优替宁以后咳嗽、喘得厉害',
    '有位患者吃了泽米沙坦片以后全身皮疹、呼吸困难',
    '有个病人用了糖诺利第二天酮症酸中毒住院了',
    '刚才王主任说他一个病人打完舒美兰当晚吐得厉害',
    '有个患者吃优替宁第10天出现呼吸困难住院了',
    '病人打完针以后起了荨麻疹',
    'I heard a patient got hives after the second injection',
    'A patient developed a cough and wheezing after starting gefitinib',
  ])('takes for a report: %s', (text) => {
    expect(findAdverseEvent(text, ['优替宁'])).not.toBeNull()
  })

  it.each([
    '欣泽平吃了会不会咳嗽',
    '优替宁说明书里咳嗽的发生率',
    '咳嗽的病人能吃优替宁吗',
    '糖诺利会引起酮症酸中毒吗',
    '既往有胰腺炎的患者能用舒美兰吗',
    '患者如果出现皮疹怎么办',
    '荨麻疹患者能用吗',
    'How common are hives with semaglutide?',
    'Can a patient with a history of pancreatitis use semaglutide?',
  ])('takes for a question: %s', (text) => {
    expect(findAdverseEvent(text, ['优替宁'])).toBeNull()
  })
})
