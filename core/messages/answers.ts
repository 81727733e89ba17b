/** What the assistant says around the quotes of an answer. [Chinese, English] */
export const ANSWER_MESSAGES = {
  answer_lead: ['《{title}》{from}【{section}】{page}：', '{title}{from}, "{section}"{page}:'],
  answer_lead_from: ['（{date}起有效）', ' (in force from {date})'],
  answer_lead_page: ['第{page}页', ', page {page}'],
  answer_no_evidence: [
    '现行有效的文件中没有查到能回答这个问题的内容，因此不作回答。可以转给产品经理。',
    'No document in force answers this question, so I do not answer it. It can go to the product manager.',
  ],
  answer_unknown_product: [
    '知识库中没有“{name}”的现行有效文件，因此不作回答（不会用其他产品的资料代替）。可以转给产品经理。',
    'There is no document in force for "{name}", so I do not answer (and do not use another product\'s). It can go to the product manager.',
  ],
  answer_no_product: [
    '没有认出是哪个产品。请写明产品名称，或转给产品经理。',
    'I did not recognise the product. Please name it, or ask the product manager.',
  ],
  answer_no_data: [
    '现行有效的说明书写明没有这项数据，因此不作推断：',
    'The label in force states that there are no such data, so I infer nothing:',
  ],
  answer_document_mismatch: [
    '“{name}”名下的文件内容与该产品不符，疑似归档错误，因此不作回答。已记录，请转产品经理核对。',
    'The document filed under "{name}" appears to be about another medicine, so I do not answer. This was noted; please have the product manager check it.',
  ],
  answer_not_in_force: [
    '所引用的文件刚刚失效，因此不作回答。请重新提问。',
    'The cited document has just gone out of force, so I do not answer. Please ask again.',
  ],
  answer_restricted: [
    '这个问题超出现行说明书的范围，不能提供相关用法或推广内容。说明书批准的范围如下：',
    'This lies outside the label in force, so I give no dosage or promotional text for it. The label covers:',
  ],
  answer_restricted_request: [
    '已提交医学信息需求，由医学部答复；请勿自行传递超说明书信息。',
    'A medical information request was opened; Medical will reply. Do not pass on off-label information yourself.',
  ],
  answer_safety: [
    '您描述的情况可能是不良反应，已登记安全性病例，请在{forward}前转交药物警戒部门。',
    'This may be an adverse event. A safety case was opened; forward it to pharmacovigilance by {forward}.',
  ],
  answer_safety_ask: ['请补充：{missing}。', 'Please add: {missing}.'],
  answer_safety_patient: ['患者（年龄、性别，勿写姓名）', 'the patient (age, sex; no name)'],
  answer_safety_reporter: ['报告人（身份、科室）', 'the reporter (role, department)'],
  answer_safety_suspect_drug: ['怀疑药品', 'the suspect drug'],
  answer_safety_event: ['不良事件', 'the event'],
  flag_OFF_LABEL: ['超出说明书范围', 'Outside the label'],
  flag_OFF_LABEL_PROMOTION: ['涉及超说明书推广内容', 'Asks for off-label promotional content'],
  flag_ADVERSE_EVENT: ['疑似不良反应', 'Possible adverse event'],
  flag_gap: ['已记录为待答问题', 'Kept as an open question'],
  flag_document_mismatch: ['文件内容与产品不符', 'The document does not match the product'],
  action_up: ['有帮助', 'Helpful'],
  action_down: ['没帮助', 'Not helpful'],
  action_ask_product_manager: ['问产品经理', 'Ask the product manager'],
  action_done_feedback: ['已记录，谢谢。', 'Noted, thank you.'],
  action_done_ask_product_manager: [
    '已转给产品经理，答复后会通知您。',
    'Sent to the product manager; you will be told of the reply.',
  ],
  talk_greeting: [
    '您好！请直接提产品问题，例如“某某药肾功能不全能用吗”。',
    'Hello! Ask a product question, for example "can X be used in renal impairment?".',
  ],
  talk_thanks: ['不客气。', 'You are welcome.'],
  talk_help: [
    '我根据现行有效的说明书和已批准资料回答产品问题，每句都附原文出处。查不到就直说，并可转给产品经理。直接写药名和问题即可，可以接着追问。',
    'I answer product questions from labels and approved material in force, each statement with its source. Where there is none I say so and can ask the product manager. Name the product and ask; follow-ups work.',
  ],
} as const
