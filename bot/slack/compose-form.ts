/** The form for a command without words. */
import type { types } from '@slack/bolt'
import { plainText } from './button-blocks.ts'
import type { Say } from './slack-desk.ts'

export const COMPOSE_FORM = 'pharos_compose'
const WORDS = 'words'

export function composeForm(purpose: 'question' | 'note' | 'task' | 'summary', say: Say): types.ModalView {
  return {
    type: 'modal',
    callback_id: COMPOSE_FORM,
    private_metadata: purpose,
    title: plainText(say(`slack_compose_${purpose}`), 24),
    submit: plainText(say('slack_send'), 24),
    close: plainText(say('slack_close'), 24),
    blocks: [
      {
        type: 'input',
        block_id: WORDS,
        label: plainText(say('slack_compose_words'), 200),
        element: { type: 'plain_text_input', action_id: WORDS, multiline: true, max_length: 3_000 },
      },
    ],
  }
}

export function readComposeForm(view: {
  readonly private_metadata: string
  readonly state: {
    readonly values: Readonly<Record<string, Readonly<Record<string, { readonly value?: string | null }>>>>
  }
}) {
  const purpose = ['question', 'note', 'task', 'summary'].find((one) => one === view.private_metadata)
  const text = view.state.values[WORDS]?.[WORDS]?.value?.trim() ?? ''
  return { purpose: (purpose ?? 'question') as 'question' | 'note' | 'task' | 'summary', text, block: WORDS }
}
