import { describe, expect, it } from 'vitest'
import { NEEDS } from './routing-lexicon.ts'
import { headingKey, SECTION_CODES, type SectionCode, sectionCodeOf } from './section-codes.ts'

const FORMS: Readonly<Partial<Record<SectionCode, readonly string[]>>> = {
  boxed_warning: ['【警示语】', '警告', 'BOXED WARNING', 'WARNING: SERIOUS INFECTIONS AND MALIGNANCY'],
  dates: ['核准日期', '【修改日期】', '10. DATE OF REVISION OF THE TEXT'],
  name: ['【药品名称】', '1. NAME OF THE MEDICINAL PRODUCT'],
  composition: [
    '成份',
    '成分',
    '【主要成份】',
    '【成份和性状】',
    '11 DESCRIPTION',
    '6.1 List of excipients',
    'Active ingredients',
  ],
  description: ['性状', '【性 状】', '3. PHARMACEUTICAL FORM'],
  category: ['【作用类别】', 'Purpose'],
  indications: [
    '适应症',
    '适应证',
    '【功能主治】',
    '功能与主治',
    '接种对象',
    '作用与用途',
    '1 INDICATIONS AND USAGE',
    '4.1 Therapeutic indications',
    'Uses',
  ],
  specification: ['【规　格】', '规格', '3 DOSAGE FORMS AND STRENGTHS'],
  dosage: [
    '用法用量',
    '【用法与用量】',
    '［⽤法⽤量］',
    '[用法用量]',
    '一、用法用量',
    '（三）用法用量：',
    '免疫程序和剂量',
    '2 DOSAGE AND ADMINISTRATION',
    '4.2 Posology and method of administration',
    'Directions',
  ],
  adverse_reactions: ['不良反应', '6 ADVERSE REACTIONS', '4.8 Undesirable effects'],
  contraindications: ['禁忌', '【禁 忌 症】', '禁忌证', '4 CONTRAINDICATIONS', '4.3 Contraindications'],
  precautions: [
    '注意事项',
    '5 WARNINGS AND PRECAUTIONS',
    'WARNINGS',
    'Precautions',
    '4.4 Special warnings and precautions for use',
    '4.7 Effects on ability to drive and use machines',
  ],
  pregnancy: [
    '孕妇及哺乳期妇女用药',
    '妊娠期妇女及哺乳期妇女用药',
    '妊娠期分级',
    '8.1 Pregnancy',
    '8.2 Lactation',
    '4.6 Fertility, pregnancy and lactation',
    'Nursing Mothers',
  ],
  pediatric: ['儿童用药', '【小儿用药】', '8.4 Pediatric Use', 'Paediatric population'],
  geriatric: ['老年用药', '老年患者用药', '老年人用药', '8.5 Geriatric Use'],
  interactions: [
    '药物相互作用',
    '【相互作用】',
    '7 DRUG INTERACTIONS',
    '4.5 Interaction with other medicinal products and other forms of interaction',
  ],
  dependence: ['药物滥用和药物依赖', '9 DRUG ABUSE AND DEPENDENCE'],
  overdose: ['药物过量', '10 OVERDOSAGE', '4.9 Overdose'],
  clinical_trials: ['临床试验', '【临床研究】', '14 CLINICAL STUDIES'],
  pharmacology: [
    '药理毒理',
    '药理作用',
    '毒理研究',
    '临床药理',
    '12 CLINICAL PHARMACOLOGY',
    '12.1 Mechanism of Action',
    '5.1 Pharmacodynamic properties',
    '5.3 Preclinical safety data',
  ],
  pharmacokinetics: [
    '药代动力学',
    '药物代谢动力学',
    '12.3 Pharmacokinetics',
    '5.2 Pharmacokinetic properties',
  ],
  storage: [
    '贮藏',
    '【贮 藏】',
    '储存条件',
    '16 HOW SUPPLIED/STORAGE AND HANDLING',
    '6.4 Special precautions for storage',
  ],
  packaging: ['包装', 'HOW SUPPLIED', '6.5 Nature and contents of container'],
  shelf_life: ['有效期', '6.3 Shelf life'],
  standard: ['执行标准'],
  approval: ['批准文号', '进口药品注册证号', '8. MARKETING AUTHORISATION NUMBER(S)'],
  manufacturer: ['生产企业', '上市许可持有人', '药品上市许可持有人', '7. MARKETING AUTHORISATION HOLDER'],
  patient_information: ['患者须知', '17 PATIENT COUNSELING INFORMATION'],
}

describe('sectionCodeOf', () => {
  it.each(Object.entries(FORMS))('knows every printed form of %s', (code, forms) => {
    for (const form of forms) expect([form, sectionCodeOf(form)]).toEqual([form, code])
  })

  it('has an example of every code', () => {
    expect(Object.keys(FORMS).sort()).toEqual([...SECTION_CODES].sort())
  })

  it('has every code to which questions are routed', () => {
    const routed = new Set(NEEDS.flatMap((need) => Object.keys(need.sections)))
    expect([...routed].filter((code) => !(SECTION_CODES as readonly string[]).includes(code))).toEqual([])
  })

  it('leaves every other text alone', () => {
    for (const text of [
      '',
      '【】',
      '推荐剂量',
      '肾功能不全患者',
      '禁忌症患者应停药。',
      'The dosage was increased',
      '1.',
      '2.5 mg',
      '运动员用药',
      '不良反应发生率',
      '—'.repeat(200),
    ])
      expect([text, sectionCodeOf(text)]).toEqual([text, null])
  })

  it('brings the forms of one heading to one key', () => {
    const keys = ['【禁 忌】', '[禁忌]', '二、禁忌：', '〖禁　忌〗', '(二) 禁忌', '## 禁忌'].map(headingKey)
    expect(new Set(keys)).toEqual(new Set(['禁忌']))
  })
})
