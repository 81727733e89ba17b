/** What companies write in the cells of their people tables, and what it means here. Keys are lower case. */
import type { Locale, Role } from '../core/reader.ts'
import type { UserState } from './user.ts'

/** Keys without spaces, hyphens and underscores. */
export const ROLE_WORDS: Readonly<Record<string, Role>> = {
  rep: 'rep',
  mr: 'rep',
  representative: 'rep',
  medicalrepresentative: 'rep',
  代表: 'rep',
  医药代表: 'rep',
  学术代表: 'rep',
  productmanager: 'product_manager',
  pm: 'product_manager',
  产品经理: 'product_manager',
  reviewer: 'reviewer',
  审核: 'reviewer',
  审核人: 'reviewer',
  审核员: 'reviewer',
  manager: 'manager',
  districtmanager: 'manager',
  areamanager: 'manager',
  dsm: 'manager',
  经理: 'manager',
  主管: 'manager',
  地区经理: 'manager',
  区域经理: 'manager',
  大区经理: 'manager',
  admin: 'admin',
  administrator: 'admin',
  管理员: 'admin',
  系统管理员: 'admin',
}

export const LOCALE_WORDS: Readonly<Record<string, Locale>> = {
  'zh-cn': 'zh-CN',
  zh: 'zh-CN',
  chinese: 'zh-CN',
  中文: 'zh-CN',
  en: 'en',
  'en-us': 'en',
  'en-gb': 'en',
  english: 'en',
  英文: 'en',
  英语: 'en',
}

export const STATE_WORDS: Readonly<Record<string, UserState>> = {
  active: 'active',
  enabled: 'active',
  在职: 'active',
  启用: 'active',
  有效: 'active',
  正常: 'active',
  disabled: 'disabled',
  inactive: 'disabled',
  离职: 'disabled',
  停用: 'disabled',
  禁用: 'disabled',
}
