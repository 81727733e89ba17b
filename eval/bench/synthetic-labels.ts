/**
 * Labels made by a seeded generator, for measuring speed only: many products with names that share
 * syllables, sections in the regulator's order, sentence lengths and repeated vocabulary as in real labels
 * (a few words in every section, many in few). The same seed gives the same corpus on every machine.
 */

import { seededRandom } from '../seeded-random.ts'

export interface SyntheticSection {
  readonly heading: string
  readonly text: string
}

export interface SyntheticLabel {
  readonly productId: string
  readonly name: string
  readonly brand: string
  readonly english: string
  readonly sections: readonly SyntheticSection[]
}

const STEMS = [...'阿贝达非格海吉卡拉美尼培齐瑞司替维希伊泽'] as const
const MIDDLES = [...'巴比尔法格加考莱利洛马米莫尼帕沙他托韦西'] as const
const ENDINGS = [
  '替尼',
  '单抗',
  '沙坦',
  '他汀',
  '列净',
  '格汀',
  '培南',
  '洛韦',
  '洛尔',
  '地平',
  '拉唑',
  '沙星',
  '司他',
  '泼尼',
] as const
const FORMS = ['片', '胶囊', '注射液', '缓释片', '颗粒', '口服溶液'] as const
const BRANDS = [...'安博诚达恩福康乐美宁普清瑞舒泰维欣怡'] as const
const LATIN = [
  'ab',
  'cel',
  'dor',
  'fen',
  'gal',
  'lix',
  'mor',
  'nib',
  'par',
  'ros',
  'sil',
  'tam',
  'ver',
  'zol',
] as const
const CONDITIONS = [
  '高血压',
  '心力衰竭',
  '2型糖尿病',
  '慢性肾脏病',
  '肺炎',
  '银屑病',
  '类风湿关节炎',
  '癫痫',
  '抑郁',
  '哮喘',
  '骨质疏松',
  '乳腺癌',
  '胃溃疡',
  '带状疱疹',
  '贫血',
] as const
const SYMPTOMS = [
  '恶心',
  '呕吐',
  '头痛',
  '头晕',
  '皮疹',
  '腹泻',
  '便秘',
  '乏力',
  '咳嗽',
  '失眠',
  '瘙痒',
  '水肿',
  '肌痛',
  '发热',
  '低血压',
  '高钾血症',
  '转氨酶升高',
  '白细胞减少',
] as const
const DRUGS = [
  '华法林',
  '地高辛',
  '利福平',
  '酮康唑',
  '红霉素',
  '环孢素',
  '碳酸锂',
  '布洛芬',
  '氨茶碱',
  '苯妥英钠',
] as const
const POPULATIONS = [
  '妊娠期妇女',
  '哺乳期妇女',
  '儿童',
  '老年患者',
  '肝功能不全患者',
  '肾功能不全患者',
  '驾驶车辆者',
] as const
const VERBS = [
  '应慎用',
  '禁用',
  '应减量',
  '须监测',
  '不推荐使用',
  '无需调整剂量',
  '应立即停药并就医',
] as const

/** `count` labels; each has 12 sections of one to about 25 sentences. */
export function* syntheticLabels(count: number, seed = 1): Generator<SyntheticLabel> {
  const random = seededRandom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1))
  const names = new Set<string>()
  for (let index = 0; index < count; index += 1) {
    let generic = ''
    do generic = pick(STEMS) + pick(MIDDLES) + (random() < 0.5 ? pick(MIDDLES) : '') + pick(ENDINGS)
    while (names.has(generic))
    names.add(generic)
    const dose = pick([1, 2.5, 5, 10, 20, 25, 40, 50, 75, 100, 150, 200, 250, 300, 500])
    const sentence = {
      dosage: () =>
        `${pick(CONDITIONS)}：推荐剂量为一次${dose * between(1, 4)}mg，一日${between(1, 3)}次，${pick(['餐前', '餐后', '随餐', '空腹'])}服用，最大剂量不超过每日${dose * between(4, 12)}mg。`,
      reaction: () =>
        `${pick(SYMPTOMS)}（${(random() * 30).toFixed(1)}%）、${pick(SYMPTOMS)}（${(random() * 10).toFixed(1)}%），多为${pick(['轻度', '中度', '一过性'])}，${pick(['停药后可恢复', '继续用药可缓解', '必要时对症处理'])}。`,
      caution: () =>
        `${pick(POPULATIONS)}${pick(VERBS)}；有${pick(CONDITIONS)}病史者${pick(VERBS)}，肌酐清除率低于${between(15, 60)}ml/min时${pick(VERBS)}。`,
      interaction: () =>
        `与${pick(DRUGS)}合用可使本品血药浓度${pick(['升高', '降低'])}约${between(10, 90)}%，两药应间隔至少${between(1, 8)}小时，并监测${pick(['凝血酶原时间', '血钾', '血糖', '心电图', '肝功能'])}。`,
      kinetics: () =>
        `口服后约${between(1, 8)}小时达血药峰浓度，半衰期约${between(2, 72)}小时，血浆蛋白结合率约${between(20, 99)}%，主要经CYP${pick(['3A4', '2D6', '2C9', '2C19', '1A2'])}代谢。`,
    }
    const many = (make: () => string, low: number, high: number): string =>
      Array.from({ length: between(low, high) }, (_, position) => `${position + 1}. ${make()}`).join('\n')
    yield {
      productId: `BENCH-${index}`,
      name: `${generic}${pick(FORMS)}`,
      brand: pick(BRANDS) + pick(BRANDS) + pick(BRANDS),
      english: pick(LATIN) + pick(LATIN) + pick(LATIN) + pick(['ib', 'ine', 'ol', 'mab', 'stat']),
      sections: [
        { heading: '成份', text: `本品主要成份为${generic}。` },
        {
          heading: '适应症',
          text: `用于治疗${pick(CONDITIONS)}、${pick(CONDITIONS)}及${pick(CONDITIONS)}。`,
        },
        { heading: '规格', text: `${dose}mg；${dose * 2}mg` },
        { heading: '用法用量', text: many(sentence.dosage, 4, 16) },
        { heading: '不良反应', text: many(sentence.reaction, 8, 25) },
        { heading: '禁忌', text: many(sentence.caution, 1, 5) },
        { heading: '注意事项', text: many(sentence.caution, 6, 25) },
        { heading: '孕妇及哺乳期妇女用药', text: many(sentence.caution, 1, 3) },
        { heading: '药物相互作用', text: many(sentence.interaction, 4, 20) },
        { heading: '药代动力学', text: many(sentence.kinetics, 2, 8) },
        { heading: '贮藏', text: `密封，在${between(2, 25)}℃以下保存，开封后${between(7, 60)}日内使用。` },
        { heading: '生产企业', text: `${pick(BRANDS)}${pick(BRANDS)}制药有限公司` },
      ],
    }
  }
}

/** Questions over the same corpus: two of three name a product, one in three only a need. */
export function syntheticQuestions(
  labels: readonly SyntheticLabel[],
  count: number,
  seed = 2,
): readonly string[] {
  const random = seededRandom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const needs = [
    '一天吃几次，最多多少mg',
    '孕妇能用吗',
    `跟${pick(DRUGS)}一起吃行不行`,
    '半衰期多久',
    '恶心发生率多少',
    '肌酐清除率30要不要减量',
    '怎么保存',
    '治什么的',
    '漏服了怎么办',
    '肝功能不全的怎么用',
  ]
  return Array.from({ length: count }, (_, index) => {
    if (index % 3 === 2)
      return `${pick(CONDITIONS)}合并${pick(CONDITIONS)}的${pick(POPULATIONS)}${pick(SYMPTOMS)}怎么处理`
    const label = pick(labels)
    return `${pick([label.name, label.brand, label.english])}${pick(needs)}`
  })
}
