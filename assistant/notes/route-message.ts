/**
 * What a message is, before any field is read: a visit told or planned, a correction of the one before, something
 * to be reminded of, a manager's question, news of rivals, an incident, a question, or nothing of all that.
 */

import { NOT_MET } from './absence-words.ts'
import { IF_AT_HEAD, withoutDays } from './finish-follow-up.ts'
import { ACTION } from './follow-up-words.ts'
import { REMINDED } from './gather-follow-ups.ts'
import type { NoteIntent } from './note-reading.ts'
import type { SegmentedNote } from './segment-note.ts'
import { CHANNELS, HEARSAY, MET } from './visit-words.ts'
import { calledOff, type WeighedClause } from './weigh-clauses.ts'

const FIXES =
  /^[\s\p{P}\p{S}\p{No}]*(?:(?:刚才?|刚刚|上|前)(?:面)?(?:那|一|的)?(?:条|个|份|次)?(?:记录|拜访|笔记|草稿)?[^，。;\n]{0,8}?(?:错|改|更正|不对|删|补充|漏|不是|加)|(?:把|将)[^，。;\n]{1,20}?(?:改|换|删|去|加|补)|(?:日期|时间|医院|科室|产品|名字|姓名|人名?|客户|渠道|地点)(?:记|写|填|搞|弄)?(?:错|改(?:成|为|到)|换成|应该是)|(?:跟进|待办|提醒|任务)[^，。;\n]{0,8}?(?:改|换|推|挪)|(?:再)?加一?(?:条|个|句|点)|没(?:聊|讲|提)[^，。]{1,8}[，,]\s*(?:删|去)|更正|纠正|(?:记|写|填|搞|打)错了|改(?:一下|成|为|下)|修改|不是[^，。;\n]{1,14}?[，,]?\s*(?:而)?是|不对[，,]?\s*(?:应该|是)|(?:再)?(?:加上|补充(?:一(?:下|条|点))?|补一(?:条|句|点))[:：,，\s]?|删(?:掉|了|除)|去掉|(?:scratch|delete|remove|drop|change|correct(?:ion)?|fix|amend|update|replace|add)\b|(?:sorry|no|wait|actually)\W+(?:it|that|the|not|was|make|wrong)|not (?:dr\.? ?)?\w+[^.\n]{0,20}(?:but|,? it was|,? it's)|wrong (?:date|doctor|hospital|product|name)|the (?:date|doctor|hospital|product|time) (?:is|was) wrong|last (?:note|entry|visit|one)\b[^.\n]{0,30}(?:wrong|should|change|correct))/iu

const ASKS_TEAM =
  /拉(?:一下|个|出)|统计|汇总|列(?:一下|出|个)|导出|排(?:个|一下)?(?:名|序)|哪(?:几家|些(?:客户|医院|医生|代表|人)|几个)|谁(?:还|没|最|的)|多少(?:家|次|人|个(?:客户|医生))|几(?:次|家|个客户)|覆盖率|完成率|达标率|拜访(?:怎么样|情况|频率|次数|量|数)|(?:团队|全组|我组|华\p{Script=Han}|大区|各区|下属|组里|地区)[^，。]{0,10}(?:怎么样|情况|多少|进度|拜访|汇总)|同比|环比|趋势|周报|月报|日报|报表|(?:给我|帮我)?(?:看(?:一下|看)?|查(?:一下)?)[^，。]{0,10}(?:拜访|进度|记录|数据|覆盖|跟进|逾期)|逾期|过一遍|\b(?:how many|show me|list (?:all|the|my)|summar(?:y|ise|ize)|report on|coverage|which (?:accounts|hospitals|doctors|reps|customers)|who (?:hasn't|has not|did not|didn't)|overdue|pull (?:the|up|a)|brief me|team)\b/iu
const ASKING =
  /[?？]\s*$|(?:怎么(?:用|吃|打|调|换|处理|保存|办)|是什么|有哪些|多少|能不能用|可以用)\s*$|(?:吗|呢|么|没有|嘛)[?？。\s]*$|^(?:请问|问一下|想问|帮我(?:看|查)|什么|怎么|如何|哪|多少|能不能|可不可以|是否|有没有)|\b(?:what|which|how|when|why|can|could|does|do|is|are|should)\b[^.]*\?/iu
const INTEL_HEAD =
  /^[\s\p{P}\p{S}\p{No}]*(?:情报|竞品(?:动态|情报|信息|消息)?|市场(?:信息|动态|情报)|友商|对手|intel|competitor (?:news|update|intel)|market intel|fyi)\s*[:：,，]?/iu
const COUNTED =
  /^\s*(?:(?:那[儿里边])?(?:是|有|开了?|用了?)?\s*[:：]?\s*(?:\d+(?:\.\d+)?|[一二两三四五六七八九]?[十百][一二三四五六七八九十]*)\s*(?:盒|支|片|瓶|粒|板|件|个|张|例|人份)?(?=[\s，,、。;\n\p{Script=Han}]|$))(?!\s*(?:[点月日号年周天岁楼层床次度时分秒%元块人个位]|分钟|小时))/u
const TRACKING =
  /统方|(?:处方|开药|用药)(?:量|数|明细|数据)|信息科[^，。]{0,6}(?:拉|拿|要|给|导)|(?:\d{1,2}|[一二三四五六七八九十]+)月(?:份)?的?(?:数|量)?(?:据)?(?:出来|到手|拿到|拉)|流向(?:数据)?/u

/** A doctor asked or told the rep something. */
const TOLD_ME =
  /(?:主任|医生|老师|院长|教授|科长|大夫|店长)[^，。;]{0,8}?(?:问(?:我|了|起|能|有|怎)|跟我说|告诉我|让我|叫我|找我|打(?:给|来)|发(?:来|给我)|反馈|说)|\b(?:asked|told|called|texted|messaged|mentioned)\b/iu
/** Somebody was really talked to. */
const TALKED_WITH = /拜访|见了|见到|聊|沟通|讲了|\b(?:saw|met|visited|discussed|detailed)\b/iu

export interface Routing {
  readonly intent: NoteIntent
  /** Visits are to be read. */
  readonly visits: boolean
  /** Nothing is done yet: what is ahead are the visits. */
  readonly wholePlan: boolean
}

/** Words that only a correction of something written has. */
const CORRECTING =
  /(?:打|写|记|说|填|搞|弄)(?:错|串|混|反)|改(?:成|为|一下|到|(?=[\s:]))|不是[^，。;\n]{1,8}(?:，|,)?(?:而?是)|应该是|(?:他|她)其实(?:也)?(?:没|不)|别的不用动|其他(?:的)?不变|\b(?:typo|meant|should be|change it)\b/iu
const SPEAKS_OF_LAST =
  /(?:刚才?|刚刚|上面?|前面?)(?:那|的|一)?(?:条|个|次|份|记录)|(?:打|写|记|说|填)(?:错|串|混)|\b(?:last|previous) (?:note|one|entry)\b/iu

/** A list of prescriptions that goes from hand to hand. */
const PASSED_ON =
  /(?:处方|用药|开药|开单)(?:量|数|明细|数据)[^。;]{0,12}(?:谁有|谁那|发我|私(?:我|你|发)|拿到|要到|存)|(?:谁有|发我|我有)[^。;]{0,12}(?:处方|用药|开药)(?:量|数|明细|数据)/u

const FILLER = '^[\\s\\p{P}]*(?:那个|这个|哎|嗯|呃|啊|喂|好|急|你好|在吗|老师|亲|各位|[\\s\\p{P}])*'
const ASKS_FIRST = new RegExp(
  `${FILLER}(?:请问|问(?:一?下|个|问)|想问|咨询|求助|急问|有(?:个|位)?(?:医生|大夫|主任)(?:刚|现在)?问|quick (?:one|question)|question:?)`,
  'iu',
)
const DOSE_QUESTION =
  /(?:一天|每天|一次)?(?:几|多少)(?:次|片|粒|针|支|mg|毫克)|怎么(?:用|吃|打|调)|能不能(?:用|吃|打|掰|嚼)/u
const COUNTS_FOR_ME =
  /(?:帮|给)我?(?:看|查|拉|统计|汇总|列)(?:一?下|个|出)?[^。;]{0,40}(?:多少|几)(?:次|家|个|人)|(?:一共|总共)[^，。;]{0,8}拜访了?(?:多少|几)/u
const REMINDS_FIRST = new RegExp(`${FILLER}(?:记得)?(?:到时候?)?提醒(?:我|一下)`, 'u')
const TOLD_BY_HIM = /(?:讲|说|告诉|透露)的(?=$|[\s，。;,]|他们|她们)/u
/** A meeting with somebody that both sides know of. */
const AGREED_VISIT =
  /约(?:好|了|定)|定好|敲定|说好(?:了)?(?=[^，。;]{0,8}(?:见|聊|去|到|视频|拜访))|\b(?:appointment|booked|agreed to meet)\b/iu

const only = (intent: NoteIntent): Routing => ({ intent, visits: false, wholePlan: false })

export function routeMessage(
  note: SegmentedNote,
  clauses: readonly WeighedClause[],
  hasPrevious: boolean,
): Routing {
  const { text, names } = note
  const people = names.filter((name) => name.kind === 'person')
  if (FIXES.test(text) && (hasPrevious || !MET.test(text))) return only('correct_last')
  const met = tellsOfMeeting(clauses)
  if (hasPrevious && CORRECTING.test(text) && (!met || SPEAKS_OF_LAST.test(text))) return only('correct_last')
  if (ASKS_FIRST.test(text) && people.length === 0 && names.some(({ kind }) => kind === 'product'))
    return only('question')
  const strangers = people.every(({ form }) => form === 'nickname' || form === 'bare')
  if (COUNTS_FOR_ME.test(text) && strangers) return only('manager_query')
  if (isTracking(note) && (!met || !TALKED_WITH.test(text.replace(/群聊|聊天(?:记录)?/gu, ''))))
    return only('compliance_incident')
  const asksDose =
    names.some(({ kind }) => kind === 'product') && people.length === 0 && DOSE_QUESTION.test(text)
  if (asksDose && !met) return only('question')
  if (ASKS_TEAM.test(text) && !met && !REMINDED.test(text)) return only('manager_query')
  const rivals = names.some(({ kind }) => kind === 'competitor')
  if (INTEL_HEAD.test(text) && !(met && TALKED_WITH.test(text))) return only('market_intel')
  if (
    rivals &&
    clauses.some(({ hearsay }) => hearsay) &&
    !clauses.some((clause) => !clause.hearsay && isMeeting(clause))
  )
    return only('market_intel')
  const ahead = clauses.filter(({ mood }) => mood === 'ahead')
  // 瑞舒安下周五科会，马超讲的: news of a rival, and who told it.
  const ours = names.some(({ kind }) => kind === 'product')
  if (rivals && !ours && people.length > 0 && TOLD_BY_HIM.test(text) && !TALKED_WITH.test(text))
    return only('market_intel')
  if (isQuestion(note, clauses)) return only('question')
  if (met || tellsTersely(clauses)) return { intent: 'log_visit', visits: true, wholePlan: false }
  if (ahead.some((clause) => isPlannedVisit(clause) && AGREED_VISIT.test(clause.folded)))
    return { intent: 'plan_visit', visits: true, wholePlan: true }
  // "如果过会了我就去": nobody has planned that yet.
  if (/帮(?:我)?记|记个|设个?提醒|加个?(?:待办|提醒|任务)/u.test(text)) return only('task')
  if (
    clauses.some(({ folded }) => IF_AT_HEAD.test(folded)) &&
    ahead.some(({ folded }) => ACTION.test(folded))
  )
    return only('task')
  if (REMINDS_FIRST.test(text)) return only('task')
  const planned = ahead.some((clause) => isPlannedVisit(clause))
  if (planned) return { intent: 'plan_visit', visits: true, wholePlan: true }
  if (
    clauses.some((clause) => REMINDED.test(clause.folded) || clause.listed) ||
    (ahead.some(({ days }) => days.length > 0) && ahead.some(({ folded }) => ACTION.test(folded)))
  )
    return only('task')
  if (HEARSAY.test(text) && rivals) return only('market_intel')
  if (people.length === 0 && ASKING.test(text) && names.some(({ kind }) => kind === 'product'))
    return only('question')
  return only('small_talk')
}

/** Somebody or some place is named where something was done. */
const tellsOfMeeting = (clauses: readonly WeighedClause[]): boolean =>
  clauses.some((clause) => isMeeting(clause)) || splitMeeting(clauses)

function isMeeting(clause: WeighedClause): boolean {
  if (clause.hearsay) return false
  const person = clause.names.some(({ kind }) => kind === 'person')
  if (
    person &&
    (calledOff(clause.folded) || /^[\s\p{P}]*没(?:有)?(?:见|碰|遇|等|找)[到着]/u.test(clause.folded))
  )
    return true
  if (clause.mood === 'ahead') return false
  const named = person || clause.names.some(({ kind }) => kind === 'place')
  return (
    (named && (MET.test(clause.folded) || NOT_MET.test(clause.folded))) ||
    (person &&
      (CHANNELS.some(([, words]) => words.test(clause.folded)) ||
        TOLD_ME.test(clause.folded) ||
        handedOver(clause)))
  )
}

/** 把资料给了孙倩 */
function handedOver(clause: WeighedClause): boolean {
  return clause.names.some(
    (name) =>
      name.kind === 'person' &&
      /(?:给|送|发|带|交|递)(?:了|给了?|到)[^，。]{0,3}$/u.test(
        clause.folded.slice(0, Math.max(0, name.start - clause.start)),
      ),
  )
}

/** "今天去了一趟 / 市一心内 / 王建国": verb and name in neighbouring clauses. */
function splitMeeting(clauses: readonly WeighedClause[]): boolean {
  return clauses.some((clause, at) => {
    if (
      clause.mood === 'ahead' ||
      clause.hearsay ||
      !(MET.test(clause.folded) || NOT_MET.test(clause.folded))
    )
      return false
    return [clauses[at - 1], clauses[at + 1]].some(
      (near) =>
        near !== undefined &&
        near.mood !== 'ahead' &&
        !near.hearsay &&
        near.names.some((name) => name.kind === 'person' || name.kind === 'place'),
    )
  })
}

/** Telegraphic: a person at the head of a clause that is not to come, with anything told beside. */
function tellsTersely(clauses: readonly WeighedClause[]): boolean {
  const told = clauses.filter(({ mood, hearsay }) => mood !== 'ahead' && !hearsay)
  if (told.some(({ speaker }) => speaker === 'contact')) return true
  const person = told.some((clause) =>
    clause.names.some(
      (name) =>
        name.kind === 'person' &&
        (name.candidates.length > 0 || name.title !== null || name.form === 'unknown') &&
        name.form !== 'bare',
    ),
  )
  return person && told.length > 1
}

function isTracking(note: SegmentedNote): boolean {
  const counted = note.names.filter(
    (name) => name.kind === 'person' && COUNTED.test(note.text.slice(name.end)),
  ).length
  return (
    counted >= 2 ||
    (counted >= 1 && TRACKING.test(note.text)) ||
    /统方/u.test(note.text) ||
    PASSED_ON.test(note.text)
  )
}

/** One question about a medicine and nothing that was done. */
function isQuestion(note: SegmentedNote, clauses: readonly WeighedClause[]): boolean {
  if (!ASKING.test(note.text) || tellsOfMeeting(clauses)) return false
  const told = clauses.filter(({ mood }) => mood === 'done')
  return (
    told.length === 0 &&
    clauses.length <= 3 &&
    note.names.some(({ kind }) => kind === 'product' || kind === 'competitor')
  )
}

const GOES =
  /(?:去|到|见|找|拜访|走访|访|跑|约(?:了|好)?|聊|开科|visit|see|meet|call on|appointment|go to|drop by|catch up|lunch with|seeing|meeting)/iu

/** A reminder to send something is a task; going to see somebody is a visit. */
export function isPlannedVisit(clause: WeighedClause): boolean {
  if (clause.mood !== 'ahead' || clause.hearsay || REMINDED.test(clause.folded)) return false
  const named = clause.names.some(({ kind }) => kind === 'person' || kind === 'place')
  const bare = withoutDays(clause)
  const errand = /^(?:[\s\p{P}\p{S}\p{No}\d之以前要得我]|可以)*(?:给|把|发|送|寄|打电话|send|email|call )/iu
  const listed =
    clause.listed && (clause.times.length > 0 || clause.names.some(({ kind }) => kind === 'place'))
  // "明10:30 / 妇幼 / 林静": nothing but whom and where.
  const bareNames =
    clause.names.length > 0 && clause.names.every(({ start, end }) => end - start === clause.folded.length)
  return named && (GOES.test(bare) || listed || bareNames) && !errand.test(bare)
}
