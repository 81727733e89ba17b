/** What the platform says of a template card: its parts by kind, how many, how long. Returns the faults. */

const TYPES = [
  'text_notice',
  'news_notice',
  'button_interaction',
  'vote_interaction',
  'multiple_interaction',
] as const

type Fields = Readonly<Record<string, unknown>>

export function checkCard(card: unknown): readonly string[] {
  if (!isFields(card)) return ['card is no object']
  const faults: string[] = []
  const say = (ok: boolean, fault: string): void => {
    if (!ok) faults.push(fault)
  }
  const text = (value: unknown, most: number, what: string, needed = false): void => {
    if (value === undefined && !needed) return
    say(typeof value === 'string' && value !== '', `${what} is missing or empty`)
    if (typeof value === 'string')
      say(Array.from(value).length <= most, `${what} has more than ${most} characters`)
  }
  const list = (value: unknown, most: number, what: string): readonly Fields[] => {
    if (value === undefined) return []
    say(Array.isArray(value) && value.length >= 1 && value.length <= most, `${what} has 1 to ${most} entries`)
    return Array.isArray(value) ? value.filter(isFields) : []
  }
  const keys = (values: readonly unknown[], most: number, what: string): void => {
    for (const value of values) {
      say(
        typeof value === 'string' && value !== '' && Buffer.byteLength(value) <= most,
        `${what} has 1 to ${most} bytes`,
      )
    }
    say(new Set(values).size === values.length, `${what} repeats`)
  }

  const type = card['card_type'] as string
  say((TYPES as readonly string[]).includes(type), `unknown card_type ${type}`)
  const title = card['main_title'] as Fields | undefined
  text(title?.['title'], 26, 'main_title.title', type !== 'text_notice')
  text(title?.['desc'], 30, 'main_title.desc')
  text(card['sub_title_text'], 112, 'sub_title_text')
  for (const row of list(card['horizontal_content_list'], 6, 'horizontal_content_list')) {
    text(row['keyname'], 5, 'keyname', true)
    text(row['value'], 26, 'value')
  }
  const buttons = list(card['button_list'], 6, 'button_list')
  for (const button of buttons) text(button['text'], 10, 'button text', true)
  keys(
    buttons.map((one) => one['key']),
    1024,
    'button key',
  )
  say(buttons.length > 0 === (type === 'button_interaction'), 'buttons belong to button_interaction')
  const selections = list(card['select_list'], 3, 'select_list')
  keys(
    selections.map((one) => one['question_key']),
    1024,
    'question_key',
  )
  for (const selection of selections) {
    text(selection['title'], 13, 'selection title')
    const options = list(selection['option_list'], 10, 'option_list')
    keys(
      options.map((one) => one['id']),
      128,
      'option id',
    )
    for (const option of options) text(option['text'], 10, 'option text', true)
  }
  const submit = card['submit_button'] as Fields | undefined
  if (type === 'multiple_interaction') {
    say(selections.length > 0, 'multiple_interaction needs select_list')
    text(submit?.['text'], 10, 'submit text', true)
    keys([submit?.['key']], 1024, 'submit key')
  }
  for (const jump of list(card['jump_list'], 3, 'jump_list')) {
    text(jump['title'], 13, 'jump title', true)
    if (jump['type'] === 3) keys([jump['question']], 200, 'jump question')
  }
  const menu = card['action_menu'] as Fields | undefined
  const actions = list(menu?.['action_list'], 3, 'action_list')
  keys(
    actions.map((one) => one['key']),
    1024,
    'action key',
  )
  const action = card['card_action'] as Fields | undefined
  if (type === 'text_notice') {
    say(
      action?.['type'] === 1 && /^https?:\/\//u.test(String(action['url'])),
      'text_notice needs card_action with a url',
    )
  }
  const taskId = card['task_id']
  const interactive = type.endsWith('_interaction') || menu !== undefined
  say(!interactive || typeof taskId === 'string', 'task_id is missing')
  if (taskId !== undefined) say(/^[\w@-]{1,128}$/u.test(String(taskId)), 'task_id is malformed')
  return faults
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
