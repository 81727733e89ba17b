/**
 * The choices of our columns: code here, number there, and both labels. Numbers are ours for good: one that was
 * given is never given again to another meaning.
 */
import type { Choice } from './column.ts'

/** Custom choices begin here, out of the way of those that come with the product. */
const FIRST = 100_000_000

function choices(...rows: readonly (readonly [code: string, zh: string, en: string])[]): readonly Choice[] {
  return rows.map(([code, zh, en], at) => ({ code, value: FIRST + at, label: [zh, en] }))
}

export const CHANNEL_CHOICES = choices(
  ['f2f', '面访', 'Face to face'],
  ['phone', '电话', 'Phone'],
  ['wechat', '微信', 'WeChat'],
  ['wecom', '企业微信', 'WeCom'],
  ['video', '视频', 'Video'],
  ['email', '邮件', 'E-mail'],
  ['group_meeting', '会议', 'Group meeting'],
)

export const STATUS_CHOICES = choices(
  ['completed', '已完成', 'Completed'],
  ['not_met', '未遇到', 'Not met'],
  ['cancelled', '已取消', 'Cancelled'],
  ['planned', '计划中', 'Planned'],
)

export const VISIT_KIND_CHOICES = choices(
  ['individual', '个人拜访', 'Individual'],
  ['dept_meeting', '科室会', 'Department meeting'],
  ['joint', '协访', 'Joint visit'],
)

export const REVIEW_CHOICES = choices(
  ['none', '无', 'None'],
  ['open', '待审核', 'Open'],
  ['decided', '已审核', 'Decided'],
)

export const ROLE_CHOICES = choices(
  ['primary', '主要', 'Primary'],
  ['attendee', '参加', 'Attendee'],
  ['mentioned', '提及', 'Mentioned'],
  ['absent', '未到', 'Absent'],
)

export const ATTITUDE_CHOICES = choices(
  ['positive', '积极', 'Positive'],
  ['neutral', '中立', 'Neutral'],
  ['negative', '消极', 'Negative'],
  ['mixed', '有褒有贬', 'Mixed'],
  ['unknown', '不明', 'Unknown'],
)

export const SEVERITY_CHOICES = choices(
  ['block', '禁止', 'Block'],
  ['review', '审核', 'Review'],
  ['info', '提示', 'Info'],
)

export const FINDING_STATE_CHOICES = choices(
  ['open', '待定', 'Open'],
  ['accepted', '成立', 'Accepted'],
  ['dismissed', '不成立', 'Dismissed'],
)

export const SERIOUSNESS_CHOICES = choices(
  ['death', '死亡', 'Death'],
  ['serious', '严重', 'Serious'],
  ['non_serious', '非严重', 'Not serious'],
  ['unknown', '不明', 'Unknown'],
)

export const CASE_STATE_CHOICES = choices(
  ['open', '处理中', 'Open'],
  ['forwarded', '已转交', 'Forwarded'],
  ['closed', '已关闭', 'Closed'],
)

export const TASK_KIND_CHOICES = choices(
  ['task', '任务', 'Task'],
  ['follow_up', '跟进', 'Follow-up'],
  ['reminder', '提醒', 'Reminder'],
)

export const ACCOUNT_KIND_CHOICES = choices(
  ['hospital', '医院', 'Hospital'],
  ['clinic', '诊所', 'Clinic'],
  ['pharmacy', '药店', 'Pharmacy'],
  ['distributor', '商业公司', 'Distributor'],
)

/** The state of an activity that comes with the product, told by `statecode`. */
export interface ActivityState {
  readonly code: string
  readonly statecode: number
  readonly statuscode: number
}

export const TASK_STATES: readonly ActivityState[] = [
  { code: 'open', statecode: 0, statuscode: 2 },
  { code: 'done', statecode: 1, statuscode: 5 },
  { code: 'cancelled', statecode: 2, statuscode: 6 },
]

export const APPOINTMENT_STATES: readonly ActivityState[] = [
  { code: 'open', statecode: 0, statuscode: 1 },
  { code: 'done', statecode: 1, statuscode: 3 },
  { code: 'cancelled', statecode: 2, statuscode: 4 },
]

/** Scheduled (3) is an open appointment that somebody's calendar holds. */
export function activityStateOf(states: readonly ActivityState[], statecode: unknown): string {
  const found = states.find((state) => state.statecode === statecode)
  return found?.code ?? (statecode === 3 ? 'open' : `?${String(statecode)}`)
}
