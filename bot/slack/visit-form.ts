/**
 * The form that changes a visit draft: each field with the words of the note that it rests on, the questions of the
 * draft as menus. Block ids are the paths of the fields, by which read-visit-form.ts finds what was changed.
 */

import type { types } from '@slack/bolt'
import { DRAFT_CHOICES } from '../../assistant/read-draft-change.ts'
import type { CardVisit, VisitCard } from '../../assistant/visit-card.ts'
import { choicesAsOptions, plainText } from './button-blocks.ts'
import { shorten } from './cut-text.ts'
import { bold, richText } from './rich-text.ts'
import type { Say } from './slack-desk.ts'

export const VISIT_FORM = 'pharos_visit'
/** Of every field. */
export const FIELD = 'field'

/** What a form knows of where it was opened; a view holds 3,000 characters of it. */
export interface VisitFormKey {
  readonly turnId: string
  readonly draftId: string
  readonly revision: number
  readonly channel: string | null
  readonly thread: string | null
  readonly card: string | null
  readonly home: boolean
}

type Block = types.KnownBlock

const MOST_BLOCKS = 95
export const SHOWN_FOLLOW_UPS = 4
export function visitForm(card: VisitCard, key: VisitFormKey, say: Say): types.ModalView {
  const blocks: Block[] = [...questionBlocks(card, say)]
  let left = false
  for (const [index, visit] of card.visits.entries()) {
    const own = visitBlocks(visit, index, card, say)
    if (blocks.length + own.length > MOST_BLOCKS) left = true
    else blocks.push(...own)
  }
  if (left || blocks.length === 0) {
    blocks.push({ type: 'context', elements: [plainText(say('slack_form_rest'), 300)] })
  }
  return {
    type: 'modal',
    callback_id: VISIT_FORM,
    private_metadata: JSON.stringify(key),
    title: plainText(say('slack_edit_title'), 24),
    submit: plainText(say('slack_save'), 24),
    close: plainText(say('slack_close'), 24),
    blocks,
  }
}

function questionBlocks(card: VisitCard, say: Say): readonly Block[] {
  const fields = new Set<string>()
  return card.questions.slice(0, 10).flatMap(({ field, text, choices }): readonly Block[] => {
    if (fields.has(field) || field.length > 200) return []
    fields.add(field)
    const options = choicesAsOptions(choices)
    const element: types.InputBlock['element'] =
      options.length === 0
        ? { type: 'plain_text_input', action_id: FIELD, max_length: 500 }
        : {
            type: 'static_select',
            action_id: FIELD,
            placeholder: plainText(say('slack_choose'), 150),
            options: [...options],
          }
    return [
      { type: 'input', block_id: `answer:${field}`, optional: true, label: plainText(text, 1_900), element },
    ]
  })
}

function visitBlocks(visit: CardVisit, index: number, card: VisitCard, say: Say): readonly Block[] {
  const at = (name: string): string => `visits.${index}.${name}`
  const people = visit.contacts.map((one) => (one.id === null ? one.text : (card.names[one.id] ?? one.text)))
  const head = [
    ...(card.visits.length > 1 ? [say('note_visit', { n: index + 1 })] : []),
    ...(visit.institution === null ? [] : [visit.institution.text]),
    ...people,
  ].join(' · ')
  /** `hint`: where the note says it. */
  const field = (
    name: string,
    label: string,
    element: types.InputBlock['element'],
    options: { readonly required?: boolean; readonly hint?: string } = {},
  ): Block => {
    const words = options.hint ?? evidenceOf(name, visit, card, say)
    return {
      type: 'input',
      block_id: at(name),
      optional: options.required !== true,
      label: plainText(label, 1_900),
      element,
      ...(words === '' ? {} : { hint: plainText(words, 1_900) }),
    }
  }
  const lines = (name: 'competitors' | 'materials' | 'hcp_commitments', label: string): Block => {
    const value = visit[name].join('\n')
    const element = {
      type: 'plain_text_input',
      action_id: FIELD,
      multiline: true,
      max_length: 3_000,
    } as const
    const hint = [evidenceOf(`${name}.0`, visit, card, say), say('slack_one_per_line')].filter(
      (one) => one !== '',
    )
    return field(name, label, value === '' ? element : { ...element, initial_value: value.slice(0, 3_000) }, {
      hint: hint.join(' · '),
    })
  }
  return [
    ...(head === '' ? [] : richText([{ kind: 'plain', inlines: [bold(shorten(head, 1_000))] }])),
    field('date', say('note_date'), datepicker(visit.date), { required: true }),
    field('time', say('note_time'), {
      type: 'timepicker',
      action_id: FIELD,
      ...(isClock(visit.time) ? { initial_time: visit.time } : {}),
    }),
    field(
      'status',
      say('note_status'),
      pick(DRAFT_CHOICES.status, visit.status, (one) => say(`note_status_${one}`), say),
      {
        required: true,
      },
    ),
    field(
      'channel',
      say('note_channel'),
      pick(DRAFT_CHOICES.channel, visit.channel, (one) => say(`note_channel_${one}`), say),
      {
        required: true,
      },
    ),
    field(
      'kind',
      say('note_kind'),
      pick(DRAFT_CHOICES.kind, visit.kind, (one) => say(`note_kind_${one}`), say),
      {
        required: true,
      },
    ),
    field('department', say('note_department'), {
      type: 'plain_text_input',
      action_id: FIELD,
      max_length: 200,
      ...(visit.department === null || visit.department === ''
        ? {}
        : { initial_value: visit.department.slice(0, 200) }),
    }),
    field('topics', say('note_topics'), topics(visit, say), {
      hint: evidenceOf('topics.0', visit, card, say),
    }),
    lines('materials', say('note_materials')),
    lines('competitors', say('note_competitors')),
    lines('hcp_commitments', say('note_hcp_commitments')),
    ...visit.follow_ups.slice(0, SHOWN_FOLLOW_UPS).flatMap((one, n) => [
      field(
        `follow_ups.${n}.text`,
        say('slack_follow_up', { n: n + 1 }),
        {
          type: 'plain_text_input',
          action_id: FIELD,
          max_length: 500,
          ...(one.text === '' ? {} : { initial_value: one.text.slice(0, 500) }),
        },
        { hint: evidenceOf(`follow_ups.${n}`, visit, card, say) },
      ),
      field(`follow_ups.${n}.due`, say('slack_follow_up_day', { n: n + 1 }), datepicker(one.due), {
        hint: '',
      }),
    ]),
    field('new_follow_up.text', say('slack_follow_up_new'), {
      type: 'plain_text_input',
      action_id: FIELD,
      max_length: 500,
    }),
    field('new_follow_up.due', say('slack_follow_up_new_day'), datepicker(null)),
  ]
}

function topics(visit: CardVisit, say: Say): types.InputBlock['element'] {
  const option = (code: (typeof DRAFT_CHOICES.topics)[number]) => ({
    text: plainText(say(`note_topic_${code}`), 75),
    value: code as string,
  })
  const chosen = DRAFT_CHOICES.topics.filter((code) => visit.topics.includes(code)).map(option)
  return {
    type: 'multi_static_select',
    action_id: FIELD,
    placeholder: plainText(say('slack_choose'), 150),
    options: DRAFT_CHOICES.topics.map(option),
    ...(chosen.length === 0 ? {} : { initial_options: chosen }),
  }
}

function pick<T extends string>(
  values: readonly T[],
  chosen: T,
  label: (value: T) => string,
  say: Say,
): types.InputBlock['element'] {
  const option = (value: T) => ({ text: plainText(label(value), 75), value: value as string })
  return {
    type: 'static_select',
    action_id: FIELD,
    placeholder: plainText(say('slack_choose'), 150),
    options: values.map(option),
    ...(values.includes(chosen) ? { initial_option: option(chosen) } : {}),
  }
}

function datepicker(day: string | null): types.InputBlock['element'] {
  return { type: 'datepicker', action_id: FIELD, ...(day === null ? {} : { initial_date: day }) }
}

export function isClock(time: string | null | undefined): time is string {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(time ?? '')
}

function evidenceOf(name: string, visit: CardVisit, card: VisitCard, say: Say): string {
  const span = visit.evidence[name]?.[0]
  if (span === undefined) return ''
  const quote = card.note.slice(span.start, span.end).replace(/\s+/gu, ' ').trim()
  return quote === '' ? '' : say('note_from', { quote: shorten(quote, 200) })
}
