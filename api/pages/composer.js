/**
 * The field in which questions are written. Enter sends, Shift+Enter begins a line; while an input method is
 * composing (Chinese), Enter belongs to it.
 */
import { byId } from './dom.js'
import { say } from './page-data.js'

const MOST_ROWS = 7

/** @param {{onSend: (text: string) => void, onStop: () => void, onDraft: (text: string) => void}} deeds */
export function startComposer({ onSend, onStop, onDraft }) {
  const [form, field, button] = [byId('composer'), byId('question'), byId('send')]
  let busy = false

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (busy) {
      onStop()
      return
    }
    const text = field.value.trim()
    if (text === '') return
    setDraft('')
    onSend(text)
  })
  field.addEventListener('keydown', (event) => {
    // 229: the key that ends a composition in Safari comes after `isComposing` is over.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    if (!busy) form.requestSubmit()
  })
  field.addEventListener('input', () => {
    resize()
    onDraft(field.value)
  })

  function setDraft(text) {
    field.value = text
    resize()
    onDraft(text)
  }

  function resize() {
    button.classList.toggle('ready', field.value.trim() !== '')
    // The row count alone: the policy of the page forbids styles in attributes, and rows need none.
    field.rows = 1
    while (field.rows < MOST_ROWS && field.scrollHeight > field.clientHeight + 1) field.rows += 1
  }

  return {
    setDraft,
    focus: () => field.focus(),
    setBusy(value) {
      busy = value
      button.classList.toggle('busy', value)
      button.setAttribute('aria-label', say(value ? 'chat_stop' : 'chat_send'))
    },
  }
}
