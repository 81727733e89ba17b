/** What a rep is asked about people, places and days of a visit note that it leaves open. [Chinese, English] */
export const NOTE_QUESTION_MESSAGES = {
  ask_which_contact: ['“{name}”是哪一位？', 'Who is "{name}"?'],
  ask_new_contact: [
    '联系人名单里没有“{name}”，是否新建联系人？请补充全名、科室和职称。',
    'Nobody is listed as "{name}". Create a new contact? Please give full name, department and title.',
  ],
  ask_new_contact_choice: ['新建联系人“{name}”', 'Create "{name}"'],
  ask_nobody_choice: ['不记录', 'Leave out'],
  ask_contact_by_sound: ['“{name}”按读音识别为{contact}，对吗？', 'Is "{name}" {contact}?'],
  ask_no_contact: ['这次拜访见的是哪位？', 'Whom did you meet on this visit?'],
  ask_which_institution: ['“{name}”是哪家医院？', 'Which institution is "{name}"?'],
  ask_new_institution: [
    '“{name}”不在您负责的机构名单里，是否新增？',
    '"{name}" is not among your institutions. Add it?',
  ],
  ask_no_institution: ['这次拜访在哪家医院？', 'At which institution was this visit?'],
  ask_visit_day: ['“{words}”具体是哪一天？', 'Which day exactly is "{words}"?'],
  ask_plan_day: ['准备哪一天去？', 'Which day is the visit planned for?'],
  ask_impossible_day: [
    '日历上没有“{words}”，应该是哪一天？',
    'There is no "{words}" in the calendar. Which day is meant?',
  ],
  ask_due_weekend: ['{day}是{weekday}，是否改期？', '{day} is a {weekday}. Keep it?'],
  ask_due_holiday: [
    '{day}在{holiday}假期内，改到哪一天？',
    '{day} falls in the {holiday} holiday. Which day instead?',
  ],
  ask_due_which: ['“{words}”是哪一天？', 'Which day is "{words}"?'],
  ask_due_lunar: [
    '“{words}”是{day}（{weekday}），具体哪天去？',
    '"{words}" is {day} ({weekday}). Which day exactly?',
  ],
  ask_due_event: ['“{words}”具体哪一天？', 'Which day exactly: "{words}"?'],
  ask_due_open: ['“{task}”在什么时候之前完成？', 'By which day: "{task}"?'],
  ask_due_month_end: ['月底就是{day}，是否改期？', 'The end of the month is {day} already. Keep it?'],
  ask_chat_channel: ['这段聊天是企业微信还是个人微信？', 'Was this chat in WeCom or in personal WeChat?'],
  ask_log_not_met: [
    '要补记今天没见到的拜访吗？哪几家、哪几位？',
    'Shall the visits on which nobody was met be logged? Which places, whom?',
  ],
  ask_log_intel_source: [
    '是拜访{name}时听到的吗？要记拜访吗？',
    'Did you hear it on a visit to {name}? Log the visit?',
  ],
  ask_choice_keep: ['保留{day}', 'Keep {day}'],
  ask_choice_wecom: ['企业微信', 'WeCom'],
  ask_choice_wechat: ['个人微信', 'personal WeChat'],
  ask_choice_yes: ['是', 'Yes'],
  ask_choice_no: ['不是', 'No'],
  ask_no_previous: [
    '没有找到要更正的记录，请说明是哪一次拜访。',
    'There is no record to correct here. Which visit do you mean?',
  ],
  ask_what_to_correct: ['要更正哪一项，改成什么？', 'What should be corrected, and to what?'],
} as const satisfies Record<string, readonly [string, string]>
