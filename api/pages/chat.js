/**
 * The chat: a question goes out as a turn, the reply is shown as it comes back. The service decides what a
 * message is and what it may say; this page only draws it.
 */
import { startComposer } from './composer.js'
import { byId, el } from './dom.js'
import { call, newKey } from './http.js'
import { forgetConversations, loadConversation, saveConversation } from './kept-conversation.js'
import { startNotices } from './notices.js'
import { say } from './page-data.js'
import { replyView } from './reply-view.js'

const conversation = loadConversation()
const log = byId('conversation')
/** What is under way: its controller, so that it can be stopped. */
let running = null

const notices = startNotices()
const composer = startComposer({
  onSend: (text) => ask(text),
  onStop: () => running?.abort(),
  onDraft(text) {
    conversation.draft = text
    save()
  },
})

function save() {
  saveConversation(conversation)
}

function ask(question) {
  if (running !== null) return
  const turn = { question, key: newKey(), reply: null }
  conversation.turns.push(turn)
  send(turn, addTurn(turn))
}

/** A turn in the log: the question, and a place for what comes back. */
function addTurn(turn) {
  const place = el('div', { class: 'place' })
  const element = el(
    'section',
    { class: 'turn' },
    el('p', { class: 'question' }, el('span', { class: 'unseen' }, `${say('chat_you')}: `), turn.question),
    place,
  )
  log.append(element)
  byId('welcome').hidden = true
  byId('new').hidden = false
  return place
}

async function send(turn, place) {
  running = new AbortController()
  composer.setBusy(true)
  place.replaceChildren(el('p', { class: 'thinking', role: 'status' }, say('chat_thinking')))
  place.parentElement.scrollIntoView({ block: 'start', behavior: motion() })
  turn.failed = undefined
  // Kept before it is sent: a reload in between finds the question and its key, and may send it again as one.
  save()
  try {
    const body = {
      text: turn.question,
      channel: 'console',
      ...(conversation.id === null ? {} : { conversationId: conversation.id }),
    }
    const reply = await call('POST', '/v1/turns', { body, key: turn.key, signal: running.signal })
    turn.reply = reply
    conversation.id = reply.conversationId
    show(turn, place)
  } catch (failure) {
    // A conversation that is gone (another person, a new database) must not stop a person from asking.
    if (failure.status === 404 && conversation.id !== null) {
      conversation.id = null
      turn.key = newKey()
    }
    turn.failed = failure.message
    show(turn, place)
  }
  running = null
  composer.setBusy(false)
  save()
  place.parentElement.scrollIntoView({ block: 'start', behavior: motion() })
  notices.refresh()
}

function show(turn, place) {
  if (turn.reply !== null) {
    place.replaceChildren(replyView(turn.reply, { ask, onPressed: save }))
    return
  }
  const again = el(
    'button',
    { type: 'button', class: 'quiet', onclick: () => running ?? send(turn, place) },
    say('chat_retry'),
  )
  place.replaceChildren(
    el('div', { class: 'failed', role: 'alert' }, el('p', {}, turn.failed ?? say('chat_stopped')), again),
  )
}

function beginAnew() {
  running?.abort()
  Object.assign(conversation, { id: null, turns: [], draft: '', scroll: 0 })
  save()
  log.replaceChildren()
  byId('welcome').hidden = false
  byId('new').hidden = true
  composer.setDraft('')
  composer.focus()
  scrollTo(0, 0)
}

/** Documents may still be on their way at a first start: the questions to begin with appear when they are there. */
async function awaitExamples() {
  for (let round = 0; round < 40 && byId('examples')?.hasAttribute('data-waiting'); round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 3000))
    if (document.hidden || !navigator.onLine) continue
    try {
      const page = await (await fetch('/', { credentials: 'same-origin' })).text()
      const fresh = new DOMParser().parseFromString(page, 'text/html').getElementById('examples')
      if (fresh !== null && !fresh.hasAttribute('data-waiting'))
        byId('examples').replaceWith(document.adoptNode(fresh))
    } catch {
      // Unreachable for the moment; the next round tries again.
    }
  }
}

function showConnection() {
  byId('offline-alert')?.remove()
  if (!navigator.onLine)
    byId('alerts').append(el('p', { id: 'offline-alert', class: 'alert' }, say('chat_offline')))
}

const motion = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth')

byId('welcome').addEventListener('click', (event) => {
  const button = event.target.closest('[data-ask]')
  if (button !== null) ask(button.textContent)
})
byId('new').addEventListener('click', beginAnew)
byId('sign-out').addEventListener('submit', forgetConversations)
document.addEventListener('click', (event) => {
  const menu = document.querySelector('details.menu[open]')
  if (menu !== null && !menu.contains(event.target)) menu.open = false
})
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') document.querySelector('details.menu[open]')?.removeAttribute('open')
})
window.addEventListener('online', showConnection)
window.addEventListener('offline', showConnection)
window.addEventListener('pagehide', () => {
  conversation.scroll = scrollY
  save()
})

history.scrollRestoration = 'manual'
for (const turn of conversation.turns) show(turn, addTurn(turn))
composer.setDraft(conversation.draft)
scrollTo(0, conversation.scroll)
showConnection()
awaitExamples()
// A keyboard that opens by itself hides half a phone.
if (matchMedia('(hover: hover)').matches) composer.focus()
