/**
 * What Slack says of blocks: which fields each has, how long and how many they may be, where each may stand. A field
 * that is not known is a fault, as Slack refuses it with invalid_blocks. Returns the faults.
 */

type Fields = Readonly<Record<string, unknown>>
export type Surface = 'message' | 'modal' | 'home'

export interface BlockFaults {
  readonly faults: readonly string[]
  /** Characters of all texts. */
  readonly characters: number
}

const MOST: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 }
const SURFACES: Readonly<Record<string, readonly Surface[]>> = {
  section: ['message', 'modal', 'home'],
  header: ['message', 'modal', 'home'],
  context: ['message', 'modal', 'home'],
  actions: ['message', 'modal', 'home'],
  divider: ['message', 'modal', 'home'],
  image: ['message', 'modal', 'home'],
  rich_text: ['message', 'modal', 'home'],
  input: ['modal', 'home'],
  context_actions: ['message'],
}

/** `fileReady`: whether a file of Slack can be shown as a picture. */
export function checkBlocks(
  blocks: unknown,
  surface: Surface,
  fileReady: (id: string) => boolean,
): BlockFaults {
  const faults: string[] = []
  let characters = 0
  const say = (ok: boolean, words: string): void => {
    if (!ok) faults.push(words)
  }
  const fault = (words: string): void => {
    faults.push(words)
  }
  const only = (fields: Fields, allowed: readonly string[], what: string): void => {
    for (const name of Object.keys(fields)) say(allowed.includes(name), `${what} has no field ${name}`)
  }
  const string = (value: unknown, most: number, what: string): void => {
    say(typeof value === 'string' && value.length > 0, `${what} is missing or empty`)
    if (typeof value === 'string')
      say(value.length <= most, `${what} has ${value.length} of ${most} characters`)
  }
  const textOf = (value: unknown, most: number, what: string, types = ['plain_text']): void => {
    if (!isFields(value)) {
      fault(`${what} is no text object`)
      return
    }
    say(types.includes(String(value['type'])), `${what} may not be ${String(value['type'])}`)
    only(
      value,
      value['type'] === 'plain_text' ? ['type', 'text', 'emoji'] : ['type', 'text', 'verbatim'],
      what,
    )
    string(value['text'], most, what)
    characters += String(value['text'] ?? '').length
  }
  const optionsOf = (value: unknown, most: number, what: string): readonly string[] => {
    if (!Array.isArray(value)) {
      say(false, `${what} has no options`)
      return []
    }
    say(value.length >= 1 && value.length <= most, `${what} has ${value.length} options`)
    const values = value.map((option) => optionOf(option, what))
    say(new Set(values).size === values.length, `${what} repeats a value`)
    return values
  }
  const optionOf = (option: unknown, what: string): string => {
    if (!isFields(option)) {
      say(false, `${what}: no option`)
      return ''
    }
    only(option, ['text', 'value', 'description'], `${what} option`)
    textOf(option['text'], 75, `${what} option text`)
    string(option['value'], 150, `${what} option value`)
    return String(option['value'])
  }
  const url = (value: unknown, what: string): void => {
    string(value, 3000, what)
    say(
      typeof value === 'string' && /^https?:\/\//u.test(value) && URL.canParse(value),
      `${what} is no address`,
    )
  }
  const pick = (element: Fields, what: string): void => {
    const multi = element['type'] === 'multi_static_select'
    only(
      element,
      [
        'type',
        'action_id',
        'placeholder',
        'options',
        'focus_on_load',
        'confirm',
        multi ? 'initial_options' : 'initial_option',
        ...(multi ? ['max_selected_items'] : []),
      ],
      what,
    )
    if (element['placeholder'] !== undefined) textOf(element['placeholder'], 150, `${what} placeholder`)
    const values = optionsOf(element['options'], 100, what)
    const initial = multi ? element['initial_options'] : element['initial_option']
    if (initial === undefined) return
    const chosen = multi && Array.isArray(initial) ? initial : [initial]
    say(chosen.length > 0, `${what} has empty initial options`)
    for (const one of chosen)
      say(values.includes(optionOf(one, what)), `${what}: initial option is no option`)
  }
  const elementOf = (element: unknown, what: string): string | undefined => {
    if (!isFields(element)) {
      say(false, `${what} is no element`)
      return undefined
    }
    const type = String(element['type'])
    const id = element['action_id']
    if (id !== undefined) string(id, 255, `${what} action_id`)
    switch (type) {
      case 'button':
        only(
          element,
          ['type', 'text', 'action_id', 'url', 'value', 'style', 'confirm', 'accessibility_label'],
          what,
        )
        textOf(element['text'], 75, `${what} text`)
        if (element['value'] !== undefined) string(element['value'], 2000, `${what} value`)
        if (element['url'] !== undefined) url(element['url'], `${what} url`)
        if (element['style'] !== undefined)
          say(['primary', 'danger'].includes(String(element['style'])), `${what} style`)
        break
      case 'static_select':
      case 'multi_static_select':
        pick(element, what)
        break
      case 'radio_buttons':
        only(element, ['type', 'action_id', 'options', 'initial_option', 'confirm', 'focus_on_load'], what)
        optionsOf(element['options'], 10, what)
        break
      case 'datepicker':
        only(element, ['type', 'action_id', 'initial_date', 'placeholder', 'confirm', 'focus_on_load'], what)
        if (element['initial_date'] !== undefined)
          say(/^\d{4}-\d{2}-\d{2}$/u.test(String(element['initial_date'])), `${what} initial_date`)
        break
      case 'timepicker':
        only(
          element,
          ['type', 'action_id', 'initial_time', 'placeholder', 'confirm', 'timezone', 'focus_on_load'],
          what,
        )
        if (element['initial_time'] !== undefined)
          say(/^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(String(element['initial_time'])), `${what} initial_time`)
        break
      case 'plain_text_input': {
        only(
          element,
          [
            'type',
            'action_id',
            'initial_value',
            'multiline',
            'min_length',
            'max_length',
            'dispatch_action_config',
            'focus_on_load',
            'placeholder',
          ],
          what,
        )
        const most = Number(element['max_length'] ?? 3000)
        say(most >= 1 && most <= 3000, `${what} max_length`)
        if (element['initial_value'] !== undefined)
          string(element['initial_value'], most, `${what} initial_value`)
        break
      }
      case 'feedback_buttons':
        only(element, ['type', 'action_id', 'positive_button', 'negative_button'], what)
        for (const side of ['positive_button', 'negative_button']) {
          const button = element[side]
          if (!isFields(button)) {
            say(false, `${what} ${side}`)
            continue
          }
          only(button, ['text', 'value', 'accessibility_label'], `${what} ${side}`)
          textOf(button['text'], 75, `${what} ${side} text`)
          string(button['value'], 2000, `${what} ${side} value`)
        }
        break
      default:
        say(false, `${what}: unknown element ${type}`)
    }
    return typeof id === 'string' ? id : undefined
  }
  const elementsOf = (block: Fields, allowed: readonly string[], most: number, what: string): void => {
    const elements = block['elements']
    if (!Array.isArray(elements)) {
      fault(`${what} has no elements`)
      return
    }
    say(elements.length >= 1 && elements.length <= most, `${what} has ${elements.length} elements`)
    const ids = elements.map((element, at) => {
      say(
        allowed.includes(String((element as Fields)?.['type'])),
        `${what} may not hold ${String((element as Fields)?.['type'])}`,
      )
      return elementOf(element, `${what} element ${at}`)
    })
    const named = ids.filter((id) => id !== undefined)
    say(new Set(named).size === named.length, `${what} repeats an action_id`)
  }
  const richElement = (element: unknown, what: string): void => {
    if (!isFields(element)) {
      fault(`${what} is no element`)
      return
    }
    const type = String(element['type'])
    if (type === 'rich_text_list') {
      only(element, ['type', 'style', 'elements', 'indent', 'offset', 'border'], what)
      say(['bullet', 'ordered'].includes(String(element['style'])), `${what} style`)
      const items = element['elements']
      if (!Array.isArray(items) || items.length === 0) {
        fault(`${what} is empty`)
        return
      }
      for (const item of items) {
        say((item as Fields)?.['type'] === 'rich_text_section', `${what} holds sections only`)
        richElement(item, what)
      }
      return
    }
    say(['rich_text_section', 'rich_text_quote', 'rich_text_preformatted'].includes(type), `unknown ${type}`)
    only(element, ['type', 'elements', 'border'], what)
    const inner = element['elements']
    if (!Array.isArray(inner) || inner.length === 0) {
      fault(`${what} is empty`)
      return
    }
    for (const one of inner as readonly Fields[]) {
      if (one['type'] === 'text') only(one, ['type', 'text', 'style'], `${what} text`)
      else if (one['type'] === 'link') {
        only(one, ['type', 'text', 'url', 'style', 'unsafe'], `${what} link`)
        url(one['url'], `${what} link url`)
      } else say(false, `${what}: unknown ${String(one['type'])}`)
      string(one['text'], 3000, `${what} text`)
      characters += String(one['text'] ?? '').length
      if (one['style'] !== undefined)
        only(one['style'] as Fields, ['bold', 'italic', 'strike', 'code'], `${what} style`)
    }
  }

  if (!Array.isArray(blocks)) return { faults: ['blocks is no array'], characters }
  say(blocks.length >= 1 && blocks.length <= MOST[surface], `${blocks.length} blocks`)
  const ids: string[] = []
  for (const [at, block] of (blocks as readonly unknown[]).entries()) {
    if (!isFields(block)) {
      say(false, `block ${at} is none`)
      continue
    }
    const type = String(block['type'])
    const what = `block ${at} (${type})`
    say(SURFACES[type]?.includes(surface) === true, `${what} may not stand in a ${surface}`)
    if (block['block_id'] !== undefined) {
      string(block['block_id'], 255, `${what} block_id`)
      ids.push(String(block['block_id']))
    }
    switch (type) {
      case 'header':
        only(block, ['type', 'block_id', 'text'], what)
        textOf(block['text'], 150, what)
        break
      case 'section':
        only(block, ['type', 'block_id', 'text', 'fields', 'accessory', 'expand'], what)
        if (block['text'] !== undefined) textOf(block['text'], 3000, what, ['plain_text', 'mrkdwn'])
        if (block['accessory'] !== undefined) elementOf(block['accessory'], `${what} accessory`)
        break
      case 'context': {
        only(block, ['type', 'block_id', 'elements'], what)
        const elements = block['elements'] as readonly unknown[]
        say(Array.isArray(elements) && elements.length >= 1 && elements.length <= 10, `${what} elements`)
        for (const one of elements ?? []) textOf(one, 2000, what, ['plain_text', 'mrkdwn'])
        break
      }
      case 'actions':
        only(block, ['type', 'block_id', 'elements'], what)
        elementsOf(
          block,
          ['button', 'static_select', 'multi_static_select', 'radio_buttons', 'datepicker', 'timepicker'],
          25,
          what,
        )
        break
      case 'context_actions':
        only(block, ['type', 'block_id', 'elements'], what)
        elementsOf(block, ['feedback_buttons', 'icon_button'], 5, what)
        break
      case 'divider':
        only(block, ['type', 'block_id'], what)
        break
      case 'image': {
        only(block, ['type', 'block_id', 'alt_text', 'title', 'image_url', 'slack_file'], what)
        string(block['alt_text'], 2000, `${what} alt_text`)
        const file = block['slack_file'] as Fields | undefined
        say((file === undefined) !== (block['image_url'] === undefined), `${what} has one picture`)
        if (file !== undefined) say(fileReady(String(file['id'])), `${what}: the file is not ready`)
        break
      }
      case 'rich_text': {
        only(block, ['type', 'block_id', 'elements'], what)
        const elements = block['elements']
        if (!Array.isArray(elements) || elements.length === 0) say(false, `${what} is empty`)
        else for (const one of elements) richElement(one, what)
        break
      }
      case 'input':
        only(block, ['type', 'block_id', 'label', 'element', 'hint', 'optional', 'dispatch_action'], what)
        textOf(block['label'], 2000, `${what} label`)
        if (block['hint'] !== undefined) textOf(block['hint'], 2000, `${what} hint`)
        elementOf(block['element'], what)
        break
      default:
        say(false, `${what}: unknown block`)
    }
  }
  say(new Set(ids).size === ids.length, 'a block_id repeats')
  return { faults, characters }
}

export function checkView(view: unknown, fileReady: (id: string) => boolean): readonly string[] {
  if (!isFields(view)) return ['view is no object']
  const modal = view['type'] === 'modal'
  const faults: string[] = []
  const allowed = modal
    ? [
        'type',
        'title',
        'submit',
        'close',
        'blocks',
        'private_metadata',
        'callback_id',
        'clear_on_close',
        'notify_on_close',
        'external_id',
        'submit_disabled',
      ]
    : ['type', 'blocks', 'private_metadata', 'callback_id', 'external_id']
  for (const name of Object.keys(view)) if (!allowed.includes(name)) faults.push(`view has no field ${name}`)
  if (!modal && view['type'] !== 'home') faults.push(`unknown view ${String(view['type'])}`)
  for (const part of modal ? ['title', 'submit', 'close'] : []) {
    const text = (view[part] as Fields | undefined)?.['text']
    if (typeof text !== 'string' || text.length < 1 || text.length > 24)
      faults.push(`${part} has 1 to 24 characters`)
  }
  if (String(view['private_metadata'] ?? '').length > 3000) faults.push('private_metadata is too long')
  return [...faults, ...checkBlocks(view['blocks'], modal ? 'modal' : 'home', fileReady).faults]
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
