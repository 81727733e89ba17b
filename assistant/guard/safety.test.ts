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
    // A supposition or a history beside what happened takes nothing back.
    '患者昨天吃了优替宁起了皮疹，如果继续吃会不会加重',
    '病人用药三天后开始拉肚子，担心脱水，能停药吗',
    '患者既往有糖尿病，昨天打了舒美兰后呕吐不止',
    // In every person's words, and by what was measured.
    '有个病人吃了力康汀CK升到2000，怎么办',
    '张医生反映他有个病人吃药后白细胞降低',
    '病人血压掉到80/50了，吃的欣泽平',
    '我妈吃欣泽平之后牙龈增生了',
    '患者使用舒美兰注射后注射部位红肿',
    '患者吃优替宁两周肝功能异常，转氨酶升高5倍',
    '护士说12床输安克欣时寒战高热',
    '优替宁有一例病人上个月间质性肺炎住院，后来走了',
    '病人吃优替宁俩月腿栓了 头几个月风险大?',
    '优替宁吃一个月没味觉了 患者投诉 能恢复么',
    '72F on gefitinib, confused, what does the label say?',
    // Errors in taking it are reported too.
    '一位孕妇误服了力康汀',
    'my patient developed severe muscle pain on atorvastatin',
    'the 71M on gefitinib since October passed on Saturday, bilateral infiltrates',
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
    // What the patient brings along is why it is asked.
    '脑出血病人今天能用醒络通吗',
    '有个患者心衰住院了，能用欣泽平吗',
    '患者因肺炎用了安克欣3天，能停吗',
    '发烧的孩子吃了退烧药还能不能用安克欣',
    '糖诺利吃多了能透析掉么',
    // Patients as such.
    '临床试验里有多少患者出现了皮疹',
    '患者用力康汀后肌痛要不要停药',
    '哪些患者吃欣泽平容易水肿',
    'how many patients had nausea in the trial',
    'what should be done if a patient develops ILD on gefitinib',
  ])('takes for a question: %s', (text) => {
    expect(findAdverseEvent(text, ['优替宁'])).toBeNull()
  })

  it('keeps what happened and how serious it is, and knows what is missing', () => {
    expect(findAdverseEvent('优替宁有一例病人上个月间质性肺炎住院，后来走了', ['优替宁'])).toMatchObject({
      criteria: { patient: '一例', reporter: null, suspect_drug: '优替宁', event: '间质性肺炎' },
      missing: ['reporter'],
      seriousness: 'death',
    })
    expect(findAdverseEvent('吃了优替宁第三天起了皮疹', ['优替宁'])?.missing).toEqual(['patient', 'reporter'])
  })
})
