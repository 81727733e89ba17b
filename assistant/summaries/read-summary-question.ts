/**
 * What a manager's question asks for, by its words: the whole, a list of contacts seen too rarely, access, overdue
 * follow-ups, coverage, attitudes, objections, promises, or a brief before a visit. Whom and which product it
 * names is resolved elsewhere, against the company's own lists.
 */

export const SUMMARY_KINDS = [
  'overview',
  'behind',
  'access',
  'overdue',
  'coverage',
  'attitudes',
  'objections',
  'promises',
  'brief',
  'volumes',
] as const
export type SummaryKind = (typeof SUMMARY_KINDS)[number]

export interface SummaryQuestion {
  readonly kind: SummaryKind
  /** Of `behind`: seen fewer times than this; undefined: than planned. */
  readonly fewerThan?: number
  readonly tier?: string
}

const DIGITS: Readonly<Record<string, number>> = {
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
}
const NUMBER = '(\\d{1,3}|[一两二三四五六七八九十])'

/** A physician's amounts: refused whatever else is asked. Amounts of an institution are not meant. */
const VOLUMES =
  /统方|处方(?:量|数|明细|排名)|开(?:了|的)?(?:多少|几)(?:盒|支|瓶|片|张|单)?(?:药|处方)?|开药(?:量|数)|用药量|(?:医生|主任|大夫|教授)[^，。？?]{0,8}(?:开|用)了?(?:多少|几)(?:盒|支|瓶|片|例)|\bprescri(?:ption|bing) (?:volumes?|counts?|data|numbers?)\b|\b(?:scripts?|prescriptions?) (?:per|by|of|from) (?:doctor|physician|dr)\b|\bhow many (?:boxes|scripts|prescriptions)\b/iu
const BRIEF =
  /(?:给我|帮我)?过一遍|(?:见|拜访|去见)[^，。？?]{1,16}(?:之?前)[^，。？?]{0,14}(?:准备|过|看|注意|简报|背景|回顾|要点|提要)|(?:访前|拜访前)(?:准备|简报|提要|要点)|\bbrief me\b|\bbrief(?:ing)?\b[^.?]{0,12}\b(?:on|for|about|before)\b|\bbefore (?:i )?(?:see|seeing|meet|meeting|visit)/iu
const PROMISES =
  /承诺(?:台账|清单|了什么|过什么|(?:承诺|答应|说好)[^，。？?]{0,10}兑现|兑现了?(?:吗|没)|没兑现|情况)|答应(?:了|过)(?:什么|哪些)|(?:哪些|什么)承诺|兑现|\bpromise[sd]?\b/iu
const BEHIND_COUNT = new RegExp(
  `(?:不到|不足|少于|低于|没(?:有)?到|未满|不满|小于|<|fewer than|less than|under)\\s*${NUMBER}\\s*(?:次|回|趟|times|visits|calls)?`,
  'iu',
)
const NEVER =
  /(?:谁|哪些|哪几|还有)[^，。？?]{0,10}(?:没|未|漏)(?:有)?(?:拜访|去|见|跑|覆盖)|(?:没|未)(?:有)?(?:拜访|见|跑|覆盖)(?:过|到)?的?[^，。？?]{0,6}(?:客户|医生|谁|哪些|名单)|\bnot (?:been )?(?:visited|seen|covered)\b|\bnever (?:visited|seen)\b/iu
const BEHIND =
  /(?:没|未|不)(?:有)?达(?:标|成|到)|落后(?:于)?(?:计划)?|欠(?:访|拜访)|频(?:次|率)不(?:够|足)|\bbehind (?:the )?plan\b|\boff plan\b/iu
const ACCESS =
  /进院|准入|药事会|提单|过会|开户|列名|\b(?:hospital access|formulary|listing|listed|committee)\b/iu
const OVERDUE = /逾期|过期(?:的|未)|超期|拖(?:着|延)|没跟进|未跟进|\boverdue\b|\blate follow/iu
const ATTITUDES = /态度|观念|倾向|支持度|情绪|\battitudes?\b|\bsentiment\b/iu
const OBJECTIONS = /异议|顾虑|反对|担心|质疑|嫌|抱怨|\bobjections?\b|\bconcerns?\b/iu
const COVERAGE =
  /覆盖|频(?:次|率)|达标|达成|完成率|计划(?:完成|执行)|\bcoverage\b|\bfrequenc(?:y|ies)\b|\battainment\b/iu
const OVERVIEW =
  /(?:拜访|团队|全组|大区|地区|工作|小组|[东南西北中]组|代表)[^，。？?]{0,12}(?:怎么样|如何|情况|多少|几次|统计|汇总|总结|小结|排名|趋势|报表|数据|进展)|(?:统计|汇总|总结|报表|周报|月报|季报)|(?:拜访|跑)了(?:多少|几)|\bhow many (?:visits|calls)\b|\b(?:visit|call|team|activity|weekly|monthly) (?:summary|report|numbers)\b|\bsummar(?:y|i[sz]e)\b[^.?]{0,24}\b(?:visits?|team|week|month|calls?)\b|\bhow (?:did|was|is|are)\b[^.?]{0,20}\b(?:team|visits?|week|month)\b/iu
const TIER =
  /(?<![A-Za-z])([A-D])\s*(?:级|类|档|等)|(?:tier|class)\s*([A-D])(?![A-Za-z])|\b([A-D])[- ](?:tier|class|level)\b/iu
/** What belongs to a medicine, not to the work: such a question is the documents'. */
const OF_MEDICINE = /(?:药物|患者|病人|孕妇|肝|肾|剂量|用法|用量|不良反应|禁忌|说明书|适应症|疗效)/u

/** Null: nothing in it asks for numbers, promises or a brief. */
export function readSummaryQuestion(given: string): SummaryQuestion | null {
  const text = given.normalize('NFKC')
  if (VOLUMES.test(text)) return { kind: 'volumes' }
  const tier = tierOf(text)
  const withTier = tier === undefined ? {} : { tier }
  if (BRIEF.test(text)) return { kind: 'brief' }
  const fewer = BEHIND_COUNT.exec(text)
  if (fewer !== null && /客户|医生|主任|拜访|谁|名单|次|visits?|calls?|times|seen/iu.test(text)) {
    return { kind: 'behind', fewerThan: DIGITS[fewer[1]!] ?? Number(fewer[1]), ...withTier }
  }
  if (NEVER.test(text)) return { kind: 'behind', fewerThan: 1, ...withTier }
  if (OVERDUE.test(text) && !OF_MEDICINE.test(text)) return { kind: 'overdue', ...withTier }
  if (PROMISES.test(text)) return { kind: 'promises', ...withTier }
  if (BEHIND.test(text) && !OF_MEDICINE.test(text)) return { kind: 'behind', ...withTier }
  if (ACCESS.test(text) && ASKS.test(text)) return { kind: 'access', ...withTier }
  if (OBJECTIONS.test(text) && ASKS.test(text) && !OF_MEDICINE.test(text))
    return { kind: 'objections', ...withTier }
  if (ATTITUDES.test(text) && ASKS.test(text)) return { kind: 'attitudes', ...withTier }
  if (COVERAGE.test(text) && !OF_MEDICINE.test(text)) return { kind: 'coverage', ...withTier }
  if (OVERVIEW.test(text) && !OF_MEDICINE.test(text)) return { kind: 'overview', ...withTier }
  return null
}

const ASKS =
  /[?？]|卡在|哪[些几个家]|多少|几[家个次]|情况|怎么样|如何|进展|进度|变化|趋势|主要|有什么|都有|汇总|统计|总结|列|查|看(?:一?下|看)|吗|\b(?:what|which|how|list|show|where|main|top|trend)\b/iu

/** Whether it asks what a physician prescribes; a note that tells it is no question. */
export function asksForVolumes(text: string): boolean {
  return (
    VOLUMES.test(text) &&
    /[?？]|多少|几[盒支瓶片例张]|排名|^(?:给我|帮我|查|看|列|拉)|\b(?:how many|list|show)\b/iu.test(text)
  )
}

/** Whether a message is for this skill, by its words alone. */
export function wantsSummary(text: string): boolean {
  return readSummaryQuestion(text) !== null
}

function tierOf(text: string): string | undefined {
  const match = TIER.exec(text)
  return (match?.[1] ?? match?.[2] ?? match?.[3])?.toUpperCase()
}
