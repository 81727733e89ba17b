/** The form that asks what was wrong with an answer. */
import type { types } from '@slack/bolt'
import { plainText } from './button-blocks.ts'
import type { Say } from './slack-desk.ts'

export const REASON_FORM = 'pharos_reason'
const REASONS = ['wrong', 'missing', 'old', 'source', 'other'] as const

export function reasonForm(turnId: string, say: Say): types.ModalView {
  return {
    type: 'modal',
    callback_id: REASON_FORM,
    private_metadata: turnId,
    title: plainText(say('slack_reason_title'), 24),
    submit: plainText(say('slack_send'), 24),
    close: plainText(say('slack_close'), 24),
    blocks: [
      {
        type: 'input',
        block_id: 'kind',
        label: plainText(say('slack_reason_kind'), 200),
        element: {
          type: 'radio_buttons',
          action_id: 'kind',
          options: REASONS.map((one) => ({ text: plainText(say(`slack_reason_${one}`), 75), value: one })),
        },
      },
      {
        type: 'input',
        block_id: 'words',
        optional: true,
        label: plainText(say('slack_reason_words'), 200),
        element: { type: 'plain_text_input', action_id: 'words', multiline: true, max_length: 1_500 },
      },
    ],
  }
}

interface Values {
  readonly [block: string]: {
    readonly [action: string]: {
      readonly value?: string | null
      readonly selected_option?: { readonly value?: string } | null
    }
  }
}

/** In words, as the product manager reads them. */
export function readReasonForm(view: { readonly state: { readonly values: Values } }, say: Say): string {
  const picked = view.state.values['kind']?.['kind']?.selected_option?.value
  const kind = REASONS.find((one) => one === picked)
  const words = view.state.values['words']?.['words']?.value?.trim() ?? ''
  return [kind === undefined ? '' : say(`slack_reason_${kind}`), words].filter((one) => one !== '').join(': ')
}
