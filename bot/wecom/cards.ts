/**
 * Template cards: a visit draft, the choices that it asks for, a task, and buttons that belong to an answer. A card
 * has room for little and cuts what is longer, so everything on it stands in full in the message before it. The
 * task id is given when it is sent.
 */
import type { TemplateCard } from '@wecom/aibot-node-sdk'
import type { Answer } from '../../assistant/answer.ts'
import type { Reply, ReplyAction, ReplyPart } from '../../assistant/turn.ts'
import type { CardVisit, VisitCard } from '../../assistant/visit-card.ts'
import { type MessageKey, message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import type { Outgoing } from '../channel.ts'
import { IDLE_KEY, writeCardKey } from './card-key.ts'
import { isAddress } from './wecom-markdown.ts'

/** Characters, as the platform advises; what is longer it cuts where it likes. */
const ROOM = {
  title: 26,
  note: 30,
  subtitle: 112,
  name: 5,
  value: 26,
  button: 10,
  option: 10,
  question: 13,
  jump: 13,
} as const
const MOST_ROWS = 6
const MOST_BUTTONS = 6
const MOST_SELECTIONS = 3
const MOST_OPTIONS = 10
const MOST_JUMPS = 3
/** Bytes. */
const LONGEST_OPTION_ID = 128
const LONGEST_QUESTION_KEY = 1024
const LONGEST_JUMP = 200
const STYLES = { primary: 1, default: 2, danger: 3 } as const

type Say = (key: MessageKey, params?: Readonly<Record<string, string | number>>) => string
type Row = { readonly keyname: string; readonly value: string }

export function cardsOf(outgoing: Outgoing): readonly TemplateCard[] {
  const { reply, locale } = outgoing
  const say: Say = (key, params = {}) => message(locale, key, params)
  const drafts = partsOf(reply, 'visit_draft').filter(({ draft }) => draft.state === 'open')
  const answer = partsOf(reply, 'answer')[0]?.answer
  if (answer !== undefined) return answerCards(answer, outgoing, say)
  const buttons = buttonsOf(reply, locale, reply.actions)
  if (drafts.length > 0) {
    const { draft } = drafts[0]!
    return [
      ...(buttons.length === 0 ? [] : [draftCard(draft, buttons, say)]),
      ...choices(draft, reply, locale, say),
    ]
  }
  if (buttons.length === 0) return []
  const task = partsOf(reply, 'task')[0]
  if (task !== undefined) return [taskCard(task, buttons, say)]
  return [
    { card_type: 'button_interaction', main_title: { title: say('wecom_actions') }, button_list: buttons },
  ]
}

/** What a card becomes when a button of it was pressed; `url`: of our pages, where they have an address. */
export function pressedCard(label: string, taskId: string, url: string | null, locale: Locale): TemplateCard {
  const main_title = {
    title: shorten(message(locale, 'wecom_pressed', { label }), ROOM.title),
    desc: shorten(message(locale, 'wecom_pressed_note'), ROOM.note),
  }
  // A notice must lead somewhere; without an address the card keeps a button that does nothing more.
  return url !== null && isAddress(url)
    ? { card_type: 'text_notice', main_title, card_action: { type: 1, url }, task_id: taskId }
    : {
        card_type: 'button_interaction',
        main_title,
        button_list: [{ text: message(locale, 'wecom_received'), style: 4, key: IDLE_KEY }],
        task_id: taskId,
      }
}

function draftCard(draft: VisitCard, buttons: Buttons, say: Say): TemplateCard {
  const [first, ...more] = draft.visits
  const title = more.length === 0 ? say('wecom_draft') : say('wecom_drafts', { count: draft.visits.length })
  const rows =
    first === undefined
      ? draft.followUps.map((one) => row(say('wecom_draft_next'), one.text))
      : more.length === 0
        ? visitRows(first, draft, say)
        : draft.visits.map((visit, at) => row(say('wecom_draft_visit', { n: at + 1 }), inShort(visit, draft)))
  const asks = [
    ...(draft.questions.length === 0
      ? []
      : [say('wecom_draft_questions', { count: draft.questions.length })]),
    ...(draft.findings.length === 0 ? [] : [say('wecom_draft_findings', { count: draft.findings.length })]),
    say('wecom_draft_whole'),
  ]
  return {
    card_type: 'button_interaction',
    main_title: {
      title: shorten(title, ROOM.title),
      ...(first === undefined ? {} : { desc: shorten(inShort(first, draft), ROOM.note) }),
    },
    sub_title_text: shorten(asks.join(' · '), ROOM.subtitle),
    ...(rows.length === 0 ? {} : { horizontal_content_list: rows.slice(0, MOST_ROWS) }),
    button_list: buttons,
  }
}

function visitRows(visit: CardVisit, draft: VisitCard, say: Say): readonly Row[] {
  const next = visit.follow_ups[0]
  const rows: readonly (readonly [MessageKey, string])[] = [
    ['wecom_draft_date', visit.date ?? say('note_no_day')],
    ['wecom_draft_status', say(`note_status_${visit.status}`)],
    ['wecom_draft_place', visit.institution?.text ?? ''],
    ['wecom_draft_people', people(visit, draft)],
    ['wecom_draft_products', visit.products.map((one) => one.text).join('、')],
    ['wecom_draft_next', next === undefined ? '' : `${next.due ?? ''} ${next.text}`.trim()],
  ]
  return rows.filter(([, value]) => value !== '').map(([key, value]) => row(say(key), value))
}

function inShort(visit: CardVisit, draft: VisitCard): string {
  return [people(visit, draft), visit.institution?.text ?? ''].filter((one) => one !== '').join(' · ')
}

function people(visit: CardVisit, { names }: VisitCard): string {
  return visit.contacts.map((one) => (one.id === null ? undefined : names[one.id]) ?? one.text).join('、')
}

/** Two 王主任: each question a selection. A choice begins with the number that it has in the message before. */
function choices(draft: VisitCard, reply: Reply, locale: Locale, say: Say): readonly TemplateCard[] {
  const asked = draft.questions.filter(
    (one) =>
      one.choices.length > 0 &&
      Buffer.byteLength(one.field) <= LONGEST_QUESTION_KEY &&
      one.choices.every(({ value }) => value !== '' && Buffer.byteLength(value) <= LONGEST_OPTION_ID) &&
      new Set(one.choices.map(({ value }) => value)).size === one.choices.length,
  )
  const key = writeCardKey({ turnId: reply.id, action: 'draft_change', label: say('wecom_submit'), locale })
  if (asked.length === 0 || key === undefined) return []
  return [
    {
      card_type: 'multiple_interaction',
      main_title: { title: say('wecom_choose'), desc: shorten(say('wecom_choose_note'), ROOM.note) },
      select_list: unique(asked)
        .slice(0, MOST_SELECTIONS)
        .map(({ field, text, choices: options }) => ({
          question_key: field,
          title: shorten(text, ROOM.question),
          option_list: options.slice(0, MOST_OPTIONS).map(({ value, label }, at) => ({
            id: value,
            text: shorten(`${at + 1}. ${label}`, ROOM.option),
          })),
        })),
      submit_button: { text: say('wecom_submit'), key },
    },
  ]
}

function unique(questions: VisitCard['questions']): VisitCard['questions'] {
  return questions.filter((one, at) => questions.findIndex(({ field }) => field === one.field) === at)
}

function taskCard(
  { task, text }: Extract<ReplyPart, { type: 'task' }>,
  buttons: Buttons,
  say: Say,
): TemplateCard {
  const when = [task.due, task.time].filter((one) => one !== null).join(' ')
  return {
    card_type: 'button_interaction',
    main_title: { title: shorten(task.text, ROOM.title) },
    sub_title_text: shorten(text, ROOM.subtitle),
    ...(when === '' ? {} : { horizontal_content_list: [row(say('wecom_task_due'), when)] }),
    button_list: buttons,
  }
}

/**
 * The thumbs are the platform's own. What is left: an unanswered question goes to the product manager by a button; an
 * answered one has its next questions one tap away, and opens its source when the card itself is tapped.
 */
function answerCards(answer: Answer, { reply, locale, linkTo }: Outgoing, say: Say): readonly TemplateCard[] {
  const asks = reply.actions.filter((one) => one.id === 'ask_product_manager')
  const buttons = buttonsOf(reply, locale, asks)
  if (buttons.length > 0 && asks[0]?.style === 'primary') {
    return [
      {
        card_type: 'button_interaction',
        main_title: { title: say('wecom_ask'), desc: shorten(say('wecom_ask_note'), ROOM.note) },
        button_list: buttons,
      },
    ]
  }
  const url = answer.citations[0] === undefined ? '' : linkTo(answer.citations[0].url)
  const jumps = answer.followUps
    .filter((one) => Buffer.byteLength(one) <= LONGEST_JUMP)
    .slice(0, MOST_JUMPS)
    .map((question) => ({ type: 3 as const, title: shorten(question, ROOM.jump), question }))
  if (jumps.length === 0 || !isAddress(url)) return []
  return [
    {
      card_type: 'text_notice',
      ...(buttons.length === 0
        ? {}
        : {
            action_menu: {
              desc: say('wecom_menu'),
              action_list: buttons.map(({ text, key }) => ({ text, key })),
            },
          }),
      main_title: { title: say('wecom_follow_ups'), desc: say('wecom_open_source') },
      jump_list: jumps,
      card_action: { type: 1, url },
    },
  ]
}

type Buttons = { text: string; style: number; key: string }[]

function buttonsOf(reply: Reply, locale: Locale, actions: readonly ReplyAction[]): Buttons {
  return actions
    .filter((one) => one.id !== 'up' && one.id !== 'down')
    .flatMap(({ id, label, style }) => {
      const key = writeCardKey({ turnId: reply.id, action: id, label: shorten(label, ROOM.title), locale })
      return key === undefined ? [] : [{ text: shorten(label, ROOM.button), style: STYLES[style], key }]
    })
    .slice(0, MOST_BUTTONS)
}

function partsOf<T extends ReplyPart['type']>(reply: Reply, type: T): Extract<ReplyPart, { type: T }>[] {
  return reply.parts.filter((part): part is Extract<ReplyPart, { type: T }> => part.type === type)
}

function row(name: string, value: string): Row {
  return { keyname: shorten(name, ROOM.name), value: shorten(value, ROOM.value) }
}

/** On one line, cut between characters with a sign that it was. */
function shorten(text: string, room: number): string {
  const characters = Array.from(text.replace(/\s+/gu, ' ').trim())
  return characters.length <= room ? characters.join('') : `${characters.slice(0, room - 1).join('')}…`
}
