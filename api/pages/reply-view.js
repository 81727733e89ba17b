/** A reply: its parts in order, and the buttons below it. Pressing one is a call; its outcome stands beside it. */
import { answerAsText, answerView } from './answer-view.js'
import { copyText } from './copy-text.js'
import { el } from './dom.js'
import { draftView } from './draft-view.js'
import { call, newKey } from './http.js'
import { renderMarkdown } from './markdown.js'
import { say } from './page-data.js'
import { summaryView } from './summary-view.js'

/** Drawn, because not every machine has the letters for them. */
const THUMB =
  'M7 11v9H3.8a.8.8 0 0 1-.8-.8v-7.4a.8.8 0 0 1 .8-.8H7Zm0 0 4-8a2.5 2.5 0 0 1 2.5 2.5V9h5.3a2 2 0 0 1 2 2.3l-1.1 7a2 2 0 0 1-2 1.7H7'
const SIGNS = ['up', 'down']

/**
 * @param {object} reply a Reply of the contract
 * @param {{ask: (question: string) => void, onPressed: () => void}} deeds `reply.pressed` keeps what was pressed
 */
export function replyView(reply, deeds) {
  const answers = reply.parts.filter((part) => part.type === 'answer').map((part) => part.answer)
  const article = el('article', { class: 'reply', 'aria-label': say('chat_reply') })
  const again = () => article.replaceWith(replyView(reply, deeds))
  article.append(
    ...reply.parts.map((part) => partView(part, reply, deeds, again)).filter((part) => part !== null),
  )
  const bar = actionBar(reply, answers, deeds, again)
  if (bar !== null) article.append(bar)
  return article
}

function partView(part, reply, deeds, again) {
  if (part.type === 'answer') return answerView(part.answer, deeds.ask)
  if (part.type === 'visit_draft') {
    const fault = el('p', { class: 'fault', role: 'alert', hidden: true })
    const onAnswer = async (field, value) => {
      try {
        takeOver(reply, await callAction(reply, 'draft_answer', { field, value }))
        deeds.onPressed()
        again()
      } catch (failure) {
        fault.textContent = failure.message
        fault.hidden = false
      }
    }
    return el('div', {}, draftView(part.draft, onAnswer), fault)
  }
  if (part.type === 'summary' || part.type === 'brief') return summaryView(part)
  if (part.type === 'error') return el('p', { class: 'fault' }, part.text)
  // A kind of part that this page does not know yet still has its words.
  if (typeof part.text !== 'string') return null
  return el(
    'div',
    { class: 'words' },
    renderMarkdown(part.text, () => null),
  )
}

function actionBar(reply, answers, deeds, again) {
  const outcome = el('p', { class: 'outcome', role: 'status' }, reply.outcome ?? '')
  const buttons = reply.actions.map((action) =>
    el(
      'button',
      {
        type: 'button',
        class: SIGNS.includes(action.id) ? 'sign' : action.style === 'primary' ? 'primary' : 'quiet',
        'data-action': action.id,
        'aria-pressed': (reply.pressed ?? []).includes(action.id) ? 'true' : 'false',
        'aria-label': action.label,
        title: action.label,
        onclick: (event) => press(event.currentTarget, action.id),
      },
      SIGNS.includes(action.id) ? thumb(action.id) : action.label,
    ),
  )
  const copy =
    answers.length > 0 &&
    el('button', { type: 'button', class: 'quiet copy', onclick: copyAnswer }, say('chat_copy'))
  const bar = el('div', { class: 'actions' }, ...buttons, copy)
  for (const button of buttons) lock(button)

  async function copyAnswer(event) {
    const button = event.currentTarget
    if (!(await copyText(answers.map(answerAsText).join('\n\n')))) return
    button.textContent = say('chat_copied')
    setTimeout(() => {
      button.textContent = say('chat_copy')
    }, 2000)
  }

  async function press(button, action, values) {
    button.disabled = true
    try {
      const pressed = await callAction(reply, action, values)
      if (/^(?:draft|task|summary)_/.test(action)) {
        takeOver(reply, pressed)
        deeds.onPressed()
        again()
        return
      }
      const done = wordsOf(pressed)
      outcome.textContent = done || say('chat_thanks')
      if (SIGNS.includes(action))
        for (const other of buttons)
          if (SIGNS.includes(other.dataset.action)) other.setAttribute('aria-pressed', 'false')
      button.setAttribute('aria-pressed', 'true')
      const others = (reply.pressed ?? []).filter((one) => !(SIGNS.includes(action) && SIGNS.includes(one)))
      reply.pressed = [...others, action]
      deeds.onPressed()
      if (action === 'down' && values === undefined) askReason(button)
    } catch (failure) {
      outcome.textContent = failure.message
    }
    button.disabled = false
    for (const one of buttons) lock(one)
  }

  /** Why not: optional, and after the fact, so that the tap alone already counts. */
  function askReason(button) {
    const input = el('input', {
      name: 'reason',
      maxlength: 1000,
      placeholder: say('chat_reason'),
      'aria-label': say('chat_reason'),
    })
    const form = el(
      'form',
      { class: 'reason' },
      input,
      el('button', { class: 'quiet' }, say('chat_reason_send')),
    )
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      if (input.value.trim() !== '') await press(button, 'down', { reason: input.value.trim() })
      form.remove()
    })
    bar.parentElement?.querySelector('form.reason')?.remove()
    outcome.after(form)
    input.focus()
  }

  const footer = el('footer', {}, bar, outcome)
  return buttons.length === 0 && !copy && !reply.outcome ? null : footer
}

function thumb(which) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  for (const [name, value] of [
    ['viewBox', '0 0 24 24'],
    ['width', '20'],
    ['height', '20'],
    ['aria-hidden', 'true'],
    ['class', which],
  ]) {
    svg.setAttribute(name, value)
  }
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', THUMB)
  svg.append(path)
  return svg
}

/** What is asked of a person once is asked once; a thumb may change its mind. */
function lock(button) {
  if (!SIGNS.includes(button.dataset.action) && button.getAttribute('aria-pressed') === 'true')
    button.disabled = true
}

/** Presses the button; what the service says to it is a reply of its own. */
function callAction(reply, action, values) {
  const path = `/v1/turns/${encodeURIComponent(reply.id)}/actions`
  return call('POST', path, {
    body: values === undefined ? { action } : { action, values },
    key: newKey(),
  })
}

const wordsOf = (pressed) =>
  (pressed?.parts ?? [])
    .map((part) => part.text ?? '')
    .join(' ')
    .trim()

/** A card that changed takes the place of the one before; words alone stand below it. */
function takeOver(reply, pressed) {
  const shows = pressed.parts.some((part) => ['visit_draft', 'task', 'brief'].includes(part.type))
  if (shows) reply.parts = pressed.parts
  reply.outcome =
    shows && ['task', 'brief'].includes(pressed.parts[0].type) ? '' : wordsOf(pressed).split('\n\n')[0]
  if (shows && pressed.actions.length > 0) reply.outcome = ''
  // What the rules forbid leaves the card as it was, with its buttons.
  if (shows || pressed.actions.length > 0) reply.actions = pressed.actions
}
