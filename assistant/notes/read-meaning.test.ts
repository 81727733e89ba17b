import { describe, expect, it } from 'vitest'
import { factsOf, segmentOf } from '../../test/build-segment.ts'
import type { MeaningFacts } from './meaning-facts.ts'
import { type Meaning, readMeaning } from './read-meaning.ts'

const read = (note: string, change: Partial<MeaningFacts> = {}): Meaning => {
  const segment = segmentOf(note)
  return readMeaning(segment, factsOf(segment, change))
}

describe('topics', () => {
  it.each([
    ['高主任说平压定降压效果不错', ['EFFICACY']],
    ['苏晴问降糖素一周打几次', ['DOSING']],
    ['高主任说医院还没过会', ['ACCESS']],
    ['她问门诊慢病能不能报销', ['REIMBURSEMENT']],
    ['说集采中选以后价格下来了', ['VBP', 'PRICE']],
    ['聊了新指南的推荐', ['GUIDELINE']],
    ['讲了平压定的三期研究', ['CLINICAL_DATA']],
    ['科室会定在月底', ['EVENT']],
    ['药房说断货两周了', ['SUPPLY']],
    ['和高主任闲聊了几句，加了微信', ['RELATION']],
    ['竞安宁下周也来', ['COMPETITOR']],
    ['Discussed renal dosing and reimbursement', ['DOSING', 'REIMBURSEMENT']],
    ['没聊药，资料也没带', ['OTHER']],
  ])('of %s', (note, topics) => {
    expect([...read(note).topics].toSorted()).toEqual([...topics].toSorted())
  })

  it('are OTHER where nobody was met or nothing has taken place yet', () => {
    expect(read('找高主任聊平压定疗效，没见着', { status: 'not_met' }).topics).toEqual(['OTHER'])
    expect(read('明天去聊平压定疗效', { status: 'planned' }).topics).toEqual(['OTHER'])
  })

  it('follow from what was found: a case, a use outside the label', () => {
    expect(read('高主任有个病人吃平压定脚肿').topics).toEqual(
      expect.arrayContaining(['SAFETY', 'PATIENT_CASE']),
    )
    expect(read('苏晴问降糖素能不能减肥').topics).toContain('INDICATION')
  })

  it('are not told by paper that is to be delivered', () => {
    expect(read('高主任要文献，下周发他').topics).toEqual(['OTHER'])
  })
})

describe('how it was received, in many words', () => {
  it.each([
    ['高主任说平压定他自己门诊用了不少，病人反映挺好', 'positive'],
    ['苏晴对降糖素挺认同，打算给新来的病人用上', 'positive'],
    ['平压定，高主任竖大拇指', 'positive'],
    ['苏晴说降糖素好，科里都在开', 'positive'],
    ['高主任说平压定可以的，没毛病', 'positive'],
    ['高主任表示会优先考虑平压定', 'positive'],
    ['苏晴很给面子，当场开了两支降糖素', 'positive'],
    ['高主任说平压定没什么用，别再提了', 'negative'],
    ['苏晴头都没抬，说降糖素不需要', 'negative'],
    ['高主任听了两句就走开了，平压定不感兴趣', 'negative'],
    ['苏晴说降糖素她是不会开的', 'negative'],
    ['高主任说已经有竞安宁了，没必要再用平压定', 'negative'],
    ['苏晴态度很差，说我们老来烦她，降糖素', 'negative'],
    ['高主任直接说平压定不行', 'negative'],
    ['高主任觉得平压定效果好但是贵', 'mixed'],
    ['苏晴认可疗效，就是担心降糖素胃肠道反应', 'mixed'],
    ['高主任说平压定还行吧，先用两个看看再说', 'mixed'],
    ['苏晴半信半疑，降糖素说再观察观察', 'mixed'],
    ['高主任听我讲了平压定，没说什么', 'neutral'],
    ['跟苏晴讲了降糖素的用法', 'neutral'],
    ['高主任问平压定肾功能不全怎么用', 'neutral'],
    ['给高主任留了一份平压定说明书', 'neutral'],
    ['苏晴在忙，简单讲了降糖素新适应症', 'neutral'],
    ['高主任问了平压定的价格', 'neutral'],
    ['苏晴说病人不多，降糖素', 'neutral'],
  ])('%s', (note, attitude) => {
    const { contactAttitudes, productAttitudes } = read(note)
    expect([contactAttitudes[0], productAttitudes[0]]).toEqual([attitude, attitude])
  })
})

describe('findings in many words', () => {
  it.each([
    ['教师节给高主任家里寄了两斤茶', 'GIFT'],
    ['高主任乔迁，随了个电饭煲', 'GIFT'],
    ['给护士站带了一箱车厘子', 'GIFT'],
    ['带了点老家的腊肠给苏晴', 'GIFT'],
    ['给高主任塞了两千块', 'CASH_OR_EQUIVALENT'],
    ['加油卡给苏晴送过去了', 'CASH_OR_EQUIVALENT'],
    ['苏晴的微信转了888', 'CASH_OR_EQUIVALENT'],
    ['slipped him 500 in cash', 'CASH_OR_EQUIVALENT'],
    ['帮高主任抢了两张高铁票', 'PERSONAL_SERVICE'],
    ['陪苏晴妈妈去看病挂号', 'PERSONAL_SERVICE'],
    ['替高主任改了SCI论文', 'PERSONAL_SERVICE'],
    ['早上开车送高主任上班', 'PERSONAL_SERVICE'],
    ['周末帮苏晴搬了家', 'PERSONAL_SERVICE'],
    ['took her kid to swimming class', 'PERSONAL_SERVICE'],
    ['高主任说开到五十盒就让我给他办去日本的会', 'QUID_PRO_QUO'],
    ['苏晴说多给她几个讲课她就多用', 'QUID_PRO_QUO'],
    ['找药剂科要了各医生的平压定用量', 'PRESCRIPTION_TRACKING'],
    ['信息科小李给我导了上月的医生开药明细', 'PRESCRIPTION_TRACKING'],
    ['去药房盘了下货，平压定还有三十盒', 'SALES_OR_STOCK_TASK'],
    ['帮商务把上季度的货款催了', 'SALES_OR_STOCK_TASK'],
    ['counted boxes on the shelf, 14 left', 'SALES_OR_STOCK_TASK'],
    ['中午和高主任吃了顿火锅', 'MEAL'],
    ['晚上跟苏晴他们科聚了聚，花了三千多', 'MEAL'],
    ['dinner with Gao at the steakhouse, 600 each', 'MEAL'],
    ['高主任下周讲课，费用给3000', 'SPEAKER_FEE'],
    ['苏晴要两盒给她爸先吃着，我从车里拿给她了', 'SAMPLE'],
    ['给高主任放了几支试用', 'SAMPLE'],
    ['患者张建军，身份证110101196003071234，平压定', 'PATIENT_PII'],
    ['他给我看了病人刘桂花的病历，住院号 0045821', 'PATIENT_PII'],
    ['有个病人吃平压定脚肿，高主任说这点小事就甭报了', 'AE_CONCEALMENT'],
    ['有个病人打降糖素吐了，苏晴说咱俩知道就行', 'AE_CONCEALMENT'],
    ["Patient had a rash on Pressnorm, she said let's forget about it", 'AE_CONCEALMENT'],
    ['我跟高主任说平压定一点副作用都没有', 'FALSE_OR_ABSOLUTE_CLAIM'],
    ['跟苏晴讲降糖素吃了包瘦', 'FALSE_OR_ABSOLUTE_CLAIM'],
    ['我说平压定是全世界降压最强的', 'FALSE_OR_ABSOLUTE_CLAIM'],
    ['told him Pressnorm is 100% safe', 'FALSE_OR_ABSOLUTE_CLAIM'],
    ['我跟苏晴说竞安宁就是个仿制的破药', 'COMPETITOR_DISPARAGEMENT'],
    ['told Gao that Rivalor ruins the liver', 'COMPETITOR_DISPARAGEMENT'],
    ['跟苏晴推荐了降糖素给胖的人减肥', 'OFF_LABEL_PROMOTION'],
    ['我建议她给青少年也试试降糖素', 'OFF_LABEL_PROMOTION'],
    ['苏晴问降糖素能不能给没糖尿病的人瘦身', 'OFF_LABEL_UNSOLICITED'],
    ['给高主任看了我自己做的对比PPT', 'UNAPPROVED_MATERIAL'],
    ['发了朋友圈里一篇公众号文章给苏晴', 'UNAPPROVED_MATERIAL'],
  ])('%s', (note, code) => {
    expect(read(note).compliance_flags.map((flag) => flag.code)).toContain(code)
  })

  it.each([
    '高主任送我到电梯口',
    '他孩子在家上网课，聊了两句',
    '高主任去接孩子了没见着',
    '食堂碰到高主任在吃饭，打了个招呼',
    '苏晴问样本量够不够',
    '高主任说降压达标率高，指标都好',
    '今天给高主任送了平压定说明书',
    '高主任说竞安宁价格低',
    '高主任说会考虑',
    '平压定按说明书讲了用法',
    '他问能不能和阿司匹林一起吃',
    '苏晴带学生查房去了，等了半小时',
    '陪高主任查完房聊了平压定',
    '带苏晴看了现行版说明书',
    '老人科的护士长说下周再来',
    '高主任约我看老人病房的病例',
  ])('none: %s', (note) => {
    expect(read(note).compliance_flags).toEqual([])
  })
})

describe('objections', () => {
  it.each([
    ['高主任嫌平压定贵', 'price'],
    ['她说起效太慢', 'efficacy'],
    ['高主任担心老人低血糖', 'safety'],
    ['他说缺中国人群数据', 'evidence'],
    ['医院没药开不出来', 'access'],
    ['她嫌一周一针病人不愿打针', 'convenience'],
    ['他说集采任务没完成先用集采的', 'policy'],
    ['主任说太忙改天再聊', 'time'],
    ['He thinks it is too expensive', 'price'],
    ["She's worried about swelling in the elderly", 'safety'],
  ])('of %s', (note, category) => {
    expect(read(`平压定，${note}`).objections.map((one) => one.category)).toEqual([category])
  })

  it.each(['我跟他说不贵', '他说现在不担心安全性了', '麻烦主任签个字', '平压定效果好'])(
    'are none in %s',
    (note) => {
      expect(read(note).objections).toEqual([])
    },
  )

  it('name the product: the one named last, or the one whose class the worry belongs to', () => {
    expect(read('先讲平压定，再讲降糖素，苏晴嫌贵').objections[0]?.product).toBe('D2')
    expect(read('先讲平压定，再讲降糖素，苏晴担心脚踝水肿').objections[0]?.product).toBe('D1')
  })
})

describe('questions of a doctor', () => {
  it.each([
    ['高主任问漏服了怎么办', 'kb'],
    ['问平压定和竞安宁的头对头', 'medical'],
    ['她问什么时候能进院', 'market_access'],
    ['他问讲课费能不能给现金', 'none'],
    ['苏晴问降糖素能不能用来减肥', 'medical'],
    ['He asked whether it can be crushed', 'kb'],
  ])('go where they can be answered: %s', (note, route) => {
    expect(read(note).questions.map((one) => one.route)).toEqual([route])
  })

  it.each([
    '高主任让我去问药剂科',
    '我问他用得怎么样',
    '问候了一下高主任',
    '问了下近况',
    '让我下周再问问进展',
  ])('are none: %s', (note) => {
    expect(read(note).questions).toEqual([])
  })
})

describe('attitudes', () => {
  it.each([
    ['高主任很支持平压定', 'positive'],
    ['高主任愿意用平压定，就是嫌贵', 'mixed'],
    ['高主任不考虑平压定', 'negative'],
    ['高主任将信将疑，平压定再看看', 'mixed'],
    ['跟高主任讲了平压定', 'neutral'],
    ['高主任打了个招呼，平压定没细讲', 'unknown'],
    ['高主任说平压定还没过会', 'neutral'],
  ])('of %s', (note, attitude) => {
    expect(read(note)).toMatchObject({ contactAttitudes: [attitude], productAttitudes: [attitude] })
  })

  it('are each contact’s own, and unknown of whom was not met', () => {
    expect(read('高主任支持平压定，苏晴担心老人水肿')).toMatchObject({
      contactAttitudes: ['positive', 'mixed'],
    })
    const facts = factsOf(segmentOf('高主任支持平压定'), { status: 'not_met' })
    expect(readMeaning(segmentOf('高主任支持平压定'), facts).contactAttitudes).toEqual(['unknown'])
  })

  it('of a product that a patient had to stop is negative', () => {
    expect(read('高主任说有个病人吃平压定脚肿停药了')).toMatchObject({ productAttitudes: ['negative'] })
  })
})

describe('access', () => {
  it.each([
    ['平压定还没过会，要等六月的药事会', { stage: 'waiting_committee', committee_month: '2026-06' }],
    ['药事会下周二开', { committee_date: '2026-05-19' }],
    ['已经提单了', { stage: 'applied' }],
    ['过会了', { stage: 'passed' }],
    ['药事会没通过', { stage: 'rejected' }],
    ['社区没药，等区里采购', { stage: 'not_listed', reason: '等区里采购' }],
    ['已经进院了', { stage: 'listed' }],
    ['限量采购，每月二十盒', { stage: 'restricted' }],
  ])('of %s', (note, access) => {
    expect(read(note).access).toEqual(access)
  })

  it.each(['争取年底进院', '她去开会了', '讲了疗效'])('is not told by %s', (note) => {
    expect(read(note).access).toBeNull()
  })
})

describe('what leaves here', () => {
  it('has evidence that lies in the note, field by field', () => {
    const note = '高主任嫌平压定贵，问能不能报销，有个病人脚肿了'
    const { evidence } = read(note)
    expect(Object.keys(evidence)).toEqual(
      expect.arrayContaining(['objections.0', 'questions.0', 'adverse_event']),
    )
    for (const spans of Object.values(evidence))
      for (const { start, end } of spans) expect(note.slice(start, end).length).toBe(end - start)
  })

  it('holds no volume of a prescriber and no identity of a patient', () => {
    const out = JSON.stringify(
      read('上月的数出来了，高远87盒、苏晴43盒，患者周桂兰住院号55881吃平压定脚肿了'),
    )
    expect(out).not.toMatch(/87|43|周桂兰|55881/u)
  })

  it('asks what a case, material, a fee or a meal leaves open, and nothing else', () => {
    const ask = (note: string) => read(note).ask.map(({ code }) => code)
    expect(ask('高主任说有个病人吃平压定脚肿')).toEqual(['ae_details'])
    expect(ask('药房说平压定有一盒药片碎了，店长拍了照')).not.toContain('ae_details')
    expect(ask('苏晴说有个病人打降糖素，后来换成别的药了')).toEqual(['ae_event', 'ae_details'])
    expect(ask('有个病人打降糖素急性胰腺炎住院了，高主任说的')).toEqual(['ae_details'])
    expect(ask('给高主任留了资料')).toEqual(['material_approval'])
    expect(ask('高主任讲课费谈了2000')).toEqual(['speaker_agreement', 'event_product'])
    expect(ask('请高主任吃饭')).toEqual(['meal_amount'])
    expect(ask('请高主任吃饭，人均420')).toEqual(['meal_over_limit'])
    expect(ask('跟高主任讲了平压定')).toEqual([])
  })

  it('is the same for any text, and never an exception', () => {
    for (const note of [
      '',
      '，。；',
      '😀😀',
      'a'.repeat(5000),
      '高'.repeat(3000),
      '（（（[[[***',
      '1800 1800 1800',
    ]) {
      expect(read(note)).toEqual(read(note))
    }
  })
})
