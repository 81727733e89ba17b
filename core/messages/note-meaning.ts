/** What a rep is asked about the safety and compliance of a visit note. [Chinese, English] */
export const NOTE_MEANING_MESSAGES = {
  ask_ae_patient: [
    '发生不良事件的是哪位患者（年龄、性别，请勿写姓名）？',
    'Who had the event (age and sex, no name)?',
  ],
  ask_ae_reporter: ['这件事是谁告诉您的（身份、科室）？', 'Who told you of it (role, department)?'],
  ask_ae_drug: ['用的是哪个药品？', 'Which medicine was taken?'],
  ask_ae_event: ['具体发生了什么（症状或检查结果）？', 'What happened exactly (symptoms or results)?'],
  ask_ae_details: [
    '请补充：开始用药的时间、剂量、合并用药、转归（是否住院）。',
    'Please add start date, dose, other medicines and outcome (hospitalised or not).',
  ],
  ask_ae_possible: [
    '“{words}”可能是不良反应或产品质量问题，要作为安全信息上报吗？',
    '"{words}" may be an adverse event or a product complaint. Report it?',
  ],
  ask_ae_possible_yes: ['是，要上报', 'Yes, report it'],
  ask_ae_possible_no: ['不是', 'No, it is none'],
  ask_material: [
    '“{material}”是哪份资料（编号、版本），是否已经批准？',
    'Which material is "{material}" (code, version), and was it approved?',
  ],
  ask_material_external: [
    '“{material}”是否允许外发电子版？',
    'May an electronic copy of "{material}" be sent out?',
  ],
  ask_speaker_agreement: [
    '讲者协议、费用标准和审批是否已经办好（审批单号）？',
    'Are the speaker agreement, the fee and its approval in place (approval number)?',
  ],
  ask_event_product: ['这次讲的是哪个产品？', 'Which product is it about?'],
  ask_meal_over_limit: [
    '人均{amount}元超过{limit}元，有没有审批（审批单号）？',
    'The meal cost {amount} CNY a head, above {limit}: was it approved (approval number)?',
  ],
  ask_meal_amount: ['这次用餐人均多少元？', 'What did the meal cost per head?'],
} as const satisfies Record<string, readonly [string, string]>
