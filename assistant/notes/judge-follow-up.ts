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

/** `words` are the follow-up's and those of the note that it rests on. */
export function judgeFollowUp(words: string, flags: readonly ComplianceFlag[]): FollowUpVerdict {
  const blocking = (code: string): boolean =>
    flags.some((flag) => flag.code === code && flag.severity === 'block')
  const forbidden = FORBIDDEN.some(
    ({ patterns, unless }) => patterns.some((pattern) => pattern.test(words)) && unless?.test(words) !== true,
  )
  if (forbidden && !(DECLINED.test(words) && !AFTER_ALL.test(words))) return { blocked: true }
  if (blocking('OFF_LABEL_PROMOTION')) return { blocked: true }
  const has = (code: string): boolean => flags.some((flag) => flag.code === code)
  const review =
    (has('SPEAKER_FEE') && SPEAKING.test(words)) ||
    (has('COMPETITOR_DISPARAGEMENT') && PAPERS.test(words)) ||
    (has('UNAPPROVED_MATERIAL') && PAPERS.test(words) && !LABEL.test(words)) ||
    (has('OFF_LABEL_UNSOLICITED') && PAPERS.test(words) && !/医学部|MSL|medical/iu.test(words)) ||
    (has('PATIENT_PII') &&
      /项目|援助|号码|电话|病人|患者|转给|\b(?:patient|phone|programme?)\b/iu.test(words)) ||
    (ELECTRONIC.test(words) && PIECES.test(words) && !LABEL.test(words))
  return review ? { needs_review: true } : {}
}
