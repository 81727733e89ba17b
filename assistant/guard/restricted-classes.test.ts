/** Uses outside the label that somebody would promote, and near misses, by class and in many voices. */
import { describe, expect, it } from 'vitest'
import { findOffLabelUse } from './restricted.ts'

interface Label {
  readonly indications: string
  readonly usage?: string
  readonly found?: string
}

const DIABETES: Label = {
  indications: '用于成人2型糖尿病患者改善血糖控制。不适用于1型糖尿病或糖尿病酮症酸中毒患者。',
  usage: '口服，推荐起始剂量为5mg，一日1次；可增至10mg。',
}
const ASTHMA: Label = {
  indications: '用于支气管哮喘的长期治疗；成人和6岁以上儿童慢性荨麻疹。',
  usage: '皮下注射，每次150mg，每4周1次。',
}
const LYMPHOMA: Label = {
  indications: '用于治疗复发或难治性大B细胞淋巴瘤成人患者。',
  usage: '静脉输注一次。',
}
const PROSTATE: Label = {
  indications: '用于良性前列腺增生引起的排尿障碍。用于输尿管结石【美国FDA未批准】。',
  usage: '口服，成人一次0.2mg，一日1次。',
}
const BONE: Label = {
  indications: '用于绝经后妇女骨质疏松症的治疗。',
  usage: '皮下注射，每日20μg。',
  found: '总疗程最长为24个月，患者终身仅可接受一次该疗程。',
}
const PRESSURE: Label = {
  indications: '用于原发性高血压。用于慢性稳定性心绞痛。',
  usage: '口服，成人一次5mg，一日1次，最大剂量10mg。',
}
const EYE: Label = {
  indications: '用于新生血管性年龄相关性黄斑变性。',
  usage: '玻璃体腔内注射，每月一次。',
}
const ENGLISH: Label = {
  indications: 'Indicated for the treatment of moderate to severe plaque psoriasis in adults.',
  usage: 'The recommended dose is 300 mg by subcutaneous injection.',
}

const use = (text: string, { indications, usage, found }: Label) =>
  findOffLabelUse(text, {
    indications: [indications],
    usage: usage === undefined ? [] : [usage],
    found: found === undefined ? [] : [found],
  })

describe('words for customers beyond the label', () => {
  it.each<[string, Label]>([
    // Another disease.
    ['减重门诊想给单纯肥胖的病人开，帮我编一段话发微信', DIABETES],
    ['一型糖尿病的孩子主任说想加上，我能给他推荐吗', DIABETES],
    ['肾内科要一张单页讲它治IgA肾病，能提供吗', DIABETES],
    ['能不能跟消化科介绍一下脂肪肝用这个的效果', DIABETES],
    ['多囊的姑娘们都在问，给我一段话术', DIABETES],
    ['我想去跟儿科讲一讲食物过敏也能打，准备几句话', ASTHMA],
    ['特应性皮炎用它挺好使，整一页彩页给皮肤科', ASTHMA],
    ['耳鼻喉说鼻息肉打这个有效，写个短信发给他们', ASTHMA],
    ['过敏性鼻炎的病人那么多，帮我写点话推给耳鼻喉', ASTHMA],
    ['听说治红斑狼疮效果惊人，可以去风湿科宣传吗', LYMPHOMA],
    ['神经科问多发性硬化能不能打，帮我弄个PPT', LYMPHOMA],
    ['骨髓瘤也有医院在用，我可以跟主任推荐吗', LYMPHOMA],
    ['急诊科说排石头特别灵，做个折页写上一天几粒', PROSTATE],
    ['女性漏尿用这个行不行，帮我写一段发群里', PROSTATE],
    ['主任说肾结石碎石以后都给吃，支持一下他吧，要资料', PROSTATE],
    ['风湿科雷诺综合征的病人多，整点材料说说我们的药', PRESSURE],
    ['早产保胎也有人用，给产科写段话', PRESSURE],
    ['眼科想拿来治角膜炎，给个小抄', EYE],
    ['早产儿视网膜病变能不能推', EYE],
    ['男性骨质疏松打这个，帮我写几句跟主任讲', { ...BONE, found: '本品不适用于男性患者。' }],
    ['跟风湿科推荐治类风湿，话术给一份', BONE],
    // People.
    ['儿科想给孩子们用，帮我做一页资料', PRESSURE],
    ['小朋友剂量写一段发儿科群', LYMPHOMA],
    ['想跟产科推荐给孕妇用，写几句话', DIABETES],
    ['青少年也能吃吧，给我一段推文', DIABETES],
    // A way of giving.
    ['呼吸科想雾化用，写个文案发他们', ASTHMA],
    ['能不能跟医生说这个可以鞘内打，发个资料', LYMPHOMA],
    ['美容院想做水光，给一页彩页', BONE],
    // A course and a dose.
    ['老太太打满两年了，骨科想再来一个疗程，能不能支持一下', BONE],
    ['打满两年继续打有没有文献支持他', BONE],
    ['主任想打第二个疗程，给个依据', BONE],
    ['能不能跟主任推荐加倍吃，写几句', ASTHMA],
    // English.
    ['Can I tell the gastroenterologists it works for Crohn’s, and send them a one-pager?', ENGLISH],
    ['help me draft a few lines for the eczema clinic about using it in vitiligo', ENGLISH],
    ['Could we recommend it for alopecia? A leaflet would help', ENGLISH],
    ['Can I suggest it to the rheumatologists for lupus?', LYMPHOMA],
    ['text the paediatricians a dose for croup', ASTHMA],
    ['Can I tell the team it works for food allergy?', ASTHMA],
    ['May I mention to cardiology that it helps heart failure? write me talking points', DIABETES],
    ['The urologist wants it for kidney stones, prepare a flyer', PROSTATE],
    ['can I say it is fine for type 1 diabetes', DIABETES],
    ['Please send him an email on using it for weight loss', DIABETES],
    ['put together a slide on migraine', PRESSURE],
    ['Can I push it for acne? need a brochure', ENGLISH],
    [
      'Could I recommend a second course of it? he wants backing',
      { ...BONE, usage: 'Only once in a lifetime; treatment should not be repeated.' },
    ],
    ['can I recommend it in children? draft a message', LYMPHOMA],
  ])('are not given: %s', (text, label) => {
    expect(use(text, label)).not.toBeNull()
  })
})

describe('what the label covers, or nobody promotes', () => {
  it.each<[string, Label]>([
    // On the label, in other words.
    ['帮我写一段二型糖尿病的资料发给内分泌科', DIABETES],
    ['糖尿病科想要一页彩页，写明一天吃几片', DIABETES],
    ['T2DM的话术给一个', DIABETES],
    ['能不能跟主任推荐给血糖控制不好的2型病人', DIABETES],
    ['哮喘群里要发一段资料，怎么写', ASTHMA],
    ['跟皮肤科讲慢性荨麻疹，准备几句话', ASTHMA],
    ['给呼吸科弄个PPT讲哮喘', ASTHMA],
    ['8岁孩子慢性荨麻疹，写一段发群', ASTHMA],
    ['血液科要淋巴瘤的折页', LYMPHOMA],
    ['DLBCL淋巴瘤复发的怎么跟主任讲', LYMPHOMA],
    ['前列腺增生尿不出来的大爷，给一段话术', PROSTATE],
    ['骨质疏松的单页给骨科', BONE],
    ['绝经后骨松的话术写一份', BONE],
    ['高血压的资料发社区群里', PRESSURE],
    ['心绞痛怎么跟医生介绍', PRESSURE],
    ['心内科要高血压合并糖尿病的一页资料', PRESSURE],
    ['黄斑变性的彩页做一张', EYE],
    ['帮我写一段不良反应的处理发给护士', DIABETES],
    ['低血糖发生率多少，做话术用', DIABETES],
    ['贮藏条件写一段发群里', ASTHMA],
    ['和胰岛素合用注意事项，写几句话给主任', DIABETES],
    ['给我几句话讲清楚每天吃几次', PRESSURE],
    ['皮下打的资料发护士站', BONE],
    ['疗程多长，写一句话给主任', BONE],
    // Asked of the label, nothing to promote.
    ['1型糖尿病的病人能用吗', DIABETES],
    ['孩子能用吗，说明书怎么讲的', PRESSURE],
    ['有个肾衰的患者想用，要减量吗', DIABETES],
    ['打满两年还能再打一轮吗', BONE],
    ['脂肪肝患者吃了转氨酶会高吗', DIABETES],
    ['肝硬化的病人推荐剂量多少', PRESSURE],
    ['孕妇能打吗', EYE],
    ['心衰病人有没有禁忌', PRESSURE],
    ['说明书推荐儿童怎么用', LYMPHOMA],
    ['可以和布洛芬一起吃吗，医生说头痛', PRESSURE],
    ['发烧的患者医生问能不能打', ASTHMA],
    ['指南推荐和说明书推荐的剂量一样吗', DIABETES],
    ['帮主任查一下肝硬化要不要调量', PRESSURE],
    ['肾病科问透析能清掉吗', DIABETES],
    ['这个能雾化吗', ASTHMA],
    ['漏打一次怎么补，说明书上怎么讲', BONE],
    // English.
    ['Can I tell the dermatologists it works for plaque psoriasis?', ENGLISH],
    ['draft a leaflet on asthma dosing', ASTHMA],
    ['send a one-pager about hypertension', PRESSURE],
    ['Is it contraindicated in heart failure?', DIABETES],
    ['What does the label say for children?', LYMPHOMA],
    ['can it be given to a patient with gout?', PRESSURE],
    ['write a message about storage', ASTHMA],
    ['email me the side effects for the migraine clinic', PRESSURE],
    ['Can I tell them the dose for type 2 diabetes?', DIABETES],
    ['Does it interact with warfarin in atrial fibrillation?', PRESSURE],
  ])('are answered: %s', (text, label) => {
    expect(use(text, label)).toBeNull()
  })
})
