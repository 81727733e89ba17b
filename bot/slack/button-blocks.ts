/** Buttons and menus under a reply, within what Slack allows: 75 characters on a button, 25 elements in a row. */
import type { types } from '@slack/bolt'
import type { Reply, ReplyAction } from '../../assistant/turn.ts'
import type { VisitCard } from '../../assistant/visit-card.ts'
import { message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import { shorten } from './cut-text.ts'
import { ASK, FEEDBACK, PICK, PRESS, writeMenu, writePress } from './press-value.ts'

export type Values = Readonly<Record<string, unknown>>

const BUTTON_TEXT = 75
const OPTION_TEXT = 75
const OPTION_VALUE = 150
const MOST_OPTIONS = 100
const MOST_CHOICES = 5
const MOST_ASKS = 3

/** What is said stays in the language of its readers; what is picked is read by assistant/task-words.ts. */
const SNOOZES = [
  ['slack_snooze_hour', '1小时'],
  ['slack_snooze_afternoon', '今天下午'],
  ['slack_snooze_tomorrow', '明天'],
  ['slack_snooze_monday', '下周一'],
] as const

export function plainText(text: string, room: number): types.PlainTextElement {
  // Emoji names in a text of ours are none.
  return { type: 'plain_text', text: shorten(text, room), emoji: false }
}

/** The buttons of a draft or a task; a task is put off by a menu. `n` keeps ids of one message apart. */
export function actionRow(
  turnId: string,
  actions: readonly ReplyAction[],
  values: Values,
  locale: Locale,
  n = 0,
): readonly types.KnownBlock[] {
  const buttons = actions
    .filter((one) => one.id !== 'task_snooze')
    .flatMap((one, at) => button(turnId, one, values, `${PRESS}:${n}:${at}`))
  const snooze = actions.some((one) => one.id === 'task_snooze')
    ? menu(
        { turnId, action: 'task_snooze', values, pick: 'until' },
        message(locale, 'slack_snooze'),
        SNOOZES.map(([key, value]) => ({ label: message(locale, key), value })),
        `${PICK}:snooze`,
      )
    : undefined
  if (snooze === undefined) return buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons }]
  return [{ type: 'actions', block_id: snooze.blockId, elements: [...buttons, snooze.element] }]
}

function button(
  turnId: string,
  action: ReplyAction,
  values: Values,
  actionId: string,
): readonly types.Button[] {
  const value = writePress({ turnId, action: action.id, values })
  if (value === undefined) return []
  return [
    {
      type: 'button',
      action_id: actionId,
      text: plainText(action.label, BUTTON_TEXT),
      value,
      ...(action.style === 'default' ? {} : { style: action.style }),
    },
  ]
}

/** What a draft asks, each question a menu: Slack shows many 王主任 better in a list than on buttons. */
export function choiceRows(draft: VisitCard, turnId: string, locale: Locale): readonly types.KnownBlock[] {
  const asked = draft.questions.filter(
    (one, at) =>
      one.choices.length > 0 && draft.questions.findIndex(({ field }) => field === one.field) === at,
  )
  return asked.slice(0, MOST_CHOICES).flatMap(({ field, text, choices }) => {
    const made = menu(
      { turnId, action: 'draft_answer', values: { draftId: draft.id, field }, pick: 'value' },
      `${message(locale, 'slack_choose')}: ${text}`,
      choices,
      `${PICK}:choice`,
    )
    return made === undefined
      ? []
      : [{ type: 'actions' as const, block_id: made.blockId, elements: [made.element] }]
  })
}

function menu(
  press: Parameters<typeof writeMenu>[0],
  placeholder: string,
  choices: readonly { readonly label: string; readonly value: string }[],
  actionId: string,
): { readonly blockId: string; readonly element: types.StaticSelect } | undefined {
  const blockId = writeMenu(press)
  const options = choicesAsOptions(choices)
  if (blockId === undefined || options.length === 0) return undefined
  return {
    blockId,
    element: {
      type: 'static_select',
      action_id: actionId,
      placeholder: plainText(placeholder, 150),
      options: [...options],
    },
  }
}

/** A value that is too long is given by its words, which are understood as well. */
export function choicesAsOptions(
  choices: readonly { readonly label: string; readonly value: string }[],
): readonly types.PlainTextOption[] {
  const seen = new Set<string>()
  return choices.slice(0, MOST_OPTIONS).flatMap(({ label, value }) => {
    const picked = value.length > 0 && value.length <= OPTION_VALUE ? value : label
    if (picked === '' || picked.length > OPTION_VALUE || label.trim() === '' || seen.has(picked)) return []
    seen.add(picked)
    return [{ text: plainText(label, OPTION_TEXT), value: picked }]
  })
}

/** Under an answer: what to ask next, the product manager, and Slack's own thumbs. */
export function answerRows(
  reply: Reply,
  followUps: readonly string[],
  locale: Locale,
): readonly types.KnownBlock[] {
  const asks = followUps.slice(0, MOST_ASKS).flatMap((question, at): types.Button[] =>
    question.trim() === '' || question.length > 1_900
      ? []
      : [
          {
            type: 'button',
            action_id: `${ASK}:${at}`,
            text: plainText(question, BUTTON_TEXT),
            value: question,
          },
        ],
  )
  const manager = reply.actions
    .filter((one) => one.id === 'ask_product_manager')
    .flatMap((one) => button(reply.id, one, {}, `${PRESS}:manager`))
  const [up, down] = ['up', 'down'].map((action) => {
    const offered = reply.actions.find((one) => one.id === action)
    const value = offered === undefined ? undefined : writePress({ turnId: reply.id, action, values: {} })
    return value === undefined ? undefined : { text: plainText(offered!.label, BUTTON_TEXT), value }
  })
  return [
    ...(asks.length === 0
      ? []
      : [
          { type: 'context' as const, elements: [plainText(message(locale, 'slack_next_questions'), 150)] },
          { type: 'actions' as const, elements: asks },
        ]),
    ...(manager.length === 0 ? [] : [{ type: 'actions' as const, elements: [...manager] }]),
    ...(up === undefined || down === undefined
      ? []
      : [
          {
            type: 'context_actions' as const,
            elements: [
              {
                type: 'feedback_buttons' as const,
                action_id: FEEDBACK,
                positive_button: up,
                negative_button: down,
              },
            ],
          },
        ]),
  ]
}
