/**
 * Whether a follow-up may become a task: never what a blocking rule forbids or what carries a blocked talk on,
 * and only after review what sends material or an invitation that still needs approval.
 */
import type { ComplianceFlag } from '../../crm/visit.ts'
import { AFTER_ALL, DECLINED } from './finding-rule.ts'
import { BENEFIT_RULES } from './finding-rules-benefits.ts'
import { CONDUCT_RULES } from './finding-rules-conduct.ts'

export interface FollowUpVerdict {
  readonly blocked?: true
  readonly needs_review?: true
}

const FORBIDDEN = [...BENEFIT_RULES, ...CONDUCT_RULES].filter(
  ({ severity, saidByRep, given }) => severity === 'block' && saidByRep !== true && given === undefined,
)
const SPEAKING = /邀请函|讲课|讲者|PPT|课件|幻灯|发言|授课|会务|\b(?:invitation|talk|speaker|slides)\b/iu
const PAPERS = /文献|资料|摘要|译文|对比|数据|\b(?:papers?|literature|abstract|reprint|data)\b/iu
const ELECTRONIC =
  /电子版|(?:发|传)[^，。；]{0,8}(?:邮箱|微信|企微|过去)|(?:微信|邮件)发|\be-?mail\b|\bsoft copy\b/iu
const PIECES =
  /PPT|幻灯|课件|单页|彩页|折页|资料|视频|电子版|\b(?:slides?|deck|leaflet|brochure|soft copy)\b/iu
const LABEL = /说明书|(?<![A-Za-z])PI(?![A-Za-z])|\b(?:label|prescribing information)\b/iu

/** What a blocked deal, sale or hush goes on with. */
const CARRIES_ON: readonly (readonly [ComplianceFlag['code'], RegExp])[] = [
  [
    'QUID_PRO_QUO',
    /讲(?:一[次场])?课|第[一二三]场|安排|赞助|旅游|出国|参会|名额|课题|兑现|打款|转账|转给|送|请(?:他|她|客|吃)|报销|\b(?:talk|sponsor|pay|transfer|gift|book)\b/iu,
  ],
  [
    'SALES_OR_STOCK_TASK',
    /发票|支票|汇票|票据|货款|尾款|回款|收款|对账|结账|打款|账单|\b(?:invoices?|cheques?|payments?)\b/iu,
  ],
  [
    'CASH_OR_EQUIVALENT',
    /卡|红包|现金|转(?:账|给)|打(?:款|给|到)|补(?:上|给)|信封|\b(?:cash|card|voucher|envelope)\b/iu,
  ],
  ['GIFT', /礼|月饼|茶|酒|水果|蛋糕|特产|\b(?:gift|wine|hamper)\b/iu],
  ['SAMPLE', /样品|样药|试用|\bsamples?\b/iu],
  ['PERSONAL_SERVICE', /接|送(?:他|她|孩子|去|到)|陪|取|论文|搬|挂号|票|\b(?:drive|pick up|collect)\b/iu],
  ['PRESCRIPTION_TRACKING', /处方|明细|数据?|统方|\b(?:scripts?|volumes?|data)\b/iu],
]

/** `words` are the follow-up's and those of the note that it rests on. */
export function judgeFollowUp(words: string, flags: readonly ComplianceFlag[]): FollowUpVerdict {
  const blocking = (code: string): boolean =>
    flags.some((flag) => flag.code === code && flag.severity === 'block')
  const forbidden = FORBIDDEN.some(
    ({ patterns, unless }) => patterns.some((pattern) => pattern.test(words)) && unless?.test(words) !== true,
  )
  if (forbidden && !(DECLINED.test(words) && !AFTER_ALL.test(words))) return { blocked: true }
  if (blocking('OFF_LABEL_PROMOTION')) return { blocked: true }
  if (CARRIES_ON.some(([code, goes]) => blocking(code) && goes.test(words))) return { blocked: true }
  const has = (code: string): boolean => flags.some((flag) => flag.code === code)
  const review =
    (has('SPEAKER_FEE') && SPEAKING.test(words)) ||
    ((has('COMPETITOR_DISPARAGEMENT') || has('FALSE_OR_ABSOLUTE_CLAIM')) && PAPERS.test(words)) ||
    (has('UNAPPROVED_MATERIAL') && PAPERS.test(words) && !LABEL.test(words)) ||
    (has('OFF_LABEL_UNSOLICITED') && PAPERS.test(words) && !/医学部|MSL|medical/iu.test(words)) ||
    (has('PATIENT_PII') &&
      /项目|援助|号码|电话|病人|患者|转给|\b(?:patient|phone|programme?)\b/iu.test(words)) ||
    (ELECTRONIC.test(words) && PIECES.test(words) && !LABEL.test(words))
  return review ? { needs_review: true } : {}
}
