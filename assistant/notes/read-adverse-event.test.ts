import { describe, expect, it } from 'vitest'
import { factsOf, segmentOf } from '../../test/build-segment.ts'
import { namedEvents } from './read-adverse-event.ts'
import { speechUnits } from './speech-units.ts'

const verdicts = (note: string): readonly string[] => {
  const segment = segmentOf(note)
  return namedEvents(segment, speechUnits(segment)).map(({ verdict }) => verdict)
}
const isCase = (note: string): boolean => verdicts(note).includes('case')

const CASES = [
  // death in other words
  '高主任说那个用靶替尼的老先生上周没扛过去',
  '靶替尼，有个病人上个月肺炎收进来，后来人没了',
  '高远提到一位吃靶替尼的患者走了，家属挺平静',
  'Gao said the 66F on Targetinib passed last Friday',
  // stopped and changed
  '降糖素，苏晴说有个病人打了两针就换成别的药了',
  '她有个老太太吃平压定吃了一周，自己停了，说不舒服',
  '平压定有几个病人反应大受不了',
  'one patient on semaglutide stopped after two weeks, could not tolerate it',
  '高主任说有个病人吃了药脚肿，换成竞安宁后好了',
  // laboratory
  '高主任说他一个病人吃平压定一个月ALT是正常的5倍',
  '有个病人用降糖素，淀粉酶升到600，停药了',
  // symptoms
  '平压定有个病人脚踝肿得鞋都穿不上',
  '护士说昨天有位阿姨打完降糖素吐了一晚上',
  '听说湖医有个病人吃了靶替尼起了一身疹子',
  '群里转发的：某院一患者用降糖素后急性胰腺炎住院',
  '他说有个患者吃靶替尼两个月咳嗽气喘，拍片间质性肺炎',
  'A 58M on Pressnorm developed ankle swelling last week',
  '高主任问我有个病人吃了平压定牙龈出血怎么办',
  // the medicine itself
  '药房说这批平压定有一盒药片碎了',
  '降糖素的笔打不出药，病人拿回来换',
  '平压定铝箔破损，里面的药片变色',
  // lack of effect, exposure, overdose, error
  '有个病人平压定吃了一个月没效果血压没降',
  '苏晴说有个病人打着降糖素查出怀孕了',
  '有个老人把平压定一次吃了六片',
  '护士把降糖素剂量打错了，打了双倍',
  '有位患者降糖素多打了一针',
]

const NO_CASES = [
  '高主任担心老年人用了会低血糖',
  '她怕降糖素引起胰腺炎，问有没有数据',
  '目前没有病人出现水肿',
  '平压定用到现在没人因为副作用停药',
  '竞安宁的肝损害比平压定多三倍',
  '讲了降糖素的胃肠道反应怎么处理',
  '高主任问平压定水肿发生率多少',
  '降糖素低血糖风险低，这个她认可',
  '靶替尼常见皮疹腹泻，按说明书讲了',
  '等病人走了再跟高主任聊平压定',
  '高主任先走了，没聊上',
  '样品没了，平压定资料也没了',
  '中风恢复期的病人用络通丸',
  '高血压合并心衰的病人他愿意用平压定',
  '有个病人嫌贵，换成别的药了',
  '医院进不了药，病人都换成竞安宁了',
  'She is worried about pancreatitis with semaglutide in the elderly',
  'No patient had ankle swelling on Pressnorm so far',
  'P&T passed Pressnorm on Monday',
  '竞安宁那边有个病人出血住院了',
  '病人老来问化验单的事，烦得受不了',
  '疗程太长病人坚持不下来',
  '平压定过会了，药事会通过了',
]

describe('events of a note', () => {
  it.each(CASES)('are a case: %s', (note) => {
    expect(isCase(note)).toBe(true)
  })

  it.each(NO_CASES)('are none: %s', (note) => {
    expect(isCase(note)).toBe(false)
  })

  it('are visible where they are denied or feared', () => {
    expect(verdicts('目前没有病人出现水肿')).toEqual(['denied'])
    expect(verdicts('高主任担心老年人用平压定会低血糖')).toEqual(['supposed'])
    expect(verdicts('今天聊了进院的事')).toEqual([])
  })
  it('carry offsets into the note', () => {
    const segment = segmentOf('平压定有个病人 脚踝肿了')
    const [event] = namedEvents(segment, speechUnits(segment))
    expect(segment.note.slice(event!.start, event!.end)).toBe(event!.words)
    expect(factsOf(segment).products).toHaveLength(1)
  })
})
