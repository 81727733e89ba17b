/** The clipboard; pages without https have the old way only. */
import { el } from './dom.js'

/** @returns {Promise<boolean>} whether it is there */
export async function copyText(text) {
  if (navigator.clipboard !== undefined) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      // Not allowed for this page: the old way may still be.
    }
  }
  const area = el('textarea', { class: 'unseen', readonly: true, 'aria-hidden': 'true' })
  area.value = text
  document.body.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  return done
}
