/**
 * What a message is for, by its words alone and in no time: a question to the documents unless something in it
 * says otherwise. `note` is a guess that the reader of notes confirms or takes back; a question is never sent
 * there, for it must stay as quick as it was. A message can be two things: what happened, and then a question.
 */

import { asksForVolumes, wantsSummary } from './summaries/read-summary-question.ts'

export type Purpose = 'question' | 'note' | 'task' | 'tasks' | 'summary'

export interface Understood {
  readonly purpose: Purpose
  /** Of a note or task that ends in a question of the writer's own: where that begins. */
  readonly question?: number
  /** It tells of a visit beyond doubt: where the reader of notes finds none, that is to be said. */
  readonly sure?: true
}

/** The rep's own question at the end of a message. */
const ASKING =
  /[?？]\s*$|(?:吗|呢|么|嘛)[\s。.!！~]*$|吗\s|(?:常见|能用|能吃|可以|行|会)不[\s。.]*$|^(?:请问|问一下|想问|请教)|(?:能不能|可不可以|是不是|要不要|有没有|行不行|是否|多少|怎么|怎样|如何|什么|哪[些个种]|几[次天周月年片粒个支针])|^(?:what|which|how|when|why|can|could|should|does|do|is|are|may|will)\b/iu
/** Beside what was done only a question that is put as one counts: "没聊什么" asks nothing. */
const ASKING_PLAINLY =
  /[?？]\s*$|(?:吗|么)[\s。.!！~]*$|吗\s|(?:常见|能用|能吃|可以|行|会)不[\s。.]*$|^(?:请问|问一下|想问|请教)/iu
/** Somebody else's question that is told. */
const TOLD_QUESTION =
  /(?:主任|医生|大夫|教授|老师|院长|药师|护士长?|他|她|对方|客户|患者|病人|家属)(?:[^，。？?]{0,6})(?:问|想知道|关心|咨询)|\b(?:he|she|they|dr\.?\s*\w+|doctor)\s+(?:asked|asks|wanted to know|wondered)\b/iu

const PERSON =
  /主任|医生|大夫|教授|院长|护士长|药师|科长|处长|\p{Script=Han}{1,2}(?:老师|总)(?!结|的)|\b(?:dr|prof(?:essor)?|doctor)\b/iu
const PLACE =
  /医院|门诊|病区|科室|\p{Script=Han}{1,3}科(?!学|研|目|技|普)|药房|药店|\b(?:hospital|clinic|ward|department|pharmacy)\b/iu
const TIME =
  /今天|今早|今晚|今儿|昨天|昨晚|前天|刚才|刚刚|上午|下午|早上|中午|傍晚|晚上|上周|这周|(?<![几每两三四])周[一二三四五六日天](?!次)|星期[一二三四五六日天]|\d{1,2}[/.月]\d{1,2}|\b(?:today|yesterday|this (?:morning|afternoon)|last (?:week|night|\w+day)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|just)\b/iu
/** Something was done, or was not. */
const MET =
  /(?:拜访|走访|看望|见|碰|遇|找|约|聊|谈|讲|沟通|交流|汇报|介绍|送|去|到|跑|参加|开|转达|搞定|跟进)(?:了|过|到|完|上|着)(?!期)|没(?:能)?(?:见|碰|遇|找|聊)(?:着|到|上|成)|(?:人|他|她)?不在(?:科|办公|医院|门诊|班|家|[，。,\s]|$)|(?:出差|开会|停诊|休假|手术)(?:去)?了|打(?:了)?(?:个|一个)?电话|(?:科会|院内会|学术会|科室会|圆桌会|电话|视频|微信)(?:上|里)?[^，。？?]{0,8}(?:聊|讲|沟通|开|说|反馈)|(?:今天|今早|昨天|前天|上午|下午|早上|中午|晚上|刚才?|前)[^，。？?]{0,12}(?:见|拜访|走访|碰|找|陪|看|聊|开(?:了)?科会)|(?:去|到|在)[^，。？?]{1,14}(?:看|见|找|拜访|走访)(?!到|过?效)|面访|\b(?:co-?visit|f2f|met|saw|visited|called on|caught up|dropped by|stopped by|spoke (?:to|with)|talked (?:to|with)|detailed|presented to|lunch with|wasn'?t (?:there|in)|not in|didn'?t (?:go|get) in|couldn'?t (?:meet|see))\b/iu
/** What is still to come is no visit yet. */
const AHEAD =
  /明天|后天|明早|下周|下个?月|(?:我|还|也)要去|要(?:去|见|拜访)|准备(?:去|见)|打算|计划|\b(?:tomorrow|next week|going to|will)\b/iu
/** Two people or more, each with a number: a tally. */
const TALLY = /(?:\p{Script=Han}{2,4}\s?\d{1,4}\s?(?:盒|支|瓶|片|例)?[\s，,、;；]*){2,}/u
const HEAD =
  /^\W*(?:拜访(?:记录|日志|日报|小结|笔记)|日报|今日拜访|记录一下|记一下|帮我记|记个拜访|visit (?:note|log|report)|call (?:note|report)|log)\s*[:：,，\s]/iu
/** What somebody of the other side said or felt about it. */
const HEARD =
  /[他她]说|反馈|表示|觉得|认可|认为|担心|嫌|答应|同意|承诺|愿意|比较(?:满意|认可|关心)|有顾虑|\b(?:said|agreed|promised|likes?|worried|prefers?|concerned|mentioned|told me|bumped|pushed back)\b/iu
const PLANNED =
  /(?:明天|后天|下周\S?|周[一二三四五六日天]|下午|上午|明早|月底|\d{1,2}[号日])[^，。？?]{0,10}(?:去|见|拜访|走访|约了|要去|准备去|计划)|(?:计划|打算|准备|约(?:好|了))[^，。？?]{0,12}(?:拜访|去见|见|去)|\b(?:will|going to|plan(?:ning)? to|appointment)\b[^.?]{0,20}\b(?:see|meet|visit|call on)\b|\b(?:meeting|seeing|visiting)\b[^.?]{0,24}\b(?:tomorrow|next week|on \w+day)\b/iu
const TASK =
  /提醒(?:一下|下)?我|提醒我|记得提醒|别忘了?提醒|(?:设|加|建|添加|新增|新建|记)(?:一?个|一下|一?条)?(?:提醒|待办)|(?:待办|备忘)\s*[:：]|\bremind me\b|\bset (?:up )?a reminder\b|\b(?:to-?do|task)\s*:/iu
const TASK_LIST =
  /^(?:(?:看|查|列)(?:一?下|看|出)?)?(?:我)?(?:的|有(?:什么|哪些))?(?:今天|明天|本周|这周|所有)?(?:的|有(?:什么|哪些)|还有(?:什么|哪些))?(?:待办|任务|提醒)(?:事项|列表|清单)?(?:有哪些|有什么|是什么|呢|吗)?[?？。！!]*$|^(?:今天|明天|本周|这周)(?:我)?(?:有|要)(?:什么|哪些|啥)(?:事|待办|安排|要做的)?[?？。]*$|^(?:show |list |what are )?(?:my )?(?:tasks|to-?dos?|reminders)[?.!]*$|^what(?:'s| is) (?:due|on my list)(?: today)?\??$/iu
const TASK_VERB =
  /^(?:把)?(?:完成|做完|办完|搞定|推迟|延后|顺延|取消|删除)(?:了)?\s*(?:待办|任务|提醒)?\s*(?:第\s*)?(?:\d{1,2}|[一二三四五六七八九])\s*(?:个|项|条|号)?|^(?:第\s*)?(?:\d{1,2}|[一二三四五六七八九])\s*(?:个|项|条|号)\s*(?:待办|任务|提醒)?(?:已经)?(?:完成|做完|办完|搞定|推迟|取消)|^(?:done|complete|finish|snooze|postpone|cancel)\s+#?\d{1,2}\b/iu
/** Speaks of the draft or record before; of use only in its conversation. */
const CORRECTS =
  /^\W*(?:(?:刚才?|刚刚|上|前)(?:面)?(?:那|一|的)?(?:条|个|份|次)|更正|纠正|改(?:成|为|一下|下)|修改|不是[^，。;\n]{1,14}?[，,\s]*(?:而)?是|不对[，,]|(?:日期|时间|医院|科室|产品|名字|姓名|人|客户|地点|机构)(?:记|写|填|搞|弄)?(?:错|是|不对|应该)|(?:记|写|填|搞|打)错了|应该是|(?:再)?(?:加上|补充|补一)|删(?:掉|了|除)|去掉|把[^，。;\n]{1,20}(?:改|换|删|去|加)|(?:sorry|no|wait|actually)\W+(?:it|that|the|not|was|make|wrong)|(?:change|correct(?:ion)?|fix|amend|update|replace|add|remove|drop)\b|wrong (?:date|doctor|hospital|product|name)|the (?:date|doctor|hospital|product|time) (?:is|was|should)|not (?:dr\.? ?)?\w+[^.\n]{0,20}(?:but|,? it was|,? it's))/iu
const INTEL =
  /^\W*(?:情报|竞品(?:动态|情报|信息|消息)|市场(?:信息|动态|情报)|友商|intel\b|competitor (?:news|update|intel)|market intel)/iu
const INCIDENT =
  /统方|处方(?:量|数|明细)|(?:用药|开药)(?:量|明细)|回扣|现金|红包|购物卡|别(?:上报|往上报)|不要上报/u
const PATIENT = /患者|病人|老太太|老爷子|产妇|患儿|\bpatient/iu
const SUMMARY =
  /(?:拜访|团队|全组|我组|大区|覆盖|跟进|逾期|达标|完成率|频率|客户)[^，。]{0,14}(?:怎么样|情况|多少|几次|统计|汇总|总结|排名|趋势|报表|进度|率)|(?:统计|汇总|总结|列(?:一下|出)|拉(?:一下|个|出)|导出)[^，。]{0,20}(?:拜访|客户|覆盖|异议|跟进|逾期|待办|病例)|谁(?:还)?没(?:有)?(?:拜访|去|见|跑)|周报|月报|给我过一遍|(?:拜访|见)[^，。]{0,12}(?:之?前)[^，。]{0,8}(?:过一遍|准备|简报|背景|回顾)|\b(?:how many (?:visits|calls)|visit (?:summary|report)|summar(?:y|ise|ize) (?:the |my |our )?(?:visits|team|week)|coverage|brief me|overdue follow)/iu

/** In one of the two ways: how numbers are spoken of, or a question that the skill itself can read. */
const asksForNumbers = (said: string): boolean => SUMMARY.test(said) || wantsSummary(said)

const LONG = 30
const SHORT = 12
/** Words that ask elsewhere and nothing here. */
const ASKS_NOTHING =
  /没(?:有)?(?:说|聊|讲|问|提|给|什么)[^，。？?]{0,4}(?:为什么|什么|怎么|多少)|不(?:知道|清楚)[^，。？?]{0,8}(?:什么|怎么|多少|是否|有没有)|没什么/gu

export function understand(text: string, options: { readonly inConversation: boolean }): Understood {
  const said = text.normalize('NFKC').trim()
  if (TASK_LIST.test(said) || TASK_VERB.test(said)) return { purpose: 'tasks' }
  if (said.length < LONG && asksForVolumes(said)) return { purpose: 'summary' }
  const split = ownQuestion(said)
  const told = split === undefined ? said : said.slice(0, split)
  const asks = split !== undefined && told.trim() === ''
  const after = split === undefined || asks ? {} : { question: positionIn(text, said, split) }
  if (TASK.test(said) && !(asks && /(?:怎么|如何)[^，。]{0,6}提醒/u.test(said))) {
    return {
      purpose: MET.test(told) && tellsVisit(told) ? 'note' : 'task',
      ...(TASK.test(told) ? after : {}),
    }
  }
  if (asks) return { purpose: asksForNumbers(said) ? 'summary' : 'question' }
  const sure = tellsVisit(told) && !PATIENT.test(told) ? { sure: true as const } : {}
  if (split !== undefined) {
    return tellsVisit(told) ? { purpose: 'note', ...after, ...sure } : { purpose: 'question' }
  }
  if (options.inConversation && CORRECTS.test(said)) return { purpose: 'note' }
  if (HEAD.test(said) || INTEL.test(said) || tellsVisit(said)) return { purpose: 'note', ...sure }
  if (asksForNumbers(said)) return { purpose: 'summary' }
  if (TALLY.test(said) || (INCIDENT.test(said) && (PERSON.test(said) || TIME.test(said)))) {
    return { purpose: 'note' }
  }
  if (PLANNED.test(said) && (PERSON.test(said) || PLACE.test(said))) return { purpose: 'note' }
  // A statement with a day in it, or with what somebody said, may be a note: the reader of notes decides.
  const stated = TIME.test(said) || HEARD.test(said) || MET.test(said)
  const ofPatient = PATIENT.test(said) && !(TIME.test(said) && HEARD.test(said))
  if (stated && said.length > SHORT && !ofPatient) return { purpose: 'note' }
  return { purpose: 'question' }
}

/** Something that was done with somebody, somewhere or at some time. */
function tellsVisit(told: string): boolean {
  const person = PERSON.test(told)
  const time = TIME.test(told)
  if (HEAD.test(told)) return true
  const met = MET.test(told) && !(AHEAD.test(told) && !/[了过]/u.test(told))
  if (met && (person || PLACE.test(told) || (time && told.length > 8))) return true
  // An adverse event that is told without a visit is a case at once, not a draft that waits.
  if (!time && PATIENT.test(told)) return false
  if (person && time && (HEARD.test(told) || told.length >= LONG)) return true
  return person && /[｜|\n]/u.test(told) && told.length >= LONG
}

/**
 * Where the writer's own question begins: in the last sentence, unless it tells what somebody else asked. The
 * whole message where all of it asks; undefined where nothing does.
 */
function ownQuestion(said: string): number | undefined {
  const sentences = [...said.matchAll(/[^。！!；;\n?？]+[。！!；;\n?？]*/gu)]
  const last = sentences.at(-1)
  const asking = tellsVisit(said) ? ASKING_PLAINLY : ASKING
  if (last === undefined || INTEL.test(said)) return undefined
  if (!asking.test(last[0].replace(ASKS_NOTHING, '').trim())) return undefined
  if (sentences.length > 1) return TOLD_QUESTION.test(last[0]) ? undefined : last.index
  if (!tellsDone(said)) return tellsLong(said) ? undefined : 0
  // One sentence that tells and asks: "今天见了王主任，他问…" is told, "…，糖诺利能用吗？" is asked.
  const clause = said.search(/[，,][^，,]*$/u)
  if (clause < 0) return 0
  return TOLD_QUESTION.test(said) ? undefined : clause + 1
}

/** A report of several clauses, with its day, that ends in what somebody else asked. */
function tellsLong(said: string): boolean {
  return (
    TIME.test(said) &&
    TOLD_QUESTION.test(said) &&
    said.length > LONG &&
    said.split(/[，,\s]+/u).length > 3 &&
    !/[?？]/u.test(said)
  )
}

/** "今天见了王主任" tells; "拜访了医生可以送礼吗" does not, for nothing but the question stands in it. */
function tellsDone(said: string): boolean {
  return tellsVisit(said) && (TIME.test(said) || /[，,]/u.test(said))
}

/** The same place in the text as sent; NFKC may have moved it. */
function positionIn(text: string, said: string, at: number): number {
  const tail = said.slice(at)
  const found = text.lastIndexOf(tail)
  return found >= 0 ? found : Math.max(0, text.trimEnd().length - tail.length)
}

const CONFIRM =
  /^(?:确认|确定|提交|保存|登记|记录|没错|对的?|是的?|好的?|可以|行|没问题|ok(?:ay)?|yes|confirm(?:ed)?|submit|save|correct|right)(?:了|吧|提交|无误|一下)?[。.!！~]*$/iu
const SURELY =
  /^(?:1|确认|确定|提交|保存|登记|confirm(?:ed)?|submit|save)(?:了|吧|提交|无误|一下)?[。.!！~]*$/iu
const EDIT = /^(?:2|修改|编辑|更改|改(?:一下)?|edit|change)[。.!！~]*$/iu
const DISCARD =
  /^(?:3|放弃|丢弃|取消|不要了?|作废|删除|算了|discard|cancel|drop(?: it)?|delete)(?:草稿|这条|吧)?[。.!！~]*$/iu

/**
 * A word to the draft that lies open. `asks`: it still asks something, so that "好" is no consent to it, and a
 * number is a choice.
 */
export function draftVerb(text: string, asks: boolean): 'confirm' | 'edit' | 'discard' | null {
  const said = text.normalize('NFKC').trim()
  if (asks ? SURELY.test(said) && said !== '1' : SURELY.test(said) || CONFIRM.test(said)) return 'confirm'
  if (EDIT.test(said) && !(asks && said === '2')) return 'edit'
  return DISCARD.test(said) && !(asks && said === '3') ? 'discard' : null
}
