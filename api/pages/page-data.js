/** What the server gave the page: its texts in the reader's language, and who reads. */
import { byId } from './dom.js'

const texts = JSON.parse(byId('texts').textContent)

/** @type {{id: string, locale: string, timezone: string}} */
export const me = JSON.parse(byId('me').textContent)

/** The text with its `{params}` filled in. */
export function say(key, params = {}) {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(params[name] ?? whole))
}

export function sayTime(iso) {
  return new Date(iso).toLocaleString(me.locale, {
    timeZone: me.timezone,
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
}
