/**
 * Notices that wait for this person: recalls, replies to questions. A recall stays on top of the page until
 * it is confirmed; the rest is new until the list has been opened.
 */
import { byId, el } from './dom.js'
import { call, newKey } from './http.js'
import { me, say, sayTime } from './page-data.js'

const EVERY_MS = 60_000
const SEEN_KEY = `pharos.seen.${me.id}`

export function startNotices() {
  const dialog = byId('notices')
  let notices = []
  let recalls = new Map()

  async function refresh() {
    if (document.hidden || !navigator.onLine) return
    try {
      const [newest, open] = await Promise.all([
        call('GET', '/v1/notifications?limit=50'),
        call('GET', '/v1/recalls?limit=200'),
      ])
      notices = newest.items
      recalls = new Map(
        open.items
          .filter((one) => one.userId === undefined || one.userId === me.id)
          .map((one) => [one.id, one]),
      )
      show()
    } catch {
      // The next round asks again; a failing question tells the person anyway.
    }
  }

  const waiting = () => [...recalls.values()].filter((recall) => recall.acknowledgedAt === null)
  const isOpenRecall = (notice) => recalls.get(notice.subjectId)?.acknowledgedAt === null

  function show() {
    const seen = readSeen()
    const count = notices.filter((notice) => isOpenRecall(notice) || notice.id > seen).length
    const badge = byId('badge')
    badge.hidden = count === 0
    badge.textContent = count > 99 ? '99+' : String(count)
    badge.classList.toggle('bad', waiting().length > 0)
    const alert = byId('recall-alert')
    if (waiting().length === 0) alert?.remove()
    else if (alert === null) {
      const text = say('chat_recalls', { count: waiting().length })
      byId('alerts').append(
        el('button', { type: 'button', id: 'recall-alert', class: 'alert bad', onclick: open }, text),
      )
    } else alert.textContent = say('chat_recalls', { count: waiting().length })
    byId('notice-list').replaceChildren(
      ...(notices.length === 0
        ? [el('li', { class: 'muted' }, say('chat_no_notices'))]
        : notices.map(noticeItem)),
    )
  }

  function noticeItem(notice) {
    const recall = recalls.get(notice.subjectId)
    return el(
      'li',
      { 'data-kind': notice.kind },
      el('time', { datetime: notice.createdAt ?? notice.dueAt }, sayTime(notice.createdAt ?? notice.dueAt)),
      el('p', {}, notice.text),
      recall !== undefined &&
        el(
          'p',
          { class: 'notice-deeds' },
          recall.acknowledgedAt === null
            ? el(
                'button',
                {
                  type: 'button',
                  class: 'primary',
                  onclick: (event) => acknowledge(event.currentTarget, recall.id),
                },
                say('chat_acknowledge'),
              )
            : el('span', { class: 'muted' }, say('chat_acknowledged')),
          el(
            'a',
            { class: 'quiet', href: `/read/${encodeURIComponent(recall.versionId)}` },
            say('chat_open_document'),
          ),
        ),
    )
  }

  async function acknowledge(button, recallId) {
    button.disabled = true
    try {
      await call('POST', `/v1/recalls/${encodeURIComponent(recallId)}/acknowledge`, {
        body: {},
        key: newKey(),
      })
      await refresh()
    } catch (failure) {
      button.disabled = false
      button.after(el('span', { class: 'fault', role: 'alert' }, failure.message))
    }
  }

  async function open() {
    dialog.showModal()
    await refresh()
    writeSeen(notices[0]?.id ?? readSeen())
    show()
  }

  byId('notices-open').addEventListener('click', open)
  byId('notices-close').addEventListener('click', () => dialog.close())
  // A tap beside the list closes it.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close()
  })
  document.addEventListener('visibilitychange', refresh)
  window.addEventListener('online', refresh)
  setInterval(refresh, EVERY_MS)
  refresh()
  return { refresh }
}

/** Ids grow with time, so the newest one seen says it all. */
function readSeen() {
  try {
    return localStorage.getItem(SEEN_KEY) ?? ''
  } catch {
    return ''
  }
}

function writeSeen(id) {
  try {
    localStorage.setItem(SEEN_KEY, id)
  } catch {
    // Forbidden: everything stays new.
  }
}
