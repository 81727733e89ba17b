/** What companies write in the cells of their customer and visit tables, and what it means here. Keys are lower case. */
import type { AccountKind } from './account.ts'
import type { ContactState } from './contact.ts'
import {
  ATTITUDES,
  type Attitude,
  OBJECTIONS,
  type ObjectionCategory,
  TOPICS,
  type Topic,
  VISIT_CHANNELS,
  VISIT_KINDS,
  VISIT_STATUSES,
  type VisitChannel,
  type VisitKind,
  type VisitStatus,
} from './visit.ts'

type Words<T> = Readonly<Record<string, T>>

/** The meaning of a cell; undefined for a word that is in no table. */
export function wordOf<T>(words: Words<T>, cell: string): T | undefined {
  const key = cell.normalize('NFKC').trim().toLowerCase()
  return Object.hasOwn(words, key) ? words[key] : undefined
}

function themselves<T extends string>(values: readonly T[]): Words<T> {
  return Object.fromEntries(values.map((value) => [value.toLowerCase(), value])) as Words<T>
}

export const ACCOUNT_KIND_WORDS: Words<AccountKind> = {
  hospital: 'hospital',
  医院: 'hospital',
  医疗机构: 'hospital',
  等级医院: 'hospital',
  clinic: 'clinic',
  community_centre: 'clinic',
  community_center: 'clinic',
  诊所: 'clinic',
  门诊: 'clinic',
  门诊部: 'clinic',
  卫生院: 'clinic',
  社区: 'clinic',
  社区医院: 'clinic',
  社区卫生服务中心: 'clinic',
  社区卫生服务站: 'clinic',
  基层医疗机构: 'clinic',
  pharmacy: 'pharmacy',
  药店: 'pharmacy',
  药房: 'pharmacy',
  零售药店: 'pharmacy',
  连锁药店: 'pharmacy',
  distributor: 'distributor',
  wholesaler: 'distributor',
  经销商: 'distributor',
  商业公司: 'distributor',
  商业: 'distributor',
  配送商: 'distributor',
  配送企业: 'distributor',
}

export const ACCOUNT_STATE_WORDS: Words<'active' | 'inactive'> = {
  active: 'active',
  启用: 'active',
  有效: 'active',
  正常: 'active',
  inactive: 'inactive',
  closed: 'inactive',
  停用: 'inactive',
  无效: 'inactive',
  关闭: 'inactive',
}

export const CONTACT_STATE_WORDS: Words<ContactState> = {
  active: 'active',
  在职: 'active',
  启用: 'active',
  有效: 'active',
  正常: 'active',
  inactive: 'inactive',
  离职: 'inactive',
  退休: 'inactive',
  停用: 'inactive',
  无效: 'inactive',
  moved: 'moved',
  调离: 'moved',
  调动: 'moved',
  转院: 'moved',
}

export const STATUS_WORDS: Words<VisitStatus> = {
  ...themselves(VISIT_STATUSES),
  已完成: 'completed',
  完成: 'completed',
  未见到: 'not_met',
  未遇: 'not_met',
  没见到: 'not_met',
  已取消: 'cancelled',
  取消: 'cancelled',
  canceled: 'cancelled',
  计划: 'planned',
  计划中: 'planned',
  待拜访: 'planned',
}

export const CHANNEL_WORDS: Words<VisitChannel> = {
  ...themselves(VISIT_CHANNELS),
  'face to face': 'f2f',
  in_person: 'f2f',
  面访: 'f2f',
  面对面: 'f2f',
  现场: 'f2f',
  实地: 'f2f',
  当面: 'f2f',
  电话: 'phone',
  微信: 'wechat',
  企业微信: 'wecom',
  企微: 'wecom',
  视频: 'video',
  线上: 'video',
  邮件: 'email',
  电子邮件: 'email',
  科室会: 'group_meeting',
  会议: 'group_meeting',
}

export const KIND_WORDS: Words<VisitKind> = {
  ...themselves(VISIT_KINDS),
  个人: 'individual',
  单独: 'individual',
  科室会: 'dept_meeting',
  科会: 'dept_meeting',
  协访: 'joint',
  陪访: 'joint',
}

export const ATTITUDE_WORDS: Words<Attitude> = {
  ...themselves(ATTITUDES),
  积极: 'positive',
  支持: 'positive',
  正面: 'positive',
  认可: 'positive',
  中立: 'neutral',
  一般: 'neutral',
  消极: 'negative',
  反对: 'negative',
  负面: 'negative',
  不认可: 'negative',
  复杂: 'mixed',
  有褒有贬: 'mixed',
  未知: 'unknown',
  不详: 'unknown',
}

export const TOPIC_WORDS: Words<Topic> = {
  ...themselves(TOPICS),
  疗效: 'EFFICACY',
  有效性: 'EFFICACY',
  安全性: 'SAFETY',
  不良反应: 'SAFETY',
  适应症: 'INDICATION',
  适应证: 'INDICATION',
  用法用量: 'DOSING',
  剂量: 'DOSING',
  进院: 'ACCESS',
  准入: 'ACCESS',
  医保: 'REIMBURSEMENT',
  报销: 'REIMBURSEMENT',
  集采: 'VBP',
  带量采购: 'VBP',
  价格: 'PRICE',
  竞品: 'COMPETITOR',
  指南: 'GUIDELINE',
  共识: 'GUIDELINE',
  临床数据: 'CLINICAL_DATA',
  文献: 'CLINICAL_DATA',
  病例: 'PATIENT_CASE',
  会议: 'EVENT',
  活动: 'EVENT',
  供货: 'SUPPLY',
  缺货: 'SUPPLY',
  客情: 'RELATION',
  关系维护: 'RELATION',
  其他: 'OTHER',
}

export const OBJECTION_WORDS: Words<ObjectionCategory> = {
  ...themselves(OBJECTIONS),
  价格: 'price',
  太贵: 'price',
  疗效: 'efficacy',
  安全性: 'safety',
  不良反应: 'safety',
  证据: 'evidence',
  循证: 'evidence',
  准入: 'access',
  进院: 'access',
  可及: 'access',
  便利性: 'convenience',
  使用不便: 'convenience',
  政策: 'policy',
  医保: 'policy',
  时间: 'time',
  没时间: 'time',
}
