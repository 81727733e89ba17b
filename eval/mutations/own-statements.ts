/**
 * True statements of invented medicines, in the forms that labels use and the example documents use seldom:
 * ranges of weight and kidney function, intervals, fractions, half tablets, powers of ten, limits in words.
 * With some, wordings by hand that are true of it and wordings that are not, beyond what a rule would make.
 */

export interface OwnStatement {
  readonly text: string
  readonly trueWordings?: readonly string[]
  readonly wrongWordings?: readonly string[]
}

export const OWN_STATEMENTS: readonly OwnStatement[] = [
  {
    text: '成人起始剂量为一次10mg，一日1次；最大剂量不得超过每日40mg。',
    trueWordings: ['成人起始剂量为每次10毫克，每天一次', '每日最大剂量不超过40mg', '最大剂量为每日40毫克'],
    wrongWordings: [
      '成人起始剂量为一次40mg，一日1次',
      '每日最大剂量可超过40mg',
      '最大剂量为一次40mg',
      '成人起始剂量为10mg，每12小时一次',
    ],
  },
  {
    text: '成人一次10mg，一日2次；儿童一次5mg，一日1次。',
    trueWordings: [
      '儿童每次5mg，每日一次；成人每次10mg，每日两次',
      '儿童一次5毫克，qd',
      '成人：一次10mg，bid',
    ],
    wrongWordings: [
      '儿童一次10mg，一日2次',
      '成人一次5mg，一日2次',
      '儿童一次5mg，一日2次',
      '成人一次10mg，一日1次',
    ],
  },
  {
    text: '孕妇禁用；哺乳期妇女慎用；老年患者无需调整剂量。',
    trueWordings: ['哺乳期妇女慎用，孕妇禁用', '老年患者不需调整剂量', '孕妇禁用。'],
    wrongWordings: ['孕妇慎用', '哺乳期妇女禁用', '老年患者需调整剂量', '孕妇无需调整剂量', '孕妇可用'],
  },
  {
    text: '轻度肾功能不全患者无需调整剂量，重度肾功能不全患者不推荐使用。',
    trueWordings: ['重度肾功能不全患者不推荐使用', '轻度肾功能不全者不需调整剂量'],
    wrongWordings: [
      '轻度肾功能不全患者不推荐使用',
      '重度肾功能不全患者无需调整剂量',
      '重度肾功能不全患者推荐使用',
      '肾功能不全患者无需调整剂量',
    ],
  },
  {
    text: '体重≥60kg者一次20mg，体重＜60kg者一次15mg，均为一日1次。',
    trueWordings: ['体重不低于60公斤者一次20mg', '体重低于60kg者一次15毫克'],
    wrongWordings: [
      '体重≥60kg者一次15mg',
      '体重≤60kg者一次15mg',
      '体重＜60kg者一次20mg',
      '体重＜60g者一次15mg',
    ],
  },
  {
    text: '肌酐清除率30～59ml/min者剂量减半，低于30ml/min者停用。',
    trueWordings: [
      '肌酐清除率30至59 mL/min者剂量减半',
      '肌酐清除率<30ml/min者停用',
      '肌酐清除率30-59毫升/分钟者剂量减半',
    ],
    wrongWordings: [
      '肌酐清除率30～95ml/min者剂量减半',
      '肌酐清除率低于59ml/min者停用',
      '肌酐清除率高于30ml/min者停用',
      '肌酐清除率59ml/min者剂量减半',
    ],
  },
  {
    text: 'eGFR＜45 ml/min/1.73m²者不建议起始治疗。',
    trueWordings: ['eGFR低于45 mL/min/1.73m2者不建议起始治疗', 'eGFR <45ml/min/1.73㎡ 者不建议起始治疗'],
    wrongWordings: [
      'eGFR＜45 ml/min者不建议起始治疗',
      'eGFR＜45 ml/min/1.73m²者建议起始治疗',
      'eGFR＞45 ml/min/1.73m²者不建议起始治疗',
    ],
  },
  {
    text: '每12小时静脉滴注1次，每次滴注时间不少于30分钟，疗程7～14天。',
    trueWordings: ['q12h静脉滴注，每次滴注时间至少30分钟', '疗程7至14日', '疗程为7-14天'],
    wrongWordings: [
      'q8h静脉滴注',
      '每次滴注时间不超过30分钟',
      '疗程7～41天',
      '疗程14天',
      '每次滴注时间不少于30小时',
    ],
  },
  {
    text: '首剂80万单位，以后每次40万单位，每8小时一次。',
    trueWordings: ['首剂800,000单位', '以后每次40万单位，q8h', '以后每次40万单位，tid'],
    wrongWordings: [
      '首剂40万单位',
      '首剂80单位',
      '以后每次80万单位，每8小时一次',
      '以后每次40万单位，每6小时一次',
    ],
  },
  {
    text: '漏服时间超过12小时者跳过该次，不得一次服用两倍剂量。',
    trueWordings: ['漏服>12小时者跳过该次', '不得一次服用2倍剂量', '漏服时间超过12 h者跳过该次'],
    wrongWordings: ['漏服时间不足12小时者跳过该次', '一次服用两倍剂量', '不得一次服用三倍剂量'],
  },
  {
    text: '餐前30分钟口服，服药后1小时内不宜饮茶。',
    trueWordings: ['餐前30分钟服用', '服药后一小时内不宜饮茶', '餐前半小时口服'].slice(0, 2),
    wrongWordings: ['餐后30分钟口服', '服药前1小时内不宜饮茶', '服药后1小时内宜饮茶', '餐前30小时口服'],
  },
  {
    text: '儿童按体重一次5mg/kg，每日最大剂量不超过300mg。',
    trueWordings: ['儿童按体重每次5毫克/公斤', '儿童一次每公斤体重5mg', '每日最大剂量300毫克'],
    wrongWordings: ['儿童一次5mg', '儿童按体重一次300mg/kg', '每日最大剂量300mg/kg', '每日300mg'],
  },
  {
    text: '恶心的发生率为12.5%，呕吐为3.2%，安慰剂组分别为4.1%和1.0%。',
    trueWordings: ['恶心的发生率为12.5％', '呕吐为3.2%'],
    wrongWordings: [
      '恶心的发生率为3.2%',
      '呕吐为12.5%',
      '恶心的发生率为1.25%',
      '恶心的发生率为12.5‰',
      '安慰剂组分别为1.0%和4.1%',
    ],
  },
  {
    text: '本品与华法林合用时INR升高，应密切监测；与利福平合用时血药浓度降低约三分之一。',
    trueWordings: ['与华法林合用时INR升高', '与利福平合用时血药浓度降低约1/3'],
    wrongWordings: [
      '与利福平合用时INR升高',
      '与华法林合用时INR降低',
      '与利福平合用时血药浓度降低约1/2',
      '与地高辛合用时INR升高',
      '与华法林合用时血药浓度降低约三分之一',
    ],
  },
  {
    text: '遮光，密封，在25℃以下干燥处保存，不得冷冻。',
    trueWordings: ['在25°C以下干燥处保存', '不得冷冻', '遮光、密封保存'],
    wrongWordings: ['在25℃以上干燥处保存', '可冷冻', '在35℃以下干燥处保存'],
  },
  {
    text: '用于12岁及以上青少年和成人的2型糖尿病患者，不适用于1型糖尿病患者。',
    trueWordings: ['适用于≥12岁青少年和成人的2型糖尿病患者'.slice(1), '不适用于1型糖尿病患者'],
    wrongWordings: [
      '用于12岁以下青少年的2型糖尿病患者',
      '适用于1型糖尿病患者',
      '用于12岁及以上青少年和成人的1型糖尿病患者',
      '用于21岁及以上青少年和成人的2型糖尿病患者',
    ],
  },
  {
    text: '中性粒细胞计数低于1.5×10⁹/L时暂停给药，恢复至≥2.0×10⁹/L后恢复原剂量。',
    trueWordings: ['中性粒细胞计数<1.5×10^9/L时暂停给药', '恢复至不低于2.0×10⁹/L后恢复原剂量'],
    wrongWordings: [
      '中性粒细胞计数低于2.0×10⁹/L时暂停给药',
      '中性粒细胞计数低于1.5×10⁶/L时暂停给药',
      '中性粒细胞计数高于1.5×10⁹/L时暂停给药',
    ],
  },
  {
    text: '推荐剂量为每3周一次，每次200mg，静脉输注30分钟；或每6周一次，每次400mg。',
    trueWordings: ['每3周一次，每次200毫克', '或q6w，每次400mg', 'q3w，每次200mg，静脉输注30分钟'],
    wrongWordings: [
      '每3周一次，每次400mg',
      '每6周一次，每次200mg',
      '每2周一次，每次200mg',
      '推荐剂量为每3天一次，每次200mg',
    ],
  },
  {
    text: '平均血药峰浓度为25.4±6.1ng/ml，半衰期约12小时，蛋白结合率大于98%。',
    trueWordings: ['平均血药峰浓度为25.4 ± 6.1 ng/mL', '半衰期约12 h', '蛋白结合率>98%'],
    wrongWordings: [
      '平均血药峰浓度为24.5±6.1ng/ml',
      '平均血药峰浓度为25.4±1.6ng/ml',
      '半衰期约21小时',
      '蛋白结合率小于98%',
      '平均血药峰浓度为25.4±6.1μg/ml',
    ],
  },
  {
    text: '一次半片，每晚一次；两周后可增至一次1片，每日不超过2片。',
    trueWordings: ['一次0.5片，qn', '每次1/2片，每晚1次', '2周后可增至每次一片', '每日不超过两片'],
    wrongWordings: ['一次1片，每晚一次', '一次半片，每日一次', '两天后可增至一次1片', '每日不少于2片'],
  },
  {
    text: 'The recommended starting dose is 10 mg once daily; the maximum dose is 40 mg per day.',
    trueWordings: [
      'The starting dose is 10 mg qd',
      'The recommended starting dose is 10 mg once a day',
      'Do not exceed 40 mg per day',
    ],
    wrongWordings: [
      'The recommended starting dose is 40 mg once daily',
      'The recommended starting dose is 10 mg twice daily',
      'The minimum dose is 40 mg per day',
      'The recommended starting dose is 10 g once daily',
    ],
  },
  {
    text: 'Adults take two tablets three times daily before meals; children take one tablet twice daily after meals.',
    trueWordings: [
      'Adults take 2 tablets 3 times a day before meals',
      'Children take 1 tablet bid after meals',
    ],
    wrongWordings: [
      'Adults take one tablet three times daily before meals',
      'Adults take two tablets three times daily after meals',
      'Children take two tablets twice daily after meals',
    ],
  },
  {
    text: 'Not recommended in patients with severe renal impairment (eGFR below 30 mL/min/1.73 m2).',
    trueWordings: [
      'Not recommended in patients with severe renal impairment (eGFR <30 mL/min/1.73 m²).',
      'It is not recommended in severe renal impairment',
    ],
    wrongWordings: [
      'Recommended in patients with severe renal impairment',
      'Not recommended in patients with mild renal impairment',
      'Not recommended in patients with severe renal impairment (eGFR above 30 mL/min/1.73 m2).',
    ],
  },
  {
    text: 'Contraindicated in pregnancy. Use with caution in patients with mild hepatic impairment.',
    trueWordings: ['Contraindicated in pregnancy', 'Use with caution in mild hepatic impairment'],
    wrongWordings: [
      'Use with caution in pregnancy',
      'Contraindicated in patients with mild hepatic impairment',
      'Use with caution in patients with severe hepatic impairment',
    ],
  },
  {
    text: 'Exposure increased by 45% with ketoconazole and decreased by 60% with rifampicin.',
    trueWordings: [
      'Exposure increased by 45 percent with ketoconazole',
      'Exposure decreased by 60% with rifampicin',
    ],
    wrongWordings: [
      'Exposure decreased by 45% with ketoconazole',
      'Exposure increased by 60% with ketoconazole',
      'Exposure increased by 54% with ketoconazole',
      'Exposure increased by 45% with rifampicin',
    ],
  },
  {
    text: 'Infuse over at least 60 minutes every 3 weeks for up to 6 cycles, with or without food.',
    trueWordings: ['Infuse over at least 60 min every 3 weeks', 'q3w for up to 6 cycles'],
    wrongWordings: [
      'Infuse over at most 60 minutes every 3 weeks',
      'Infuse over at least 60 minutes every 3 days',
      'Infuse over at least 6 minutes every 3 weeks',
      'For at least 6 cycles',
    ],
  },
  { text: '成人一日1.5～2g，分2～3次服用，每次间隔至少6小时。' },
  { text: '血清钾＞5.5mmol/L者禁用，治疗期间血清钾≥6.0mmol/L者应停药。' },
  { text: '65岁以上老年患者起始剂量为5mg，每日1次，4周后可增至10mg。' },
  { text: '转氨酶升高超过正常值上限3倍者应停药，恢复后可以每日20mg重新开始。' },
  { text: '单次剂量不超过100mg，24小时内总量不超过400mg，连续用药不超过5天。' },
  { text: '每片含有效成分2.5mg，每次1～2片，每日3次，饭后服用。' },
  { text: '手术前5天停用，手术后24小时可恢复用药。' },
  { text: '血压低于90/60mmHg者不应使用，收缩压升高超过20mmHg时应减量。' },
  { text: '与强效抑制剂合用时剂量减至每日5mg，与诱导剂合用时剂量增至每日20mg。' },
  { text: '1,256例患者中，本品组停药率为6.5%，对照组为8.3%，中位随访时间24个月。' },
  { text: '体表面积每平方米75mg，静脉滴注1小时，每3周1次，共4～6个周期。' },
  { text: '首次给药后第2天起，每日两次，每次0.25mg，连用3个月，以后隔日一次。' },
  { text: '本说明书核准日期为2026年3月1日，有效期24个月，修改日期2026年05月12日。' },
  {
    text: 'Take 2.5 mg once weekly for 4 weeks, then 5 mg once weekly; increase to 10 mg after at least 8 weeks.',
  },
  { text: 'Headache occurred in 8.2% of 1,204 patients and in 3.1% of 602 patients given placebo.' },
  { text: 'Do not administer to children below 12 years of age or weighing less than 40 kg.' },
  { text: 'Discontinue at least 7 days before surgery; resume 48 hours after surgery.' },
  { text: 'Store between 2 and 8 °C; after first use store below 30 °C for up to 28 days.' },
]
