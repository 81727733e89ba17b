/** Reminders, the morning digest and the calendar. [Chinese, English] */
export const REMINDER_MESSAGES = {
  remind_task: ['提醒（{time}）：{text}', 'Reminder ({time}): {text}'],
  remind_task_about: ['提醒（{time}）：{text}（{about}）', 'Reminder ({time}): {text} ({about})'],
  remind_visit: ['{time} 计划拜访：{people} {place}', '{time} planned visit: {people} {place}'],
  remind_safety_forward: [
    '安全性病例 {id} 须在 {when} 前转交药物警戒部门。',
    'Safety case {id} must be forwarded to pharmacovigilance by {when}.',
  ],
  remind_safety_report: [
    '安全性病例 {id} 的法定报告期限是 {when}。',
    'Safety case {id} must be reported to the authority by {when}.',
  ],
  digest_head: ['{day} 早上好，今天：', 'Good morning. For {day}:'],
  digest_due: ['今天到期 {count} 项', '{count} due today'],
  digest_visits: ['计划拜访 {count} 次', '{count} planned visits'],
  digest_overdue: ['逾期 {count} 项', '{count} overdue'],
  digest_more: ['另有 {count} 项', '{count} more'],
  digest_cases: ['待转交的安全性病例 {count} 例', '{count} safety cases to forward'],
  digest_drafts: ['未确认的拜访草稿 {count} 份', '{count} visit drafts to confirm'],
  calendar_name: ['Pharos 待办与拜访', 'Pharos tasks and visits'],
  calendar_visit: ['拜访：{people}', 'Visit: {people}'],
} as const
