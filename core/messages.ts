/**
 * Every text that the product itself says to a person, in both languages. Keys are typed; parameters
 * stand in braces. Quotes from documents are never here, and never translated.
 */
import type { Locale } from './reader.ts'

const ZH = {
  'answer.lead': '《{title}》{from}【{section}】{page}：',
  'answer.lead.from': '（{date}起有效）',
  'answer.lead.page': '第{page}页',
  'answer.no_evidence': '现行有效的文件中没有查到能回答这个问题的内容，因此不作回答。可以转给产品经理。',
  'answer.unknown_product':
    '知识库中没有“{name}”的现行有效文件，因此不作回答（不会用其他产品的资料代替）。可以转给产品经理。',
  'answer.no_product': '没有认出是哪个产品。请写明产品名称，或转给产品经理。',
  'answer.no_data': '现行有效的说明书写明没有这项数据，因此不作推断：',
  'answer.document_mismatch':
    '“{name}”名下的文件内容与该产品不符，疑似归档错误，因此不作回答。已记录，请转产品经理核对。',
  'answer.not_in_force': '所引用的文件刚刚失效，因此不作回答。请重新提问。',
  'answer.restricted': '这个问题超出现行说明书的范围，不能提供相关用法或推广内容。说明书批准的范围如下：',
  'answer.restricted.request': '已提交医学信息需求，由医学部答复；请勿自行传递超说明书信息。',
  'answer.safety': '您描述的情况可能是不良反应，已登记安全性病例，请在{forward}前转交药物警戒部门。',
  'answer.safety.ask': '请补充：{missing}。',
  'answer.safety.patient': '患者（年龄、性别，勿写姓名）',
  'answer.safety.reporter': '报告人（身份、科室）',
  'answer.safety.suspect_drug': '怀疑药品',
  'answer.safety.event': '不良事件',
  'flag.OFF_LABEL': '超出说明书范围',
  'flag.OFF_LABEL_PROMOTION': '涉及超说明书推广内容',
  'flag.ADVERSE_EVENT': '疑似不良反应',
  'flag.gap': '已记录为待答问题',
  'flag.document_mismatch': '文件内容与产品不符',
  'action.up': '有帮助',
  'action.down': '没帮助',
  'action.ask_product_manager': '问产品经理',
  'action.done.feedback': '已记录，谢谢。',
  'action.done.ask_product_manager': '已转给产品经理，答复后会通知您。',
  'talk.greeting': '您好！请直接提产品问题，例如“某某药肾功能不全能用吗”。',
  'talk.thanks': '不客气。',
  'talk.help':
    '我根据现行有效的说明书和已批准资料回答产品问题，每句都附原文出处。查不到就直说，并可转给产品经理。直接写药名和问题即可，可以接着追问。',
} as const

const EN: Record<MessageKey, string> = {
  'answer.lead': '{title}{from}, "{section}"{page}:',
  'answer.lead.from': ' (in force from {date})',
  'answer.lead.page': ', page {page}',
  'answer.no_evidence':
    'No document in force answers this question, so I do not answer it. It can go to the product manager.',
  'answer.unknown_product':
    'There is no document in force for "{name}", so I do not answer (and do not use another product\'s). It can go to the product manager.',
  'answer.no_product': 'I did not recognise the product. Please name it, or ask the product manager.',
  'answer.no_data': 'The label in force states that there are no such data, so I infer nothing:',
  'answer.document_mismatch':
    'The document filed under "{name}" appears to be about another medicine, so I do not answer. This was noted; please have the product manager check it.',
  'answer.not_in_force':
    'The cited document has just gone out of force, so I do not answer. Please ask again.',
  'answer.restricted':
    'This lies outside the label in force, so I give no dosage or promotional text for it. The label covers:',
  'answer.restricted.request':
    'A medical information request was opened; Medical will reply. Do not pass on off-label information yourself.',
  'answer.safety':
    'This may be an adverse event. A safety case was opened; forward it to pharmacovigilance by {forward}.',
  'answer.safety.ask': 'Please add: {missing}.',
  'answer.safety.patient': 'the patient (age, sex; no name)',
  'answer.safety.reporter': 'the reporter (role, department)',
  'answer.safety.suspect_drug': 'the suspect drug',
  'answer.safety.event': 'the event',
  'flag.OFF_LABEL': 'Outside the label',
  'flag.OFF_LABEL_PROMOTION': 'Asks for off-label promotional content',
  'flag.ADVERSE_EVENT': 'Possible adverse event',
  'flag.gap': 'Kept as an open question',
  'flag.document_mismatch': 'The document does not match the product',
  'action.up': 'Helpful',
  'action.down': 'Not helpful',
  'action.ask_product_manager': 'Ask the product manager',
  'action.done.feedback': 'Noted, thank you.',
  'action.done.ask_product_manager': 'Sent to the product manager; you will be told of the reply.',
  'talk.greeting': 'Hello! Ask a product question, for example "can X be used in renal impairment?".',
  'talk.thanks': 'You are welcome.',
  'talk.help':
    'I answer product questions from labels and approved material in force, each statement with its source. Where there is none I say so and can ask the product manager. Name the product and ask; follow-ups work.',
}

export type MessageKey = keyof typeof ZH

/** The text with its `{params}` filled in. */
export function message(
  locale: Locale,
  key: MessageKey,
  params: Readonly<Record<string, string | number>> = {},
): string {
  const template: string = locale === 'en' ? EN[key] : ZH[key]
  return template.replace(/\{(\w+)\}/gu, (whole, name: string) => String(params[name] ?? whole))
}

/** The language of a text: Chinese as soon as it carries any weight of Chinese characters. */
export function localeOf(text: string, otherwise: Locale): Locale {
  const han = (text.match(/\p{Script=Han}/gu) ?? []).length
  const latin = (text.match(/\p{Script=Latin}+/gu) ?? []).length
  if (han === 0 && latin === 0) return otherwise
  return han >= latin ? 'zh-CN' : 'en'
}
