/** Two made-up labels for tests of the assistant: tablets for blood pressure, an injection. */
import type { TestSection } from './answer-room.ts'

/** 泽米沙坦片 (唯宁平): a dosage section over two pages, and sections in which nothing is known. */
export const ZEMISARTAN: readonly TestSection[] = [
  { code: 'indications', heading: '适应症', texts: ['用于治疗原发性高血压。'] },
  {
    code: 'dosage',
    heading: '用法用量',
    page: 2,
    texts: [
      '口服。成人推荐起始剂量为一次10mg，一日1次，可在一天中任何时间服用，服药不受进餐影响。2周后血压未达目标者可增至一次20mg，一日1次。每日最大剂量为40mg。\n',
      '肾功能不全患者：肌酐清除率30～59ml/min者起始剂量为一次5mg，一日1次；肌酐清除率低于30ml/min者禁用。\n重度肝功能不全患者不推荐使用。',
    ],
  },
  {
    code: 'contraindications',
    heading: '禁忌',
    page: 4,
    texts: ['对本品任何成份过敏者禁用。妊娠中期和晚期妇女禁用。'],
  },
  {
    code: 'adverse_reactions',
    heading: '不良反应',
    page: 5,
    texts: ['常见不良反应：头晕（3.1%）、头痛（2.4%）、咳嗽（1.2%）。少见：皮疹、瘙痒。'],
  },
  {
    code: 'pregnancy',
    heading: '孕妇及哺乳期妇女用药',
    page: 6,
    texts: ['孕妇禁用。本品是否经人乳分泌尚不明确，哺乳期妇女用药期间应停止哺乳。'],
  },
  { code: 'pediatric', heading: '儿童用药', page: 6, texts: ['尚无儿童用药的安全性资料。'] },
  {
    code: 'interactions',
    heading: '药物相互作用',
    page: 7,
    texts: ['与锂剂合用可使血锂浓度升高，应监测血锂浓度。与补钾剂合用可致血钾升高。'],
  },
  { code: 'storage', heading: '贮藏', page: 8, texts: ['遮光，密封，在25℃以下保存。'] },
]

/** 洛卡美林注射液 (安诺维). */
export const LOCAMERIN: readonly TestSection[] = [
  { code: 'indications', heading: '适应症', texts: ['用于成人中重度急性疼痛的短期治疗。'] },
  {
    code: 'dosage',
    heading: '用法用量',
    page: 2,
    texts: ['静脉注射或肌内注射。一次30mg，必要时每6小时1次，连续使用不超过3日。'],
  },
  {
    code: 'contraindications',
    heading: '禁忌',
    page: 3,
    texts: ['活动性消化道出血者禁用。妊娠晚期妇女禁用。'],
  },
  { code: 'storage', heading: '贮藏', page: 4, texts: ['避光，2～8℃保存，不得冷冻。'] },
]
